"""Which id stands at a place of a dataset file, and what it may name there."""

from __future__ import annotations

import re
from typing import NamedTuple

from tempodb.base.errors import Span
from tempodb.binding.name_kinds import ANYTHING, NameKind
from tempodb.language_service.dataset_files.cursor_path import path_at
from tempodb.language_service.dataset_files.entry_outline import OutlinedEntry, defined_in
from tempodb.language_service.dataset_files.key_schema import key_meaning
from tempodb.language_service.dataset_files.named_values import keys_named, value_at
from tempodb.language_service.name_index import NameIndex
from tempodb.model.labels import Label


class IdPlace(NamedTuple):
    """A word of a file: what it may name, or the entry that it *defines*, or what it means as a key."""

    span: Span
    id: str
    kinds: tuple[NameKind, ...] = ()
    defines: OutlinedEntry | None = None
    meaning: str = ""

    def fits(self, entry: OutlinedEntry) -> bool:
        """Return whether an entry with the id may be meant."""
        if self.defines is not None:
            return entry.type is self.defines.type
        return any(kind.type is entry.type and kind.fits(entry.class_) for kind in self.kinds)

    def own(self, text: str) -> list[OutlinedEntry]:
        """Return the entries of the file itself, whose *text* is given, that are meant."""
        return [entry for entry in defined_in(text).get(self.id, ()) if self.fits(entry)]

    def labels(self, names: NameIndex) -> list[Label]:
        """Return whom the id means among some names, each once, by a name rather than by the id."""
        found: dict[str, Label] = {}
        for label in names.of(self.id, self.kinds if self.defines is None else ANYTHING):
            known = found.get(label.id)
            if (self.defines is None or label.type is self.defines.type) and (
                known is None or known.name == known.id
            ):
                found[label.id] = label
        return list(found.values())


def id_at(text: str, place: int) -> IdPlace | None:
    r"""Return the word at *place* of a dataset file, None where there is none.

    >>> found = id_at("states:\n  x: {name: X}\nmemberships:\n  - {member: x, of: y}", 49)
    >>> found.id, found.kinds[0].noun, found.own("states:\n  x: {name: X}\n")[0].label
    ('x', 'party', 'X')
    """
    begin = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    for found in _WORD.finditer(text, begin, end if end >= 0 else len(text)):
        if found.start() <= place <= found.end():
            return _meant(text, Span(*found.span()))
    return None


def _meant(text: str, span: Span) -> IdPlace | None:
    id_ = text[span.start : span.end]
    for entry in defined_in(text).get(id_, ()):
        if entry.named.start <= span.start < entry.named.end:
            return IdPlace(span, id_, defines=entry)
    at = path_at(text, span.start)
    if at is None:
        return None
    if at.is_value or (at.path[-1:] == (0,) and not _COLON.match(text, span.end)):
        named = value_at(at.path).named
        return IdPlace(span, id_, () if named is None else (named,))
    if (named := keys_named(at.path)) is not None:
        return IdPlace(span, id_, (named,))
    return IdPlace(span, id_, meaning=key_meaning((*at.path, id_)))


_WORD = re.compile(r"[^\s,:;()\[\]{}\"'#]+")
_COLON = re.compile(r"[ \t]*:(?=\s|$)")
