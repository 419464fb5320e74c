"""Loading is declarative: a file against what its dataset last stated, through the public API."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import category

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.base.errors import Problem
from tempodb.base.spelling import is_blank, why_no_name
from tempodb.cli import main
from tempodb.markup.tree import UNSAFE
from tempodb.model.kinds import CAPACITIES, CORE_STATUSES
from tempodb.store.storage import MemoryStorage

Content = dict[str, Any]

WORLD: Content = {
    "statuses": list(CORE_STATUSES),
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply"}},
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula"}, "q": {"name": "Quentin"}},
    "organizations": {"o": {"name": "Org"}, "c": {"name": "Committee", "part_of": "o"}},
    "offices": {"o/chair": {"title": "Chair"}},
}
"""Definitions that most tests need; every status is declared, so that using one adds nothing."""


def dataset(id_: str = "d", world: Content = WORLD, **sections: object) -> Content:
    """Return the content of a dataset file."""
    return {"tempodb": 1, "dataset": id_, **world, **sections}


def membership(member: str = "a", of: str = "o", **fields: object) -> Content:
    """Return an entry; `from_` stands for `from`."""
    return {"member": member, "of": of, **{key.rstrip("_"): value for key, value in fields.items()}}


def tenure(holder: str = "p", office: str = "o/chair", **fields: object) -> Content:
    """Return an entry; `from_` stands for `from`."""
    return {"holder": holder, "office": office, **{key.rstrip("_"): value for key, value in fields.items()}}


class Desk:
    """A database, and a folder to write dataset files in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = tempodb.open(":memory:")
        self._numbers = count()

    def file(self, content: Content | str, suffix: str = ".json") -> Path:
        """Write a dataset file and return its path."""
        path = self.folder / f"{next(self._numbers)}{suffix}"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self, *contents: Content, **options: Any) -> list[dict[str, Any]]:
        """Load datasets in one command and return what it reports of each."""
        return [report.as_dict() for report in self.db.load(*map(self.file, contents), **options)]

    def refused(self, *contents: Content, **options: Any) -> list[Problem]:
        """Try to load datasets, and return every problem of the refusal."""
        with pytest.raises(tempodb.InputError) as caught:
            self.load(*contents, **options)
        return list(caught.value.problems)

    def periods(self, question: str = "periods of a in o") -> list[tuple[Any, ...]]:
        """Return value, from and to of each row of an answer."""
        shown = ("status", "capacity", "name")
        return [
            (*(getattr(row, field) for field in shown if hasattr(row, field)), row.from_, row.to)
            for row in self.db.query(question)
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.db.close()


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["added"], report["corrected"], report["retracted"], report["unchanged"]


# --- the difference -----------------------------------------------------------------------------------


def test_loading_the_same_file_again_writes_nothing(desk: Desk) -> None:
    content = dataset(memberships=[membership(from_="1992", source="s")], tenures=[tenure()])
    (first,) = desk.load(content)
    digest = desk.db.digest()

    (second,) = desk.load(content)

    assert (first["transaction"], first["unchanged"]) == (1, 0)
    assert (second["transaction"], second["recorded_at"]) == (None, None)
    assert counts(second) == (0, 0, 0, first["added"])
    assert desk.db.digest() == digest


BEFORE = membership(from_="1992", to="1999", source="s", note="said in 2017")
DIFFERENCES: list[tuple[str, list[Content], list[Content], tuple[int, int, int]]] = [
    ("the same", [BEFORE], [BEFORE], (0, 0, 0)),
    ("the same, in another order", [BEFORE, membership("b")], [membership("b"), BEFORE], (0, 0, 0)),
    ("the same, said twice", [BEFORE], [BEFORE, BEFORE], (0, 0, 0)),
    ("a new fact of another key", [BEFORE], [BEFORE, membership("b")], (1, 0, 0)),
    ("a new fact of the same key", [BEFORE], [BEFORE, membership(from_="2005")], (1, 0, 0)),
    ("a dropped fact", [BEFORE, membership("b")], [BEFORE], (0, 0, 1)),
    ("a changed date", [BEFORE], [{**BEFORE, "to": "2000"}], (0, 1, 0)),
    ("a date made more precise", [BEFORE], [{**BEFORE, "to": "1999-05-04"}], (0, 1, 0)),
    ("a status changed", [BEFORE], [{**BEFORE, "status": "observer"}], (0, 1, 0)),
    ("a source changed", [BEFORE], [{**BEFORE, "source": "r"}], (0, 1, 0)),
    ("a source added", [BEFORE], [{**BEFORE, "source": ["s", "r"]}], (0, 1, 0)),
    ("a note changed", [BEFORE], [{**BEFORE, "note": "said again"}], (0, 1, 0)),
    ("a fact now disputed", [BEFORE], [{**BEFORE, "standing": "disputed"}], (0, 1, 0)),
    ("an end given to what was open", [membership(from_="1992")], [BEFORE], (0, 1, 0)),
    ("another member meant", [BEFORE], [{**BEFORE, "member": "b"}], (1, 0, 1)),
    ("another organization meant", [BEFORE], [{**BEFORE, "of": "c"}], (1, 0, 1)),
    ("a later time meant", [BEFORE], [{**BEFORE, "from": "2003", "to": "2005"}], (1, 0, 1)),
    ("a time that follows at the same bound", [BEFORE], [{**BEFORE, "from": "1999", "to": "2005"}], (0, 1, 0)),
    ("a time before, up to the same bound", [BEFORE], [{**BEFORE, "from": "1980", "to": "1992"}], (0, 1, 0)),
    ("one fact cut in two", [BEFORE], [{**BEFORE, "to": "1995"}, {**BEFORE, "from": "1995"}], (1, 1, 0)),
    ("two facts joined", [{**BEFORE, "to": "1995"}, {**BEFORE, "from": "1995"}], [BEFORE], (0, 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "figures"), [pytest.param(*d[1:], id=d[0]) for d in DIFFERENCES])
def test_the_report_counts_added_corrected_retracted_and_unchanged(
    desk: Desk, before: list[Content], after: list[Content], figures: tuple[int, int, int]
) -> None:
    (first,) = desk.load(dataset(memberships=before))

    (second,) = desk.load(dataset(memberships=after))

    _, corrected, retracted = figures
    assert counts(second) == (*figures, first["added"] - corrected - retracted)
    assert (second["transaction"] is None) == (figures == (0, 0, 0))


SPELLINGS = [
    ({"from": "October 2002"}, {"from": "2002-10"}),
    ({"from": "June 28, 2012"}, {"from": "2012-06-28"}),
    ({"from": "28 June 2012"}, {"from": "28.06.2012"}),
    ({"from": "[1 April 1999..30 June 1999]"}, {"from": "[1999-04..1999-06]"}),
    ({"from": "[1990..1999]"}, {"from": "199X"}),
    ({"through": "2016-12-31"}, {"to": "2017-01-01"}),
    ({"through": "2016"}, {"to": "[2016-01-02..2017-01-01]"}),
    ({"observed": "2017-04-18"}, {"observed": ["2017-04-18"]}),
    ({"observed": "2017-04-18"}, {"observed": ["18 April 2017", "2017-04-18"]}),
    ({"observed": ["2017-04-18", "2017-05-02"]}, {"observed": ["2017-05-02", "2017-04-18"]}),
    ({"observed": "2017-04-18"}, {"from": "[..2017-04-18]", "to": "[2017-04-19..]"}),
    ({"source": ["s", "r"]}, {"source": ["r", "s"]}),
    ({"status": "member"}, {}),
    ({"standing": "accepted"}, {}),
]


@pytest.mark.parametrize(("before", "after"), SPELLINGS)
def test_another_spelling_of_the_same_changes_nothing(desk: Desk, before: Content, after: Content) -> None:
    desk.load(dataset(memberships=[{**membership(), **before}]))

    (report,) = desk.load(dataset(memberships=[{**membership(), **after}]))

    assert report["transaction"] is None


def test_another_spelling_of_an_event_or_a_founding_changes_nothing(desk: Desk) -> None:
    o = {"o": {"name": "Org", "founded": "October 2002"}}
    desk.load(dataset(organizations=o, offices={}, events=[{"id": "e", "date": "April 24, 2023"}]))

    o = {"o": {"name": "Org", "founded": "2002-10"}}
    (report,) = desk.load(dataset(organizations=o, offices={}, events=[{"id": "e", "date": "24.04.2023"}]))

    assert report["transaction"] is None


def test_another_spelling_of_when_a_source_was_published_changes_nothing(desk: Desk) -> None:
    desk.load(dataset(sources={"s": {"title": "A report", "published": "21 April 2017"}}))

    (report,) = desk.load(dataset(sources={"s": {"title": "A report", "published": "2017-04-21"}}))

    assert report["transaction"] is None


def test_only_what_the_file_says_is_counted(desk: Desk) -> None:
    world = {**WORLD, "statuses": []}
    desk.load(dataset(world=world, memberships=[membership()]))

    (report,) = desk.load(
        dataset(world=world, memberships=[membership(), membership("b", status="observer")])
    )

    assert counts(report)[:3] == (1, 0, 0)


@pytest.mark.parametrize("section", ["sources", "states", "persons", "organizations", "offices"])
def test_definitions_are_corrected_too(desk: Desk, section: str) -> None:
    shown = "title" if section in ("sources", "offices") else "name"
    (id_, entry), *others = WORLD[section].items()
    desk.load(dataset())

    (report,) = desk.load(dataset(**{section: {id_: {**entry, shown: "Another"}, **dict(others)}}))

    assert counts(report)[:3] == (0, 1, 0)


def test_a_correction_leaves_the_earlier_belief_readable(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992", to="1999")]), recorded_at="2017-04-21")
    desk.load(dataset(memberships=[membership(from_="1992", to="2006")]), recorded_at="2018-01-01T12:00:00Z")

    answers = {
        known: desk.periods(f"periods of a in o known at {known}")
        for known in ("2017-04-20", "2017-04-21", "2018-01-01T11:59:59.999999Z", "2018-01-01T12:00:00Z")
    }

    assert list(answers.values()) == [
        [],
        [("member", "1992", "1999")],
        [("member", "1992", "1999")],
        [("member", "1992", "2006")],
    ]
    assert desk.periods() == [("member", "1992", "2006")]


def test_what_a_file_no_longer_states_is_retracted_and_still_known_before(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992")]), recorded_at="2017")
    desk.load(dataset(), recorded_at="2018")

    assert desk.periods() == []
    assert desk.periods("periods of a in o known at 2017") == [("member", "1992", None)]


def test_an_earlier_name_still_finds_what_bore_it(desk: Desk) -> None:
    desk.load(dataset())
    desk.load(dataset(states={"a": {"name": "Åland Islands"}, "b": {"name": "Bland"}}))

    assert desk.periods("names of aland") == desk.periods("names of aland islands")
    assert [name for name, *_ in desk.periods("names of aland")] == ["Åland Islands"]


# --- what a file may say of time ----------------------------------------------------------------------

FORMS: list[tuple[Content, str | None, str | None]] = [
    ({"from": "2012-06-28"}, "2012-06-28", None),
    ({"from": "2002-10"}, "2002-10", None),
    ({"from": "1999"}, "1999", None),
    ({"from": 1999}, "1999", None),
    ({"from": "199X"}, "199X", None),
    ({"from": "[1999-04..1999-06]"}, "[1999-04..1999-06]", None),
    ({"from": "[..2017-04-18]"}, "[..2017-04-18]", None),
    ({"from": "[2017-04-20..]"}, "[2017-04-20..]", None),
    ({"from": "unknown"}, "unknown", None),
    ({"from": "October 2002"}, "2002-10", None),
    ({"from": "Oct 2002"}, "2002-10", None),
    ({"from": "June 28, 2012"}, "2012-06-28", None),
    ({"from": "28 June 2012"}, "2012-06-28", None),
    ({"from": "24.04.2023"}, "2023-04-24", None),
    ({"from": "0001-01-02"}, "0001-01-02", None),
    ({"from": "9998-12-31"}, "9998-12-31", None),
    ({}, "unknown", None),
    ({"to": "2012-06-28"}, "unknown", "2012-06-28"),
    ({"to": "1999"}, "unknown", "1999"),
    ({"from": "1992", "to": "[1999-04..1999-06]"}, "1992", "[1999-04..1999-06]"),
    ({"from": "1992", "to": "unknown"}, "1992", "unknown"),
    ({"from": "1992", "to": "[2017-04-20..]"}, "1992", "[2017-04-20..]"),
    ({"from": "1992", "to": "[..2017-04-18]"}, "1992", "[..2017-04-18]"),
    ({"from": "1999", "to": "1999"}, "1999", "1999"),
    ({"from": "unknown", "to": "unknown"}, "unknown", "unknown"),
    ({"through": "2016-12-31"}, "unknown", "2017-01-01"),
    ({"from": "2016-12-31", "through": "2016-12-31"}, "2016-12-31", "2017-01-01"),
    ({"from": "1992", "through": "2016"}, "1992", "[2016-01-02..2017-01-01]"),
    ({"from": "1992", "through": "February 2016"}, "1992", "[2016-02-02..2016-03-01]"),
    ({"from": "1992", "through": "199X"}, "1992", "[1990-01-02..2000-01-01]"),
    ({"from": "1992", "through": "unknown"}, "1992", "unknown"),
    ({"from": "1992", "through": "[2017-04-20..]"}, "1992", "[2017-04-21..]"),
    ({"from": "1992", "through": "[..2017-04-18]"}, "1992", "[..2017-04-19]"),
    ({"observed": "2017-04-18"}, "[..2017-04-18]", "[2017-04-19..]"),
    ({"observed": ["2017-04-18"]}, "[..2017-04-18]", "[2017-04-19..]"),
    ({"observed": ["2023-04-27", "18 April 2017"]}, "[..2017-04-18]", "[2023-04-28..]"),
]


@pytest.mark.parametrize(("written", "from_", "to"), FORMS)
def test_dates_are_shown_as_stated_in_edtf(
    desk: Desk, written: Content, from_: str | None, to: str | None
) -> None:
    desk.load(dataset(memberships=[{**membership(), **written}], tenures=[{**tenure(), **written}]))

    assert desk.periods() == [("member", from_, to)]
    assert desk.periods("holders of o/chair between 0001 and 9999") == [("substantive", from_, to)]


@pytest.mark.parametrize("written", [form[0] for form in FORMS])
def test_dates_are_exported_as_written(desk: Desk, written: Content) -> None:
    desk.load(dataset(memberships=[{**membership(), **written}]))

    (entry,) = json.loads(desk.db.export(format="json"))["memberships"]

    stated = {key: entry[key] for key in entry.keys() & {"from", "to", "through", "observed"}}
    assert (
        stated == {k: str(v) if v != ["2017-04-18"] else v[0] for k, v in written.items()}
        or stated == written
    )


@pytest.mark.parametrize(
    ("day", "certainty"), [("2019-12-31", "possible"), ("2020-03-04", "certain"), ("2024", "certain")]
)
def test_an_absent_beginning_is_not_after_the_day_it_was_recorded(
    desk: Desk, day: str, certainty: str
) -> None:
    desk.load(dataset(memberships=[membership()]), recorded_at="2020-03-04T05:06:07Z")

    (row,) = desk.db.query(f"members of o as of {day}")

    assert row.certainty == certainty


def test_an_absent_beginning_stays_before_the_day_it_was_recorded_when_later_facts_come(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership()]), recorded_at="2020-01-01")
    suspended = membership(status="suspended", from_="2021", to="2023")

    problems = desk.refused(dataset(memberships=[membership(), suspended]), recorded_at="2025-01-01")

    assert [problem.code for problem in problems] == ["contradiction"]


EXISTENCES = [
    ({"founded": "1990", "dissolved": "2000-05"}, "1990", "2000-05"),
    ({"founded": "1990"}, "1990", None),
    ({"dissolved": "2000-05"}, None, "2000-05"),
    ({"founded": "[..2017-04-18]"}, "[..2017-04-18]", None),
    ({}, None, None),
]


@pytest.mark.parametrize(
    ("other", "founded", "dissolved"),
    [
        ({"founded": "1990-03"}, "1990-03", "2000-05"),
        ({"dissolved": "2000"}, "1990", "2000-05"),
        ({"founded": "[..1990-06-30]"}, "[1990-01-01..1990-06-30]", "2000-05"),
    ],
)
def test_what_two_datasets_say_of_a_founding_is_one_event(
    desk: Desk, other: Content, founded: str, dissolved: str
) -> None:
    c = {"name": "Committee", "founded": "1990", "dissolved": "2000-05"}
    desk.load(dataset("d", organizations={**WORLD["organizations"], "c": c}))
    desk.load(dataset("e", world={}, organizations={"c": {"name": "Committee", **other}}))

    assert desk.periods("names of c") == [("Committee", founded, dissolved)]


@pytest.mark.parametrize("other", [{"founded": "2002"}, {"founded": "1990", "dissolved": "2001"}])
def test_a_party_is_founded_and_dissolved_once(desk: Desk, other: Content) -> None:
    c = {"name": "Committee", "founded": "1990", "dissolved": "2000-05"}
    desk.load(dataset("d", organizations={**WORLD["organizations"], "c": c}))

    (problem,) = desk.refused(dataset("e", world={}, organizations={"c": {"name": "Committee", **other}}))

    assert "that `c` existed" in problem.message


@pytest.mark.parametrize(("existence", "founded", "dissolved"), EXISTENCES)
def test_a_name_and_a_part_of_without_dates_hold_from_founding_to_dissolution(
    desk: Desk, existence: Content, founded: str | None, dissolved: str | None
) -> None:
    c = {"name": "Committee", "part_of": "o", **existence}
    desk.load(dataset(organizations={"o": {"name": "Org"}, "c": c}))

    (body,) = desk.db.query("bodies of o between 0001 and 9999")

    assert desk.periods("names of c") == [("Committee", founded, dissolved)]
    assert (body.from_, body.to) == (founded, dissolved)


def test_nothing_holds_of_a_body_before_its_founding_or_after_its_dissolution(desk: Desk) -> None:
    c = {"name": "Committee", "part_of": "o", "founded": "1990", "dissolved": "2000-05"}
    desk.load(dataset(organizations={"o": {"name": "Org"}, "c": c}))

    found = {
        day: [row.certainty for row in desk.db.query(f"bodies of o as of {day}")]
        for day in ("1989", "1990-03", "1995", "2000-05-02", "2000-06")
    }

    assert list(found.values()) == [[], ["possible"], ["certain"], ["possible"], []]


# --- recorded time ------------------------------------------------------------------------------------


def test_several_files_are_recorded_a_microsecond_apart(desk: Desk) -> None:
    files = [dataset("d"), dataset("e"), dataset("f")]

    reports = desk.load(*files, recorded_at="2020-01-01T00:00:00Z")

    assert [(report["transaction"], report["recorded_at"]) for report in reports] == [
        (1, "2020-01-01T00:00:00.000000Z"),
        (2, "2020-01-01T00:00:00.000001Z"),
        (3, "2020-01-01T00:00:00.000002Z"),
    ]


@pytest.mark.parametrize(
    ("written", "recorded"),
    [
        ("2020-01-01T12:00:00Z", "2020-01-01T12:00:00.000000Z"),
        ("2020-01-01T12:00:00.123456+02:00", "2020-01-01T10:00:00.123456Z"),
        ("2020-01-01T12:00", "2020-01-01T12:00:00.000000Z"),
        ("2020-01-02", "2020-01-02T00:00:00.000000Z"),
        ("2020", "2020-01-01T00:00:00.000000Z"),
        ("2 January 2020", "2020-01-02T00:00:00.000000Z"),
    ],
)
def test_an_own_recorded_time_is_an_instant_or_the_first_one_of_a_date(
    desk: Desk, written: str, recorded: str
) -> None:
    (report,) = desk.load(dataset(), recorded_at=written)

    assert report["recorded_at"] == recorded


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "1/2/2003", "2023-02-30", "2020-01-01T25:00:00Z", "2020-01-01T12:00:00.1234567Z"],
)
def test_an_own_recorded_time_that_is_no_instant_is_refused(desk: Desk, written: str) -> None:
    assert desk.refused(dataset(), recorded_at=written)


