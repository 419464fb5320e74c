"""A file → what it says otherwise than when it was loaded last, of which the text is kept.

Entries that stand in both texts, letter by letter, say in both the same, as long as what is meant by default
is the same. So two small files are read, of the other entries alone.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import replace

from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.dataset.fingerprints import fingerprint
from tempodb.interchange.dataset.json_entries import JsonEntries
from tempodb.markup.contents import MAX_DATASET_BYTES, Content
from tempodb.model.restatements import LastText, Restatement
from tempodb.model.schema import SCHEMA

_MEANT = ("tempodb", "dataset", "defaults")
"""The keys on which it depends what an entry says."""
_SECTIONS = frozenset(section.encode() for schema in SCHEMA.values() for section in schema.sections)
"""The sections of which an entry is claims of its own."""


def packed(content: Content) -> bytes:
    """Return a text as it is kept, against which a later one can be held; nothing of one that cannot be."""
    return zlib.compress(content.data, 1) if content.suffix == ".json" else b""


def restated(
    content: Content, last_text: Callable[[str], LastText | None], reader: ColumnReader
) -> Restatement | None:
    """Return what a file says otherwise, None where it has to be read as a whole."""
    if content.suffix != ".json" or (now := JsonEntries.of(content.data)) is None:
        return None
    try:
        meant = _meant(now)
        last = last_text(str(meant["dataset"]))
        before = None if last is None else _unpacked(content, last)
        then = None if before is None else JsonEntries.of(before)
        if last is None or then is None or _meant(then) != meant:
            return None
    except (ValueError, RecursionError, zlib.error):
        return None
    if now.says_twice:
        return None
    said, dropped = (
        reader.read(content._replace(data=text))
        for text in (now.without(then.of_sections(_SECTIONS)), then.without(now.of_sections(_SECTIONS)))
    )
    if said is None or dropped is None:
        return None
    return Restatement(
        replace(said, fingerprint=fingerprint(content), text=packed(content)),
        dropped.claims,
        last.claims - len(dropped.claims) + len(said.claims),
        last.fingerprint,
    )


def _meant(entries: JsonEntries) -> dict[str, object]:
    said = json.loads(entries.skeleton)
    return {key: said.get(key) for key in _MEANT}


def _unpacked(content: Content, last: LastText) -> bytes | None:
    """Return the text that was loaded last; the log vouches for it by its fingerprint."""
    data = zlib.decompressobj().decompress(last.packed, MAX_DATASET_BYTES)
    return data if fingerprint(content._replace(data=data)) == last.fingerprint else None
