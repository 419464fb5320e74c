"""A file → what it says otherwise than when it was loaded last or before, of which the text is kept.

Entries that stand in both texts, letter by letter, say in both the same, as long as what is meant by default
is the same. So two small files are read, of the other entries alone.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import NamedTuple

from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.dataset.entry_differences import unshared
from tempodb.interchange.dataset.fingerprints import fingerprint
from tempodb.interchange.dataset.json_entries import JsonEntries
from tempodb.interchange.dataset.near_texts import near_texts
from tempodb.markup.contents import Content
from tempodb.markup.opened_files import MAX_DATASET_BYTES
from tempodb.model.restatements import KnownText, LastText, Restatement
from tempodb.model.schema import SCHEMA

_MEANT = ("tempodb", "dataset", "defaults")
"""The keys on which it depends what an entry says."""
_SECTIONS = frozenset(section.encode() for schema in SCHEMA.values() for section in schema.sections)
"""The sections of which an entry is claims of its own."""
NEAR, FEW_LOADS = 0.05, 8
"""Of what share of a text another may differ, and after how many loads, so that the one is kept for the other."""
_HEADING = 2
"""How many bytes zlib puts before what it packs, https://www.rfc-editor.org/rfc/rfc1950."""


def packed(content: Content) -> bytes:
    """Return a text as it is kept, against which a later one can be held; nothing of one that cannot be."""
    return zlib.compress(content.data, 1) if content.suffix == ".json" else b""


class TextsApart(NamedTuple):
    """A file as two small ones: of what it says alone, and of what was said alone in the text before.

    Of its own text, of which the *fingerprint* is that, *kept* is what is kept of it in the place of that *before*.
    """

    said: Content
    dropped: Content
    fingerprint: str
    kept: bytes | None
    before: str
    claims_before: int


def texts_apart(
    content: Content, known: Collection[str], last_text: Callable[[str], LastText | None]
) -> TextsApart | KnownText | None:
    """Return what a file says otherwise, None where it has to be read as a whole; and whether its text is *known*."""
    own = fingerprint(content)
    if own in known:
        return KnownText(own)
    if content.suffix != ".json" or (now := JsonEntries.of(content.data)) is None:
        return None
    try:
        meant = _meant(now)
        last = last_text(str(meant["dataset"]))
        earlier = None if last is None else _unpacked(content, last)
        compared = None if earlier is None else _compared(now, earlier.data)
        if earlier is None or compared is None or _meant(compared[1]) != meant:
            return None
    except (ValueError, RecursionError, zlib.error):
        return None
    now, then = compared
    differing = unshared(now, then, _SECTIONS)
    if differing is None:
        return None
    said, dropped = now.with_entries(differing.own), then.with_entries(differing.other)
    is_near = len(said) + len(dropped) < NEAR * len(content.data) and earlier.loads_since < FEW_LOADS
    return TextsApart(
        content._replace(data=said),
        content._replace(data=dropped),
        own,
        None if is_near else packed(content),
        earlier.fingerprint,
        earlier.claims,
    )


def restated(apart: TextsApart, reader: ColumnReader) -> Restatement | None:
    """Return the claims of what was told apart, None where a file has to be read as a whole."""
    said, dropped = reader.read(apart.said), reader.read(apart.dropped)
    if said is None or dropped is None:
        return None
    return Restatement(
        replace(said, fingerprint=apart.fingerprint, text=apart.kept),
        dropped.claims,
        apart.claims_before - len(dropped.claims) + len(said.claims),
        apart.before,
    )


def _compared(now: JsonEntries, earlier: bytes) -> tuple[JsonEntries, JsonEntries] | None:
    """Return the entries of two texts, without those that both have where that is soon found."""
    near = near_texts(now, earlier, _SECTIONS)
    if near is not None:
        left = JsonEntries.of(near.these), JsonEntries.of(near.other)
        if left[0] is not None and left[1] is not None:
            return left[0], left[1]
    then = JsonEntries.of(earlier)
    return None if then is None else (now, then)


def _meant(entries: JsonEntries) -> dict[str, object]:
    said = json.loads(entries.skeleton)
    return {key: said.get(key) for key in _MEANT}


class _Earlier(NamedTuple):
    """A text that was loaded before, and how many loads ago that was."""

    data: bytes
    fingerprint: str
    claims: int
    loads_since: int


def _unpacked(content: Content, last: LastText) -> _Earlier | None:
    """Return the text that was kept; the log vouches for it by its fingerprint."""
    # Its checksum would tell what the fingerprint tells.
    data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(last.packed[_HEADING:], MAX_DATASET_BYTES)
    own = fingerprint(content._replace(data=data))
    found = ((since, claims) for since, (print_, claims) in enumerate(last.loads) if print_ == own)
    return next((_Earlier(data, own, claims, since) for since, claims in found), None)
