"""What can be said of files in other formats, wherever they are read."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from tempodb.api.dataset_formats import IMPORT_OPTIONS
from tempodb.cli.argument_parser import CommandParser

OF_SOURCES = "what the source leaves open"
"""The group of these options."""
_MEANT = (
    ("--dataset", "ID", "the id of the dataset; default: the name of the first file"),
    (
        "--end-day",
        "WHICH",
        "the day of an end: inside (the last one), outside (the first after), or measure",
    ),
    ("--undated", "HOW", "a row with a period and no dates held within it, or the whole of it"),
    ("--january-first", "WHAT", "1 January without a precision: day, year, or refuse"),
    ("--margin", "LENGTH", "how far `~`, `?` and `%%` reach, as in 1y, 6m or 10d"),
    ("--observed", "D", "the day on which the source told how things were"),
    ("--open", "TEXT,…", "texts that stand for no date"),
    ("--language", "L", "in which names are taken first, such as fr"),
)
"""What a source leaves open: an option, what it takes, and what it settles."""


def add_meant(sub: CommandParser) -> None:
    """Add what can be said of files in other formats."""
    for option, metavar, meaning in (*_MEANT, *IMPORT_OPTIONS):
        sub.group(OF_SOURCES).add_argument(option, metavar=metavar, help=meaning)


def meant(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was said of what a source leaves open, as Python calls it."""
    return _said(options, _MEANT) | said_of_format(options)


def said_of_format(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was said of files of one format alone, as Python calls it."""
    return _said(options, IMPORT_OPTIONS)


def _said(options: argparse.Namespace, named: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    names = (option.removeprefix("--").replace("-", "_") for option, *_ in named)
    return {name: said for name in names if (said := getattr(options, name)) is not None}
