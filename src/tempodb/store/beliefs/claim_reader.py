"""Claims as they lie in the log → what their rows say, without an object for any of it where they are plain.

A body is canonical JSON, so that its keys come in one order, and what stands between them in no text of
its own: a quote within a text has a backslash before it. What is not plain is read as a claim.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, NamedTuple

from tempodb.base.folding import fold
from tempodb.model.claims import Claim, canonical
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.labels import names_said
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.belief_keys import belief_key, folded_names
from tempodb.store.beliefs.numbering import Numbering
from tempodb.store.beliefs.row_periods import StoredBound, StoredPeriod, stored_bound, stored_period
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period

_IDS = r'[^"\\]*+(?:","[^"\\]*+)*+'
_BODY = re.compile(
    rf'{{"key":\["({_IDS})"\],"kind":"([a-z_]++)",(?:"sources":(\["{_IDS}"\]),)?+"value":(\{{[^{{}}\\]*+\}})'
    r'(?:,"when":\{"from":"([^"\\]*+)"(?:,"to":"([^"\\]*+)")?+\})?+\}'
)
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SINGLE = re.compile(r'\{"([a-z_]+)":"([^"\\]*)"\}')
"""A value of one text, which is canonical whatever that is."""

NumberedKey = tuple[int, int, int, int]
"""Scope, kind, party and other party, as numbers."""


RowParts = tuple[NumberedKey, int, int, int, StoredPeriod, tuple[str, ...]]
"""What a claim says of its rows: key, value, sources, whether it is disputed, and the period; and folded names."""


class _Filing(NamedTuple):
    """How claims of a kind are filed.

    Of scope, party and other there is the type, and the place in the key, after which stands nothing, and then
    what the *fields* say under which they are filed, too. Of kinds that name something, the value is read.
    """

    kind: Kind
    number: int
    keys: int
    places: tuple[int, int, int, int, int, int]
    fields: tuple[str, ...]
    names: bool
    is_timeless: bool
    is_lasting: bool


def _filing(kind: Kind) -> _Filing:
    schema = SCHEMA[kind]
    in_key = {part.name: (int(part.type), place) for place, part in enumerate(schema.key)}
    fields = tuple(name for name in schema.filed if name not in in_key)
    said = {name: (int(EntityType.PARTY), len(schema.key) + 1 + at) for at, name in enumerate(fields)}
    nothing = (int(EntityType.PARTY), len(schema.key))
    scope, party, other = (*((in_key | said)[name] for name in schema.filed), nothing, nothing)[:3]
    names = kind not in (Kind.EXISTENCE, Kind.PART_OF, Kind.SUCCEEDS, Kind.MEMBERSHIP, Kind.TENURE)
    is_lasting = kind.defines or schema.lasts_by_default
    return _Filing(
        kind, int(kind), len(schema.key), (*scope, *party, *other), fields, names, kind.defines, is_lasting
    )


_FILINGS = {kind.name.lower(): _filing(kind) for kind in Kind}
_ALWAYS = stored_period(Period(SINCE_ALWAYS, ONGOING))


class ClaimReader:
    """Reads the claims of one log, one after the other, and gives *numbers* to what they name."""

    def __init__(self, numbers: Numbering) -> None:
        self._numbers = numbers
        self._dates: dict[str | None, StoredBound] = {None: stored_bound(ONGOING)}
        self._sources: dict[str | None, int] = {}
        self._said: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {}

    def read(self, body: str, recorded_day: int) -> RowParts:
        """Return what the body of a claim says that was recorded on a day.

        >>> said = '{"key":["uz","csto"],"kind":"membership","value":{"status":"member"},"when":{"from":"1992"}}'
        >>> ClaimReader(Numbering()).read(said, 0)[0]
        (1, 10, 2, 0)

        Raises:
            ValueError: this program writes no such body; other errors where it cannot be read at all.

        """
        found = _BODY.fullmatch(body)
        if found is None or not body.isprintable():
            return self._read_whole(body, recorded_day)
        ids, kind, sources, value, from_, to = found.groups()
        filing, key = _FILINGS.get(kind), ids.split('","')
        if filing is None or len(key) != filing.keys:
            return self._read_whole(body, recorded_day)
        period = self._period(filing, from_, to)
        value_number = self._numbers.texts.get(value)
        # What has a number was canonical when it was given that.
        if period is None or (value_number is None and not _is_canonical(value)):
            return self._read_whole(body, recorded_day)
        key.append("")
        names: tuple[str, ...] = ()
        if filing.names:
            said, given = self._said.get(value) or self._read_value(filing.kind, value)
            names = (*given, *_folded_ids(filing.kind, key[0]))
            key += [said.get(name) or "" for name in filing.fields]
        of_type, number = self._numbers.of_type, self._numbers.number
        type_1, at_1, type_2, at_2, type_3, at_3 = filing.places
        if (scope := of_type[type_1].get(key[at_1])) is None:
            scope = number(type_1, key[at_1])
        if (party := of_type[type_2].get(key[at_2])) is None:
            party = number(type_2, key[at_2])
        if (other := of_type[type_3].get(key[at_3])) is None:
            other = number(type_3, key[at_3])
        if value_number is None:
            value_number = self._numbers.text(value)
        sources_number = self._sources.get(sources) or self._sources_of(sources)
        return (scope, filing.number, party, other), value_number, sources_number, 0, period, names

    def _period(self, filing: _Filing, from_: str | None, to: str | None) -> StoredPeriod | None:
        """Return the period that is stated; None where it depends on when that was recorded."""
        if from_ is not None and not filing.is_timeless:
            dates = self._dates
            return (dates.get(from_) or self._date(from_)) + (dates.get(to) or self._date(to))
        return _ALWAYS if filing.is_lasting else None

    def _read_value(self, kind: Kind, value: str) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return what a value says, and the folded names that it gives."""
        single = _SINGLE.fullmatch(value)
        said = json.loads(value) if single is None else {single[1]: single[2]}
        read = said, tuple(fold(name) for name in names_said(kind, "", said) if name)
        if value in self._numbers.texts:
            # Several claims say it.
            self._said[value] = read
        return read

    def _read_whole(self, body: str, recorded_day: int) -> RowParts:
        claim = Claim.from_body(body)
        scope, party, other = map(self._numbers.entity, belief_key(claim))
        value = self._numbers.text(claim.value)
        sources = self._numbers.text(canonical(sorted(claim.sources)))
        disputed = int(claim.standing is Standing.DISPUTED)
        period = stored_period(claim.period(recorded_day))
        names = tuple(name for name, _ in folded_names(claim))
        return (scope, int(claim.kind), party, other), value, sources, disputed, period, names

    def _sources_of(self, listed: str | None) -> int:
        found = self._sources.get(listed)
        if found is None:
            text = canonical(sorted(json.loads(listed or "[]")))
            found = self._sources[listed] = self._numbers.text(text)
        return found

    def _date(self, text: str | None) -> StoredBound:
        found = self._dates.get(text)
        if found is None:
            assert text is not None
            found = self._dates[text] = _day(text) or stored_bound(read_date(text))
        return found


def _folded_ids(kind: Kind, id_: str) -> tuple[str, ...]:
    """Return the folded names that an id is by itself."""
    if kind in (Kind.NAME, Kind.TITLE):
        return ()
    if kind in (Kind.PARTY, Kind.OFFICE) and "/" in id_:
        return fold(id_), fold(id_.rpartition("/")[2])
    return (fold(id_),)


def _is_canonical(value: str) -> bool:
    return _SINGLE.fullmatch(value) is not None or canonical(json.loads(value)) == value


def _day(text: str) -> StoredBound | None:
    """Return the bound of a precise day; None of any other date, and of a day that there is not."""
    if _ISO_DAY.fullmatch(text) is None:
        return None
    try:
        day = date.fromisoformat(text).toordinal()
    except ValueError:
        return None
    return day, day, None
