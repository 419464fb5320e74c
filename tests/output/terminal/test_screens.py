"""What a terminal shows of each type of row: which columns, and which drawing."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import Any, get_args

import pytest

from output.terminal.answers_to_draw import ORG, answer, member, track
from tempodb.output import data
from tempodb.output.terminal.layouts import LAYOUTS
from tempodb.output.terminal.screens import DRAWINGS, screen
from tempodb.output.terminal.table import blocks, table_of
from tempodb.questions import count_rows, fact_rows, rows
from tempodb.questions.rows import Row

HEAD = ("csto/head", "Head")
LOADED, MENDED = "2020-01-02T03:04:05.000000Z", "2021-01-02T03:04:05.000000Z"


def body(text: str) -> str:
    """Return a screen without its footer."""
    return text.rstrip("\n").rsplit("\n\n", 1)[0]


def revision(status: str, from_: str | None, to: str | None, since: str, until: str | None) -> Row:
    return rows.MembershipRevisionRow(
        *(
            "uzbekistan",
            "Uzbekistan",
            *ORG,
            status,
            None,
            None,
            None,
            None,
            from_,
            to,
            None,
            "certain",
            since,
            until,
            "accepted",
            ("report",),
        )
    )


# ── a layout for each type of row ────────────────────────────────────────────────────────────────


def test_every_type_of_row_has_a_layout_or_a_drawing() -> None:
    assert {*LAYOUTS, *DRAWINGS} == set(get_args(Row))


@pytest.mark.parametrize("type_", LAYOUTS)
def test_a_layout_names_fields_that_there_are(type_: type[Row]) -> None:
    layout = LAYOUTS[type_]
    named = {field for column in layout.columns for field in column.fields}

    assert named <= set(dir(type_))
    assert {column.given for column in layout.columns} - {None} <= set(type_._fields)
    assert set(layout.below) <= {column.fields[0] for column in layout.columns}


SHOWN: list[tuple[str, list[Row], str]] = [
    (
        "parties",
        [rows.PartyRow("armenia", "Armenia", "certain"), rows.PartyRow("x", "上海", "possible")],
        """
        party    certainty
        ───────  ─────────
        Armenia  certain
        上海     possible
        """,
    ),
    (
        "periods",
        [rows.PeriodRow("1999", None, "certain", "1999-01-01", None, None, None, "accepted", ("a", "b"))],
        """
        from  to       sources
        ────  ───────  ───────
        1999  ongoing  a, b
        """,
    ),
    (
        "changes",
        [
            rows.ChangeRow("1999", "left", "georgia", "Georgia", *ORG, None, None, "member", "member", "certain", "accepted", ("a",)),
            rows.ChangeRow("2003", "took office", "ann", "Ann", *ORG, *HEAD, None, None, "certain", "accepted", ("b",)),
        ],
        """
        date  change       party    as    sources
        ────  ───────────  ───────  ────  ───────
        1999  left         Georgia        a
        2003  took office  Ann      Head  b
        """,
    ),
    (
        "an office with what is told beside it",
        [rows.ChangeRow("2003", "left office", "ann", "Ann", *ORG, *HEAD, "acting (died)", "acting (died)", "certain", "accepted", ())],
        """
        date  change       party  as
        ────  ───────────  ─────  ───────────────────
        2003  left office  Ann    Head, acting (died)
        """,
    ),
    (
        "possible changes",
        [rows.ChangeRow("199X", "left", "georgia", "Georgia", *ORG, None, None, None, None, "possible", "disputed", ())],
        """
        date  change  party
        ────  ──────  ───────
        199X  left    Georgia
        """,
    ),
    (
        "a comparison",
        [
            rows.CompareRow("georgia", "Georgia", "removed", "member", "member", None, None),
            rows.CompareRow("serbia", "Serbia", "added", None, None, "observer", "observer"),
        ],
        """
        change   party    before  after
        ───────  ───────  ──────  ────────
        removed  Georgia  member
        added    Serbia           observer
        """,
    ),
    (
        "vacancies",
        [rows.VacancyRow(*HEAD, *ORG, "1992", "2003-04-28", "certain"), rows.VacancyRow("csto/chair", "Chair", *ORG, "1992", None, "certain")],
        """
        office  from  to
        ──────  ────  ──────────
        Head    1992  2003-04-28
        Chair   1992  ongoing
        """,
    ),
    (
        "conflicts",
        [
            rows.ConflictRow("a", "Armenia", None, None, None, None, *ORG, "frozen", None, None, None, None, None, None, "2024", "unknown", None, "certain", "disputed", ("r",), "member from 1992 onwards"),
            rows.ConflictRow(None, None, "ann", "Ann", *HEAD, *ORG, None, "acting", None, None, None, None, None, "2002", None, None, "certain", "accepted", ("s",), "Bob on 2003-01-01 too"),
        ],
        """
        party    office  says    from  to       standing  contradicts               sources
        ───────  ──────  ──────  ────  ───────  ────────  ────────────────────────  ───────
        Armenia          frozen  2024  unknown  disputed  member from 1992 onwards  r
        Ann      Head    acting  2002  ongoing  accepted  Bob on 2003-01-01 too     s
        """,
    ),
    (
        "a history",
        [
            rows.HistoryRow("1992", "1993", (), ("a", "b"), "?a ?b", "?A, ?B"),
            rows.HistoryRow("1993", None, ("a",), (), "+a -b", "+A, -B"),
        ],
        """
        from  to       certain  possible  change
        ────  ───────  ───────  ────────  ──────
        1992  1993           0         2  ?A, ?B
        1993  ongoing        1            +A, -B
        """,
    ),
    (
        "one count",
        [count_rows.CountRow("2006", 7, 9, None)],
        """
        period  certain  possible
        ──────  ───────  ────────
        2006          7         9
        """,
    ),
    (
        "counts",
        [count_rows.CountRow("2006", 0, 0, "partly"), count_rows.CountRow("2007", 1, 3, "inside"), count_rows.CountRow("2008", 2, 2, "inside")],
        """
        period  certain  possible  coverage  █ certain ░ possible
        ──────  ───────  ────────  ────────  ────────────────────
        2006          0         0  partly
        2007          1         3  inside    ████░░░░░░░░
        2008          2         2  inside    ████████
        """,
    ),
    (
        "certain counts of every organization",
        [count_rows.CountEveryRow(*ORG, "2006", 400, 400, None), count_rows.CountEveryRow("sco", "SCO", "2006", 1, 1, None)],
        """
        organization  period  certain  possible
        ────────────  ──────  ───────  ────────  ───────────────────────────────────────
        CSTO          2006        400       400  ███████████████████████████████████████
        SCO           2006          1         1  █
        """,
    ),
    (
        "an office without a holder, with nothing to date",
        [fact_rows.TenureRow(None, None, *HEAD, *ORG, None, None, None, None, None, None, None, None, None, "certain", "accepted", ())],
        """
        office  organization  certainty
        ──────  ────────────  ─────────
        Head    CSTO          certain
        """,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("found", "shown"), [case[1:] for case in SHOWN], ids=[case[0] for case in SHOWN])
def test_a_table_shows_what_its_rows_say(found: list[Row], shown: str) -> None:
    assert body(screen(answer(*found))) == dedent(shown).strip("\n")


@pytest.mark.parametrize("is_answer", [False, True])
@pytest.mark.parametrize("count", [1, 2])
def test_an_organization_stands_below_unless_it_is_the_answer(is_answer: bool, count: int) -> None:
    asked_for = ("organization_name",) if is_answer else ("member_name",)
    text = screen(answer(*[member()] * count).having(asked_for=asked_for))

    assert ("organization" in text.split("\n")[0]) is is_answer
    assert ("· CSTO ·" in text) is not is_answer


# ── drawings ─────────────────────────────────────────────────────────────────────────────────────

TIMELINE = [
    track("existence"),
    track("name", value="Treaty", to="2002", certain_to="2002-01-01", possible_to="2002-01-01"),
    track("name", value="Treaty Organization", from_="2002", possible_from="2002-01-01", certain_from="2002-01-01"),
    track("member", party="a", party_name="Armenia", value="member"),
    track("member", party="u", party_name="Uzbekistan", value="member", to="1999", certain_to="1999-01-01", possible_to="1999-12-31"),
    track("member", party="u", party_name="Uzbekistan", value="suspended", from_="2006", possible_from="2006-01-01", certain_from="2006-12-31"),
    track("tenure", party="ann", party_name="Ann", place="csto/head", place_name="Head", value="acting", from_="2003", to="2009", possible_from="2003-01-01", certain_from="2003-01-01", certain_to="2009-01-01", possible_to="2009-01-01"),
    track("body", party="b", party_name="Council", from_="[..2010]", possible_from=None, certain_from="2010-12-31"),
    track("event", place="e1", place_name="e1", value="Charter", to="1992", certain_to="1992-01-02", possible_to="1992-01-02"),
    track("event", place="e2", place_name="e2", value="Summit", from_="2010", possible_from="2010-01-01", certain_from=None, possible_to="2012-01-01"),
]  # fmt: skip

REVISIONS = [
    revision("member", "1992", None, LOADED, MENDED),
    revision("member", "1992", "[1999-04..1999-06]", MENDED, None),
    revision("suspended", "2012-06-28", None, MENDED, None),
]
WHY = [
    rows.WhyRow("answer", "Uzbekistan: suspended in CSTO", "it had begun by 2012-06-28 and has not ended", "2012-06-28", None, "certain", "accepted", None, None, None, None, ("note",), None),
    rows.WhyRow("claim", "`uzbekistan` suspended in `csto`", None, None, None, None, "accepted", "d", 3, LOADED, None, ("note",), "By its own note."),
    rows.WhyRow("source", "Note, TASS", None, None, None, None, None, None, None, None, None, ("note",), "https://x.org"),
    rows.WhyRow("withdrawn", "`uzbekistan` member in `csto`", None, None, None, None, "accepted", "d", 1, LOADED, MENDED, ("report",), None),
]  # fmt: skip
ABSENT = [
    rows.WhyRow("absent", "Ann: substantive Head", "it had ended by 2006", None, "2006", None, "disputed", None, None, None, None, ("r",), None),
    rows.WhyRow("absent", "nothing is recorded of it", None, None, None, None, None, None, None, None, None, (), None),
]  # fmt: skip
EXPLAIN = [
    rows.ExplainRow("query", "members of CSTO"),
    rows.ExplainRow("plan", "Judge()"),
    rows.ExplainRow("plan", "  Scan()"),
    rows.ExplainRow("sql", "SELECT 1"),
]
DRAWN: list[tuple[str, list[Any], str]] = [
    (
        "a timeline",
        TIMELINE,
        """
                               1992 1995    2000    2005    2010    2015     2020
                               ┬────┬───────┬───────┬───────┬───────┬────────┬──────────
        existence              ████████████████████████████████████████████████████████►

        names
          Treaty               ████████████████
          Treaty Organization                  ████████████████████████████████████████►

        members
          Armenia              ████████████████████████████████████████████████████████►
          Uzbekistan           ███████████░░          ░▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄►

        Head
          Ann                                    ▀▀▀▀▀▀▀▀▀▀

        bodies
          Council              ◄░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░█████████████████████████►

        events
          Charter              ◆
          Summit                                            ◇░░░

        █ member   ▄ suspended   ▀ acting   ░ possible   ◆ event   ◇ event, day unknown
        """,
    ),
    (
        "revisions",
        REVISIONS,
        """
        believed since  1992 1995      2000     2005     2010     2015     2020     2025
                        ┬────┬─────────┬────────┬────────┬────────┬────────┬────────┬───
        2020-01-02      ░░█████████████████████████████████████████████████████████████►
        2021-01-02      ░░███████████░                       ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄►

        █ member   ▄ suspended   ░ possible

        status     from        to                  believed since  until
        ─────────  ──────────  ──────────────────  ──────────────  ──────────
        member     1992        ongoing             2020-01-02      2021-01-02
        member     1992        [1999-04..1999-06]  2021-01-02      now
        suspended  2012-06-28  ongoing             2021-01-02      now
        """,
    ),
    (
        "reasons",
        WHY,
        """
        answer
          Uzbekistan: suspended in CSTO
            from 2012-06-28 onwards, certain
            because it had begun by 2012-06-28 and has not ended

        claims
          `uzbekistan` suspended in `csto`
            by note
            d · transaction 3 · recorded 2020-01-02T03:04:05.000000Z
            By its own note.

        sources
          note: Note, TASS
            https://x.org

        withdrawn claims
          `uzbekistan` member in `csto`
            by report
            d · transaction 1 · recorded 2020-01-02T03:04:05.000000Z
            withdrawn 2021-01-02T03:04:05.000000Z
        """,
    ),
    (
        "reasons why not",
        ABSENT,
        """
        no answer
          Ann: substantive Head
            always to 2006, disputed
            because it had ended by 2006
            by r
          nothing is recorded of it
        """,
    ),
]


@pytest.mark.parametrize(("found", "shown"), [case[1:] for case in DRAWN], ids=[case[0] for case in DRAWN])
def test_a_drawing_shows_what_its_rows_say(found: list[Row], shown: str) -> None:
    assert body(screen(answer(*found).having(asked_for=()), 80)) == dedent(shown).strip("\n")


def test_a_plan_is_indented_as_it_is_however_narrow_the_terminal() -> None:
    assert screen(answer(*EXPLAIN), 10) == (
        "query  members of CSTO\nplan   Judge()\n         Scan()\nsql    SELECT 1\n"
    )


def test_two_corrections_on_one_day_are_told_apart_by_their_instants() -> None:
    later = LOADED.replace("03:04", "04:04")
    text = screen(
        answer(revision("member", "1992", None, LOADED, later), revision("member", "1993", None, later, None))
    )

    assert [line.split(" ")[0] for line in text.split("\n")[2:4]] == [LOADED, later]


def test_a_stretch_that_is_recorded_in_pieces_is_one_bar() -> None:
    whole = [revision("member", "1992", None, LOADED, None)]
    pieces = [
        revision("member", "1992", "1999", LOADED, None),
        revision("member", "1999", None, LOADED, None),
    ]

    assert screen(answer(*pieces)).split("\n")[:5] == screen(answer(*whole)).split("\n")[:5]


def test_what_has_always_been_so_is_certain() -> None:
    open_ = {"from_": None, "possible_from": None, "certain_from": None}

    assert "◄███" in screen(answer(track("name", value="CSTO", **open_)))
    assert "◄░░░" in screen(answer(track("name", value="CSTO", **open_ | {"from_": "unknown"})))


def test_a_long_timeline_has_its_years_below_too() -> None:
    many = [track("member", party=f"m{i}", party_name=f"M{i}", value="member") for i in range(30)]

    head, *_, rule, foot, _, _, _, _, _ = screen(answer(*many)).split("\n")

    assert head == foot
    assert "┴" in rule


def test_a_person_has_the_offices_on_the_lines() -> None:
    held = track(
        "tenure", party="ann", party_name="Ann", place="csto/head", place_name="Head", value="substantive"
    )

    lines = screen(answer(track("name", party="ann", value="Ann"), held)).split("\n")

    assert [line.split("  █")[0].rstrip() for line in lines[3:7]] == ["names", "  Ann", "", "offices"]
    assert lines[7].startswith("  Head")


# ── the other formats, and harm ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "found", [case[1] for case in [*SHOWN, *DRAWN]], ids=[case[0] for case in [*SHOWN, *DRAWN]]
)
def test_the_formats_for_programs_keep_every_column(found: list[Row]) -> None:
    result = answer(*found)

    assert data.as_tsv(result).split("\n")[0].split("\t") == list(result.columns)
    assert data.as_csv(result).split("\n")[0].split(",") == list(result.columns)
    assert data.as_markdown(result).split("\n")[0] == f"| {' | '.join(result.columns)} |"
    assert list(json.loads(data.as_jsonl(result).split("\n")[0])) == list(result.columns)


# ── ends ─────────────────────────────────────────────────────────────────────────────────────────

ENDS: list[tuple[str | None, str]] = [
    ("2007-01-01", "2006-12-31"),
    ("1999-03", "[1999-02-28..1999-03-30]"),
    ("[2016-01-02..2017-01-01]", "2016"),
    ("unknown", "unknown"),
    (None, "ongoing"),
]


@pytest.mark.parametrize(("to", "through"), ENDS)
@pytest.mark.parametrize("draw", [screen, blocks, lambda result: table_of(result, ["member", "to"])])
def test_an_end_can_be_shown_as_the_last_day_on_which_it_held(
    to: str | None, through: str, draw: Any
) -> None:
    found = answer(member(to=to), member(to=to, member_name="Belarus"))

    shown, usual = draw(found.having(ends="through")), draw(found)

    assert "through" in shown and through in shown
    assert "through" not in usual and (to or "ongoing") in usual


def test_no_row_of_programs_has_other_ends() -> None:
    found = answer(member(to="2007-01-01"))

    assert data.as_json(found.having(ends="through")) == data.as_json(found)
    assert screen(answer(*REVISIONS).having(ends="through"), 100).count("[1999-03-31..1999-06-29]") == 1
