"""What holds of every picture: all rows are there, nothing lies outside, no text lies over another."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from output.plots.pictured import TODAY, answer, held, outside, overlapping, parsed, patches, rows_told, texts
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.svg_writer import svg
from tempodb.questions.rows import TimelineRow
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY

# "Commission" in forty scripts and languages, as names go.
NAMES = (
    "Commission", "Комиссия", "Επιτροπή", "Հանձնաժողով", "კომისია", "ועדה", "لجنة", "کمیسیون", "कमीशन", "কমিশন",
    "ਕਮਿਸ਼ਨ", "કમિશન", "ଆୟୋଗ", "ஆணையம்", "కమిషన్", "ಆಯೋಗ", "കമ്മീഷൻ", "කොමිසම", "คณะกรรมการ", "ຄະນະກຳມະການ",
    "ལྷན་ཚོགས", "ကော်မရှင်", "គណៈកម្មការ", "ኮሚሽን", "委员会", "위원회", "コミッション", "いいんかい", "ᠬᠣᠷᠢᠶ᠎ᠠ", "ᏗᏂᎳᏫᎩ",
    "ᑲᑎᒪᔨᐅᔪᑦ", "ⵜⴰⵙⵇⵇⴰⵎⵓⵜ", "ߞߏߡߌߛߦߐ߲", "ꯀꯃꯤꯁꯟ", "ᱠᱚᱢᱤᱥᱚᱱ", "𞤳𞤮𞤥𞤭𞤧𞤭𞤴𞤮𞤲", "𐌺𐍉𐌼𐌼𐌹𐍃𐌾𐍉", "ܣܝܥܬܐ", "ކޮމިޝަން", "Ủy ban",
)  # fmt: skip
DAYS = st.integers(FIRST_DAY, LAST_DAY)
WORDS = st.sampled_from(["member", "suspended", "observer", "acting", "guest", "partner"])
LABELS = st.one_of(st.sampled_from(NAMES), st.text(min_size=1, max_size=60))


@st.composite
def any_row(draw: st.DrawFn) -> TimelineRow:
    first, second, third, fourth = sorted(draw(st.tuples(DAYS, DAYS, DAYS, DAYS)))
    start = draw(st.sampled_from([first, None]))
    end = draw(st.sampled_from([fourth, None]))
    certain = (second, third) if second < third and draw(st.booleans()) else None
    standing = draw(st.sampled_from(["accepted", "disputed"]))
    return held(draw(LABELS), (start, end), certain, draw(WORDS), standing)


@examples(60)
@given(
    st.lists(any_row(), min_size=1, max_size=30),
    st.sampled_from([320, 480, 700, 960, 2000]),
    st.one_of(st.none(), DAYS),
)
def test_whatever_is_told_has_its_place(rows: list[TimelineRow], width: int, asked: int | None) -> None:
    picture = picture_of(answer(*rows), width, asked)

    assert rows_told(picture) == list(range(len(rows)))
    assert outside(picture) == []
    assert overlapping(texts(picture)) == []
    assert parsed(svg(picture)).attrib["width"] == str(width)


@examples(60)
@given(st.lists(st.tuples(DAYS, DAYS), min_size=2, max_size=12))
def test_what_begins_later_lies_further_to_the_right(days: list[tuple[int, int]]) -> None:
    spans = [tuple(sorted(pair)) for pair in days if pair[0] != pair[1]]
    if len(spans) < 2:
        return
    rows = [held(f"P{at}", (first, last), (first, last)) for at, (first, last) in enumerate(spans)]

    lanes = picture_of(answer(*rows, today=None)).lanes
    begins = [lane.stretches[0].patches[0].x for lane in lanes]
    by_day = [x for _, x in sorted(zip(spans, begins, strict=True))]

    # What is too short to be seen is widened towards what was before, by three pixels at most.
    assert all(later >= earlier - 3 for earlier, later in pairwise(by_day))


@pytest.mark.parametrize("number", [1, 6, 60, 61, 120, 200])
@pytest.mark.parametrize("width", [320, 960])
def test_few_and_many_lanes_are_legible(number: int, width: int) -> None:
    first = date(1990, 1, 1).toordinal()
    rows = [held(f"{NAMES[at % 40]} {at}", (first + at, None), (first + at, None)) for at in range(number)]
    picture = picture_of(answer(*rows), width)

    assert len(picture.lanes) == number
    assert overlapping(texts(picture)) == [] == outside(picture)
    assert min(patch.height for patch in patches(picture)) >= 9


@pytest.mark.parametrize(
    ("first", "last"),
    [(FIRST_DAY, LAST_DAY), (TODAY, TODAY + 1), (TODAY - 1, TODAY), (LAST_DAY - 1, LAST_DAY), (1, 2)],
)
def test_all_of_the_calendar_and_a_single_day_have_an_axis(first: int, last: int) -> None:
    picture = picture_of(answer(held("A", (first, last), (first, last)), today=None))
    (bar,) = patches(picture)

    assert bar.width >= 3
    assert len([text for text in picture.texts if text.text[:1].isdigit()]) >= 2
    assert overlapping(texts(picture)) == []