@pytest.mark.parametrize("written", ["unknown", "[..2017-04-18]", "[2017-04-20..]", "[1999-04..1999-06]"])
def test_an_own_recorded_time_that_names_no_granule_is_refused(desk: Desk, written: str) -> None:
    assert desk.refused(dataset(), recorded_at=written)


NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


def at(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


@pytest.fixture
def frozen(desk: Desk) -> Desk:
    """Return a desk whose clock stands at *NOW*."""
    desk.db.close()
    desk.db = Database(Engine(MemoryStorage(), clock=lambda: at(NOW)))
    return desk


@pytest.mark.parametrize(
    ("recorded_at", "message"),
    [
        ("2024-06-01T12:00:00.000001Z", "is in the future"),
        ("2024-06-02", "is in the future"),
        ("9999", "is in the future"),
        ("2024-05-01", "is not after the last transaction"),
        ("2024-04-30T23:59:59.999999Z", "is not after the last transaction"),
        ("2020", "is not after the last transaction"),
    ],
)
def test_history_is_replayed_after_the_last_transaction_and_not_in_the_future(
    frozen: Desk, recorded_at: str, message: str
) -> None:
    frozen.load(dataset(), recorded_at="2024-05-01")
    digest = frozen.db.digest()

    (problem,) = frozen.refused(dataset(memberships=[membership()]), recorded_at=recorded_at)

    assert (problem.code, message in problem.message) == ("recorded-at", True)
    assert frozen.db.digest() == digest


@pytest.mark.parametrize("recorded_at", ["2020", "2024-05-01", "2024-06-02", "9999-12-31", "0001"])
def test_a_load_with_nothing_to_write_succeeds_whatever_its_time(frozen: Desk, recorded_at: str) -> None:
    frozen.load(dataset(), recorded_at="2024-05-01")

    (report,) = frozen.load(dataset(), recorded_at=recorded_at)

    assert report["transaction"] is None


def test_recorded_times_rise_while_the_clock_stands_still_or_goes_back(desk: Desk) -> None:
    clock = iter(
        [NOW, NOW, NOW, NOW - timedelta(hours=1), NOW - timedelta(days=400), NOW + timedelta(seconds=1)]
    )
    desk.db = Database(Engine(MemoryStorage(), clock=lambda: at(next(clock))))

    reports = [desk.load(dataset(memberships=[membership(from_=year)]))[0] for year in range(1990, 1995)]

    assert [report["recorded_at"] for report in reports] == [
        "2024-06-01T12:00:00.000000Z",
        "2024-06-01T12:00:00.000001Z",
        "2024-06-01T12:00:00.000002Z",
        "2024-06-01T12:00:00.000003Z",
        "2024-06-01T12:00:01.000000Z",
    ]


def test_a_history_replayed_from_before_1970_is_whole(desk: Desk) -> None:
    desk.load(dataset(), recorded_at="1950-01-01")
    desk.load(dataset(memberships=[membership()]), recorded_at="1951-01-01")

    assert desk.db.verify() == []


# --- refusals -----------------------------------------------------------------------------------------

HEAD = """\
tempodb: 1
dataset: d
sources:
  report: {title: A report}
states:
  aland: {name: Aland}
  bland: {name: Bland}
persons:
  paula: {name: Paula}
organizations:
  org: {name: Org}
  committee: {name: Committee, part_of: org}
offices:
  org/chair: {title: Chair, organization: org}
"""

# An entry, with a sign before what is wrong in it → what the error says, and what it advises.
WRONG = [
    ("memberships: [{member: ¦alant, of: org}]", "no party has the id `alant`", "`aland`"),
    ("memberships: [{member: ¦zanzibar, of: org}]", "no party has the id `zanzibar`", "define it"),
    ("memberships: [{member: aland, of: ¦orq}]", "no party has the id `orq`", "`org`"),
    ("memberships: [{member: aland, of: org, source: ¦reprot}]", "no source has the id `reprot`", "`report`"),
    ("memberships: [{member: aland, of: org, source: [report, ¦lost]}]", "no source has the id `lost`", ""),
    ("tenures: [{holder: ¦paul, office: org/chair}]", "no party has the id `paul`", "`paula`"),
    ("tenures: [{holder: paula, office: ¦org/chairs}]", "no office has the id `org/chairs`", "`org/chair`"),
    ("tenures: [{holder: paula, office: org/chair, representing: ¦blant}]", "no party has the id", "`bland`"),
    ("events: [{id: e, body: ¦comittee}]", "no party has the id `comittee`", "`committee`"),
    ("events: [{id: e, participants: [aland, ¦blant]}]", "no party has the id `blant`", "`bland`"),
    ("focus: orgg", "no party has the id `orgg`", "`org`"),
    ("coverage: {orgg: 1992/2024}", "no party has the id `orgg`", "`org`"),
    ("memberships: [{member: aland, of: org, ¦form: 1992}]", "there is no key `form` here", "`from`"),
    ("memberships: [{member: aland, of: org, ¦until: 1992}]", "there is no key `until` here", "through"),
    ("¦membership: [{member: aland, of: org}]", "there is no key `membership` here", "`memberships`"),
    ("tenures: [{holder: paula, office: org/chair, ¦status: acting}]", "there is no key `status`", ""),
    ("memberships: [¦{member: aland}]", "`of` is missing", "add of"),
    ("events: [¦{kind: meeting}]", "`id` is missing", "add id"),
    ("memberships: [{member: aland, of: org, status: ¦menber}]", "no status is called `menber`", "`member`"),
    ("memberships: [{member: aland, of: org, status: ¦chief}]", "no status is called `chief`", "statuses: [chief]"),
    ("memberships: [{member: aland, of: org, standing: ¦doubted}]", "`standing` is `doubted`", "'disputed'"),
    ("tenures: [{holder: paula, office: org/chair, capacity: ¦deputy}]", "`capacity` is `deputy`", "'acting'"),
    ("memberships: [¦{member: aland, of: org, to: 1999, through: 1999}]", "`to` and `through` are both given", "keep one"),
    ("memberships: [¦{member: aland, of: org, observed: 1999-01-01, to: 1999}]", "`observed` stands beside", "keep"),
    ("memberships: [¦{member: aland, of: org, observed: 1999}]", "`observed` takes days", "2017-04-18"),
    ("memberships: [¦{member: aland, of: org, from: 2000, to: 1999}]", "can hold on no day", "after the beginning"),
    ("memberships: [¦{member: aland, of: org, from: 2000-01-01, to: 2000-01-01}]", "can hold on no day", "through: 2000-01-01"),
    ("memberships: [¦{member: aland, of: org, from: '[2000-05..]', to: 1999}]", "can hold on no day", ""),
    ("memberships: [{member: aland, of: org, to: ¦9999-12-31}]", "stands for no day", "leave `to` out"),
    ("memberships: [{member: aland, of: org, to: ¦9999}]", "stands for no day", "unknown"),
    ("memberships: [{member: aland, of: org, from: ¦0001-01-01}]", "stands for no day", "unknown"),
    ("memberships: [{member: aland, of: org, to: ¦2999-12-31}]", "stands for no day", "unknown"),
    ("memberships: [{member: aland, of: org, from: 2017, to: ¦'[2018..9999-12-31]'}]", "stands for no day", "write [2018..]"),
    ("tenures: [{holder: paula, office: org/chair, observed: ¦9999-01-01}]", "stands for no day", "leave `observed` out"),
    ("memberships: [{member: aland, of: org, from: ¦2023-02-30}]", "`2023-02-30` is no day", ""),
    ("memberships: [{member: aland, of: org, to: ¦2023-13}]", "`2023-13` is no month", ""),
    ("memberships: [{member: aland, of: org, to: ¦0000}]", "`0000` has no year", ""),
    ("memberships: [{member: aland, of: org, from: ¦1/2/2003}]", "`1/2/2003` is ambiguous", "2003-02-01"),
    ("memberships: [{member: aland, of: org, from: ¦soon}]", "`soon` is no date", "dates look like"),
    ("memberships: [{member: aland, of: org, to: ¦present}]", "`present` is no date", "leave `to` out"),
    ("memberships: [{member: aland, of: org, observed: [1999-01-01, ¦1999-02-29]}]", "`1999-02-29` is no day", ""),
    ("memberships: [{member: aland, of: org, through: ¦9999-12-31}]", "stands for no day", "leave"),
    ("events: [¦{id: e, date: 2020, from: 2020}]", "`date` stands beside", "keep the one"),
    ("events: [{id: e, date: 2020}, {id: ¦e, date: 2021}]", "the event `e` is stated twice", "another id"),
    ("events: [{id: e, number: ¦many}]", "`many` is no whole number", ""),
    ("events: [{id: e, state: ¦cancelled}]", "`state` is `cancelled`", "'planned'"),
    ("memberships: [{member: aland, of: ¦bland}]", "`bland` is a state, and an organization is wanted here", ""),
    ("memberships: [{member: aland, of: ¦paula}]", "`paula` is a person", ""),
    ("tenures: [{holder: ¦aland, office: org/chair}]", "`aland` is a state, and a person is wanted here", ""),
    ("tenures: [{holder: ¦org, office: org/chair}]", "`org` is an organization", ""),
    ("memberships: ¦{member: aland, of: org}", "`memberships` takes a list", "after a dash"),
    ("memberships: [¦aland]", "takes keys with values", "key: value"),
    ("memberships: [{member: ¦[aland], of: org}]", "`member` takes one text", "one value"),
    ("memberships: [{member: ¦a land, of: org}]", "`a land` is no id", "joint-staff"),
    ("statuses: ¦chief of staff", "`chief of staff` is no id", ""),
    ("title: ¦''", "`title` is empty", "leave the key out"),
    ("coverage: {org: ¦1992}", "`1992` is no interval", "1992/2024"),
    ("coverage: {aland: 1992/2024}", "`aland` is a state, and an organization is wanted", ""),
    ("focus: aland", "`aland` is a state, and an organization is wanted", ""),
    ("memberships: [¦{member: org, of: org}]", "`org` stands on both sides", "two parties"),
    ("memberships: [¦{member: aland, of: org, observed: []}]", "`observed` names no day", "2017-04-18"),
    ("tenures: [{holder: paula, office: org/chair, ordinal: ¦'1_000'}]", "`1_000` is no whole number", ""),
    ("tenures: [{holder: paula, office: org/chair, ordinal: ¦'+5'}]", "`+5` is no whole number", ""),
    ("events: [{id: e, body: ¦paula}]", "`paula` is a person, and an organization or a state is wanted", ""),
]  # fmt: skip


def place(text: str) -> tuple[str, int | None, int | None]:
    """Return a text without its sign, and the line and column where that stood, if it did."""
    before, sign, _ = text.partition("¦")
    if not sign:
        return text, None, None
    return text.replace("¦", ""), before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(("entry", "message", "hint"), WRONG)
def test_a_wrong_entry_is_refused_with_its_place_and_advice(
    desk: Desk, entry: str, message: str, hint: str
) -> None:
    text, line, column = place(f"{HEAD}{entry}\n")

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(file := desk.file(text, ".yaml"))

    (problem,) = caught.value.problems
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.file == str(file)
    assert (problem.line, problem.column) >= (1, 1)
    assert line is None or (problem.line, problem.column) == (line, column)


def test_an_id_of_two_sections_is_refused(desk: Desk) -> None:
    text = HEAD.replace("  paula: {name: Paula}", "  paula: {name: Paula}\n  aland: {name: A. Land}")

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(desk.file(text, ".yaml"))

    assert "the id `aland` stands in `states` too" in str(caught.value)


STAGES = {
    "of shape": [
        ("memberships:\n  - {member: aland, of: org, form: 1}\n  - {member: aland}", [17, 18]),
        ("tenures: [{holder: paula}]\nevents: [{id: e, date: soon}, {id: f, number: x}]", [16, 17, 17]),
    ],
    "of meaning": [
        ("events: [{id: e}, {id: e}]\nmemberships:\n  - {member: aland, of: org, status: chief}", [16, 18])
    ],
    "of reference": [
        ("memberships:\n  - {member: zz, of: org}\n  - {member: aland, of: yy, source: xx}", [17, 18, 18]),
        ("memberships:\n  - {member: zz, of: org}\n  - {member: aland, of: paula}", [17, 18]),
        (
            "memberships:\n  - {member: aland, of: org, from: 1992}\n"
            "  - {member: aland, of: org, from: 1999, status: observer}\n  - {member: zz, of: org}",
            [18, 19],
        ),
    ],
}


@pytest.mark.parametrize(("entries", "lines"), [row for rows in STAGES.values() for row in rows])
def test_every_error_of_a_file_is_reported(desk: Desk, entries: str, lines: list[int]) -> None:
    file = desk.file(f"{HEAD}\n{entries}\n", ".yaml")

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(file)

    assert [problem.line for problem in caught.value.problems] == lines


def test_every_error_of_a_file_is_reported_whatever_its_sort(desk: Desk) -> None:
    entries = (
        "memberships:\n  - {member: zz, of: org}\n  - {member: aland, of: org, status: chief}\n"
        "  - {member: aland, of: org, form: 1999}\n  - {member: aland, of: paula}\n"
    )

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(desk.file(HEAD + entries, ".yaml"))

    assert [problem.line for problem in caught.value.problems] == [16, 17, 18, 19]


@pytest.mark.parametrize("id_", ["events", "sources"])
def test_the_advice_for_an_unknown_key_does_not_depend_on_the_id_above_it(desk: Desk, id_: str) -> None:
    problems = desk.refused(
        {"tempodb": 1, "dataset": "d", "organizations": {id_: {"name": "O", "shrt": "x"}}}
    )

    assert problems[0].suggestions == ("short",)


def test_unreadable_files_of_one_command_are_all_reported(desk: Desk) -> None:
    wrong = [desk.file(HEAD + text, ".yaml") for text in ("memberships: [{", "focus: a b\n")]
    missing = desk.folder / "missing.yaml"

    with pytest.raises(tempodb.DatasetError) as caught:
        desk.db.load(wrong[0], missing, wrong[1])

    assert {problem.file for problem in caught.value.problems} == {*map(str, wrong), str(missing)}


def test_undefined_ids_of_all_files_of_one_command_are_reported(desk: Desk) -> None:
    x = {"tempodb": 1, "dataset": "x", "memberships": [membership("zz")]}
    y = {"tempodb": 1, "dataset": "y", "memberships": [membership("yy")]}

    problems = desk.refused(dataset(), x, y)

    assert sorted(problem.message for problem in problems) == [
        "no party has the id `yy`",
        "no party has the id `zz`",
    ]


# --- all or nothing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(dataset("e", memberships=[membership("zz")]), id="an undefined id"),
        pytest.param(dataset("e", memberships=[membership(from_="soon")]), id="no date"),
        pytest.param(dataset("e", memberships=[membership(status="observer")]), id="a contradiction"),
        pytest.param(dataset("e", world={}, persons={"a": {"name": "A. Land"}}), id="another class"),
    ],
)
def test_one_bad_file_of_several_keeps_all_of_them_out(desk: Desk, bad: Content) -> None:
    desk.load(dataset("base"))
    digest, shown = desk.db.digest(), list(desk.db.query("show transactions"))

    assert desk.refused(dataset("d", memberships=[membership(from_="1992")]), bad, dataset("f"))

    assert desk.db.digest() == digest
    assert list(desk.db.query("show transactions")) == shown
    assert desk.periods() == []
    assert desk.db.verify() == []


