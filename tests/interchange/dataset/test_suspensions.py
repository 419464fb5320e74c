"""Memberships that hold their suspensions: the pieces that they state, and what is refused, at its place.

MEANING.md, M49.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb

HEAD: dict[str, Any] = {
    "tempodb": 1,
    "dataset": "d",
    "sources": {"s": {"title": "S"}, "t": {"title": "T"}},
    "states": {"a": {"name": "A"}},
    "organizations": {"o": {"name": "O"}},
}


def _written(folder: Path, entry: dict[str, Any], suffix: str = ".json") -> Path:
    content = HEAD | {"memberships": [{"member": "a", "of": "o", **entry}]}
    file = folder / f"d{suffix}"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def _rows(file: Path) -> list[tuple[Any, ...]]:
    with tempodb.open(":memory:", now="2024-06-01") as db:
        db.load(file, recorded_at="2024-01-01")
        return [
            (row.status, row.from_, row.to, row.end_reason, row.sources)
            for row in db.query("members of o including suspended between 1900 and 2020 order by from")
        ]


@pytest.mark.parametrize(
    ("entry", "rows"),
    [
        (
            {"from": "1992", "to": "2006", "source": "s", "end_reason": "left", "suspended": [{"from": "1999", "to": "2001", "source": "t"}]},
            [("member", "1992", "1999", None, ("s",)), ("suspended", "1999", "2001", None, ("t",)), ("member", "2001", "2006", "left", ("s",))],
        ),
        (
            {"from": "1992", "suspended": [{"from": "2001"}, {"from": "1995-01-01", "through": "1995-02-03"}], "source": "s"},
            [
                ("member", "1992", "1995-01-01", None, ("s",)), ("suspended", "1995-01-01", "1995-02-04", None, ("s",)),
                ("member", "1995-02-04", "2001", None, ("s",)), ("suspended", "2001", None, None, ("s",)),
            ],
        ),
        (
            {"from": "1992", "to": "1999", "end_reason": "left", "suspended": [{"from": "1992", "to": "1999"}]},
            [("suspended", "1992", "1999", "left", ())],
        ),
        (
            {"suspended": [{"from": "1995", "to": "1996"}]},
            [("member", "unknown", "1995", None, ()), ("suspended", "1995", "1996", None, ()), ("member", "1996", None, None, ())],
        ),
        ({"from": "1992", "suspended": []}, [("member", "1992", None, None, ())]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_membership_states_its_pieces(
    tmp_path: Path, entry: dict[str, Any], rows: list[tuple[Any, ...]], suffix: str
) -> None:
    assert _rows(_written(tmp_path, entry, suffix)) == rows


@pytest.mark.parametrize(
    ("entry", "message", "column"),
    [
        ({"suspended": [{"from": "1990", "to": "2001"}], "from": "1992"}, "from 1990 to 2001 lies outside of the membership from 1992 onwards", "[{"),
        ({"suspended": [{"from": "1993"}], "from": "1992", "to": "2001"}, "lies outside of", "[{"),
        ({"suspended": [{"from": "2008", "to": "2009"}], "from": "1992", "to": "2001"}, "lies outside of", "[{"),
        ({"suspended": [{"from": "1993", "to": "1996"}, {"from": "1995", "to": "1998"}], "from": "1992"}, "from 1995 to 1998 begins before another one is over", ", {\"from\": \"1995"),
        ({"suspended": [{"from": "1993"}, {"from": "1995", "to": "1998"}], "from": "1992"}, "follows one that goes on", ", {\"from\": \"1995"),
        ({"suspended": [{"to": "1993"}], "from": "1992"}, "does not say from when", "[{"),
    ],
)  # fmt: skip
def test_what_lies_outside_is_refused_at_its_place(
    tmp_path: Path, entry: dict[str, Any], message: str, column: str
) -> None:
    file = _written(tmp_path, entry)

    (problem,) = tempodb.check(file)

    assert message in problem.message
    assert problem.code == "outside"
    text = file.read_text(encoding="utf-8")
    assert problem.column == text.index(column, text.index('"suspended"')) + column.index("{") + 1


def test_it_is_exported_in_pieces_and_loaded_again(tmp_path: Path) -> None:
    entry = {"from": "1992", "to": "2006", "suspended": [{"from": "1999", "to": "2001", "source": "t"}]}
    file = _written(tmp_path, entry)
    with tempodb.open(tmp_path / "d.db", now="2024-06-01") as db:
        db.load(file, recorded_at="2024-01-01")
        again = tmp_path / "again.yaml"
        again.write_text(db.export("d"), encoding="utf-8")

        reports = [
            db.load(each, recorded_at=at)[0] for each, at in ((again, "2024-01-02"), (file, "2024-01-03"))
        ]

        assert [list(report.lines()) for report in reports] == [[], []]
        assert db.verify() == []
