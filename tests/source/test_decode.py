"""Bytes that are no UTF-8 text are named, byte and place."""

from __future__ import annotations

import pytest

from coach.source import LARGEST_FILE, plain, read_document


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b'name = "x"\nsay = "K\xfche"\n',
            (
                "f.toml:2:9: error R001: this file is not UTF-8: byte 0xFC (byte 20 of the file), "
                'probably "ü" written as Windows-1252; help: save the file as "UTF-8" in your editor'
            ),
        ),
        (
            b'say = "\x81"\n',
            (
                "f.toml:1:8: error R001: this file is not UTF-8: byte 0x81 (byte 8 of the file); "
                'help: save the file as "UTF-8" in your editor'
            ),
        ),
        (
            'name = "x"\n'.encode("utf-16"),
            'f.toml:1:1: error R001: this file is UTF-16, not UTF-8; help: save it as "UTF-8" in your editor',
        ),
        (
            'name = "x"\n'.encode("utf-16-le"),
            'f.toml:1:1: error R001: this file is UTF-16, not UTF-8; help: save it as "UTF-8" in your editor',
        ),
        (
            b"\x7fELF\x02\x01\x01\0\0\0",
            "f.toml:1:8: error R001: this is not a text file: byte 8 is zero; help: a routine is a plain text file",
        ),
    ],
)
def test_bytes_that_are_no_text_are_named(data: bytes, expected: str) -> None:
    document, problems = read_document(data, "f.toml")

    assert document is None
    assert [expected] == [plain(problem) for problem in problems]


def test_a_byte_order_mark_is_read_silently() -> None:
    document, problems = read_document(b'\xef\xbb\xbfname = "x"\r\n', "f.toml")

    assert document is not None
    assert (document.data, problems) == ({"name": "x"}, [])


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a." * 3000 + "b = 1", "a = " + "{b=" * 3000]
)
def test_what_breaks_the_toml_reader_itself_is_a_problem(text: str) -> None:
    document, problems = read_document(text, "f.toml")

    assert document is not None or len(problems) == 1


def test_a_file_over_one_mebibyte_is_not_read() -> None:
    document, problems = read_document(b"#" * (LARGEST_FILE + 1), "f.toml")

    assert document is None
    assert [problem.code for problem in problems] == ["R203"]
