"""Dates of ISO 8601 are read without the grammar, and come to what the grammar says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.base.errors import DateError
from tempodb.temporal import date_reader
from tempodb.temporal.bounds import Bound

YEARS = st.sampled_from(["0000", "0001", "1582", "1999", "2000", "2001", "9999"])
NUMBERS = st.sampled_from(["00", "01", "02", "12", "13", "28", "29", "30", "31", "32"])
POINTS = st.one_of(
    YEARS,
    st.tuples(YEARS, NUMBERS).map("-".join),
    st.tuples(YEARS, NUMBERS, NUMBERS).map("-".join),
)


def read(text: str, by_grammar: bool) -> tuple[Bound, str] | tuple[dict[str, object], ...]:
    """Return the bound with its text, or what is wrong with the date."""
    try:
        if by_grammar:
            bound = date_reader.bound_of(date_reader._parser().parse(text))
        else:
            bound = date_reader.read_date(text)
    except DateError as error:
        return tuple(problem.as_dict() for problem in error.problems)
    return bound, bound.text


@given(st.one_of(POINTS, st.tuples(POINTS, POINTS).map(lambda ends: f"[{ends[0]}..{ends[1]}]")))
@examples(400)
def test_a_plain_date_is_what_the_grammar_makes_of_it(text: str) -> None:
    assert read(text, by_grammar=False) == read(text, by_grammar=True)
