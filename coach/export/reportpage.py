"""A report as one sheet of HTML: no script, nothing from elsewhere, black on white, for A4 and Letter alike."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from coach.export.chart import Chart
from coach.export.reportwords import (
    NAME,
    TITLE,
    Most,
    Section,
    about,
    day_words,
    footer,
    sections,
    stop_now,
    written_by,
)
from coach.export.svg import svg
from coach.export.trendcharts import ahead_words, days_chart, dose_chart, doses, pain_chart
from coach.progress.report import Report
from coach.source.report import visible
from coach.words.phrases import Phrases

_STYLE = """
@page { margin: 11mm 12mm; }
* { box-sizing: border-box; }
body { font: 8.6pt/1.3 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #000; margin: 0 auto;
  background: #fff; max-width: 186mm; }
@media screen { body { padding: 6mm; } }
h1 { font-size: 13pt; margin: 0 0 1mm; }
h2 { font-size: 9pt; margin: 2mm 0 .4mm; border-bottom: .3mm solid #000; break-after: avoid; }
p { margin: 0 0 .8mm; }
ul { margin: 0; padding: 0 0 0 3.2mm; }
li { break-inside: avoid; overflow-wrap: anywhere; }
.top { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; }
.name { flex: 0 0 75mm; border-bottom: .2mm solid #000; }
.stop { border: .5mm solid #000; padding: .8mm 2mm; font-weight: bold; margin: 1mm 0; }
.columns { columns: 2; column-gap: 7mm; margin-top: 1.5mm; }
.small { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; align-items: start; }
figure { margin: 1.2mm 0 0; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
figcaption { font-size: 8pt; }
footer { margin-top: 2mm; border-top: .3mm solid #000; padding-top: .8mm; font-size: 7.2pt; line-height: 1.25; }
""".strip()

LETTERS_A_ROW = 50
"""Of a line in one of the two columns, with the widest of the usual fonts."""

ROOM = 58
"""Rows of both columns under the plots, on the lower of both sheets (Letter)."""

AMOUNTS = (
    Most(hurts=12, responses=20, doses=12, changes=12, stops=8, notes=8),
    Most(hurts=8, responses=10, doses=8, changes=6, stops=4, notes=4),
    Most(hurts=5, responses=8, doses=6, changes=4, stops=3, notes=3, letters=40),
    Most(hurts=4, responses=6, doses=5, changes=3, stops=2, notes=2, letters=26),
    Most(hurts=3, responses=5, doses=4, changes=2, stops=1, notes=1, letters=24),
)
"""The most that is told, and what is tried where that has no room."""

_NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'"


def report_page(report: Report, phrases: Phrases, version: str) -> str:
    """Return the whole page as HTML; every word of a file or an answer in it is escaped."""
    trends = report.trends
    time, whose = about(report, phrases)
    stopped = stop_now(report)
    small = [days_chart(trends), *(dose_chart(trends, dose) for dose in doses(trends)[:1])]
    told = "\n".join(_section(section) for section in fitting(report, phrases))
    parts = (
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FROM_ELSEWHERE}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(TITLE)}, {day_words(report.written)}</title>",
        f"<style>\n{_STYLE}\n</style></head><body>",
        f'<h1>{_safe(TITLE)}</h1><div class="top"><p>{_safe(time)}</p><p class="name">{_safe(NAME)}</p></div>',
        f"<p>{_safe(whose)}</p>",
        f'<p class="stop">{_safe(stopped)}</p>' if stopped else "",
        _figure(pain_chart(trends), 680, 172),
        f'<div class="small">{"".join(_figure(chart, 330, 112) for chart in small)}</div>',
        f'<div class="columns">\n{told}\n</div>',
        f"<p>{_safe(ahead_words(trends))}</p>" if trends.ahead else "",
        "<footer>",
        *(f"<p>{_safe(line)}</p>" for line in (*footer(phrases), written_by(report, version))),
        "</footer></body></html>",
    )
    return "\n".join(part for part in parts if part) + "\n"


def fitting(report: Report, phrases: Phrases) -> tuple[Section, ...]:
    """Return as much as one sheet has room for: all of it, else fewer and shorter lines of each kind."""
    found: tuple[Section, ...] = ()
    for most in AMOUNTS:
        found = sections(report, phrases, most)
        if rows(found) <= ROOM:
            break
    return found


def rows(found: Iterable[Section]) -> int:
    """Return how many rows sections take in half a page's width, headings with their space as two."""
    return sum(2 + sum(-(-len(line) // LETTERS_A_ROW) for line in section.lines) for section in found)


def _section(section: Section) -> str:
    lines = "".join(f"<li>{_safe(line)}</li>" for line in section.lines)
    return f"<section><h2>{_safe(section.heading)}</h2>\n<ul>{lines}</ul></section>"


def _figure(chart: Chart, width: int, height: int) -> str:
    drawn = "" if chart.empty else svg(chart, width=width, height=height)
    title = f"<b>{_safe(chart.title)}.</b> " if chart.empty else ""
    return f"<figure>{drawn}<figcaption>{title}{_safe(chart.sentence)}</figcaption></figure>"


def _safe(words: str) -> str:
    return escape(visible(words))
