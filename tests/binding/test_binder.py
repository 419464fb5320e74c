"""The focus, dates to windows, and clauses that mean nothing where they stand."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from binding.catalog import NOW, WORLD, Names, asked, problem
from tempodb.base.errors import QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.questions import resolved
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import instant_text
from tempodb.temporal.periods import Window
from tempodb.tql import ast

# ── the focus ────────────────────────────────────────────────────────────────────────────────────

FOCUSABLE = ["members", "status of zoe", "periods of zoe", "whether zoe is member", "holders of any office",
             "offices", "names", "bodies"]  # fmt: skip


@pytest.mark.parametrize("text", FOCUSABLE)
def test_the_focus_is_the_last_use_or_else_that_of_the_only_dataset(text: str) -> None:
    assert "csto" in str(asked(text).question)
    assert "sco" in str(asked(text, focus="SCO").question)


def focused_on(**foci: str) -> Names:
    """Return the same catalog with other datasets."""
    return Names(WORLD.parties, WORLD.offices, focused=foci)


@pytest.mark.parametrize("text", FOCUSABLE)
def test_several_foci_are_an_error_that_lists_them(text: str) -> None:
    found = problem(text, focused_on(a="csto", b="sco"))

    assert found.code == "several-foci"
    assert "csto (dataset a)" in found.message
    assert "sco (dataset b)" in found.message
    assert "`use " in (found.hint or "")


def test_several_datasets_with_one_focus_are_no_error() -> None:
    assert asked("names", focused_on(a="csto", b="csto")).question == resolved.NamesOf("csto")


def test_the_last_use_settles_several_foci() -> None:
    assert asked("names", focused_on(a="csto", b="sco"), focus="sco").question == resolved.NamesOf("sco")


@pytest.mark.parametrize("text", FOCUSABLE)
def test_no_focus_is_an_error_that_says_what_to_add(text: str) -> None:
    found = problem(text, focused_on())

    assert (found.code, found.hint) == ("no-focus", "add `of` and a name")


def test_events_need_no_focus() -> None:
    assert asked("events", focused_on(a="csto", b="sco")).question == resolved.EventsOf(None)


def test_a_title_that_is_unique_needs_no_focus() -> None:
    assert asked("holders of head", focused_on(a="csto", b="sco")).question == resolved.TenuresOf(
        "foreign-affairs/head"
    )


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


def day(text: str) -> int:
    """Return the number of an ISO day."""
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("clause", "first", "last", "valid"),
    [
        ("", "2025-06-01", "2025-06-01", "2025-06-01"),
        ("as of today", "2025-06-01", "2025-06-01", "2025-06-01"),
        ("as of 2006", "2006-01-01", "2006-12-31", "2006"),
        ("in October 2002", "2002-10-01", "2002-10-31", "2002-10"),
        ("during 2012-06-28", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("as of 199X", "1990-01-01", "1999-12-31", "199X"),
        ("as of [1999-04..1999-06]", "1999-04-01", "1999-06-30", "[1999-04..1999-06]"),
        ("as of 0001", "0001-01-01", "0001-12-31", "0001"),
        ("as of 9999", "9999-01-01", "9999-12-31", "9999"),
        ("between 1998 and 2007", "1998-01-01", "2007-12-31", "1998/2007"),
        ("between 1998 and today", "1998-01-01", "2025-06-01", "1998/2025-06-01"),
        ("between 2006 and 2006", "2006-01-01", "2006-12-31", "2006/2006"),
        ("between 2006-03 and 2006", "2006-03-01", "2006-12-31", "2006-03/2006"),
        ("throughout between 1994 and 1998", "1994-01-01", "1998-12-31", "1994/1998"),
    ],
)
def test_a_time_clause_is_a_window_of_days(clause: str, first: str, last: str, valid: str) -> None:
    meant = asked(f"members {clause}")

    assert meant.scope.window == Window(day(first), day(last) + 1)
    assert meant.valid == valid
    assert meant.scope.quantifier is (Quantifier.EVERY if "throughout" in clause else Quantifier.SOME)


@pytest.mark.parametrize("text", ["periods of zoe", "names", "events", "show states", "describe zoe"])
def test_what_has_no_time_clause_may_ask_for_all_time(text: str) -> None:
    meant = asked(text)

    assert (meant.scope.window, meant.valid) == (None, None)


@pytest.mark.parametrize("text", ["members", "organizations of zoe", "status of zoe", "whether zoe is member",
                                  "holders of head", "holders of any office", "offices", "bodies"])  # fmt: skip
def test_what_has_no_time_clause_else_asks_for_today(text: str) -> None:
    assert asked(text).valid == "2025-06-01"


@pytest.mark.parametrize(
    ("clause", "instant"),
    [
        ("", "2025-06-01T12:00:00.000000Z"),
        ("known at today", "2025-06-01T12:00:00.000000Z"),
        ("known at 2017", "2017-12-31T23:59:59.999999Z"),
        ("known at 2017-04", "2017-04-30T23:59:59.999999Z"),
        ("known at 2017-04-21", "2017-04-21T23:59:59.999999Z"),
        ("known at 2017-04-21T12:00:00Z", "2017-04-21T12:00:00.000000Z"),
        ("known at 2017-04-21T12:00:00+05:00", "2017-04-21T07:00:00.000000Z"),
        # What is not over yet is answered at now.
        ("known at 2025", "2025-06-01T12:00:00.000000Z"),
        ("known at 2025-06-01", "2025-06-01T12:00:00.000000Z"),
        ("known at 2030", "2025-06-01T12:00:00.000000Z"),
        ("known at 2030-01-01T00:00Z", "2025-06-01T12:00:00.000000Z"),
        ("known at [2017..]", "2025-06-01T12:00:00.000000Z"),
        ("known at [..2017]", "2017-12-31T23:59:59.999999Z"),
        ("known at 0001", "0001-12-31T23:59:59.999999Z"),
    ],
)
def test_known_at_means_the_last_instant_of_what_is_over(clause: str, instant: str) -> None:
    assert instant_text(asked(f"members {clause}").scope.known_at) == instant


def test_published_by_includes_its_end() -> None:
    assert asked("members published by 2017").scope.published_by == day("2017-12-31")
    assert asked("members published by today").scope.published_by == day("2025-06-01")


@pytest.mark.parametrize(
    ("text", "column", "length"),
    [("members between today and 2006", 9, 22), ("members throughout between 2026 and today", 9, 33)],
)
def test_a_window_that_turns_out_reversed_is_refused(text: str, column: int, length: int) -> None:
    found = problem(text)

    assert (found.code, found.column, found.length) == ("reversed", column, length)


def test_a_query_built_in_python_is_refused_without_a_place() -> None:
    window = ast.Between(read_date("2007"), read_date("1998"))
    query = ast.Query(ast.Members(), ast.Clauses(when=ast.When(window)))

    with pytest.raises(QueryError) as refusal:
        bind(query, WORLD, AskedAt(NOW))

    (found,) = refusal.value.problems
    assert (found.code, found.line, found.excerpt) == ("reversed", None, None)


# ── clauses that mean nothing here ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("question", ["show states", "describe zoe"])
@pytest.mark.parametrize("clause", ["as of 2006", "during 2006", "throughout 2006", "possibly as of 2006"])
def test_what_is_listed_takes_no_time_clause(question: str, clause: str) -> None:
    found = problem(f"{question} {clause}")

    assert (found.code, found.column) == ("out-of-place", len(question) + 2)


@pytest.mark.parametrize(
    "question", ["holders of head", "offices", "names", "bodies", "events", "status of zoe", "periods of zoe"]
)
@pytest.mark.parametrize("clause", ["including suspended", "including any status"])
def test_statuses_are_included_only_where_there_are_any(question: str, clause: str) -> None:
    assert problem(f"{question} {clause}").code == "out-of-place"


def test_a_clause_out_of_place_is_pointed_at() -> None:
    assert problem("holders of head including any status").column == 17


@pytest.mark.parametrize(
    ("text", "column"),
    [("members order by height", 18), ("events order by from", 17), ("names order by party, foo desc", 23)],
)
def test_an_unknown_column_lists_those_there_are(text: str, column: int) -> None:
    found = problem(text)

    assert (found.code, found.column) == ("unknown-column", column)
    assert "the columns are " in (found.hint or "")


def test_a_misspelt_column_is_answered_with_the_nearest() -> None:
    assert problem("members order by member_nam").suggestions == ("member_name",)


@pytest.mark.parametrize("sort", ["sources", "datasets", "transactions"])
@pytest.mark.parametrize("clause", ["published by 2018", "according to note-a"])
def test_what_has_no_source_is_not_asked_for_by_its_source(sort: str, clause: str) -> None:
    found = problem(f"show {sort} {clause}")

    assert (found.code, found.message) == ("out-of-place", f"{sort} have no sources of their own")
    assert " ".join(clause.split()[:2]) in (found.hint or "")
    assert problem(f"describe report-2017 {clause}").code == "out-of-place"


def test_a_right_question_does_not_load_what_only_a_wrong_one_needs() -> None:
    code = (
        "import sys, tempodb; db = tempodb.open(':memory:'); db.load(tempodb.bundled_fixture('csto.yaml')); "
        "rows = db.query('holders of secretary-general of CSTO as of :t', t='2017-04-19').to_dicts(); "
        "print(*sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    wrong = {f"tempodb.tql.{name}" for name in ("misplaced", "repairs", "syntax_errors", "unfound", "asked")}
    assert not {*wrong, "rapidfuzz"} & set(ran.stdout.split())