@pytest.mark.parametrize(
    ("content", "options"),
    [
        pytest.param(dataset(memberships=[membership(from_="soon")]), {}, id="no date"),
        pytest.param(dataset(memberships=[membership("zz")]), {}, id="an undefined id"),
        pytest.param(
            dataset(memberships=[membership(), membership(status="observer")]), {}, id="a contradiction"
        ),
        pytest.param(dataset(), {"recorded_at": "9999"}, id="in the future"),
        pytest.param(dataset(), {"recorded_at": "soon"}, id="no instant"),
    ],
)
def test_a_refused_first_load_leaves_no_file_behind(desk: Desk, content: Content, options: Content) -> None:
    file = desk.file(content)
    before = sorted(desk.folder.iterdir())

    with tempodb.open(desk.folder / "new.db") as db, pytest.raises(tempodb.InputError):
        db.load(file, **options)

    assert sorted(desk.folder.iterdir()) == before


@pytest.mark.parametrize("remark", ["author", "note"])
def test_a_remark_that_is_no_text_is_refused(desk: Desk, remark: str) -> None:
    assert desk.refused(dataset(), **{remark: "\udcff"})


@pytest.mark.parametrize("remark", ["", "Zoë", "a\nb\t\x1b[2J\x00", "x" * 100_000, "'); DROP TABLE tx; --"])
def test_a_remark_is_kept_as_it_is(desk: Desk, remark: str) -> None:
    desk.load(dataset(), author=remark, note=remark)

    assert desk.db.verify() == []


