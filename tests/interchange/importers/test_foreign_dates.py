"""A date of a source, and what a row without one means, is as the conventions have it, and counted."""

from __future__ import annotations

from typing import Any

import pytest

from tempodb.base.errors import InputError
from tempodb.interchange.importers.conventions import EndDay, JanuaryFirst, TakenConventions, conventions_of
from tempodb.interchange.importers.foreign_dates import ForeignDates, NotTakenError, Spell

TERM = ("2010-04-01", "2014-03-31")


def dates(spell: Spell, **options: Any) -> dict[str, Any]:
    return ForeignDates(conventions_of(**options), EndDay.INSIDE, JanuaryFirst.DAY, TakenConventions()).dates(
        spell
    )


@pytest.mark.parametrize(
    ("spell", "options", "said"),
    [
        (Spell("2001", "2005-05-06"), {}, {"from": "2001", "through": "2005-05-06"}),
        (Spell("2001", "2005-05-06"), {"end_day": "outside"}, {"from": "2001", "to": "2005-05-06"}),
        (Spell("2001-05-06", "2001-05-06"), {"end_day": "outside"}, {"from": "2001-05-06", "through": "2001-05-06"}),
        (Spell("2001-05"), {}, {"from": "2001-05"}),
        (Spell(None, "2005"), {}, {"through": "2005"}),
        (Spell(), {}, {"from": "unknown", "to": "unknown"}),
        (Spell(), {"observed": "2019-06-01"}, {"observed": "2019-06-01"}),
        (Spell("2001"), {"observed": "2019-06-01"}, {"from": "2001", "to": "[2019-06-02..]"}),
        (Spell("2020"), {"observed": "2019-06-01"}, {"from": "2020"}),
        (Spell("2001-05-06T00:00:00Z", "2002-00-00"), {}, {"from": "2001-05-06", "through": "2002"}),
        (Spell("2001-05-00", "-"), {"open": "-,n/a"}, {"from": "2001-05"}),
        (Spell("2001", "9999-12-31"), {}, {"from": "2001"}),
        (Spell("0001-01-01", "2005"), {}, {"from": "unknown", "through": "2005"}),
        (Spell("2001-01-01"), {}, {"from": "2001-01-01"}),
        (Spell("2001-01-01"), {"january_first": "year"}, {"from": "2001"}),
        (Spell("2001-01-01", has_precision=True), {"january_first": "year"}, {"from": "2001-01-01"}),
        (Spell("2001~"), {"margin": "1y"}, {"from": "[2000-01-01..2002-12-31]"}),
        (Spell("2001-05-06?"), {"margin": "10d"}, {"from": "[2001-04-26..2001-05-16]"}),
        (Spell("0001-05-06?"), {"margin": "1y"}, {"from": "[..0002-05-06]"}),
        (Spell(period=TERM), {}, {"from": "[2010-04-01..2014-03-31]", "to": "[2010-04-02..2014-04-01]"}),
        (Spell(period=TERM), {"undated": "whole"}, {"from": "2010-04-01", "through": "2014-03-31"}),
        (Spell(period=TERM), {"undated": "whole", "end_day": "outside"}, {"from": "2010-04-01", "to": "2014-03-31"}),
        (Spell("2012-05-01", period=TERM), {}, {"from": "2012-05-01", "to": "[2012-05-02..2014-04-01]"}),
        (Spell("2012-05-01", period=TERM), {"undated": "whole"}, {"from": "2012-05-01", "through": "2014-03-31"}),
        (Spell(None, "2012-05-01", TERM), {}, {"from": "[2010-04-01..2012-05-01]", "through": "2012-05-01"}),
        (Spell("2012-05-01", "2013", TERM), {}, {"from": "2012-05-01", "through": "2013"}),
        (Spell(period=("2014", None)), {}, {"from": "[2014-01-01..]", "to": "[2014-01-02..]"}),
        (Spell(period=("2014", None)), {"undated": "whole"}, {"from": "2014"}),
        (Spell(observed=("2014-05-06",)), {}, {"observed": ["2014-05-06"]}),
    ],
)  # fmt: skip
def test_a_span_becomes_the_dates_of_an_entry(
    spell: Spell, options: dict[str, Any], said: dict[str, Any]
) -> None:
    assert dates(spell, **options) == said


@pytest.mark.parametrize(
    ("spell", "options", "code", "hint"),
    [
        (Spell("2001-13-01"), {}, "date", None),
        (Spell("sometime"), {}, "date", ""),
        (Spell("~" * 10_000_000), {}, "date", "2012-06-28"),
        (Spell("1/2/2003"), {}, "date", "2003-02-01"),
        (Spell("1984~"), {}, "margin", "--margin 1y"),
        (Spell(None, "2010-03-01", TERM), {}, "date", "its period"),
        (Spell("2014-05-01", None, TERM), {"undated": "whole"}, "date", "its period"),
        (Spell("2001-01-01"), {"january_first": "refuse"}, "january-first", "--january-first year"),
    ],
)
def test_a_date_that_is_not_taken_says_why(
    spell: Spell, options: dict[str, Any], code: str, hint: str | None
) -> None:
    with pytest.raises(NotTakenError) as refused:
        dates(spell, **options)

    assert refused.value.code == code
    assert hint is None or hint in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("ends_and_starts", "key"),
    [
        (["2001-05-06 2001-05-06", "2002-05-06 2002-05-06", "2003-05-06 2003-05-07"], "to"),
        (["2001-05-06 2001-05-07", "2002-05-06 2002-05-07", "2003-05-06 2003-05-06"], "through"),
        (["2001-05-06 2001-06-07"], "through"),
    ],
)
def test_what_the_day_of_an_end_means_can_be_measured(ends_and_starts: list[str], key: str) -> None:
    taken = TakenConventions()
    measured = ForeignDates(conventions_of(end_day="measure"), EndDay.INSIDE, JanuaryFirst.DAY, taken)
    pairs = [pair.split() for pair in ends_and_starts]
    spells = [Spell(None, end, group="o") for end, _ in pairs] + [
        Spell(start, group="o") for _, start in pairs
    ]

    measured.measure([*spells, Spell("2001-05-06", group="of another office")])

    assert key in measured.dates(Spell("2000", "2010"))
    assert next(taken.told())[0].startswith("--end-day measure: ")


@pytest.mark.parametrize(
    "options",
    [{"end_day": "in"}, {"undated": "x"}, {"january_first": "2"}, {"margin": "y"}, {"observed": "2019"}, {"observed": "x"}],
)  # fmt: skip
def test_a_convention_that_is_none_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        conventions_of(**options)


def test_what_was_taken_is_counted() -> None:
    taken = TakenConventions()
    made = ForeignDates(conventions_of(open="-"), EndDay.INSIDE, JanuaryFirst.DAY, taken)

    for spell in (
        Spell("2001-05-06T13:15:00Z", "2002-05-06T00:00:00Z"),
        Spell("2001-01-01", "-"),
        Spell("2001-02-03", "9999-12-31"),
        Spell(),
    ):
        made.dates(spell)

    assert dict(taken.told()) == {
        "times of day are left out: whole days are told": 1,
        "ends are taken as the last day (--end-day inside)": 1,
        "dates are 1 January: taken as the day (--january-first day)": 1,
        "`-` is taken as no date (--open)": 1,
        "`9999-12-31` is taken as no date": 1,
        "rows have no dates: taken as held at an unknown time (--observed D says when they were seen)": 1,
    }
