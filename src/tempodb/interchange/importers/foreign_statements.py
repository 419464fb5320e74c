"""What a source states, collected as entries of our own format, each with its place in the source.

Beside them: what is refused of it and where, what there are no words for, and what was taken where it
leaves something open. A format's module knows its format and the keys of our sections, and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tempodb.base.errors import Problem
from tempodb.base.printable import shortened
from tempodb.base.spelling import spelt_out, why_no_address
from tempodb.interchange.dataset.refusals import SECTION_MODELS
from tempodb.interchange.importers.conventions import Conventions, EndDay, JanuaryFirst, TakenConventions
from tempodb.interchange.importers.foreign_dates import ForeignDates, NotTakenError, Spell
from tempodb.interchange.importers.foreign_ids import ForeignIds, slug
from tempodb.interchange.importers.kept_rows import RowKeeper
from tempodb.interchange.importers.placed_text import place_told
from tempodb.interchange.port import Unexpressed
from tempodb.markup.tree import Place, problem_at
from tempodb.temporal.bounds import shifted
from tempodb.temporal.date_reader import read_date

NOT_STATED = "organization-not-stated"
PLACES_TOLD = 3
"""How many places are told of what there are no words for."""
MOST_REASONS = 200
"""Of how much that there are no words for it is told what it is."""
OTHER_REASONS = "what is of more kinds than are told here"
_LONGEST_REASON = 200


class ForeignEntry(NamedTuple):
    """An entry of a section of our format, under an id if its section has ids."""

    section: str
    id: str | None
    said: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class StatedSource:
    """All that was read of a source: entries, and what is to be known beside them."""

    dataset: str
    heading: Mapping[str, Any]
    entries: Sequence[ForeignEntry]
    refused: Sequence[Problem]
    unexpressed: Sequence[Unexpressed]
    conventions: Sequence[tuple[str, int]]


class ForeignStatements:
    """Collects what a source states.

    *dataset* is the id of the dataset that it becomes. Where nobody says otherwise, ends are meant as
    *end_day* has it, and first days of January as *january_first* does.
    """

    def __init__(
        self,
        dataset: str,
        conventions: Conventions,
        end_day: EndDay = EndDay.INSIDE,
        january_first: JanuaryFirst = JanuaryFirst.DAY,
    ) -> None:
        self.conventions = conventions
        self.ids = ForeignIds()
        self._dataset = slug(dataset)
        self._taken = TakenConventions()
        self.dates = ForeignDates(conventions, end_day, january_first, self._taken)
        self._taken_of_spells = TakenConventions()
        self._spells = ForeignDates(conventions, end_day, january_first, self._taken_of_spells)
        self._keeper = RowKeeper()
        self._heading: dict[str, Any] = {}
        self._defined: dict[tuple[str, str], ForeignEntry] = {}
        self._listed: list[tuple[ForeignEntry, Spell | None]] = []
        self._refused: list[Problem] = []
        self._lost: Counter[str] = Counter()
        self._lost_at: dict[str, list[Problem]] = {}
        self._unnamed: set[str] = set()

    # ── what is stated ───────────────────────────────────────────────────────────────────────────

    def head(self, **said: Any) -> None:
        """Say something of the dataset itself: its `title`, its `focus`, the `statuses` that it uses."""
        self._heading |= said

    def define(self, section: str, id_: str, place: Place, **said: Any) -> bool:
        """State what has an id: a source, a party or an office; return whether that is new.

        The same stated twice is one. What is stated otherwise than before is refused.
        """
        entry = ForeignEntry(section, id_, self._expressed(section, _given(said), place), place)
        known = self._defined.setdefault((_space(section), id_), entry)
        if known is entry:
            return True
        if (known.section, known.said) != (section, entry.said):
            where = problem_at(known.place, "", "").place.partition("#")[2] or f"line {known.place.line}"
            message = f"the id `{spelt_out(id_)}` is given to something else, too: {where}"
            self.refuse(place, "duplicate", message, "give one of them another id")
        return False

    def once(self, section: str, id_: str, place: Place, **said: Any) -> str:
        """State what has an id unless something of that id was stated, and return the id."""
        if not self.is_defined(section, id_):
            self.define(section, id_, place, **said)
        return id_

    def is_defined(self, section: str, id_: str) -> bool:
        """Return whether something of that id was stated, of whichever class if it is a party."""
        return (_space(section), id_) in self._defined

    def hold(self, section: str, spell: Spell | None, place: Place, **said: Any) -> None:
        """State what held over a *spell*, a membership, a tenure or an event; without one, its dates are among the rest."""
        expressed = self._expressed(section, _given(said), place)
        entry = ForeignEntry(section, None, expressed, place)
        if spell is None or self.conventions.end_day is EndDay.MEASURE:
            self._listed.append((entry, spell))
        elif (dated := self._dated(entry, spell)) is not None:
            self._listed.append((dated, None))

    def _expressed(self, section: str, said: dict[str, Any], place: Place) -> dict[str, Any]:
        """Return what is said without that which entries of a section have no key for, which is counted."""
        unknown = said.keys() - _keys(section)
        for key in sorted(unknown):
            self.leave_out(f"`{key}` of {section}", place)
        return {key: value for key, value in said.items() if key not in unknown} if unknown else said

    def nowhere(self, place: Place) -> str:
        """Return the organization of offices of which a source does not say what they are an office of."""
        self.take("offices of which the source does not say what they are an office of")
        return self.once("organizations", NOT_STATED, place, name="organization not stated")

    def address(self, url: str, place: Place, publisher: str | None = None) -> str | None:
        """Return the id of the source at an address; one that is none is counted as left out."""
        if why_no_address(url):
            self.leave_out("addresses of sources that are none", place)
            return None
        host = re.split("[/?#]", url.partition("://")[2], maxsplit=1)[0]
        id_ = self.ids.of("source", url)
        return self.once("sources", id_, place, title=host or url, publisher=publisher, url=url)

    def cited(self, sources: Sequence[str], detail: str | None, place: Place) -> list[Any]:
        """Return sources of which the first is cited by the id of a statement; without any, those that are meant then.

        A source that names none of its own is one itself, by the name of its file.
        """
        if detail is None:
            return list(sources)
        own = sources or self._heading.get("defaults", {}).get("source", ())
        first, *rest = own or [self._file(place)]
        return [{"id": first, "detail": detail}, *rest]

    def _file(self, place: Place) -> str:
        name = Path(place.file).name
        return self.once("sources", self.ids.of("source", name), place, title=name)

    def span(self, start: str | None, end: str | None, place: Place) -> dict[str, str]:
        """Return from when to when a name was in use, as far as a source says it; what is no date is left out."""
        if not (start or end):
            return {}
        try:
            said = self.dates.dates(Spell(start, end))
        except NotTakenError:
            self.leave_out("dates of names that are none which can be told", place)
            return {}
        if "through" in said:
            said["to"] = shifted(read_date(said.pop("through")), 1).text
        return {key: text for key, text in said.items() if key in ("from", "to")}

    def unnamed(self, id_: str) -> str:
        """Return an id as the name of what a source has no name of, which is counted."""
        self._unnamed.add(id_)
        return id_

    # ── what is not ──────────────────────────────────────────────────────────────────────────────

    def refuse(self, place: Place, code: str, message: str, hint: str | None = None) -> None:
        """Tell what is wrong at a place."""
        self._refused.append(problem_at(place, code, message, hint))

    def refuse_date(self, error: NotTakenError, place: Place) -> None:
        """Tell what is wrong with a date at its place, or at that of what it belongs to."""
        self.refuse(place_told(error.text, place), error.code, str(error), error.hint)

    def refuse_part(self, problem: Problem) -> None:
        """Tell what is wrong with a part of the source that could not be read."""
        self._refused.append(problem)

    def leave_out(self, reason: str, place: Place, times: int = 1) -> None:
        """Count what there are no words for, by the reason."""
        reason = shortened(reason, _LONGEST_REASON)
        if reason not in self._lost and len(self._lost) >= MOST_REASONS:
            reason = OTHER_REASONS
        self._lost[reason] += times
        shown = self._lost_at.setdefault(reason, [])
        if len(shown) < PLACES_TOLD:
            shown.append(problem_at(place, "warning", reason))

    def take(self, convention: str, times: int = 1) -> None:
        """Count what was taken where the source leaves something open."""
        self._taken.take(convention, times)

    # ── all of it ────────────────────────────────────────────────────────────────────────────────

    def collected(self) -> StatedSource:
        """Return all of it, its dates as the conventions have them."""
        self._spells.measure(spell for _, spell in self._listed if spell is not None)
        dated = (entry if spell is None else self._dated(entry, spell) for entry, spell in self._listed)
        entries = [*self._defined.values(), *(entry for entry in dated if entry is not None)]
        for convention, count in self._taken_of_spells.told():
            self.take(convention, count)
        if self.ids.numbered:
            first, made = self.ids.numbered[0]
            convention = f"ids were made another to stay apart, such as `{spelt_out(first)}`: `{made}`"
            self.take(convention, len(self.ids.numbered))
        if self._unnamed:
            some = ", ".join(map(spelt_out, sorted(self._unnamed)[:3]))
            convention = f"what the source has no names of is called by its id (such as {some})"
            self.take(convention, len(self._unnamed))
        unexpressed = tuple(
            Unexpressed(reason, count, tuple(self._lost_at[reason])) for reason, count in self._lost.items()
        )
        conventions = tuple(self._taken.told())
        return StatedSource(self._dataset, self._heading, entries, self._refused, unexpressed, conventions)

    def _dated(self, entry: ForeignEntry, spell: Spell) -> ForeignEntry | None:
        """Return an entry with its dates, None if they are refused."""
        try:
            said = self._keeper.kept({**entry.said, **self._spells.dates(spell)})
        except NotTakenError as error:
            self.refuse_date(error, entry.place)
            return None
        return ForeignEntry(entry.section, entry.id, said, entry.place)

    def date(self, text: str | None, place: Place, *, has_precision: bool = False) -> str | None:
        """Return one date of a source as ours, such as that of a founding; what is none is counted as left out."""
        try:
            return self.dates.date(text, Spell(has_precision=has_precision))
        except NotTakenError as error:
            self.leave_out(f"a date of a life: {error}", place)
            return None


@cache
def _keys(section: str) -> frozenset[str]:
    """Return the keys that an entry of a section may have."""
    fields = SECTION_MODELS[section].model_fields
    return frozenset(field.alias or name for name, field in fields.items())


def _space(section: str) -> str:
    """Return among what ids have to differ: all parties share theirs."""
    return "parties" if section in ("states", "persons", "organizations") else section


def _given(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said, without what is not."""
    return {key: value for key, value in said.items() if value or value == 0}


def first_of(texts: Iterable[str | None]) -> str | None:
    """Return the first text of which something is given.

    >>> first_of([None, "", "a", "b"])
    'a'
    """
    return next(filter(None, texts), None)
