"""Which office a title means in an organization that offices of that title came to and left (MEANING.md, M57)."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb

NAMESAKES = """
tempodb: 1
dataset: namesakes
persons: {p: {name: P}, q: {name: Q}}
organizations: {a: {name: A}, b: {name: B}}
offices:
  old: {title: Head of State, organization: [{organization: a, to: "2010"}, {organization: b, from: "2010"}]}
  new: {title: Head of State, organization: [
    {organization: b, to: "2005"}, {organization: a, from: "2010"},
    {organization: b, from: "2007", to: "2008", standing: disputed}]}
tenures: [{holder: p, office: old, from: "1990"}, {holder: q, office: new, from: "1990"}]
"""


@pytest.mark.parametrize("named", ["Head of State of %s", "State of %s"])
@pytest.mark.parametrize(
    ("organization", "time", "office"),
    [
        ("A", "as of 2009", "old"),
        ("A", "during 2000", "old"),
        ("A", "as of 2011", "new"),
        ("A", "", "new"),
        ("A", "as of 2010-06-01", None),
        ("A", "between 2000 and 2020", None),
        ("A", "as of 2011 known at 2019", "new"),
        ("B", "as of 2004", "new"),
        ("B", "as of 2011", "old"),
        ("B", "as of 2007-06-01", None),
        ("B", "as of 2009", None),
        ("B", "as of 2009 known at 2019", "old"),
    ],
)
def test_a_title_means_the_office_that_was_there_at_the_time(
    tmp_path: Path, named: str, organization: str, time: str, office: str | None
) -> None:
    path = tmp_path / "namesakes.yaml"
    question = f"holders of {named % organization} {time}"
    with tempodb.open(":memory:", now="2026-01-01") as database:
        told = 'organization: [{organization: a, to: "2010"}, {organization: b, from: "2010"}]'
        for text, at in (
            (NAMESAKES.replace(told, "organization: b"), "2018-01-01"),
            (NAMESAKES, "2020-01-01"),
        ):
            path.write_text(text, encoding="utf-8")
            database.load(path, recorded_at=at)
        if office is None:
            with pytest.raises(tempodb.QueryError, match="may be any of 2 offices"):
                database.query(question)
        else:
            assert [row["office"] for row in database.query(question).to_dicts()] == [office]