# --- trying -------------------------------------------------------------------------------------------


def test_a_dry_run_reports_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992")]))
    digest = desk.db.digest()
    file = desk.file(dataset(memberships=[membership(from_="1993"), membership("b")], states=WORLD["states"]))

    (tried,) = desk.db.preview(file)
    untouched = desk.db.digest() == digest and desk.periods() == [("member", "1992", None)]
    (done,) = desk.db.load(file)

    assert untouched
    assert tried.difference == done.difference
    assert counts(tried.as_dict())[:3] == (1, 1, 0)


def test_a_dry_run_shows_each_claim_that_would_come_and_go(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992"), membership("b", from_="1993")]))

    (report,) = desk.db.preview(
        desk.file(dataset(memberships=[membership(from_="1999"), membership(of="c")]))
    )

    assert sorted(report.lines()) == [
        "+ membership `a` member in `c` without dates",
        "+ membership `a` member in `o` from 1999 onwards",
        "- membership `a` member in `o` from 1992 onwards",
        "- membership `b` member in `o` from 1993 onwards",
    ]


def test_a_dry_run_makes_no_database(desk: Desk) -> None:
    file = desk.file(dataset())
    before = sorted(desk.folder.iterdir())

    with tempodb.open(desk.folder / "new.db") as db:
        (report,) = db.preview(file)

    assert report.as_dict()["added"] > 0
    assert sorted(desk.folder.iterdir()) == before


def test_a_dry_run_changes_no_byte_of_the_database(desk: Desk) -> None:
    path = desk.folder / "x.db"
    with tempodb.open(path) as db:
        db.load(desk.file(dataset()))
        before = path.read_bytes()

        db.preview(desk.file(dataset(memberships=[membership()])))

    assert path.read_bytes() == before
    assert not list(desk.folder.glob("*-journal"))


@pytest.mark.parametrize(
    "content", [dataset(memberships=[membership("zz")]), dataset(memberships=[membership(from_="soon")])]
)
def test_a_dry_run_refuses_what_a_load_would(desk: Desk, content: Content) -> None:
    desk.load(dataset())

    with pytest.raises(tempodb.DatasetError):
        desk.db.preview(desk.file(content))


def test_a_dry_run_tells_by_its_exit_code_whether_there_is_a_difference(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = str(desk.folder / "x.db"), str(desk.file(dataset()))
    trying = ["load", "--db", path, "--dry-run", file]

    codes = [
        main([*trying, "--exit-code"]),
        main(trying),
        main(["load", "--db", path, "--exit-code", file]),
        main([*trying, "--exit-code"]),
    ]

    capsys.readouterr()
    assert codes == [1, 0, 0, 0]


# --- several datasets ---------------------------------------------------------------------------------


def sources(desk: Desk, question: str = "periods of a in o") -> list[tuple[str, ...]]:
    return [tuple(sorted(row.sources)) for row in desk.db.query(question)]


def test_a_fact_stated_alike_by_two_datasets_carries_the_sources_of_both(desk: Desk) -> None:
    desk.load(dataset("d", memberships=[membership(from_="1992", source="s")]))
    desk.load(dataset("e", memberships=[membership(from_="1992", source="r")]))

    assert desk.periods() == [("member", "1992", None)]
    assert sources(desk) == [("r", "s")]


def test_a_fact_stated_alike_ends_when_the_last_dataset_withdraws_it(desk: Desk) -> None:
    for id_, source in (("d", "s"), ("e", "r")):
        desk.load(dataset(id_, memberships=[membership(from_="1992", source=source)]))

    seen = [sources(desk)]
    for id_ in ("d", "e"):
        desk.load(dataset(id_))
        seen.append(sources(desk))

    assert seen == [[("r", "s")], [("r",)], []]


def test_a_load_never_retracts_what_another_dataset_states(desk: Desk) -> None:
    desk.load(dataset("d", memberships=[membership(from_="1992", to="1999")]))
    desk.load(dataset("e", memberships=[membership("b", from_="1992")]))

    (report,) = desk.load(dataset("d"))

    assert counts(report)[:3] == (0, 0, 1)
    assert desk.periods("periods of b in o") == [("member", "1992", None)]


OVERLAPS = [
    ({"from": "1992", "to": "1999"}, {"from": "1995", "to": "1997"}, False),
    ({"from": "1992", "to": "1999"}, {"from": "1998", "to": "2005"}, False),
    ({"from": "1992"}, {"from": "1998"}, False),
    ({"from": "1992", "to": "1999-03"}, {"from": "1999-02"}, False),
    ({"from": "1992", "to": "1999"}, {"from": "1999"}, True),
    ({"from": "1992", "to": "1999"}, {"from": "1999-06"}, True),
    ({"from": "1992", "to": "1999-06"}, {"from": "1999"}, True),
    ({"from": "1992", "to": "199X"}, {"from": "1995"}, True),
    ({"from": "1992", "to": "unknown"}, {"from": "1995"}, True),
    ({"from": "1992", "to": "[1994..]"}, {"from": "1995"}, True),
    ({"from": "1992", "to": "[1997..]"}, {"from": "1995", "to": "1996"}, False),
    ({"from": "unknown", "to": "1999"}, {"from": "1990", "to": "1993"}, True),
    ({"from": "1999", "to": "1999"}, {"from": "1999", "to": "1999"}, True),
    ({"observed": "1995-05-05"}, {"observed": "1995-05-06"}, True),
    ({"observed": "1995-05-05"}, {"observed": "1995-05-05"}, False),
    ({"observed": ["1995-05-05", "1997-05-05"]}, {"observed": "1996-05-05"}, False),
    ({"from": "1992-05-05", "through": "1999-05-05"}, {"from": "1999-05-05"}, False),
    ({"from": "1992-05-05", "to": "1999-05-05"}, {"from": "1999-05-05"}, True),
]


@pytest.mark.parametrize(
    "is_shared",
    [pytest.param(True, id="of one dataset"), pytest.param(False, id="of two")],
)
@pytest.mark.parametrize(("member", "observer", "fits"), OVERLAPS)
def test_accepted_facts_of_one_key_that_can_be_disjoint_in_no_world_are_refused(
    desk: Desk, member: Content, observer: Content, fits: bool, is_shared: bool
) -> None:
    facts = [{**membership(), **member}, {**membership(status="observer"), **observer}]
    first = dataset("d", memberships=[] if is_shared else facts[:1])
    second = dataset("d" if is_shared else "e", memberships=facts if is_shared else facts[1:])
    desk.load(first)

    if fits:
        desk.load(second)
        assert {row.status for row in desk.db.query("periods of a in o")} == {"member", "observer"}
    else:
        (problem,) = desk.refused(second)
        assert problem.code == "contradiction"
        assert "`a` observer in `o`" in problem.message
        assert "`a` member in `o`" in problem.message


@pytest.mark.parametrize("is_new", [True, False], ids=["the new one", "the old one"])
def test_a_disputed_fact_contradicts_nothing(desk: Desk, is_new: bool) -> None:
    accepted, disputed = membership(from_="1992"), membership(status="observer", standing="disputed")
    desk.load(dataset("d", memberships=[accepted if is_new else disputed]))
    desk.load(dataset("e", memberships=[disputed if is_new else accepted]))

    assert desk.periods() == [("member", "1992", None)]
    assert desk.periods("periods of a in o including disputed") == [
        ("observer", "unknown", None),
        ("member", "1992", None),
    ]


@pytest.mark.parametrize("kind", ["names", "titles"])
def test_names_and_titles_may_not_contradict_each_other(desk: Desk, kind: str) -> None:
    if kind == "names":
        other = dataset("e", world={}, states={"a": {"name": "Zland"}})
    else:
        offices = {"o/chair": {"title": "President"}}
        other = dataset("e", world={}, organizations={"o": {"name": "Org"}}, offices=offices)
    desk.load(dataset("d"))

    (problem,) = desk.refused(other)

    assert problem.code == "contradiction"
    assert "of dataset `d`" in problem.message


def test_definitions_of_two_datasets_may_not_contradict_each_other(desk: Desk) -> None:
    desk.load(dataset("d", states={"a": {"name": "Aland", "code": "AX"}, "b": {"name": "Bland"}}))

    messages = [
        desk.refused(dataset("e", world={}, **section))[0].message
        for section in (
            {"states": {"a": {"name": "Aland", "code": "AL"}}},
            {"organizations": {"a": {"name": "Aland"}}},
            {"sources": {"s": {"title": "Another"}}},
            {"organizations": {"o": {"name": "Org"}}, "offices": {"o/chair": {"title": "Chair", "seats": 2}}},
        )
    ]

    assert messages == [
        "`a` has code `AL` here and `AX` in dataset `d`",
        "`a` has class `organization` here and `state` in dataset `d`",
        "`s` has title `Another` here and `A report` in dataset `d`",
        "`o/chair` has seats `2` here and `1` in dataset `d`",
    ]


def test_two_datasets_may_spell_the_date_of_a_source_differently(desk: Desk) -> None:
    desk.load(dataset("d", world={}, sources={"s": {"title": "A report", "published": "2017-04-21"}}))

    desk.load(dataset("e", world={}, sources={"s": {"title": "A report", "published": "21 April 2017"}}))


@pytest.mark.parametrize(
    ("kept", "used", "what"),
    [
        ({"states": {"b": WORLD["states"]["b"]}}, {"memberships": [membership()]}, "no party has the id `a`"),
        ({"organizations": {}, "offices": {}}, {"memberships": [membership()]}, "no party has the id `o`"),
        ({"persons": {}}, {"tenures": [tenure()]}, "no party has the id `p`"),
        ({"offices": {}}, {"tenures": [tenure()]}, "no office has the id `o/chair`"),
        ({"sources": {}}, {"memberships": [membership(source="s")]}, "no source has the id `s`"),
    ],
)
def test_a_definition_that_another_dataset_uses_cannot_be_withdrawn(
    desk: Desk, kept: Content, used: Content, what: str
) -> None:
    desk.load(dataset("d"))
    desk.load(dataset("e", world={}, **used))
    digest = desk.db.digest()

    problems = desk.refused(dataset("d", **kept))

    assert {problem.code for problem in problems} == {"still-used"}
    assert any(what in problem.message and "dataset `e`" in problem.message for problem in problems)
    assert desk.db.digest() == digest


def test_a_definition_of_two_datasets_can_be_withdrawn_by_one(desk: Desk) -> None:
    desk.load(dataset("d"))
    desk.load(dataset("e", memberships=[membership()]))

    (report,) = desk.load(dataset("d", world={}))

    assert report["retracted"] > 0
    assert desk.db.verify() == []


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        ({"tenures": [tenure()]}, {"persons": {}, "states": {**WORLD["states"], "p": {"name": "Paula"}}}),
        (
            {"memberships": [membership(of="c")]},
            {"organizations": {"o": {"name": "Org"}}, "persons": {"c": {"name": "C."}}},
        ),
    ],
)
def test_a_party_cannot_become_what_another_datasets_facts_do_not_allow(
    desk: Desk, other: Content, changed: Content
) -> None:
    desk.load(dataset("d"))
    desk.load(dataset("e", world={}, **other))

    assert desk.refused(dataset("d", **changed))


