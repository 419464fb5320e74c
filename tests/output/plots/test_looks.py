"""How surely something is said shows in how it looks."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from output.plots.pictured import answer, held
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.picture import Look

D = date(2000, 1, 1).toordinal()
YEAR = 366
SOLID, PALE, RISING, FALLING, HOLLOW = Look.SOLID, Look.PALE, Look.RISING, Look.FALLING, Look.HOLLOW


@pytest.mark.parametrize(
    ("possible", "certain", "standing", "looks"),
    [
        ((D, D + 4000), (D, D + 4000), "accepted", [SOLID]),
        ((D, D + 4000), (D + YEAR, D + 4000), "accepted", [RISING, SOLID]),
        ((D, D + 4000), (D, D + 4000 - YEAR), "accepted", [SOLID, FALLING]),
        ((D, D + 4000), (D + 2 * YEAR, D + 4000 - YEAR), "accepted", [PALE, SOLID, FALLING]),
        ((D, D + 4000), (D + 2000, D + 2004), "accepted", [PALE, SOLID, PALE]),
        ((D, D + 200), None, "accepted", [PALE]),
        ((None, None), (D, D + 4), "accepted", [PALE, SOLID, PALE]),
        ((None, D + 4000), (D, D + 4000), "accepted", [PALE, SOLID]),
        ((D, None), (D, None), "accepted", [SOLID]),
        ((D, D + 4000), (D + 9, D + 4000), "disputed", [HOLLOW]),
    ],
)
def test_a_fade_is_of_a_year_at_most(
    possible: tuple[int | None, int | None],
    certain: tuple[int | None, int | None] | None,
    standing: str,
    looks: list[Look],
) -> None:
    picture = picture_of(answer(held("A", possible, certain, standing=standing)))
    (bar,) = picture.lanes[0].stretches

    assert [patch.look for patch in bar.patches] == looks
    assert [point.depth > 0 for point in bar.chevrons] == [
        end for end, day in enumerate(possible) if day is None
    ]
    assert all(
        point.is_pale == (certain is None or certain[point.depth > 0] is not None) for point in bar.chevrons
    )


def test_observed_days_are_wide_enough_to_be_seen() -> None:
    picture = picture_of(answer(held("A", (D - 90_000, D + 90_000), (D, D + 1))))
    solid = [patch for patch in picture.lanes[0].stretches[0].patches if patch.look is SOLID]

    assert [patch.width for patch in solid] == [3]


def test_bars_that_follow_each_other_are_parted_by_ground() -> None:
    spans = [("member", D, D + 999), ("suspended", D + 999, D + 1999), ("member", D + 1999, D + 2999)]
    rows = [held("A", days, days, word) for word, *ends in spans for days in [(ends[0], ends[1])]]
    bars = [bar.patches[0] for bar in picture_of(answer(*rows)).lanes[0].stretches]

    assert [round(b.x - a.x - a.width, 1) >= 1 for a, b in pairwise(bars)] == [True, True]


def test_what_would_lie_over_each_other_lies_below() -> None:
    rows = [
        held("A", (D, D + 900), (D, D + 900)),
        held("A", (D + 300, D + 600), (D + 300, D + 600), "observer"),
    ]
    (lane,) = picture_of(answer(*rows)).lanes
    one, other = (bar.patches[0] for bar in lane.stretches)

    assert one.y + one.height <= other.y < lane.y + lane.height


def test_the_present_and_what_is_to_come_are_marked() -> None:
    picture = picture_of(answer(held("A", (D, None), (D, None)), today=D + 5000), asked=D + 100)
    written = [text.text for text in picture.texts]

    assert picture.ground is not None
    assert picture.ground.x + picture.ground.width == picture.lanes[0].stretches[0].patches[-1].x + (
        picture.lanes[0].stretches[0].patches[-1].width
    )
    assert {"today, 2013-09-09", "2000-04-10"} <= set(written)


def test_a_name_is_cut_in_its_middle_only_where_it_is_wider_than_its_column_and_stands_whole_in_its_title() -> (
    None
):
    long = "Interstate Commission for Military-Economic Cooperation of the Organization and its Friends"
    rows = [held(name, (D, D + 9), (D, D + 9)) for name in ("Armenia", long)]
    short, cut = (lane.label for lane in picture_of(answer(*rows)).lanes)
    assert short is not None and cut is not None

    assert (short.text, short.whole) == ("Armenia", "")
    assert cut.whole == long and cut.text.startswith("Interstate") and cut.text.endswith("Friends")
    assert cut.text.count("…") == 1
