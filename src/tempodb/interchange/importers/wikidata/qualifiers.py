"""What the qualifiers of a statement of Wikidata say: when, for whom, in which capacity, and what else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tempodb.interchange.importers.conventions import EndDay
from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.wikidata import properties as props
from tempodb.interchange.importers.wikidata.items import SOME_VALUE, Item, ItemStatement, Snak, snak_text
from tempodb.interchange.importers.wikidata.limits import NO_LIMITS, Limits, limited, limits_of_ends
from tempodb.interchange.importers.wikidata.named_items import NamedItems
from tempodb.temporal.bounds import FIRST_DAY, NEVER, UNKNOWN_TEXT, Bound
from tempodb.temporal.date_reader import read_date

_TOLD = frozenset(
    [
        *(
            *props.DATES,
            props.EARLIEST,
            props.LATEST,
            props.ORDINAL,
            props.GROUP,
            props.IN_PARTY,
            props.DISTRICT,
            props.END_CAUSE,
        ),
        *(*props.NOTED, *props.ROLES_OF_STATEMENT, *props.ORGANIZATION_OF_STATEMENT),
    ]
)
"""The qualifiers that are looked at."""
_LIMITS_OF_DAYS = "earliest and latest dates of what is known to the day"


class Qualifiers:
    """Reads the qualifiers of statements about *items*, some of which are *parties*."""

    def __init__(self, items: Mapping[str, Item], parties: NamedItems, statements: ForeignStatements) -> None:
        self._items = items
        self._parties = parties
        self._out = statements

    def spell(self, statement: ItemStatement, group: str) -> Spell:
        """Return from when to when a statement held, as one of a *group*.

        Raises:
            NotTakenError: a date is none, or none that can be told.

        """
        start, end = (self._told(statement, property_) for property_ in (props.START, props.END))
        own = self._parties.limits(statement, "", props.LATEST_START)
        own_end = self._parties.limits(statement, props.EARLIEST_END, props.LATEST_END)
        if points := statement.qualifiers.get(props.POINT, ()):
            if start is end is None and own == own_end == NO_LIMITS:
                return self._seen(points, statement, group)
            self._out.leave_out("points in time beside a start or an end", statement.place, len(points))
        begin, finish = self._limits(statement, start, end)
        start, end = limited(start, begin.both(own)), limited(end, finish.both(own_end))
        if unknown := [start, end].count(UNKNOWN_TEXT):
            self._out.take("starts and ends that have an unknown value are unknown", unknown)
        return Spell(start, end, self._term(statement), group, True)

    def _told(self, statement: ItemStatement, property_: str) -> str | None:
        """Return when a statement began or ended; of an unknown value, `unknown`; of none, nothing."""
        snaks = statement.qualifiers.get(property_, ())
        if any(snak.get("snaktype") == SOME_VALUE for snak in snaks):
            return UNKNOWN_TEXT
        return self._parties.date(snaks)

    def _limits(self, statement: ItemStatement, start: str | None, end: str | None) -> tuple[Limits, Limits]:
        """Return between which days a statement began, and ended."""
        said = self._parties.limits(statement)
        begin, finish = limits_of_ends(start, end, said)
        if said != NO_LIMITS and begin == finish == NO_LIMITS:
            self._out.leave_out(_LIMITS_OF_DAYS, statement.place)
        elif said != NO_LIMITS:
            self._out.take(
                "earliest and latest dates are those of the start or the end that is not known to the day"
            )
        return begin, finish

    def _seen(self, points: Sequence[Snak], statement: ItemStatement, group: str) -> Spell:
        """Return when a statement held that tells of points in time alone."""
        period = self._term(statement)
        days = [text for snak in points if (text := self._parties.date([snak]))]
        exact = tuple(text for text in days if len(text) == len("2017-04-18"))
        if others := len(points) - max(len(exact), 1):
            self._out.leave_out("points in time that are no days", statement.place, others)
        said = self._parties.limits(statement)
        if exact:
            if said != NO_LIMITS:
                self._out.leave_out(_LIMITS_OF_DAYS, statement.place)
            return Spell(None, None, period, group, True, exact)
        seen = limited(days[0] if days else None, said)
        if seen is None:
            return Spell(None, None, period, group, True)
        # It held on some day of those: it had begun by the last one, and ended after the first.
        day = read_date(seen)
        first, last = Bound.between(FIRST_DAY, day.latest), Bound.between(day.earliest + 1, NEVER)
        return Spell(first.text, last.text, None, group, True, end_day=EndDay.OUTSIDE)

    def _term(self, statement: ItemStatement) -> tuple[str | None, str | None] | None:
        """Return when the term of a statement began and ended, if the source says so."""
        for id_ in statement.ids(props.TERM):
            if (item := self._items.get(id_)) is not None:
                began = self._parties.date_of(item, props.START, props.FOUNDED)
                ended = self._parties.date_of(item, props.END, props.DISSOLVED)
                if began or ended:
                    return began, ended
        return None

    def representing(self, statement: ItemStatement, property_: str) -> str | None:
        """Return on behalf of which group or party a statement of a property held."""
        parties = [] if property_ == props.IN_PARTY else statement.ids(props.IN_PARTY)
        groups = [*statement.ids(props.GROUP), *parties]
        if len(groups) > 1:
            self._out.leave_out("further groups that a statement is on behalf of", statement.place)
        return self._parties.party(groups[0], statement.place) if groups else None

    def district(self, statement: ItemStatement) -> dict[str, str] | None:
        """Return for which area a statement held."""
        districts = statement.ids(props.DISTRICT)
        if len(districts) > 1:
            self._out.leave_out("further districts of a statement", statement.place)
        return {"id": districts[0], "name": self._parties.name(districts[0])} if districts else None

    def end_reason(self, statement: ItemStatement) -> str | None:
        """Return why it ended."""
        return ", ".join(map(self._parties.name, statement.ids(props.END_CAUSE))) or None

    def capacity(self, statement: ItemStatement) -> str | None:
        """Return the capacity that a role or the nature of a statement says."""
        roles = statement.ids(*props.ROLES_OF_STATEMENT)
        for role in roles:
            if role not in props.ACTING:
                self._out.leave_out(f"the role `{self._parties.name(role)}`", statement.place)
        return next((props.ACTING[role] for role in roles if role in props.ACTING), None)

    def ordinal(self, statement: ItemStatement) -> int | None:
        """Return the ordinal that is a whole number."""
        for snak in statement.qualifiers.get(props.ORDINAL, ()):
            if (number := number_told(snak_text(snak))) is not None:
                return number
            self._out.leave_out("ordinals that are no whole numbers", statement.place)
        return None

    def note(self, statement: ItemStatement) -> str | None:
        """Return what has no key of its own: its term, who came before and after."""
        said: list[str] = []
        for property_, word in props.NOTED.items():
            names = ((id_, self._parties.name(id_)) for id_ in statement.ids(property_))
            said += [f"{word} {id_}" if name == id_ else f"{word} {name} ({id_})" for id_, name in names]
        return "; ".join(said) or None

    def count_others(self, statement: ItemStatement) -> None:
        """Count the qualifiers that are not looked at."""
        for property_ in sorted(statement.qualifiers.keys() - _TOLD):
            self._out.leave_out(f"qualifiers of {property_}", statement.place)
