"""Everything of the user's in one file, and back; whatever the file is, nothing is lost here."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.homes import write_home
from coach.desk.archive import read_archive, write_archive
from coach.desk.backup import MARK, is_backup, make_backup, usual_name
from coach.desk.restoring import plan_restore, possible, restore
from coach.errors import CoachError, UsageError
from coach.paths import Paths
from coach.session.lock import BusyError
from coach.session.store import SessionStore
from tests.desk.stage import FakeDesk, Stage
from tests.session.holding import attempt
from tests.session.test_record import RECORD

MANIFEST = b'format = 1\ncoach = "1.0"\n'


@pytest.fixture
def full(tmp_path: Path) -> Stage:
    """A home in which everything is kept that can be."""
    stage = Stage(tmp_path / "home")
    write_home(stage.home, 12, date(2026, 11, 21))
    paths = stage.desk.paths
    paths.doses.write_text("format = 1\n", encoding="utf-8")
    (paths.routines / "exercises.toml").write_text('[exercise.swing]\nname = "Swing"\n', encoding="utf-8")
    (paths.routines / "von Ärzten").mkdir()
    (paths.routines / "von Ärzten" / "knie ü.toml").write_text('name = "Knie"\r\n', encoding="utf-8")
    (paths.sessions / "old.toml.damaged").write_bytes(b"\xff half")
    for rubbish in ("cache/speech/x.wav", "state/voice.log", "sessions/.x.toml-abc.tmp", "sessions/~x.toml"):
        (stage.home / rubbish).parent.mkdir(parents=True, exist_ok=True)
        (stage.home / rubbish).write_text("rubbish", encoding="utf-8")
    return stage


def kept(paths: Paths) -> dict[str, bytes]:
    """Every file of the user's, by its name under the home."""
    files = [path for path in paths.data.rglob("*.toml*") if path.is_file() and not path.name.startswith((".", "~"))]
    return {path.relative_to(paths.data).as_posix(): path.read_bytes() for path in files}


def other(stage: Stage, name: str = "other") -> FakeDesk:
    """An empty home beside the stage's."""
    return FakeDesk(stage.home.parent / name, stage.clock)


def brought_back(desk: FakeDesk, archive: Path) -> None:
    restore(desk, plan_restore(desk, archive))


@pytest.mark.parametrize("name", ["b.zip", "b.tar.gz", "b.tgz"])
def test_what_was_backed_up_comes_back_byte_by_byte_in_an_empty_home(full: Stage, name: str) -> None:
    made = make_backup(full.desk, full.home.parent / name)
    desk = other(full)
    brought_back(desk, made.path)

    assert kept(desk.paths) == kept(full.desk.paths)
    assert made.files == {
        "doses.toml": 1, "profile.toml": 1, "settings.toml": 1, "mornings": 2, "sessions": 13, "routines": 3,
    }  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in desk.paths.data.rglob("*") if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (desk.paths.data, desk.paths.sessions)} == {0o700}
    assert made.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_comes_back_where_settings_and_data_lie_apart_as_on_other_systems(full: Stage) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    desk = other(full)
    base = full.home.parent / "Library"
    desk.paths = Paths(base / "Preferences", base / "Application Support", base / "State", base / "Caches")
    brought_back(desk, made.path)

    assert (base / "Preferences" / "settings.toml").read_bytes() == full.desk.paths.settings_file.read_bytes()
    assert SessionStore(desk.paths.sessions).ids() == SessionStore(full.desk.paths.sessions).ids()


def test_a_backup_of_a_home_in_which_nothing_is_kept_holds_nothing(tmp_path: Path) -> None:
    desk = FakeDesk(tmp_path / "nothing", Stage(tmp_path / "home").clock)
    made = make_backup(desk, tmp_path / "b.zip")

    assert made.files == {}
    assert plan_restore(desk, made.path).nothing


def test_restoring_twice_changes_nothing_the_second_time(full: Stage) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    desk = other(full)
    brought_back(desk, made.path)
    plan = plan_restore(desk, made.path)

    assert plan.nothing
    assert plan.same == sum(made.files.values())


