"""What may be said of a source is heard in each format whose files can leave that open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tempodb

Rows = list[tuple[str | None, str | None]]
"""From when to when, row by row."""


def popolo(rows: Rows) -> tuple[str, str]:
    held = [
        {"person_id": "a", "post_id": "chair", "organization_id": "o", "start_date": start, "end_date": end}
        for start, end in rows
    ]
    return "x.json", json.dumps({"organizations": [{"id": "o", "name": "O"}], "memberships": held})


def ftm(rows: Rows) -> tuple[str, str]:
    lines = []
    for i, (start, end) in enumerate(rows):
        dates = {key: [text] for key, text in (("startDate", start), ("endDate", end)) if text}
        said = {"holder": ["a"], "post": ["chair"], **dates}
        lines.append(json.dumps({"id": f"{i}", "schema": "Occupancy", "properties": said}))
    return "x.json", "\n".join(lines)


def congress(rows: Rows) -> tuple[str, str]:
    terms = [
        {"type": "prez", **{key: text for key, text in (("start", start), ("end", end)) if text}}
        for start, end in rows
    ]
    return "x.json", json.dumps([{"id": {"bioguide": "A1"}, "name": {"last": "A"}, "terms": terms}])


def wikidata(rows: Rows) -> tuple[str, str]:
    lines = [f"Q1,Q2,{start or ''},{end or ''}" for start, end in rows]
    return "x.csv", "\n".join(["person,position,start,end", *lines, ""])


def csv(rows: Rows) -> tuple[str, str]:
    lines = [f"a,chair,o,{start or ''},{end or ''}" for start, end in rows]
    return "tenures.csv", "\n".join(["person,office,organization,from,to", *lines, ""])


WRITERS: dict[str, Callable[[Rows], tuple[str, str]]] = {
    each.__name__: each for each in (popolo, ftm, congress, wikidata, csv)
}
ALL = tuple(WRITERS)
CASES: list[tuple[str, tuple[str, ...], dict[str, Any], Rows, dict[str, Any]]] = [
    ("inside", ALL, {"end_day": "inside"}, [("2001-02-03", "2005-05-06")], {"from": "2001-02-03", "through": "2005-05-06"}),
    ("outside", ALL, {"end_day": "outside"}, [("2001-02-03", "2005-05-06")], {"from": "2001-02-03", "to": "2005-05-06"}),
    ("measured on the same day", ALL, {"end_day": "measure"}, [("2001-02-03", "2005-05-06"), ("2005-05-06", "2006-05-06")], {"from": "2001-02-03", "to": "2005-05-06"}),
    ("measured on the next day", ALL, {"end_day": "measure"}, [("2001-02-03", "2005-05-05"), ("2005-05-06", "2006-05-06")], {"from": "2001-02-03", "through": "2005-05-05"}),
    ("a first of January is a day", ALL, {"january_first": "day", "end_day": "outside"}, [("2001-01-01", "2005-05-06")], {"from": "2001-01-01", "to": "2005-05-06"}),
    ("a first of January is a year", ALL, {"january_first": "year", "end_day": "outside"}, [("2001-01-01", "2005-05-06")], {"from": "2001", "to": "2005-05-06"}),
    ("a first of January is refused", ALL, {"january_first": "refuse"}, [("2001-01-01", "2005-05-06")], {"refused": "january-first"}),
    ("a margin", ALL, {"margin": "1y", "end_day": "outside"}, [("2001~", "2005-05-06")], {"from": "[2000-01-01..2002-12-31]", "to": "2005-05-06"}),
    ("no margin", ALL, {}, [("2001~", "2005-05-06")], {"refused": "margin"}),
    ("not ended when seen", ALL, {"observed": "2019-06-01"}, [("2001-02-03", None)], {"from": "2001-02-03", "to": "[2019-06-02..]"}),
    ("seen", ALL, {"observed": "2019-06-01"}, [(None, None)], {"observed": "2019-06-01"}),
    ("open texts", ALL, {"open": "-,n/a", "end_day": "inside"}, [("-", "2005-05-06")], {"through": "2005-05-06"}),
    ("texts that nobody said to be open", ALL, {}, [("-", "2005-05-06")], {"refused": "date"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "options", "rows", "said"),
    [
        pytest.param(name, options, rows, said, id=f"{name}: {title}")
        for title, names, options, rows, said in CASES
        for name in names
    ],
)
def test_what_is_said_of_a_source_is_heard(
    name: str, options: dict[str, Any], rows: Rows, said: dict[str, Any], tmp_path: Path
) -> None:
    file, text = WRITERS[name](rows)
    (tmp_path / file).write_text(text, encoding="utf-8")
    source = tempodb.read_foreign(name, tmp_path / file, **options)

    refused = [problem.code for problem in source.report.refused]
    if "refused" in said:
        assert refused == [said["refused"]]
        return
    assert refused == []
    first = json.loads(source.text("json"))["tenures"][0]
    assert {key: first[key] for key in ("from", "to", "through", "observed") if key in first} == said
