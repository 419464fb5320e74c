"""What may not be meant is said by `check` and by `load`, at its line, and what is sound says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb

HEAD = """\
tempodb: 1
dataset: d
sources: {s: {title: S}}
defaults: {source: s}
states: {x: {name: Exampleland}, y: {name: Northmark}}
persons: {a: {name: Ann}, b: {name: Ben}}
organizations:
  o: {name: Org, founded: 2000-01-01, dissolved: 2002-01-01}
  c: {name: Club}
offices: {o/chair: {title: Chair}, c/boss: {title: Boss}}
"""


def doubts(folder: Path, text: str) -> list[tuple[int | None, str]]:
    """Return line and text of each warning that `check` and `load` agree on, on 1 June 2024."""
    file = folder / "d.yaml"
    file.write_text(text, encoding="utf-8")
    found = tempodb.check(file, now="2024-06-01")
    assert {problem.code for problem in found} <= {"warning"}
    assert all(problem.excerpt and problem.hint for problem in found)
    with tempodb.open(":memory:") as db:
        loaded = db.load(file).doubts
    assert [problem.message for problem in loaded] == [problem.message for problem in found]
    return [(problem.line, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        ("memberships: [{member: x, of: o, from: 2001}]", 11, "goes on after `o` was dissolved (2002-01-01)"),
        ("memberships: [{member: x, of: o, from: 2001, to: 2003}]", 11, "goes on after `o` was dissolved"),
        ("tenures: [{holder: a, office: o/chair, from: 2001-05-01, to: 2002-01-02}]", 11, "goes on after `o`"),
        ("tenures: [{holder: a, office: o/chair, from: 1990, to: 1995}]", 11, "begins before `o` was founded"),
        ("memberships:\n- {member: x, of: c, from: 1990}\n- {member: x, of: c, from: 1990}", 13,
         "the same is stated twice"),
        ("memberships:\n- {member: x, of: c, from: 1990-05}\n- {member: x, of: c, from: May 1990}", 13,
         "the same is stated twice"),
        ("events:\n- {id: e, date: 1990, standing: disputed}\n- {id: e, date: 1990, standing: disputed}", 13,
         "the same is stated twice"),
        ("tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n"
         "- {holder: a, office: c/boss, from: 2005, to: 2012}", 13, "overlaps"),
        ("tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n"
         "- {holder: a, office: c/boss, representing: x, from: 2005, to: 2012}", 13, "overlaps"),
        ("tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n"
         "- {holder: b, office: c/boss, from: 2005, to: 2012}", 13, "has 1 seat(s)"),
        ("tenures: [{holder: a, office: c/boss, from: 1900}]", 11, "lasts over 80 years"),
        ("tenures: [{holder: a, office: c/boss, from: 1900, to: 1990}]", 11, "lasts over 80 years"),
        ("memberships: [{member: x, of: c, from: 1582-10-10}]", 11, "`from: 1582-10-10` was left out"),
        ("memberships: [{member: x, of: c, observed: [1582-10-05, 1600-01-01]}]", 11, "`observed: 1582-10-05`"),
        ("events: [{id: e, date: 1582-10-14}]", 11, "`date: 1582-10-14` was left out"),
        ("memberships: [{member: x, of: c, from: 1990, to: 2099-12-31}]", 11, "`to: 2099-12-31` is more than"),
        ("memberships: [{member: x, of: c, from: 1990, through: 2099}]", 11, "`through: 2099` is more than"),
    ],
)  # fmt: skip
def test_an_entry_that_may_not_be_meant(tmp_path: Path, entries: str, line: int, message: str) -> None:
    ((where, told),) = doubts(tmp_path, f"{HEAD}{entries}\n")

    assert (where, message in told) == (line, True), told


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("p: {name: Pаul}", "`Pаul` mixes Latin and Cyrillic letters"),
        ("p: {name: Κevin Smith}", "`Κevin` mixes Latin and Greek letters"),
        ("p: {name: Anna}\n  q: {name: АННА}\n  r: {name: AHHA}", "looks like `АННА`"),
        ("p:\n    name: Room #5 of the Council", "`Room` ends before `#5`, which begins a comment"),
        ("p: {names: [{name: Room #5\n }]}", "`Room` ends before `#5`"),
    ],
)
def test_a_name_that_may_not_be_meant(tmp_path: Path, names: str, message: str) -> None:
    told = [told for _, told in doubts(tmp_path, f"tempodb: 1\ndataset: d\nstates:\n  {names}\n")]

    assert len(told) == 1 and message in told[0], told


@pytest.mark.parametrize(
    "entries",
    [
        "memberships: [{member: x, of: o, from: 2001, to: 2002}]",
        "memberships: [{member: x, of: o, from: 2000, to: 2002-01-01}]",
        "memberships: [{member: x, of: o, from: 1990, standing: disputed}]",
        "memberships: [{member: x, of: o, observed: 2001-05-05}]",
        "tenures: [{holder: a, office: o/chair, from: unknown, to: unknown}]",
        "tenures: [{holder: a, office: c/boss, from: 1950}]",
        "tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n- {holder: a, office: c/boss, observed: 2005-05-05}",
        "tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n- {holder: a, office: c/boss, from: 2010}",
        "memberships: [{member: x, of: c, from: 1582-10, to: 1582-10-15}]",
        "memberships: [{member: x, of: c, from: 1990, to: 2040-01-01}]",
        "memberships: [{member: x, of: c, from: 1990, to: '[2099..]'}]",
        "memberships: [{member: x, of: c, from: 1990}]  #5 is no name",
        "titles: ~",
    ],
)
def test_what_is_sound_says_nothing(tmp_path: Path, entries: str) -> None:
    assert doubts(tmp_path, f"{HEAD}{entries}\n".replace("titles: ~\n", "")) == []


@pytest.mark.parametrize(
    "names",
    [
        "p: {name: Anna}\n  q: {name: Анна}",
        "p: {name: 日本 TV}",
        "p: {name: Владимир, short: VP}",
        "p: {name: USSR-СССР}",
        "p:\n    name: Room  # five of the Council",
        'p:\n    name: "Room #5"',
    ],
)
def test_names_in_any_script_say_nothing(tmp_path: Path, names: str) -> None:
    assert doubts(tmp_path, f"tempodb: 1\ndataset: d\nstates:\n  {names}\n") == []


def test_a_default_that_is_wrong_is_told_once_where_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    entries = "".join(f"- {{member: x, of: c, from: {year}, to: {year}-06}}\n" for year in range(1990, 1998))
    file.write_text(HEAD.replace("source: s}", "source: s2}") + f"memberships:\n{entries}", encoding="utf-8")

    with tempodb.open(":memory:") as db, pytest.raises(tempodb.DatasetError) as refusal:
        db.load(file)

    (problem,) = refusal.value.problems
    assert (problem.line, problem.column, problem.excerpt) == (4, 20, "defaults: {source: s2}")
    assert problem.message == "no source has the id `s2`"


def test_an_error_of_meaning_shows_its_line(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(f"{HEAD}memberships:\n  - {{member: z, of: c}}\n", encoding="utf-8")

    with tempodb.open(":memory:") as db, pytest.raises(tempodb.DatasetError) as refusal:
        db.load(file)

    (problem,) = refusal.value.problems
    assert problem.excerpt == "  - {member: z, of: c}"