def test_sessions_and_mornings_that_are_here_stay_and_what_is_replaced_is_kept_beside(full: Stage) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    desk = other(full)
    session, morning = sorted(full.desk.paths.sessions.glob("*.toml"))[0], next(full.desk.paths.mornings.glob("*.toml"))
    mine = {
        f"sessions/{session.name}": session.read_bytes() + b'comment = "mine"\n',
        "sessions/2026-11-22T071500+0100-zzzz.toml": b"mine",
        f"mornings/{morning.name}": b"knee = 1\n",
        "profile.toml": b'knee = "right"\n',
        "routines/plank.toml": b"mine",
    }
    for name, data in mine.items():
        (desk.paths.data / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.paths.data / name).write_bytes(data)
    plan = plan_restore(desk, made.path)
    restore(desk, plan)
    now, there = kept(desk.paths), kept(full.desk.paths)

    assert plan.stays == (f"mornings/{morning.name}", f"sessions/{session.name}")
    assert sorted(plan.replaced) == ["profile.toml", "routines/plank.toml"]
    assert {name: now[name] for name in (*plan.stays, "sessions/2026-11-22T071500+0100-zzzz.toml")} == {
        name: data for name, data in mine.items() if name.startswith(("sessions", "mornings"))
    }
    assert (now["profile.toml"], now["profile.toml.before-restore"]) == (there["profile.toml"], mine["profile.toml"])
    assert now["routines/plank.toml.before-restore"] == b"mine"


def test_what_was_kept_beside_is_not_lost_by_the_next_restore(full: Stage) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    desk = other(full)
    for text in ("one", "two"):
        desk.paths.data.mkdir(exist_ok=True)
        desk.paths.profile.write_text(text, encoding="utf-8")
        brought_back(desk, made.path)

    asides = [desk.paths.profile.with_name(f"profile.toml.before-restore{number}") for number in ("", "-2")]
    assert [path.read_text("utf-8") for path in asides] == ["one", "two"]


def test_a_session_that_is_torn_here_is_replaced_by_the_whole_one(full: Stage) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    session = sorted(full.desk.paths.sessions.glob("*.toml"))[0]
    whole = session.read_bytes()
    session.write_bytes(b"")
    brought_back(full.desk, made.path)

    assert session.read_bytes() == whole


def test_it_writes_over_another_backup_but_over_nothing_else_unless_told_so(full: Stage) -> None:
    target = full.home.parent / "b.zip"
    make_backup(full.desk, target)
    make_backup(full.desk, target)
    target.write_text("my thesis", encoding="utf-8")
    with pytest.raises(CoachError, match="is there already and is no backup of Coach"):
        make_backup(full.desk, target)

    assert target.read_text("utf-8") == "my thesis"
    make_backup(full.desk, target, force=True)
    assert is_backup(target)
    assert sorted(path.name for path in target.parent.iterdir()) == ["b.zip", "home"]


def test_in_a_folder_it_has_the_name_of_its_day(full: Stage) -> None:
    assert make_backup(full.desk, full.home.parent).path.name == "coach-2026-11-22.zip"
    assert usual_name("mine") == "mine.zip"
    assert usual_name("mine.tgz") == "mine.tgz"


