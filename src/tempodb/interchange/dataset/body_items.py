"""Bodies of the log → the entries of lists in files, written over the pieces that many of them share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, Protocol

from tempodb.interchange.dataset.entry_parts import NAMES_OF, entry_of, fields_of, support_of
from tempodb.interchange.dataset.sections import LISTED
from tempodb.model.body_pieces import BETWEEN, BodyPieces, taken_apart
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind

_LISTED = frozenset(kind.name.lower() for kind in LISTED)


class PartedText(Protocol):
    """How entries are written, whole or in parts."""

    def item(self, entry: Mapping[str, Any]) -> str:
        """Return an entry of a list of the file."""

    def part(self, said: Mapping[str, Any]) -> str | None:
        """Return part of an entry; None where an entry that has it cannot be put together."""

    def plain(self, name: str, text: str) -> str | None:
        """Return the part that says a text of which no sign has to be escaped in JSON."""

    def joined(self, parts: str) -> str:
        """Return an entry of a list whose parts stand one after the other."""


class _Parts(dict[str, "str | None"]):
    """The parts that pieces of bodies make, each made once."""

    def __init__(self, made: Callable[[str], str | None]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, piece: str) -> str | None:
        part = self[piece] = self._made(piece)
        return part


class _Said(NamedTuple):
    """What a body says between key and dates, in parts, and what makes parts of its key."""

    kind: Kind
    key: tuple[tuple[int, _Parts], ...]
    value: str | None
    beside: tuple[tuple[int, _Parts], ...]
    of_end: str | None
    support: str | None


class BodyItems:
    """Writes claims as entries of lists, in a *text*."""

    def __init__(self, text: PartedText) -> None:
        self._text = text
        self._key: dict[Kind, dict[int, _Parts]] = {}
        self._saids: dict[str, _Said] = {}
        self._froms, self._tos = (_Parts(partial(self._field, name)) for name in ("from", "to"))
        self._whens = _Parts(self._when)

    def items(self, bodies: Iterable[str]) -> Iterator[tuple[Kind, str | Claim]]:
        """Yield each claim as an entry of the list of its kind; itself where its kind has none."""
        for body, pieces in taken_apart(iter(bodies)):
            item = pieces and self._item(pieces)
            if item:
                yield item
            else:
                claim = Claim.from_body(body)
                yield claim.kind, self._text.item(entry_of(claim)) if claim.kind in LISTED else claim

    def _item(self, pieces: BodyPieces) -> tuple[Kind, str] | None:
        said = pieces[3]
        if said.partition('"')[0] not in _LISTED:
            return None
        of = self._saids.get(said) or self._read(said)
        beside = [made[pieces[place]] for place, made in of.beside] if of.beside else ()
        parts = [
            *[made[pieces[place]] for place, made in of.key],
            of.value,
            *beside,
            self._froms[pieces[4]],
            self._tos[pieces[5]],
            self._whens[pieces[6]],
            of.of_end,
            of.support,
        ]
        return None if None in parts else (of.kind, self._text.joined("".join(parts)))

    def _read(self, piece: str) -> _Said:
        """Return what stands between key and dates."""
        claim = Claim.from_body(f'{{"key":[],"kind":"{piece}}}}}')
        names, part = NAMES_OF[claim.kind], self._text.part
        said = self._saids[piece] = _Said(
            claim.kind,
            tuple((place, self._parts_of_key(claim.kind, place, name)) for place, name in names.key),
            part(fields_of(names.said, claim.fields)),
            tuple((place, self._parts_of_key(claim.kind, place, name)) for place, name in names.beside),
            part(fields_of(names.of_end, claim.fields)),
            part(support_of(claim.standing, claim.sources, claim.note, claim.details)),
        )
        return said

    def _parts_of_key(self, kind: Kind, place: int, name: str) -> _Parts:
        of_kind = self._key.setdefault(kind, {})
        return of_kind.setdefault(place, _Parts(partial(self._field, name)))

    def _field(self, name: str, piece: str) -> str | None:
        quoted = piece.removeprefix(BETWEEN)
        if not quoted:
            return ""
        if "\\" in quoted or not quoted.isprintable():
            return self._text.part({name: json.loads(f'"{quoted}"')})
        return self._text.plain(name, quoted)

    def _when(self, piece: str) -> str | None:
        body = f'{{"key":[],"kind":"membership","value":{{}},"when":{{{piece}}}}}'
        return self._text.part(Claim.from_body(body).when.as_dict())
