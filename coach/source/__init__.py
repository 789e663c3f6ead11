"""TOML text with positions: where a value stands in a file, and what is wrong with it there."""

from __future__ import annotations

from coach.source.document import LARGEST_FILE, Document, read_document
from coach.source.place import Mark, Place, Problem, Severity
from coach.source.report import as_json, in_order, plain, report
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
    "in_order",
    "plain",
    "read_document",
    "report",
]
