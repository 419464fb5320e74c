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
        ("memberships: [{member: x, of: c, from: 2099-12-31}]", 11, "`from: 2099-12-31` is more than 30 years ahead"),
        ("events: [{id: e, date: 2099-12-31, state: planned}]", 11, "`date: 2099-12-31` is more than 30 years"),
        ("events: [{id: e, participants: [x, a, x]}]", 11, "`x` is listed twice"),
        ("statuses: [q, r, q]", 11, "`q` is listed twice"),
        ("events: [{id: e, body: o, date: 1999-12-31}]", 11, "`e` takes place before `o` was founded (2000-01-01)"),
        ("events: [{id: e, body: o, from: 1998, to: 1999}]", 11, "`e` takes place before `o` was founded"),
        ("events: [{id: e, body: o, date: 2002-01-02}]", 11, "`e` takes place after `o` was dissolved (2002-01-01)"),
        ("events: [{id: e, body: o, date: 2003, state: planned}]", 11, "`e` takes place after `o` was dissolved"),
        ("tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n"
         "- {holder: a, office: c/boss, from: 2005, to: 2012}", 13, "overlaps"),
        ("tenures:\n- {holder: a, office: c/boss, representing: x, from: 2000, to: 2010}\n"
         "- {holder: a, office: c/boss, representing: y, from: 2005, to: 2012}", 13,
         "`c/boss` representing `y` from 2005 to 2012 overlaps `a` substantive in `c/boss` representing `x`"),
        ("tenures:\n- {holder: a, office: c/boss, from: 2000, to: 2010}\n"
         "- {holder: a, office: c/boss, from: 2001, to: 2002, standing: disputed}\n"
         "- {holder: a, office: c/boss, representing: x, from: 2003, to: 2004}", 14, "overlaps"),
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


def test_one_holder_for_two_parties_is_one_too_many_for_as_long_as_another_is_there(tmp_path: Path) -> None:
    entries = """tenures:
- {holder: a, office: c/boss, representing: x, from: "[2001-01-05..2001-03-07]"}
- {holder: b, office: c/boss, from: "[2001-01-05..2001-03-07]"}
- {holder: a, office: c/boss, observed: [2001-02-03, 2003-04-05]}
"""

    told = doubts(tmp_path, f"{HEAD}{entries}")

    full = "`c/boss` has 1 seat(s), and on {} was held by a, b"
    assert [(line, message) for line, message in told if "seat(s)" in message] == [
        (12, full.format("2001-03-07")),
        (12, full.format("2003-04-06")),
    ]


@pytest.mark.parametrize(
    ("relation", "messages"),
    [
        ("part_of: {of: o, from: 1999}, dissolved: 2000",
         ["from 1999 onwards begins before `o` was founded", "goes on after `o` was dissolved"]),
        ("part_of: {of: o, from: 1999, to: 2001}", ["from 1999 to 2001 begins before `o` was founded (2000-01-01)"]),
        ("part_of: {of: o, from: 2000, to: 2003}", ["goes on after `o` was dissolved (2002-01-01)"]),
        ("part_of: o", ["`p` part of `o` without dates goes on after `o` was dissolved"]),
        ("part_of: o, founded: 1990, dissolved: 2001", ["begins before `o` was founded"]),
        ("part_of: {of: o, from: 2000, to: 2002}", []),
        ("part_of: o, dissolved: 2001", []),
        ("part_of: o, founded: 2001, dissolved: 2002-01-01", []),
        ("part_of: {of: o, from: 1990, standing: disputed}", []),
        ("part_of: [o, o], dissolved: 2001", ["the same is stated twice"]),
        ("succeeds: o, founded: 2002", []),
        ("aliases: [Q, R, Q]", ["`Q` is listed twice"]),
    ],
)  # fmt: skip
def test_a_part_outside_of_the_time_of_its_whole(tmp_path: Path, relation: str, messages: list[str]) -> None:
    told = doubts(
        tmp_path, HEAD.replace("c: {name: Club}", f"c: {{name: Club}}\n  p: {{name: Panel, {relation}}}")
    )

    assert {line for line, _ in told} <= {10}
    assert all(message in said for message, (_, said) in zip(messages, told, strict=True)), told


@pytest.mark.parametrize(
    ("state", "membership", "messages"),
    [
        ("dissolved: 1991-12-26", "from: 1990", ["goes on after `z` was dissolved (1991-12-26)"]),
        ("dissolved: 1991-12-26", "from: 1990, to: 1991-12-26", []),
        ("founded: 1991-12-26", "from: 1990", ["begins before `z` was founded (1991-12-26)"]),
        ("founded: 1582-10-10", "from: 1990", ["`founded: 1582-10-10` was left out"]),
        (
            "dissolved: 2099-12-31",
            "from: 1990, to: 1991",
            ["`dissolved: 2099-12-31` is more than 30 years ahead"],
        ),
    ],
)
def test_a_member_outside_of_its_own_time(
    tmp_path: Path, state: str, membership: str, messages: list[str]
) -> None:
    text = HEAD.replace("y: {", f"z: {{name: Z, {state}}}, y: {{")

    told = doubts(tmp_path, f"{text}memberships: [{{member: z, of: c, {membership}}}]\n")

    assert all(message in said for message, (_, said) in zip(messages, told, strict=True)), told


