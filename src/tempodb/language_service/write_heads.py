"""The terminals that say what a write is about → the kinds of claims."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tempodb.model.kind_schema import KindSchema
from tempodb.model.schema import SCHEMA


def kind_written(terminals: Iterable[str]) -> KindSchema | None:
    """Return the kind of what a write is about, if its terminals say so yet.

    >>> kind_written(["_RECORD", "_AS_PART_OF"]).noun
    'part of'
    """
    return next((WRITTEN[terminal] for terminal in terminals if terminal in WRITTEN), None)


def _terminal(schema: KindSchema) -> str:
    """Return the terminal of the words that stand before or between the names."""
    words = next(filter(None, map(str.strip, re.split(r"\{\w+\}", schema.written))))
    return f"_{words.upper().replace(' ', '_')}"


WRITTEN = {_terminal(schema): schema for schema in SCHEMA.values() if schema.written}
OPTIONAL_PARTS = {
    f"_{part.name.upper()}": part for schema in WRITTEN.values() for part in schema.key if part.is_optional
}
"""The terminals of what a key may be without."""
