"""TOML text with positions: where a value stands in a file, and what is wrong with it there."""

from __future__ import annotations

from coach.source.decode import as_text
from coach.source.document import LARGEST_FILE, Document, read_document, read_on, too_large
from coach.source.place import Mark, Place, Problem, Severity
from coach.source.report import as_json, in_order, plain, report, reports
from coach.source.scan import KeyPath

__all__ = [
    "LARGEST_FILE",
    "Document",
    "KeyPath",
    "Mark",
    "Place",
    "Problem",
    "Severity",
    "as_json",
    "as_text",
    "in_order",
    "plain",
    "read_document",
    "read_on",
    "report",
    "reports",
    "too_large",
]