def test_a_place_that_is_none_is_refused(full: Stage) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        make_backup(full.desk, full.home / "nowhere" / "b.zip")
    with pytest.raises(UsageError, match="Coach's own files"):
        make_backup(full.desk, full.desk.paths.profile, force=True)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_in_it(
    full: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = sorted(full.desk.paths.sessions.glob("*.toml"))[0]
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == session:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    made = make_backup(full.desk, full.home.parent / "b.zip")

    assert made.troubles == (f"{session} cannot be read, and is not in the backup: Permission denied.",)
    assert made.files["sessions"] == 12


# --- while something runs --------------------------------------------------------------------------------------------


def test_a_backup_can_be_made_while_a_session_is_played_and_says_that_this_one_is_not_in_it(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 10)
    during = make_backup(stage.desk, stage.home.parent / "b.zip")
    performance.close()

    assert during.unfinished
    assert "sessions" not in during.files


def test_nothing_is_restored_while_another_copy_plays(full: Stage) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    desk = other(full)
    process, _ = attempt(desk.paths.lock)
    try:
        with pytest.raises(BusyError):
            brought_back(desk, made.path)
    finally:
        process.communicate("\n")

    assert not desk.paths.sessions.exists()


def test_a_restore_that_the_disk_refused_goes_on_when_it_is_asked_for_again(
    full: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_backup(full.desk, full.home.parent / "b.zip")
    desk = other(full)
    desk.paths.data.mkdir()
    desk.paths.profile.write_text("mine", encoding="utf-8")
    real, written = Path.replace, []

    def refused(path: Path, target: Path) -> Path:
        written.append(target)
        if len(written) == 16:
            raise OSError(28, "No space left on device")
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        with pytest.raises(CoachError, match=r"No space left on device\. What came before it is restored"):
            brought_back(desk, made.path)
    brought_back(desk, made.path)

    now = kept(desk.paths)
    assert now.pop("profile.toml.before-restore") == b"mine"
    assert now == kept(full.desk.paths)


# --- archives of anybody ---------------------------------------------------------------------------------------------


def zipped(path: Path, files: dict[str, bytes], mark: bytes | None = MANIFEST) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**({MARK: mark} if mark is not None else {}), **files}.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../outside.toml",
            "sessions/../../outside.toml",
            "/etc/outside.toml",
            "sessions//x.toml",
            "sessions/./x.toml",
        ),
        *("sessions/deep/x.toml", "state/journal/x.toml", "cache/x.toml", "sessions", "sessions/", "routines/x.exe"),
        *("SESSIONS/x.toml", "profile.toml/x.toml", "..\\outside.toml", "C:\\outside.toml"),
    ],
)
def test_an_archive_with_a_name_that_is_none_of_coachs_is_refused_whole(stage: Stage, name: str) -> None:
    before = kept(stage.desk.paths)
    archive = zipped(stage.home.parent / "b.zip", {"sessions/a.toml": b"x", "sessions/b.toml": b"x"})
    with zipfile.ZipFile(archive, "a") as more:
        info = zipfile.ZipInfo("x")
        info.filename = name
        more.writestr(info, b"x")

    if name == "sessions/":  # a folder of its own is no file
        assert len(plan_restore(stage.desk, archive).new) == 2
        return
    with pytest.raises(CoachError, match="nothing was restored"):
        plan_restore(stage.desk, archive)
    assert kept(stage.desk.paths) == before


def test_links_in_an_archive_are_refused(stage: Stage) -> None:
    linked = stage.home.parent / "b.tar.gz"
    with tarfile.open(linked, "w:gz") as archive:
        link = tarfile.TarInfo("sessions/a.toml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    zip_ = stage.home.parent / "b.zip"
    with zipfile.ZipFile(zip_, "w") as pack:
        info = zipfile.ZipInfo("sessions/a.toml")
        info.external_attr = 0o120777 << 16
        pack.writestr(info, "/etc/passwd")

    for path in (linked, zip_):
        with pytest.raises(CoachError, match="which is no plain file"):
            plan_restore(stage.desk, path)


def test_an_archive_that_unpacks_to_more_than_any_backup_is_refused(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.desk.archive.LARGEST", 1000)
    large = {MARK: MANIFEST, "sessions/a.toml": b"x" * 1001}
    write_archive(stage.home.parent / "b.zip", large.items(), stage.clock.now())
    write_archive(stage.home.parent / "b.tar.gz", large.items(), stage.clock.now())
    monkeypatch.setattr("coach.desk.archive.LARGEST_SUM", 100_000)
    (stage.home.parent / "c.tar.gz").write_bytes(gzip.compress(b"\0" * 1_000_000))

    for name in ("b.zip", "b.tar.gz", "c.tar.gz"):
        with pytest.raises(CoachError, match=r"more than any backup|is no backup"):
            plan_restore(stage.desk, stage.home.parent / name)


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda path: path.write_bytes(b""), "is neither a zip nor a tar.gz"),
        (lambda path: path.write_text("hello"), "is neither a zip nor a tar.gz"),
        (lambda path: zipped(path, {}, mark=None), "is no backup of Coach"),
        (lambda path: zipped(path, {}, mark=b"format = 2\n"), "by a later version"),
        (lambda path: zipped(path, {}, mark=b'format = "1"\n'), "by a later version"),
        (lambda path: zipped(path, {}, mark=b"format ="), "is damaged"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: None, "cannot be read"),
    ],
)
def test_what_is_no_backup_is_refused_with_a_sentence(
    stage: Stage, make: Callable[[Path], object], sentence: str
) -> None:
    path = stage.home.parent / "b.zip"
    make(path)

    with pytest.raises(CoachError, match=sentence):
        plan_restore(stage.desk, path)


