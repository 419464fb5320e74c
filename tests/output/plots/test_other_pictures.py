"""Counts as steps, beliefs as rectangles, differences side by side, changes as a list along the years."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from output.plots.pictured import answer, opened, outside, overlapping, parsed, rows_told, texts
from tempodb.base.errors import InputError
from tempodb.output.plots.counts_picture import MOST_PANELS
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.picture import Look, Picture
from tempodb.output.plots.svg_writer import svg
from tempodb.questions.count_rows import CountEveryRow, CountGroupRow, CountRow, ShareGroupRow
from tempodb.questions.rows import CompareRow, HistoryRow, MembershipRevisionRow

FIGURES = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted)
WIDTHS = pytest.mark.parametrize("width", [320, 960])


@pytest.fixture(scope="module")
def db() -> tempodb.Database:
    return opened("csto.yaml")


def is_legible(picture: Picture) -> bool:
    parsed(svg(picture))
    return overlapping(texts(picture)) == [] == outside(picture)


def count(period: str, certain: int, possible: int, group: str | None = None) -> CountRow | CountGroupRow:
    if group is None:
        return CountRow(period, certain, possible, None)
    return CountGroupRow(group, group, period, certain, possible, None)


def test_steps_are_as_high_as_is_certain_and_pale_up_to_what_is_possible() -> None:
    rows = [
        count(str(1990 + at), certain, possible)
        for at, (certain, possible) in enumerate([(0, 2), (2, 4), (2, 4), (4, 4)])
    ]
    bars = picture_of(answer(*rows)).lanes[0].stretches

    assert [bar.rows for bar in bars] == [(0,), (1, 2), (3,)]
    heights = [{patch.look: patch.height for patch in bar.patches} for bar in bars]
    one = heights[0][Look.PALE] / 2
    assert heights == [{Look.PALE: 2 * one}, {Look.SOLID: 2 * one, Look.PALE: 2 * one}, {Look.SOLID: 4 * one}]
    assert [bar.says for bar in bars] == [
        "1990: 0 certain, 2 possible",
        "1991 to 1992: 2 certain, 4 possible",
        "1993: 4",
    ]


def test_groups_are_stacked() -> None:
    rows = [count(year, 2, 3, group) for group in ("member", "observer") for year in ("1990", "1991")]
    member, observer = picture_of(answer(*rows)).lanes[0].stretches

    assert (member.rows, observer.rows) == ((0, 1), (2, 3))
    assert 1 <= member.patches[0].y - observer.patches[0].y - observer.patches[0].height < 2
    assert member.patches[1].y + member.patches[1].height == pytest.approx(observer.patches[0].y, abs=0.2)


def test_shares_are_in_percent_and_each_group_has_its_panel() -> None:
    rows = [
        ShareGroupRow(group, group, str(1990 + at), 1, 2, 4, 4, *ends)
        for group in ("A", "B")
        for at, ends in enumerate([(25, 50), (None, None), (100, 100)])
    ]
    picture = picture_of(answer(*rows, query="share of members of O by status by year"))
    a, b = picture.lanes

    assert rows_told(picture) == [0, 2, 3, 5] and is_legible(picture)
    assert a.y + a.height < b.y
    assert [bar.says for bar in b.stretches] == [
        "B, 1990: 25\N{NO-BREAK SPACE}% certain, 50\N{NO-BREAK SPACE}% possible",
        "B, 1992: 100\N{NO-BREAK SPACE}%",
    ]
    (first, last) = (bar.patches[0] for bar in b.stretches)
    assert last.height == pytest.approx(4 * first.height, abs=0.2)


def test_each_organization_has_a_panel_and_too_many_are_refused() -> None:
    def found(number: int) -> list[CountEveryRow]:
        pairs = [(f"o{at}", year) for at in range(number) for year in ("1990", "1991")]
        return [CountEveryRow(id_, f"{id_} " * 30, year, 3, 5, None) for id_, year in pairs]

    picture = picture_of(answer(*found(MOST_PANELS), query="count members of every organization by year"))

    assert len(picture.lanes) == MOST_PANELS and is_legible(picture)
    with pytest.raises(InputError, match="too many for a picture"):
        picture_of(answer(*found(MOST_PANELS + 1)))


def test_a_stretch_of_a_history_is_certain_where_somebody_is() -> None:
    rows = [
        HistoryRow("1990-01-01", "1995-01-01", (), ("a",), "?a", "?A"),
        HistoryRow("1995-01-01", None, ("a",), (), "+a", "+A"),
    ]
    bars = [lane.stretches[0] for lane in picture_of(answer(*rows, query="history of members of O")).lanes]

    assert [[patch.look for patch in bar.patches] for bar in bars] == [[Look.PALE], [Look.SOLID]]
    assert [bar.says for bar in bars] == [
        "1990-01-01: ?A; until 1995-01-01: 0 certain, 1 possible",
        "1995-01-01: +A; until now: 1 certain, 0 possible",
    ]


@examples(60)
@given(
    st.lists(st.lists(FIGURES, min_size=2, max_size=2), min_size=2, max_size=40),
    st.sampled_from([("",), ("A", "B"), tuple("ABCDEFGHIJKL")]),
    st.sampled_from([320, 960]),
)
def test_any_figures_have_their_steps(
    figures: list[list[list[int]]], groups: tuple[str, ...], width: int
) -> None:
    rows = [
        count(str(1900 + at), both[number % 2][0], both[number % 2][1], group or None)
        for number, group in enumerate(groups)
        for at, both in enumerate(figures)
    ]
    picture = picture_of(answer(*rows), width)

    assert rows_told(picture) == list(range(len(rows)))
    assert is_legible(picture)


def belief(from_: str, to: str | None, recorded_from: str, recorded_to: str | None) -> MembershipRevisionRow:
    return MembershipRevisionRow(
        *("a", "A", "o", "O", "member", None, None, None, None, from_, to, None, "certain"),
        *(recorded_from, recorded_to, "accepted", ("s",)),
    )


@WIDTHS
def test_beliefs_are_rectangles_the_latest_on_top(width: int) -> None:
    times = [f"20{year}-01-01T00:00:00.000000Z" for year in (20, 21, 25)]
    rows = [
        belief("1990", "1999", times[0], times[1]),
        belief("1990-05-06", "1999", times[1], times[2]),
        belief("1991-05-06", None, times[2], None),
        belief("1980-01-01", "1985-01-01", times[0], None),
    ]
    picture = picture_of(answer(*rows), width)
    oldest, middle, latest, always = (bar.patches[0] for bar in picture.lanes[0].stretches)

    assert rows_told(picture) == [0, 1, 2, 3] and is_legible(picture)
    assert latest.y < middle.y < oldest.y
    assert always.y == latest.y
    assert always.y + always.height == pytest.approx(oldest.y + oldest.height, abs=0.2)
    assert [text.text for text in picture.texts if text.text.startswith("20") and text.y < oldest.y + 300][:1]
    assert "believed from 2025-01-01T00:00:00.000000Z to now" in picture.lanes[0].stretches[2].says


def test_beliefs_of_one_day_lie_apart() -> None:
    times = [f"2020-01-01T00:00:0{second}.000000Z" for second in range(6)]
    rows = [belief("1990", "1999", *pair) for pair in pairwise(times)]
    picture = picture_of(answer(*rows, belief("1990", None, times[-1], None)))

    assert is_legible(picture)
    assert {"2020-01-01 00:00:03", "2020-01-01 00:00:05"} <= {text.text for text in picture.texts}


def differs(name: str, change: str, before: str | None, after: str | None) -> CompareRow:
    return CompareRow(name.lower(), name, change, before, before, after, after)


@WIDTHS
def test_what_differs_stands_before_and_after(width: int) -> None:
    rows = [
        differs("A" * 80, "added", None, "member (possible)"),
        differs("B", "removed", "observer", None),
        differs("C", "changed", "member 2001 to 2005 (resigned)", "suspended; member"),
    ]
    picture = picture_of(answer(*rows, query="compare members as of 1998 with as of 2006"), width)
    bars = {lane.rows[0]: lane.stretches for lane in picture.lanes}

    assert is_legible(picture)
    assert [lane.rows[0] for lane in picture.lanes] == [1, 2, 0]
    assert (
        bars[1][0].patches[0].x
        == bars[2][0].patches[0].x
        < bars[2][1].patches[0].x
        == bars[0][0].patches[0].x
    )
    assert bars[0][0].patches[0].look is Look.PALE


@WIDTHS
@pytest.mark.parametrize("word", ["member", "suspended", "observer"])
def test_the_word_beside_a_bar_is_whole_on_a_phone_too(word: str, width: int) -> None:
    picture = picture_of(answer(differs("Uzbekistan", "changed", word, word)), width)

    assert [text.text for text in picture.texts].count(word) == 2


@pytest.mark.parametrize(
    "question",
    [
        "changes in CSTO",
        "revisions of Uzbekistan in CSTO",
        "count members of CSTO by month",
        "compare members of CSTO as of 1998 with as of 2013",
        "compare members of CSTO as of 1998 with known at 2020",
        "count members of every organization by status by year",
        "share of members of CSTO including any status by status by year",
        "share of suspended members of CSTO by month",
        "history of members of CSTO",
    ],
)
@WIDTHS
def test_real_answers_are_legible(db: tempodb.Database, question: str, width: int) -> None:
    result = db.query(question)

    picture = picture_of(result, width)

    assert set(rows_told(picture)) == set(range(len(result)))
    assert is_legible(picture)


def test_what_is_said_of_a_body_stands_behind_its_name() -> None:
    """A picture of changes has sentences for labels."""
    picture = picture_of(opened("csto.yaml").query("changes in CSTO between 2012 and 2024"))
    labels = [lane.label.whole or lane.label.text for lane in picture.lanes if lane.label]
    said = [label for label in labels if "body" in label]

    assert said
    assert [label for label in said if not label.endswith("became a body")] == []


def test_a_label_above_its_bars_has_two_lines_before_it_is_cut() -> None:
    """On a phone a picture of changes says who did what."""
    picture = picture_of(opened("csto-exact.yaml").query("changes in CSTO"), width=360)
    told = {text.text for text in texts(picture)}

    assert "2017-01-01: Nikolai Bordyuzha left office" in told
    assert "(Secretary-General)" in told
    # What was renamed has two long names in its label.
    assert len([lane for lane in picture.lanes if lane.label and lane.label.whole]) == 1
