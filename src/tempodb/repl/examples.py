"""Names and dates from what is loaded, for examples that can be asked as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from tempodb.base.errors import TempodbError
from tempodb.tql.printing.written_names import bare

if TYPE_CHECKING:
    from tempodb import Database


_YEAR = re.compile(r"(?<![0-9-])[0-9]{4}(?![0-9])")


class Examples(NamedTuple):
    """What an example can speak of; as it comes, that of the first dataset."""

    organization: str = "CSTO"
    member: str = "Uzbekistan"
    office: str = "secretary-general of CSTO"
    person: str = "Valery Semerikov"
    other: str = "Armenia"
    source: str = "report-2017-04-21"
    status: str = "suspended"
    year: int = 2006
    held: int = 2017

    def filled(self, template: str) -> str:
        """Return *template* with the names and dates in the places of `{organization}`, `{year}` and the like.

        >>> Examples().filled("members of {organization} as of {year}")
        'members of CSTO as of 2006'
        """
        years = {"before": self.year - 8, "after": self.year + 1, "later": self.year + 11}
        return template.format(**self._asdict(), **years)

    def knows(self, template: str) -> bool:
        """Return whether there is a name for each place of *template*.

        >>> LEFT_OPEN.knows("members of {organization}"), Examples().knows("members of {organization}")
        (False, True)
        """
        has_members = self.member != LEFT_OPEN.member or "members of" not in template
        return has_members and not any(
            f"{{{name}}}" in template and getattr(self, name) == getattr(LEFT_OPEN, name)
            for name in ("organization", "member", "office", "person", "other", "source")
        )


LEFT_OPEN = Examples("ORGANIZATION", "PARTY", "OFFICE", "PERSON", "OTHER", "SOURCE")
"""What stands where nothing of a kind is loaded."""


def examples(database: Database, focus: str | None) -> Examples:
    """Return what the examples of a database speak of; the usual where it is empty."""
    found = dict(_found(database, focus))
    is_empty = not found and database.last_recorded() is None
    return (Examples() if is_empty else LEFT_OPEN)._replace(**found)


def _found(database: Database, focus: str | None) -> Iterable[tuple[str, Any]]:
    source = _first(database, "show sources", "id")
    if source is not None:
        yield "source", bare(source)
    organization = focus or _first(database, "show organizations", "id")
    if organization is None:
        return
    named = bare(organization)
    yield "organization", _short(database, named) or named
    members = _rows(database, f"members of {named} including any status between 0001 and 9999")
    if members:
        # Whoever changed most says most.
        parties = [row.member for row in members]
        chosen = max(members, key=lambda row: (parties.count(row.member), row.status != "member"))
        yield "member", bare(chosen.member_name)
        others = [row for row in members if row.member != chosen.member]
        if others:
            yield "other", bare(others[0].member_name)
        yield "status", next((row.status for row in members if row.status != "member"), "suspended")
        yield "year", _year(row.from_ for row in members if row.member == chosen.member)
    tenures = _rows(database, f"holders of any office in {named} between 0001 and 9999")
    if tenures:
        yield "office", bare(tenures[0].office)
        yield "person", bare(tenures[0].holder_name)
        held = _year(row.from_ for row in tenures if row.holder == tenures[0].holder)
        yield "held", held
        if not members:
            yield "year", held


def _short(database: Database, organization: str) -> str | None:
    """Return what an organization is called in short, where that means it alone."""
    names = [row.short for row in _rows(database, f"names of {organization}") if row.short]
    return bare(names[-1]) if names and _rows(database, f"names of {bare(names[-1])}") else None


def _year(bounds: Iterable[str]) -> int:
    """Return a year in which much was so: the last by which something had begun."""
    years = [int(named[-1]) for bound in bounds if (named := _YEAR.findall(bound))]
    return min(max(years, default=2006), 9000)


def _first(database: Database, question: str, field: str) -> str | None:
    rows = _rows(database, question)
    return getattr(rows[0], field) if rows else None


def _rows(database: Database, question: str) -> list[Any]:
    try:
        return list(database.query(question))
    except TempodbError:
        return []