def test_no_overlap_is_believed_between_two_files_of_one_command(desk: Desk) -> None:
    facts = {"d": [membership(from_="1992")], "e": [membership(from_="1992", status="observer")]}
    desk.load(dataset("d", memberships=facts["d"]), dataset("e"), recorded_at="2017")

    reports = desk.load(dataset("e", memberships=facts["e"]), dataset("d"), recorded_at="2018")

    believed = [desk.periods(f"periods of a in o known at {report['recorded_at']}") for report in reports]
    assert all(len(periods) <= 1 for periods in believed)
    assert believed[-1] == [("observer", "1992", None)]


def test_what_one_file_of_a_command_withdraws_another_may_state(desk: Desk) -> None:
    fact = {"memberships": [membership(from_="1992")]}
    desk.load(dataset("d", **fact), dataset("e", world={}))

    desk.load({"tempodb": 1, "dataset": "d"}, dataset("e", **fact))

    assert desk.periods() == [("member", "1992", None)]
    assert desk.db.verify() == []


@pytest.mark.parametrize("is_reversed", [False, True])
def test_files_of_one_command_may_speak_of_each_others_parties(desk: Desk, is_reversed: bool) -> None:
    d = dataset("d", world={}, states={"a": {"name": "Aland"}}, memberships=[membership()])
    e = dataset("e", world={}, organizations={"o": {"name": "Org"}}, memberships=[membership()])

    desk.load(*[e, d] if is_reversed else [d, e])

    assert desk.periods() == [("member", "unknown", None)]


