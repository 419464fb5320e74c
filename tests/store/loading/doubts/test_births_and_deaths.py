"""Persons who were born and died: what a file says of it, what it is doubted by, and what is shown (MEANING.md, M50)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb

WORLD: dict[str, Any] = {
    "tempodb": 1,
    "dataset": "d",
    "organizations": {"o": {"name": "O"}},
    "offices": {"o/c": {"title": "Chair", "seats": "many"}},
}


def _file(folder: Path, person: dict[str, Any], suffix: str = ".json", **sections: Any) -> Path:
    file = folder / f"d{suffix}"
    content = WORLD | {"persons": {"p": {"name": "P", **person}}} | sections
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


LIFE = {"born": "1950-02-01", "died": "2001-05-03"}


@pytest.mark.parametrize(
    ("section", "entry", "doubt"),
    [
        ("tenures", {"holder": "p", "office": "o/c", "from": "1999", "to": "2001-05-04"}, None),
        ("tenures", {"holder": "p", "office": "o/c", "from": "1999", "through": "2001-05-03"}, None),
        ("tenures", {"holder": "p", "office": "o/c", "from": "1999", "to": "2001"}, None),
        ("tenures", {"holder": "p", "office": "o/c", "from": "1999", "to": "2001-05-05"}, "goes on after `p` died (2001-05-03)"),
        ("memberships", {"member": "p", "of": "o", "from": "1999"}, "goes on after `p` died (2001-05-03)"),
        ("memberships", {"member": "p", "of": "o", "from": "1949", "to": "1960"}, "begins before `p` was born (1950-02-01)"),
        ("memberships", {"member": "p", "of": "o", "from": "1950", "to": "1960"}, None),
    ],
)  # fmt: skip
def test_what_lies_beyond_a_life_is_doubted(
    tmp_path: Path, section: str, entry: dict[str, Any], doubt: str | None
) -> None:
    file = _file(tmp_path, LIFE, **{section: [entry]})

    problems = tempodb.check(file)

    assert [doubt in problem.message for problem in problems if doubt] == [True] * (doubt is not None)
    assert bool(problems) is (doubt is not None)


@pytest.mark.parametrize(
    ("life", "detail"),
    [
        (LIFE, "born 1950-02-01, died 2001-05-03"),
        ({"born": "1950"}, "born 1950"),
        ({"died": "199X"}, "died 199X"),
        ({"born": "[1949..1950]", "died": "unknown"}, "born [1949..1950], died unknown"),
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_life_is_described_and_exported_as_it_was_stated(
    tmp_path: Path, life: dict[str, str], detail: str, suffix: str
) -> None:
    with tempodb.open(tmp_path / "d.db", now="2024-06-01") as db:
        db.load(_file(tmp_path, life, suffix), recorded_at="2024-01-01")

        (row,) = [row for row in db.query("describe p") if row.kind == "existence"]
        exported = json.loads(db.export("d", format="json"))

        assert (row.name, row.detail) == ("born to died", detail)
        assert exported["persons"]["p"] == {"names": [{"name": "P"}], **life}
        assert db.verify() == []


@pytest.mark.parametrize(
    ("person", "message"),
    [
        ({"born": "1950", "died": "1949"}, "the person died before being born"),
        ({"born": "1950", "dissolved": "1999"}, "stands beside"),
        ({"died": "9999-12-31"}, "stands for no day"),
    ],
)
def test_what_is_no_life_is_refused(tmp_path: Path, person: dict[str, str], message: str) -> None:
    (problem,) = tempodb.check(_file(tmp_path, person))

    assert message in problem.message


def test_what_is_no_person_is_not_born(tmp_path: Path) -> None:
    (problem,) = tempodb.check(_file(tmp_path, {}, states={"s": {"name": "S", "born": "1950"}}))

    assert "there is no key `born` here" in problem.message


BORN_AND_DIED = "persons: {p: {name: P, born: 1950-02-01, died: 2001-05-03}}"
HELD = "tenures: [{holder: p, office: o/c, from: 1999, to: 2005}]"
JOINED = "memberships: [{member: p, of: o, from: 1949, to: 1960}]"
GROUND = "tempodb: 1\ndataset: g\norganizations: {o: {name: O}}\noffices: {o/c: {title: Chair}}\npersons: {p: {name: P}}"
TOLD = {
    HELD: "`p` substantive in `o/c` from 1999 to 2005 goes on after `p` died (2001-05-03)",
    JOINED: "`p` member in `o` from 1949 to 1960 begins before `p` was born (1950-02-01)",
}
WRITTEN = {
    HELD: "record tenure of p in o/c from 1999 to 2005",
    JOINED: "record membership of p in o as member from 1949 to 1960",
    BORN_AND_DIED: "record existence of p from 1950-02-01 to 2001-05-04",
}


@pytest.mark.parametrize("fact", [HELD, JOINED])
@pytest.mark.parametrize("ways", ["load load", "load write", "write load", "write write", "one transaction"])
@pytest.mark.parametrize("life_is_first", [True, False], ids=["the life first", "the life last"])
def test_the_order_in_which_it_is_said_makes_no_difference(
    tmp_path: Path, fact: str, ways: str, life_is_first: bool
) -> None:
    said = (BORN_AND_DIED, fact) if life_is_first else (fact, BORN_AND_DIED)
    with tempodb.open(tmp_path / "t.db", now="2024-06-01") as db:
        (tmp_path / "g.yaml").write_text(GROUND, encoding="utf-8")
        db.load(tmp_path / "g.yaml")
        told: list[str] = []
        if ways == "one transaction":
            with db.transaction() as t:
                told = [result.warning or "" for one in said for result in t.run(WRITTEN[one])]
        else:
            for number, (way, one) in enumerate(zip(ways.split(), said, strict=True)):
                assert not any(told)
                if way == "write":
                    told += [result.warning or "" for result in db.run(WRITTEN[one])]
                else:
                    file = tmp_path / f"{number}.yaml"
                    file.write_text(f"tempodb: 1\ndataset: d{number}\n{one}\n", encoding="utf-8")
                    (warning,) = [*db.load(file).doubts, None][:1]
                    told.append("" if warning is None else warning.message)
                    assert warning is None or (warning.file, warning.line) == (str(file), 3)

    assert told == ["", TOLD[fact]]


A_TO_B = [{"organization": "a", "to": "2000"}, {"organization": "b", "from": "2000"}]
RETURNS = [
    *A_TO_B[:1],
    {"organization": "b", "from": "2000", "to": "2001"},
    {"organization": "a", "from": "2001"},
]
BEFORE_A = "begins before `a` was founded (1950)"
AFTER_A = "goes on after `a` was dissolved (2005)"


@pytest.mark.parametrize(
    ("homes", "from_", "to", "doubts"),
    [
        ("a", "1940", "1960", [BEFORE_A]),
        (A_TO_B, "1940", "1960", [BEFORE_A]),
        (A_TO_B, "1950", "2012", []),
        (A_TO_B, "1999", "2020", ["goes on after `b` was dissolved (2015)"]),
        (A_TO_B, "2000", "2000-06", []),
        ([{"organization": "a", "to": "2000"}], "1990", "2020", []),
        (RETURNS, "1990", "2004", [AFTER_A]),
        (RETURNS, "1940", "2009", [BEFORE_A, AFTER_A, AFTER_A]),
        ([{"organization": "a", "to": "1949"}], "1940", "1945", [BEFORE_A, BEFORE_A]),
        ([{**A_TO_B[0], "standing": "disputed"}], "1940", "1960", []),
    ],
)  # fmt: skip
def test_an_office_is_held_within_the_lives_of_those_it_belonged_to(
    tmp_path: Path, homes: Any, from_: str, to: str, doubts: list[str]
) -> None:
    """MEANING.md, M57."""
    lives = {
        "a": {"name": "A", "founded": "1950", "dissolved": "2005"},
        "b": {"name": "B", "dissolved": "2015"},
    }
    offices = {"c": {"title": "Chair", "organization": homes}}
    tenure = {"holder": "p", "office": "c", "from": from_, "to": to}

    problems = tempodb.check(_file(tmp_path, {}, organizations=lives, offices=offices, tenures=[tenure]))

    said = sorted(problem.message for problem in problems if "`b` from 2000 onwards" not in problem.message)
    assert len(said) == len(doubts), said
    assert all(doubt in " ".join(said) for doubt in doubts), said
