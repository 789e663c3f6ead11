"""A report as text: for a terminal, an e-mail or a printer, 80 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from coach.export.plot import plot_lines
from coach.export.reportwords import ALL, NAME, TITLE, about, footer, sections, stop_now, written_by
from coach.export.trendcharts import ahead_words, charts
from coach.progress.report import Report
from coach.source.report import visible
from coach.words.phrases import Phrases

COLUMNS = 80


def report_text(report: Report, phrases: Phrases, version: str) -> str:
    """Return the whole report as text, everything told in it and every plot drawn."""
    return "".join(f"{line}\n" for line in _lines(report, phrases, version))


def _lines(report: Report, phrases: Phrases, version: str) -> Iterator[str]:
    yield TITLE
    yield "=" * len(TITLE)
    yield f"{NAME} {'_' * 40}"
    for line in about(report, phrases):
        yield from _wrapped(line)
    if stopped := stop_now(report):
        yield ""
        yield from _wrapped(f"! {stopped}", "  ")
    for section in sections(report, phrases, ALL):
        yield ""
        yield section.heading
        yield "-" * len(section.heading)
        for line in section.lines:
            yield from _wrapped(f"- {line}", "  ")
    for chart in charts(report.trends):
        yield ""
        yield from (visible(line) for line in plot_lines(chart, COLUMNS))
    if report.trends.ahead:
        yield from ("", *_wrapped(ahead_words(report.trends)))
    for line in footer(phrases):
        yield from ("", *_wrapped(line))
    yield from ("", written_by(report, version))


def _wrapped(line: str, indent: str = "") -> list[str]:
    return textwrap.wrap(visible(line), COLUMNS, subsequent_indent=indent, break_on_hyphens=False) or [""]