# --- there and back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["yaml", "json"])
@pytest.mark.parametrize("name", ["csto.yaml", "csto-exact.yaml"])
def test_loading_what_was_exported_from_a_fixture_changes_nothing(
    desk: Desk, name: str, format_: str
) -> None:
    desk.db.load(tempodb.bundled_fixture(name))
    digest = desk.db.digest()

    exported = desk.db.export(format=format_)
    (report,) = desk.db.load(desk.file(exported, f".{format_}"))

    assert report.difference.is_empty
    assert desk.db.digest() == digest
    assert tempodb.check(desk.file(exported, f".{format_}")) == tempodb.check(tempodb.bundled_fixture(name))


def test_an_export_known_at_an_instant_gives_the_earlier_state(desk: Desk) -> None:
    world = {**WORLD, "statuses": []}
    early = dataset(world=world, memberships=[membership(from_="October 1992", note="early")])
    late = dataset(world=world, memberships=[membership(from_="1993"), membership("b")], tenures=[tenure()])
    desk.load(early, recorded_at="2017")
    then = desk.db.export()
    desk.load(late, recorded_at="2018")
    now = desk.db.export()

    assert desk.db.export(known_at="2017") == then
    assert desk.db.export(known_at="2018-01-01T00:00:00Z") == now
    assert then != now

    (report,) = desk.db.load(desk.file(then, ".yaml"))
    assert counts(report.as_dict())[:3] == (0, 1, 2)
    assert desk.periods() == [("member", "1992-10", None)]


