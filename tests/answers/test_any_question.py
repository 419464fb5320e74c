"""Whatever is asked, with whatever names and at whatever instant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from answers.csto import LOADED
from oracle.strategies import examples
from tempodb.base.errors import QueryError
from tempodb.output.data import as_json

HOSTILE = [
    *('members of "\ud800"', "members of \udcff", "describe \udfff", 'holders of x of "\ud800"'),
    *("members according to \ud800", "whether \ud800 is member"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_name_with_half_a_character_is_unknown(csto: tempodb.Database, text: str) -> None:
    with pytest.raises(QueryError):
        csto.query(text)


@pytest.mark.parametrize("text", ["members of :x", "describe :x", "members according to :x"])
def test_a_parameter_with_half_a_character_is_unknown(csto: tempodb.Database, text: str) -> None:
    with pytest.raises(QueryError, match="called"):
        csto.query(text, x="\udcff")


@pytest.mark.parametrize("text", ['members of "\x00"', "members of a\x00b", "describe \x1b[2J", "names of \u202e\u2066", "describe \U000e0041"], ids=ascii)  # fmt: skip
def test_a_name_of_controls_is_unknown(csto: tempodb.Database, text: str) -> None:
    with pytest.raises(QueryError):
        csto.query(text)


@pytest.mark.parametrize(
    "instant", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0001-01-01T00:00:00+00:01"]
)
def test_an_instant_out_of_the_calendar_is_answered_or_refused(csto: tempodb.Database, instant: str) -> None:
    try:
        csto.query(f"members known at {instant}")
    except QueryError:
        return


@pytest.mark.parametrize("now", ["0001", "9999", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z"])
def test_a_clock_may_be_frozen_at_any_instant_of_the_calendar(now: str) -> None:
    with tempodb.open(":memory:", now=now) as database:
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=LOADED)

        assert len(database.query("members")) == (6 if now.startswith("9999") else 0)


@pytest.mark.parametrize(
    "now", ["[2017..]", "unknown", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_clock_cannot_be_frozen_outside_the_calendar(now: str) -> None:
    try:
        database = tempodb.open(":memory:", now=now)
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=LOADED)
        database.query("members")
    except tempodb.TempodbError as refusal:
        assert refusal.exit_code == 2


# ── any question ─────────────────────────────────────────────────────────────────────────────────

QUESTIONS = [
    *("members", "members of ICMEC", "suspended members", "observers of un-general-assembly", "members of UN"),
    *("organizations of Uzbekistan", "organizations of csto", "status of Belarus", "periods of Uzbekistan in CSTO"),
    *("holders of secretary-general", "acting holders of secretary-general", "holders of any office in Russia"),
    *("holders of any office in Tajikistan", "offices of Denis Manturov", "offices in ICMEC", "offices of Tajikistan"),
    *("names", "names of Denis Manturov", "bodies", "bodies of Russia", "events", "events of ICMEC"),
]  # fmt: skip
DAYS = [
    "1992",
    "1999",
    "1999-04",
    "2006",
    "2006-03-01",
    "2012-06-28",
    "2017-04-19",
    "2020",
    "today",
    "199X",
    "[2005..]",
]


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw a question, a time clause, and clauses that say by whose word."""
    first, last = sorted(draw(st.lists(st.sampled_from(DAYS[:8]), min_size=2, max_size=2)))
    window = draw(
        st.sampled_from([f"as of {day}" for day in DAYS] + [f"between {first} and {last}", f"during {first}"])
    )
    throughout = draw(st.sampled_from(["", "", "throughout "]))
    when = f"{throughout}{window.removeprefix('as of ').removeprefix('during ')}" if throughout else window
    support = draw(st.lists(st.sampled_from(
        ["including disputed", "published by 2017-04-21", "published by 2020", "according to report-2023-04-27",
         "known at 2024-02", "known at 2023"]), max_size=2, unique_by=lambda clause: clause.split()[0]))  # fmt: skip
    return draw(st.sampled_from(QUESTIONS)), when, " ".join(support)


@examples(150)
@given(questions())
def test_certain_and_possible_rows_are_all_there_are(
    csto: tempodb.Database, asked: tuple[str, str, str]
) -> None:
    question, when, support = asked
    every = csto.query(f"{question} {when} {support}")

    certain = csto.query(f"{question} certainly {when} {support}")
    possible = csto.query(f"{question} possibly {when} {support}")

    assert [row.certainty for row in certain] == ["certain"] * len(certain)
    assert [row.certainty for row in possible] == ["possible"] * len(possible)
    # An office whose holders are left out is one without a holder.
    kept = [row for row in every if getattr(row, "holder", "") is not None]
    parts = [row for row in (*certain, *possible) if getattr(row, "holder", "") is not None]
    assert sorted(map(repr, kept)) == sorted(map(repr, parts))
    assert (every.empty_because is None) == bool(every)
    assert csto.query(every.query).as_dict() == every.as_dict()
    assert json.loads(as_json(every))["query"] == every.query


@examples(100)
@given(questions(), st.integers(0, 5), st.data())
def test_ordering_keeps_the_rows_and_a_limit_their_first(
    csto: tempodb.Database, asked: tuple[str, str, str], count: int, data: st.DataObject
) -> None:
    question = " ".join(asked)
    every = csto.query(question)
    columns = data.draw(st.lists(st.sampled_from(every.columns), max_size=3, unique=True))
    order = ", ".join(column + data.draw(st.sampled_from(["", " asc", " desc"])) for column in columns)
    ordered = f"{question} order by {order}" if order else question

    rows = csto.query(ordered)

    assert sorted(map(repr, rows)) == sorted(map(repr, every))
    assert csto.query(f"{ordered} limit {count}").rows == rows.rows[:count]


@pytest.mark.parametrize(("text", "offered"), [("membres of CSTO", ("members",)), ("membres of CSTU", ())])
def test_a_repair_is_offered_only_if_its_names_are_known(
    csto: tempodb.Database, text: str, offered: tuple[str, ...]
) -> None:
    for ask in (csto.query, lambda asked: list(csto.session().run(asked))):
        with pytest.raises(QueryError) as caught:
            ask(text)

        assert caught.value.problems[0].suggestions == offered


def test_a_question_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "x.db", deadline=0) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))

        with pytest.raises(QueryError, match="took longer than 0 seconds"):
            db.query("members of CSTO as of 2006")
