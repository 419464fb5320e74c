"""What gives way where a terminal is narrow, and what no screen lets through."""

from __future__ import annotations

from textwrap import dedent
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from output.terminal.answers_to_draw import answer, member, track
from tempodb.base.printable import printable
from tempodb.output.terminal.cells import cell_width, fitted, wrapped
from tempodb.output.terminal.screens import screen
from tempodb.questions import count_rows, rows
from tempodb.questions.rows import Row

# ── narrow terminals ─────────────────────────────────────────────────────────────────────────────

WIDE = member(
    member_name="United Nations Educational, Scientific and Cultural Organization",
    sources=("report-2017-04-21", "report-2023-04-27", "wikipedia-2006"),
)

SHORT = member(to="[2012-01-02..2013-04-05]", sources=("report-2023-04-27",), certainty="possible")

NARROW: list[tuple[int, str]] = [
    (
        110,
        """
        member                                                            from  to                        certainty
        ────────────────────────────────────────────────────────────────  ────  ────────────────────────  ─────────
        United Nations Educational, Scientific and Cultural Organization  2006  ongoing                   certain
        Uzbekistan                                                        2006  [2012-01-02..2013-04-05]  possible

        2 rows · CSTO · all members · sources left out · all times · known at 2026-06-01T12:00:00.000000Z
        """,
    ),
    (
        78,
        """
        member                               from  to                        certainty
        ───────────────────────────────────  ────  ────────────────────────  ─────────
        United Nations Educational,          2006  ongoing                   certain
        Scientific and Cultural
        Organization
        Uzbekistan                           2006  [2012-01-02..2013-04-05]  possible

        2 rows · CSTO · all members · sources left out · all times
        known at 2026-06-01T12:00:00.000000Z
        """,
    ),
    (
        60,
        """
        member                        from  to             certainty
        ────────────────────────────  ────  ─────────────  ─────────
        United Nations Educational,   2006  ongoing        certain
        Scientific and Cultural
        Organization
        Uzbekistan                    2006  [2012-01-02..  possible
                                            2013-04-05]

        2 rows · CSTO · all members · sources left out · all times
        known at 2026-06-01T12:00:00.000000Z
        """,
    ),
    (
        36,
        """
        member     United Nations
                   Educational, Scientific
                   and Cultural Organization
        from       2006
        to         ongoing
        certainty  certain
        sources    report-2017-04-21,
                   report-2023-04-27,
                   wikipedia-2006

        member     Uzbekistan
        from       2006
        to         [2012-01-02..2013-04-05]
        certainty  possible
        sources    report-2023-04-27

        2 rows · CSTO · all members
        all times
        known at 2026-06-01T12:00:00.000000Z
        """,
    ),
]


@pytest.mark.parametrize(
    ("width", "shown"), NARROW, ids=["no sources", "wrapped texts", "parted dates", "blocks"]
)
def test_a_narrow_terminal_gets_what_fits(width: int, shown: str) -> None:
    assert screen(answer(WIDE, SHORT), width) == dedent(shown).lstrip("\n")


def test_sources_are_cut_before_they_are_left_out() -> None:
    lines = screen(answer(member(sources=WIDE.sources)), 70).split("\n")

    assert lines[2] == "Uzbekistan  2006  ongoing  report-2017-04-21, report-2023-04-27, wiki…"


@pytest.mark.parametrize("count", [1, 40])
def test_one_tall_row_makes_no_blocks_of_others(count: int) -> None:
    tall = rows.HistoryRow("1992", "1993", ("a",), (), "+a", ", ".join(["+Armenia"] * 40))
    later = rows.HistoryRow("1993", None, ("a",), (), "-b", "-Belarus")

    text = screen(answer(tall, *[later] * count), 60)

    assert text.startswith("from  to       certain  change\n") is (count == 40)


def test_what_would_be_too_tall_a_row_is_a_block() -> None:
    tall = rows.CompareRow("a", "A", "changed", *["word " * 60] * 2, *["word"] * 2)

    assert screen(answer(tall), 60).startswith("change  changed\nparty   A\nbefore  word word")


@pytest.mark.parametrize("width", range(36, 80))
def test_no_date_and_no_surname_is_parted_within(width: int) -> None:
    long = member(
        member_name="Imangali Tasmagambetov",
        from_="[..2017-04-18]",
        to="[2012-01-02..2013-04-05]",
        certainty="possible",
    )

    words = set(screen(answer(long, member(member_name="Valery Semerikov")), width).split())

    assert {"Imangali", "Tasmagambetov", "[..2017-04-18]", "2006"} <= words
    assert words & {"[2012-01-02..2013-04-05]", "2013-04-05]"}


def test_a_terminal_of_no_width_gets_all_of_it() -> None:
    assert "report-2017-04-21, report-2023-04-27, wikipedia-2006" in screen(answer(WIDE))


TEXT = st.text(st.characters() | st.sampled_from("é上👍\u0301\u200d\t\n\x1b\u202e- "), max_size=60)


@examples(100)
@given(TEXT, st.integers(4, 90))
def test_wrapping_and_cutting_keep_within_the_width(text: str, width: int) -> None:
    text = printable(text)
    lines = wrapped(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in [*lines, fitted(text, width)]:
        assert cell_width(line) <= width


@examples(60)
@given(st.lists(TEXT, min_size=1, max_size=3), st.integers(40, 140))
def test_no_drawing_is_wider_than_its_terminal(names: list[str], width: int) -> None:
    ascii_names = [name.encode("ascii", "replace").decode() for name in names]
    found = [track("member", party=name, party_name=name, value="member") for name in ascii_names]

    assert max(map(len, screen(answer(*found), width).split("\n"))) <= width


# ── the other formats, and harm ──────────────────────────────────────────────────────────────────

BAD = "a\x1b[31m\u202eb\u2066\x9b"
DATES = {"from", "to", "possible_from", "possible_to", "certain_from", "certain_to"}
NUMBERS = {"ordinal", "number", "transaction"}
LISTS = {"sources", "participants"}


def hostile(type_: type[Row]) -> Row:
    """Return a row of which all texts bring controls; of counts, dates and tracks none can."""
    given: dict[str, object] = dict.fromkeys(type_._fields, BAD)
    given |= dict.fromkeys(DATES & given.keys(), None) | dict.fromkeys(NUMBERS & given.keys(), 1)
    given |= dict.fromkeys(LISTS & given.keys(), (BAD,))
    if type_ in (count_rows.CountRow, count_rows.CountEveryRow):
        given |= {"certain": 1, "possible": 2}
    if type_ is rows.TimelineRow:
        given |= {"track": "tenure"}
    if type_ is rows.HistoryRow:
        given |= {"certain": (BAD,), "possible": ()}
    return type_(*given.values())


@pytest.mark.parametrize("width", [None, 60])
@pytest.mark.parametrize("type_", get_args(Row))
def test_no_screen_brings_a_control_character_to_a_terminal(type_: type[Row], width: int | None) -> None:
    text = screen(answer(hostile(type_), hostile(type_)), width)

    assert not {"\x1b", "\u202e", "\u2066", "\x9b"} & set(text)
    assert all(line.isprintable() for line in text.split("\n"))