def test_an_export_names_its_dataset_where_there_are_several(desk: Desk) -> None:
    desk.load(dataset("d"), dataset("e", memberships=[membership()]))

    with pytest.raises(tempodb.InputError, match="no dataset is named"):
        desk.db.export()
    with pytest.raises(tempodb.InputError, match="there is no dataset `x`"):
        desk.db.export("x")
    assert yaml.safe_load(desk.db.export("e"))["memberships"] == [{**membership(), "status": "member"}]
    assert "memberships" not in yaml.safe_load(desk.db.export("d"))


def test_a_declared_core_status_is_exported(desk: Desk) -> None:
    desk.load({"tempodb": 1, "dataset": "d", "statuses": ["observer", "sleeper"]})

    (report,) = desk.db.load(desk.file(desk.db.export(), ".yaml"))

    assert report.difference.is_empty


@pytest.mark.parametrize("defaults", [{}, {"standing": "disputed"}])
def test_what_is_accepted_of_a_disputed_party_is_exported_so(desk: Desk, defaults: Content) -> None:
    names = [{"name": "Org", "standing": "accepted"}]
    o = {"founded": "1990", "names": names} | ({} if defaults else {"standing": "disputed"})
    desk.load({"tempodb": 1, "dataset": "d", "defaults": defaults, "organizations": {"o": o}})

    (report,) = desk.db.load(desk.file(desk.db.export(), ".yaml"))

    assert report.difference.is_empty


