"""What is found in a text that is open, each with its place, in no words of the protocol."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tempodb.base.errors import Problem, Span
from tempodb.language_service.dataset_files.entry_outline import OutlinedEntry
from tempodb.language_service.highlighting import Role


class Edit(NamedTuple):
    """A text to stand in the place of a part of the one that is open."""

    span: Span
    text: str


class QuickRepair(NamedTuple):
    """What would put something right, and how it is called."""

    title: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """Something that is wrong or doubtful at *span*, and what would put it right."""

    span: Span
    problem: Problem
    repairs: tuple[QuickRepair, ...] = ()


class Hover(NamedTuple):
    """What is told of what stands at *span*."""

    span: Span
    text: str


class Painted(NamedTuple):
    """What a part of a text is."""

    span: Span
    role: Role


class Located(NamedTuple):
    """Where an entry of a dataset file stands, and the text of that file."""

    path: Path
    text: str
    entry: OutlinedEntry


class Symbol(NamedTuple):
    """A part of a file by which it is surveyed."""

    name: str
    detail: str
    span: Span
    named: Span
    within: tuple[Symbol, ...] = ()