@pytest.mark.parametrize("name", ["b.zip", "b.tar.gz"])
def test_a_damaged_archive_is_refused_or_holds_exactly_what_was_put_in(full: Stage, name: str) -> None:
    path = make_backup(full.desk, full.home.parent / name).path
    whole, members = path.read_bytes(), read_archive(path)
    chance = random.Random(4)
    refused = 0
    for _ in range(60):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            assert read_archive(path).items() <= members.items()
        except CoachError:
            refused += 1

    assert refused > 20


def test_a_zip_that_a_mac_packed_anew_is_taken(stage: Stage) -> None:
    files = {"sessions/a.toml": b"x", "__MACOSX/sessions/._a.toml": b"x", "sessions/.DS_Store": b"x"}

    plan = plan_restore(stage.desk, zipped(stage.home.parent / "b.zip", files))

    assert list(plan.new) == ["sessions/a.toml"]


def test_names_that_differ_in_capitals_only_are_not_written_over_each_other(stage: Stage) -> None:
    files = {"routines/Knee.toml": b"x", "routines/knee.toml": b"y"}

    plan = plan_restore(stage.desk, zipped(stage.home.parent / "b.zip", files))

    assert (list(plan.new), plan.left_out) == (["routines/Knee.toml"], ("routines/knee.toml",))


@pytest.mark.parametrize(
    "name, there",
    [
        ("sessions/2026-11-22T071500+0100-k3f9.toml", True),
        ("routines/von Ärzten/knie ü.toml", True),
        ("routines/what?.toml", False),
        ("routines/a:b.toml", False),
        ("routines/a\\..\\b.toml", False),
        ("routines/nul.toml", False),
        ("routines/COM1.toml", False),
        ("routines/console.toml", True),
        ("routines/dot./a.toml", False),
    ],
)
def test_a_name_that_windows_cannot_have_is_left_out_there(name: str, there: bool) -> None:
    assert possible(name, windows=True) is there
    assert possible(name, windows=False)


def test_a_session_of_a_later_version_comes_back_as_it_is(stage: Stage) -> None:
    record = replace(RECORD, more={})
    SessionStore(stage.desk.paths.sessions).save(record)
    path = stage.desk.paths.sessions / f"{record.id}.toml"
    later = path.read_bytes().replace(b"format = 1", b"format = 9")
    path.write_bytes(later)
    made = make_backup(stage.desk, stage.home.parent / "b.zip")
    path.unlink()
    brought_back(stage.desk, made.path)

    assert path.read_bytes() == later


def test_two_members_of_one_name_are_refused(stage: Stage) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for _ in range(2):
            archive.addfile(tarfile.TarInfo("sessions/a.toml"))
    path = stage.home.parent / "b.tar.gz"
    path.write_bytes(data.getvalue())

    with pytest.raises(CoachError, match="twice"):
        plan_restore(stage.desk, path)


@pytest.mark.parametrize("name", ["b.tar", "b.gz", "b.7z"])
def test_a_name_of_another_kind_of_archive_is_refused(full: Stage, name: str) -> None:
    with pytest.raises(UsageError, match="zip"):
        make_backup(full.desk, full.home.parent / name)

    assert not (full.home.parent / name).exists()
