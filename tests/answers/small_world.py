"""A small dataset that has a bit of everything, and answers in short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tempodb
from tempodb.answers.result import Result

SMALL = """\
tempodb: 1
dataset: small
focus: union
coverage: {union: 2000/2008}
sources: {paper: {title: Paper, published: 2009}}
states: {a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}, e: {name: E}}
persons: {p: {name: P}, q: {name: Q}, r: {name: R}}
organizations:
  union: {name: Union, founded: 2000-01-01, succeeds: league}
  league: {name: League, founded: 1990-01-01, dissolved: 2000-01-01}
  bank: {name: Bank, founded: 2001-01-01, part_of: [{of: union, from: 2002-01-01, to: 2004-01-01}]}
  court: {name: Court, founded: 2003-01-01, part_of: union}
offices:
  union/chair: {title: Chair, organization: union}
  union/deputy: {title: Deputy, organization: union, seats: 2}
memberships:
  - {member: a, of: union, from: 2000-01-01}
  - {member: b, of: union, from: 2000-01-01, to: 2003-01-01}
  - {member: b, of: union, status: suspended, from: 2003-01-01, to: 2005-01-01}
  - {member: b, of: union, from: 2005-01-01, to: 2006-01-01}
  - {member: c, of: union, status: observer, from: 2001, to: 2004-07-01}
  - {member: c, of: union, from: 2004-07-01, to: "[2007-01-01..]"}
  - {member: d, of: union, from: 2004, to: 2005}
  - {member: d, of: league, from: 1990-01-01, to: 2000-01-01}
  - {member: e, of: bank, from: 2001-01-01, to: 2009-01-01}
tenures:
  - {holder: p, office: union/chair, from: 2000-01-01, to: 2002-01-01}
  - {holder: q, office: union/chair, from: 2002, to: 2004-01-01}
  - {holder: r, office: union/chair, capacity: elect, from: 2005-01-01, to: 2006-01-01}
  - {holder: r, office: union/chair, from: 2006-01-01, to: 2007}
  - {holder: p, office: union/deputy, from: 2003-01-01, to: 2004-01-01}
  - {holder: q, office: union/deputy, from: 2003-06-01, to: 2005-01-01, standing: disputed, source: paper}
"""
UNSHOWN = {
    *(
        "member_name",
        "detail_name",
        "before_name",
        "after_name",
        "organization",
        "organization_name",
        "holder_name",
        "party_name",
        "body_name",
    ),
    *("title", "name", "standing", "sources", "change_names"),
}


def brief(result: Result) -> list[str]:
    """Return each row as its values in order, but for names beside ids, what is absent and what is certain."""
    return [
        " ".join(
            _text(value) for key, value in zip(result.columns, row, strict=True) if _is_shown(key, value)
        )
        for row in result
    ]


def _is_shown(key: str, value: object) -> bool:
    return key not in UNSHOWN and value not in (None, "certain")


def _text(value: object) -> str:
    return (",".join(value) or "-") if isinstance(value, tuple) else str(value)


@contextmanager
def small_database(folder: Path) -> Iterator[tempodb.Database]:
    """Give a database of the dataset, asked in June 2010; its file is made in *folder*."""
    file = folder / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")
        yield database