FROM = ["1990", "1990-03", "1990-03-05", "March 1990", "March 5, 1990", "5 Mar 1990", "05.03.1990", "unknown",
        "[1990-02..1990-04]", "[..1990-03-05]", "[5 March 1990..June 1990]"]  # fmt: skip
TO = ["1995", "1995-11", "1995-11-30", "November 1995", "Nov 30, 1995", "30.11.1995", "unknown",
      "[1995-01..1995-02-03]", "[1995-11-30..]"]  # fmt: skip
SEEN = ["1993-02-03", "4 May 1992", "06.07.1992"]
AWKWARD = ["NO", "1992", "null", "~", "yes", "- a", "a: b", "#x", "'", '"', "a #b", "[x", "{", "0x1F", "1:30",
           "!tag", "&anchor", "*alias", "=", "<<", "@at", "%", "|", ">", " a ", "a\nb", "a\n\n b\t\n", "a\tb", "2012-06-28", "1e3",
           "Zoë", "日本", "😀", "a\u200db", "\xa0a", "é"]  # fmt: skip
IS_UNSAFE = re.compile(f"[{UNSAFE}]")


class Author:
    """Writes a random dataset with every section and spelling, in which no fact contradicts another."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._any = self._random.choice

    def content(self) -> Content:
        parties = {id_: self._party(id_) for id_ in ("a", "b", "p", "o", "c")}
        return given_only(
            tempodb=1,
            dataset="d",
            title=self._maybe(self._text),
            focus=self._any([None, "o"]),
            defaults=given_only(source=self._source(), standing=self._standing()),
            statuses=self._any([["sleeper"], ["observer", "sleeper"]]),
            coverage=self._any([None, {"o": "1992/2024", "c": "../.."}]),
            sources={
                "s": given_only(title=self._text(), published=self._any([None, *FROM]), note=self._note()),
                "r": given_only(
                    title=self._text(),
                    publisher=self._maybe(self._text),
                    url=self._any([None, "https://example.org/a?b", "doi:10.1/x"]),
                ),
            },
            states={id_: parties[id_] for id_ in ("a", "b")},
            persons={"p": parties["p"]},
            organizations={id_: parties[id_] for id_ in ("o", "c")},
            offices={"o/chair": self._office(None), "seat": self._office("a")},
            memberships=[entry for member in "abcp" for entry in self._timeline(self._membership, member)],
            tenures=[entry for office in ("o/chair", "seat") for entry in self._tenures(office)],
            events=[self._event(id_) for id_ in self._any(["", "e", "ef"])],
        )

    def _party(self, id_: str) -> Content:
        relations = {}
        if id_ in ("c", "o"):
            for key, other in (("part_of", "a"), ("succeeds", "b")):
                dated = self._timeline(lambda of: {"of": of}, other)
                relations[key] = self._any([None, other, [other], {"of": other}, dated])
        return given_only(
            **self._named("name"),
            aliases=self._any([None, self._label(), [self._label(), self._label()]]),
            code=self._maybe(self._text),
            kind=self._maybe(self._text),
            founded=self._any([None, *FROM]),
            dissolved=self._any([None, *TO]),
            **relations,
            **self._said(),
        )

    def _office(self, organization: str | None) -> Content:
        seats = self._any([None, 1, 3, "2", "many"])
        aliases = self._any([None, self._label()])
        return given_only(
            **self._named("title"), organization=organization, seats=seats, aliases=aliases, **self._said()
        )

    def _named(self, key: str) -> Content:
        def one(_: str = "") -> Content:
            short = self._maybe(self._label) if key == "name" else None
            return given_only(**{key: self._label()}, short=short)

        return self._any([one(), {f"{key}s": self._timeline(one, "") or [one()]}])

    def _membership(self, member: str) -> Content:
        return given_only(member=member, of="o", status=self._any([None, "member", "suspended", "sleeper"]))

    def _tenures(self, office: str) -> list[Content]:
        represented = self._any([None, "a"])

        def one(office: str) -> Content:
            ordinal, capacity = self._any([None, 0, 7, "12"]), self._any([None, *CAPACITIES])
            return given_only(
                holder="p", office=office, representing=represented, capacity=capacity, ordinal=ordinal
            )

        return self._timeline(one, office)

    def _event(self, id_: str) -> Content:
        return given_only(
            id=id_,
            kind=self._maybe(self._text),
            body=self._any([None, "c"]),
            number=self._any([None, 0, 21, "007"]),
            title=self._maybe(self._text),
            place=self._maybe(self._text),
            participants=self._any([None, "a", ["p", "a"]]),
            outcome=self._note(),
            state=self._any([None, "held", "planned"]),
            **self._any([{}, {"date": self._any(FROM)}, self._dates(0, may_observe=False)]),
            **self._said(),
        )

    def _timeline(self, entry: Callable[[str], Content], key: str) -> list[Content]:
        """Return entries of one key: none, one of any dates, or several one after the other."""
        may_observe = entry == self._membership
        if self._random.random() < 0.5:
            times = [self._dates(era, may_observe) for era in range(self._random.randint(0, 3))]
        else:
            open_ = [
                {"from": self._any([*FROM, *TO, "199X"])},
                {"to": self._any(TO)},
                {"through": self._any(TO)},
            ]
            times = [self._any([{}, *open_])]
        return [{**entry(key), **time, **self._said()} for time in times]

    def _dates(self, era: int, may_observe: bool) -> Content:
        forms = [
            {"from": self._any(FROM), "to": self._any(TO)},
            {"from": self._any(FROM), "through": self._any(TO)},
        ]
        if may_observe:
            forms += [{"observed": self._any(SEEN)}, {"observed": SEEN}, {"observed": SEEN[:1]}]
        return json.loads(json.dumps(self._any(forms)).replace("199", f"{199 + era}"))

    def _said(self) -> Content:
        return given_only(source=self._source(), note=self._note(), standing=self._standing())

    def _source(self) -> str | list[str] | None:
        return self._any([None, None, "s", ["s"], ["r", "s"]])

    def _standing(self) -> str | None:
        return self._any([None, None, "accepted", "disputed"])

    def _note(self) -> str | None:
        return self._maybe(self._text)

    def _maybe(self, write: Callable[[], str]) -> str | None:
        return write() if self._random.random() < 0.3 else None

    def _label(self) -> str:
        return next(text for text in iter(self._text, None) if why_no_name(text) is None)

    def _text(self) -> str:
        if self._random.random() < 0.3:
            return self._any(AWKWARD)
        letters = [chr(self._random.randrange(0x20, self._any([0x80, 0x800, 0x20000]))) for _ in range(6)]
        text = "".join(
            c for c in letters if category(c) not in ("Cc", "Cs", "Cn") and not IS_UNSAFE.search(c)
        )
        return "x" if is_blank(text) else text


def given_only(**fields: object) -> Content:
    """Return the fields that are given."""
    return {key: value for key, value in fields.items() if value not in (None, [], {})}


@given(st.integers(0, 2**32))
@examples(40)
def test_loading_what_was_exported_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    with desk.db:
        desk.load(Author(seed).content())
        digest = desk.db.digest()

        for format_ in ("yaml", "json"):
            (report,) = desk.db.load(desk.file(desk.db.export(format=format_), f".{format_}"))

            assert list(report.lines()) == []
        assert desk.db.digest() == digest
        assert desk.db.verify() == []
