"""What was asked before with other parameters, or other literals, is answered, or refused, as if it were asked first."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tempodb
from answers import csto as world
from tempodb.syntax.parser import Parser
from tempodb.syntax.trees import Tree

ORGANIZATIONS = ("CSTO", "csto", "Collective Security Treaty Organization", "Club", "treaty", "nobody", "", 7)
PEOPLE = ("Nikolai Bordyuzha", "ann", "Old Ann", "Armenia")
PARTIES = ("Uzbekistan", "armenia", "Club", "Old Ann", "Armeni")
DAYS = ("2006", "2004-01-01", "today", "3/4/05", 2001, "unknown", "soon")
KNOWN = ("2024-06-01", "2024-01-02T00:00:00Z", "2010", "2025-03-01")
OFFICES = ("csto/secretary-general", "Secretary-General of CSTO", "club/chair", "Chair", "Head", "King")
ASKED: list[tuple[str, dict[str, tuple[object, ...]]]] = [
    ("members of :o as of :d known at :k", {"o": ORGANIZATIONS, "d": DAYS, "k": KNOWN}),
    ("members of CSTO as of :d", {"d": DAYS}),
    ("members of Club as of 2006 known at :k", {"k": KNOWN}),
    ("observers of :o", {"o": ORGANIZATIONS}),
    ("members of :o including any status during :d limit 3", {"o": ORGANIZATIONS, "d": DAYS}),
    ("organizations of :p as of :d", {"p": PARTIES, "d": DAYS}),
    ("status of :p in :o throughout :d", {"p": PARTIES, "o": ORGANIZATIONS, "d": DAYS}),
    ("holders of :f as of :d known at :k", {"f": OFFICES, "d": DAYS, "k": KNOWN}),
    ("holders of any office in :o as of :d", {"o": ORGANIZATIONS, "d": DAYS}),
    ("members of :o while :p holds :f", {"o": ORGANIZATIONS, "p": PEOPLE, "f": OFFICES}),
    ("offices of :p as of :d", {"p": PEOPLE, "d": DAYS}),
    ("whether :p is member of :o as of :d", {"p": PARTIES, "o": ORGANIZATIONS, "d": DAYS}),
    ("count members of :o as of :d", {"o": ORGANIZATIONS, "d": DAYS}),
    ("members of :o as of :d where member is :p", {"o": ORGANIZATIONS[:4], "d": DAYS[:3], "p": PARTIES}),
    ("count members of :o where name starts with :p by year", {"o": ORGANIZATIONS[:4], "p": PARTIES}),
    ("members of :o limit :n", {"o": ORGANIZATIONS, "n": (1, 2, "many")}),
    ("describe :p", {"p": PARTIES}),
]
CLUBS: list[tuple[str, dict[str, Any]]] = [
    ("2024-02-01", {"statuses": ["guest"], "persons": {"ann": {"name": "Old Ann"}}, "organizations": {"club": {"name": "Club"}}}),
    ("2025-01-01", {"statuses": {"guest": {"counts_as": "member"}}, "persons": {"ann": {"name": "New Ann"}},
                    "organizations": {"club": {"name": "Society"}, "club-two": {"name": "Club"}}}),
]  # fmt: skip
MOST = 25
"""How many are asked of one text."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where a database is in which what names mean has changed."""
    folder = tmp_path_factory.mktemp("parameters")
    with tempodb.open(folder / "x.db", now=world.NOW) as db:
        fixtures = [tempodb.bundled_fixture(name) for name in ("csto.yaml", "un.yaml")]
        db.load(*fixtures, recorded_at=world.LOADED)
        for recorded_at, said in CLUBS:
            content = {
                "tempodb": 1,
                "dataset": "clubs",
                **said,
                "offices": {"club/chair": {"title": "Chair"}},
                "tenures": [{"holder": "ann", "office": "club/chair", "from": "2001"}],
                "memberships": [{"member": "ann", "of": "club", "status": "guest", "from": "2000"}],
            }
            (folder / "clubs.json").write_text(json.dumps(content), encoding="utf-8")
            db.load(folder / "clubs.json", recorded_at=recorded_at)
    return folder / "x.db"


def outcome(db: tempodb.Database, text: str, given: dict[str, object]) -> object:
    try:
        return db.query(text, **given).as_dict()
    except tempodb.QueryError as refusal:
        return refusal.problems


@pytest.mark.parametrize(("text", "values"), ASKED, ids=[text for text, _ in ASKED])
def test_answers_do_not_depend_on_what_was_asked_before(
    path: Path, text: str, values: dict[str, tuple[object, ...]]
) -> None:
    choices = [dict(zip(values, choice, strict=True)) for choice in product(*values.values())]
    chosen = Random(text).sample(choices, min(MOST, len(choices)))

    with tempodb.open(path, now=world.NOW) as db:
        once, again = ([outcome(db, text, given) for given in chosen] for _ in range(2))
    answered = 0
    for given, *found in zip(chosen, once, again, strict=True):
        with tempodb.open(path, now=world.NOW) as new:
            expected = outcome(new, text, given)
        assert found == [expected, expected], given
        answered += isinstance(expected, dict)
    assert answered > 1


def with_literals(text: str, given: dict[str, object], random: Random) -> str:
    """Return *text* with what is given written in it, what has a name in quotes or without."""

    def written(place: re.Match[str]) -> str:
        said = str(given[place[1]])
        return f'"{said}"' if place[1] in "opf" and random.random() < 0.4 else said

    return re.sub(r":(\w)\b", written, text)


@pytest.mark.parametrize(("text", "values"), ASKED, ids=[text for text, _ in ASKED])
def test_answers_do_not_depend_on_what_was_asked_before_with_other_literals(
    path: Path, text: str, values: dict[str, tuple[object, ...]]
) -> None:
    random = Random(text)
    choices = [dict(zip(values, choice, strict=True)) for choice in product(*values.values())]
    texts = [with_literals(text, given, random) for given in random.sample(choices, min(MOST, len(choices)))]

    with tempodb.open(path, now=world.NOW) as db:
        once, again = ([outcome(db, asked, {}) for asked in texts] for _ in range(2))
    answered = 0
    for asked, *found in zip(texts, once, again, strict=True):
        with tempodb.open(path, now=world.NOW) as new:
            expected = outcome(new, asked, {})
        assert found == [expected, expected], asked
        answered += isinstance(expected, dict)
    assert answered > 1


@pytest.mark.parametrize(
    ("texts", "parsed"),
    [
        (("members of csto as of {}", ["2006", "2007", "2008", "2009"]), 0),
        (("members of {} as of 2006", ["csto", "un-sc", "CSTO", '"Club"', '"CSTO"', '"csto"']), 3),
        (("members of csto as of 2006 limit {}", ["1", "2", "3", "4"]), 2),
    ],
    ids=["days", "names", "limits"],
)
def test_texts_that_differ_in_literals_alone_are_parsed_as_one(
    path: Path, texts: tuple[str, list[str]], parsed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, literals = texts
    trees: list[str] = []
    parse = Parser.parse

    def counting(parser: Parser, asked: str) -> Tree:
        trees.append(asked)
        return parse(parser, asked)

    with tempodb.open(path, now=world.NOW) as db:
        db.query("show organizations")
        for literal in literals[:2]:
            outcome(db, text.format(literal), {})
        monkeypatch.setattr(Parser, "parse", counting)
        for literal in literals[2:]:
            outcome(db, text.format(literal), {})
    assert len(trees) == parsed, trees
