"""Readings of a text that is being written, and whether it is done, open or wrong."""

from __future__ import annotations

import pytest

from tempodb.language_service.completeness import Completeness, Multiline, completeness, submits
from tempodb.language_service.statements import is_ended, statement_at
from tempodb.language_service.tokens import read

# ── readings ─────────────────────────────────────────────────────────────────────────────────────


def test_a_reading_says_what_stands_where_and_what_may_follow() -> None:
    reading = read("members of CSTO -- all\nas of 20x limit 3")

    assert [(reading.text[start:end], name) for start, end, name in reading.tokens] == [
        ("members", "_MEMBERS"),
        ("of", "_OF"),
        ("CSTO", "ENTERED_NAME"),
        ("as of", "_AS_OF"),
    ]
    assert [reading.text[span.start : span.end] for span in reading.comments] == ["-- all"]
    assert reading.text[reading.stopped :] == "20x limit 3"
    assert {"ISO_DAY", "TODAY"} <= reading.accepted and "_LIMIT" not in reading.accepted


def test_statements_are_told_apart_outside_of_quotes_and_comments() -> None:
    text = 'members of "A;B"; -- one;\nshow states'

    assert statement_at(text, 5).end == text.index("; --")
    assert statement_at(text, len(text)).start == text.index(" -- one")
    assert [is_ended(text) for text in ("a;", "a; -- b", 'a "b;', "a -- b;", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


# ── completeness ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Completeness.EMPTY),
        (" -- nothing\n", Completeness.EMPTY),
        ("members", Completeness.DONE),
        ("members of CSTO as o", Completeness.DONE),
        ("members of :body", Completeness.DONE),
        ("show states; members as of 2006;", Completeness.DONE),
        ("members of", Completeness.OPEN),
        ("mem", Completeness.OPEN),
        ("suspended", Completeness.OPEN),
        ("guest mem", Completeness.OPEN),
        ("count (members", Completeness.OPEN),
        ('members of "CST', Completeness.OPEN),
        ("members as of 2006-0", Completeness.OPEN),
        ("members that joined in", Completeness.OPEN),
        ("members that joined in 20", Completeness.OPEN),
        ("members known at 2017-04-21T12:0", Completeness.OPEN),
        ("members known at 2017-04-21T12:00:3", Completeness.OPEN),
        ("record membership of Uzbekistan in", Completeness.OPEN),
        ("hello", Completeness.WRONG),
        ("mem ", Completeness.WRONG),
        ("members off", Completeness.WRONG),
        ("members as of 1/2/2003", Completeness.WRONG),
        ("members as of 2006 as of 2007", Completeness.WRONG),
        ("members from 2006", Completeness.WRONG),
        ("members since 2006", Completeness.DONE),
        ("members 5 ye", Completeness.OPEN),
        ("members as of las", Completeness.OPEN),
    ],
)
def test_a_text_is_done_open_or_wrong(text: str, expected: Completeness) -> None:
    assert completeness(text) is expected


@pytest.mark.parametrize(
    ("text", "smart", "psql"),
    [
        ("", True, False),
        ("members of CSTO", True, False),
        ("members of CSTO;", True, True),
        ("members of", False, False),
        ("acting", False, False),
        ("count (members", False, False),
        # A word or quote that breaks off cannot go on in another line: its error is shown at once.
        ("members as of 2006 lim", True, False),
        ('members of "CST', True, False),
        ("hello", True, False),
        ("members of -- ;", False, False),
    ],
)
def test_enter_runs_a_text_or_opens_a_line(text: str, smart: bool, psql: bool) -> None:
    assert submits(text, Multiline.SMART) is smart
    assert submits(text, Multiline.PSQL) is psql
    assert submits(text, Multiline.SAFE) is smart


@pytest.mark.parametrize(
    ("text", "safe"),
    [("erase X", False), ("erase X;", True), ("members; END membership of X in Y from 2006", False)],
)
def test_in_safety_a_write_ends_with_a_semicolon(text: str, safe: bool) -> None:
    assert submits(text, Multiline.SAFE) is safe