@pytest.mark.parametrize(
    ("first", "second", "hint"),
    [
        (
            "x",
            "y",
            "correct the dates or one of the parties, or make them two offices if both were held at once",
        ),
        ("~", "y", "say who was represented in both, or correct the dates"),
        ("x", "~", "say who was represented in both, or correct the dates"),
    ],
)
def test_what_to_try_where_tenures_for_two_parties_overlap(
    tmp_path: Path, first: str, second: str, hint: str
) -> None:
    file = tmp_path / "d.yaml"
    entries = "".join(
        f"- {{holder: a, office: c/boss, representing: {party}, from: {year}, to: 2010}}\n"
        for party, year in ((first, 2000), (second, 2005))
    )
    file.write_text(f"{HEAD}tenures:\n{entries}", encoding="utf-8")

    (problem,) = tempodb.check(file)

    assert problem.hint == hint


@pytest.mark.parametrize(
    "entries",
    [
        "events:\n- {id: e, date: 1990}\n- {id: e, date: 1990}",
        "events:\n- {id: e, date: 1990}\n- {id: e, date: 1991}",
        "states: {x: {name: X}}\norganizations: {x: {name: X}}",
    ],
)
def test_what_cannot_be_stated_twice_is_one_error(tmp_path: Path, entries: str) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(f"tempodb: 1\ndataset: d\n{entries}\n", encoding="utf-8")

    (problem,) = tempodb.check(file)

    assert problem.code == "duplicate" and problem.hint


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("p: {name: Pаul}", "`Pаul` mixes Latin and Cyrillic letters"),
        ("p: {name: Κevin Smith}", "`Κevin` mixes Latin and Greek letters"),
        ("p: {name: Anna}\n  q: {name: АННА}\n  r: {name: AHHA}", "looks like `АННА`"),
        ("p:\n    name: Room #5 of the Council", "`Room` ends before `#5`, which begins a comment"),
        ("p: {names: [{name: Room #5\n }]}", "`Room` ends before `#5`"),
        ("p:\n    name: P\n    aliases:\n    - Room #5\n    - Q", "`Room` ends before `#5`"),
        ("p:\n    name: P\n    note: sat in Room #5", "`sat in Room` ends before `#5`"),
        ("pаul: {name: Paul}", "`pаul` mixes Latin and Cyrillic letters"),
        ("p/сcc: {name: Club}", "`сcc` mixes Latin and Cyrillic letters"),
        ("csto: {name: One}\n  ｃsto: {name: Two}", "`ｃsto` looks like `csto`, in other letters"),
        ("p: {name: Аննա}", "`Аննա` mixes Cyrillic and Armenian letters"),
        ("p:\n    name: Oօ", "`Oօ` mixes Latin and Armenian letters"),
        ("cop: {name: One}\n  сор: {name: Two}", "`сор` looks like `cop`"),
        ("p: {name: P, aliases: [Q, Pаul]}", "`Pаul` mixes Latin and Cyrillic letters"),
        ("p: {name: P, short: ОЅС}\n  q: {name: OSC}", "`OSC` looks like `ОЅС`"),
        ("p: {name: P, aliases: [ОЅС]}\n  q: {name: Q, aliases: [OSC]}", "`OSC` looks like `ОЅС`"),
        ("p: {name: P, aliases: [ОЅС]}\n  q: {name: Q, short: OSC}", "`OSC` looks like `ОЅС`"),
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
        "events: [{id: e, body: o, date: 2000-01-01}, {id: f, body: o, date: 2002-01-01}]",
        "events: [{id: e, body: o}, {id: f, body: o, date: '[1999..2000]'}, {id: g, body: c, date: 1900}]",
        "events: [{id: e, body: o, from: 1999, to: 2001}, {id: f, body: o, date: 2010, standing: disputed}]",
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
        "p: {name: USSR, aliases: [СССР, CCCP]}",
        "p: {name: Nguyễn Văn Bình}\n  q: {name: Nguyễn Văn Bỉnh}\n  r: {name: Nguyen Van Binh}",
        "p: {name: Ana Peña}\n  q: {name: Ana Pena}\n  r: {name: Şen}\n  s: {name: Sen}",
        "p: {name: ＣＳＴＯ}\n  q: {name: Q, short: CST}",
        "москва: {name: Москва}\n  осло: {name: Oslo}",
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


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ("a: {name: A, part_of: b}\n  b: {name: B, part_of: a}", ["5: `b` is part of itself by way of `a`"]),
        ("a: {name: A, part_of: b}\n  b: {name: B, part_of: c}\n  c: {name: C, part_of: [b, x]}\n  x: {name: X}",
         ["6: `c` is part of itself by way of `b`"]),
        ("a: {name: A, succeeds: b}\n  b: {name: B, succeeds: c}\n  c: {name: C, succeeds: a}",
         ["6: `c` succeeds itself by way of `a`, `b`"]),
        ("a: {name: A, part_of: [{of: b, to: 1999}]}\n  b: {name: B, part_of: [{of: a, from: 1999}]}", []),
        ("a: {name: A, part_of: b}\n  b: {name: B, part_of: {of: a, standing: disputed}}", []),
        ("a: {name: A, part_of: [b, c]}\n  b: {name: B, part_of: d}\n  c: {name: C, part_of: d}\n  d: {name: D}", []),
    ],
)  # fmt: skip
def test_what_goes_round_in_a_circle_is_told(tmp_path: Path, parties: str, told: list[str]) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(f"tempodb: 1\ndataset: d\norganizations:\n  {parties}\n", encoding="utf-8")

    assert [f"{problem.line}: {problem.message}" for problem in tempodb.check(file)] == told
