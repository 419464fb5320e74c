"""Examples for property tests: bounds, periods and facts of every kind that a dataset can state.

All lie on a small calendar (see `oracle.worlds`), so that every world of them can be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cache
from itertools import combinations_with_replacement, product, starmap
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from oracle.thoroughness import TIMES
from oracle.worlds import DAYS
from tempodb.temporal.bounds import FIRST_DAY, NEVER, ONGOING, SINCE_ALWAYS, UNKNOWN, Bound, unknown_until
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Period, extent_of


def examples(count: int) -> Callable[[Any], Any]:
    """Try *count* examples, the same in every run, however long each takes, and leave no files behind.

    For a thorough search, of other examples in every run, set the environment variable `THOROUGH` to
    how many times as many to try; for a quick one, of the same in every run, to a fraction.
    """
    return settings(
        max_examples=max(10, round(count * TIMES)) if TIMES < 1 else round(count * TIMES),
        deadline=None,
        database=None,
        derandomize=TIMES <= 1,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )


@cache
def precise(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds of one day."""
    return st.sampled_from(_precise(days))


@cache
def two_sided(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return bounds that are some day or range of days."""
    return st.sampled_from(_two_sided(days))


@cache
def begins(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return all that can stand as `from`: given in any way, unknown, absent, or since always."""
    return st.sampled_from(_begins(days))


@cache
def ends(days: range = DAYS) -> SearchStrategy[Bound]:
    """Return all that can stand as `to`: given in any way, unknown, or ongoing."""
    return st.sampled_from(_ends(days))


@cache
def periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods of every kind that can hold on some day."""
    return _between(_begins(days), _ends(days))


def every_period(days: range) -> list[Period]:
    """Return all that `periods` draws from, each once."""
    begins, ends = (dict.fromkeys(bounds) for bounds in (_begins(days), _ends(days)))
    return [period for period in starmap(Period, product(begins, ends)) if can_hold(period)]


@cache
def two_sided_periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods whose ends are some day or range of days."""
    return _between(_two_sided(days), _two_sided(days))


@cache
def precise_periods(days: range = DAYS) -> SearchStrategy[Period]:
    """Return periods between two days, or open on one side or both."""
    return _between([*_precise(days), SINCE_ALWAYS], [*_precise(days), ONGOING])


def _precise(days: range) -> list[Bound]:
    return [Bound.day(day) for day in days]


def _two_sided(days: range) -> list[Bound]:
    return [Bound.between(*pair) for pair in combinations_with_replacement(days, 2)]


def _begins(days: range) -> list[Bound]:
    return _given(days, [SINCE_ALWAYS, UNKNOWN, *map(unknown_until, days)])


def _ends(days: range) -> list[Bound]:
    return _given(days, [ONGOING, UNKNOWN])


def _given(days: range, rest: list[Bound]) -> list[Bound]:
    """Return all bounds that are given in some way, and the *rest*, each kind about as often as the others."""
    until = [Bound.between(FIRST_DAY, day) for day in days]
    since = [Bound.between(day, NEVER) for day in days]
    kinds = [_precise(days), _two_sided(days), until, since, rest]
    most = max(map(len, kinds))
    return [kind[at % len(kind)] for kind in kinds for at in range(most)]


def _between(begins: list[Bound], ends: list[Bound]) -> SearchStrategy[Period]:
    """Return the periods that can hold: drawn in one, as draws take most of the time of an example."""
    fitting = [(from_, [to for to in ends if can_hold(Period(from_, to))]) for from_ in begins]
    pairs = [(from_, fits) for from_, fits in fitting if fits]

    def at(number: int) -> Period:
        from_, fits = pairs[number // len(ends)]
        return Period(from_, fits[number % len(fits)])

    return st.integers(0, len(pairs) * len(ends) - 1).map(at)


def can_hold(period: Period) -> bool:
    """Return whether some day of its beginning lies before some day of its end."""
    return period.from_.earliest < period.to.latest


def fact(
    period: Period,
    value: Hashable = "member",
    *,
    key: tuple[Hashable, ...] = ("uzbekistan", "csto"),
    claim: int = 1,
    standing: Standing = Standing.ACCEPTED,
    sources: Iterable[Hashable] = (),
) -> Fact:
    """Return the fact that one claim states."""
    extent = extent_of(period)
    assert extent is not None
    return Fact(key, value, period, extent, standing, frozenset(sources), frozenset({claim}))


@st.composite
def timelines(
    draw: st.DrawFn,
    *,
    days: range = DAYS,
    min_size: int = 1,
    max_size: int = 4,
    keys: str = "k",
    values: str = "xy",
    disputes: bool = False,
    is_precise: bool = False,
) -> list[Fact]:
    """Draw facts that often end where others begin, each of a claim of its own and some with sources."""
    standings = list(Standing) if disputes else [Standing.ACCEPTED]
    facts: list[Fact] = []
    for claim, (period, (joins, value, key, standing, sources)) in enumerate(
        draw(_stated(days, min_size, max_size, is_precise)), start=1
    ):
        joined = Period(facts[joins % claim].period.to, period.to) if joins % claim < len(facts) else period
        facts.append(
            fact(
                joined if can_hold(joined) else period,
                values[value % len(values)],
                key=(keys[key % len(keys)],),
                claim=claim,
                standing=standings[standing % len(standings)],
                sources=sources,
            )
        )
    return facts


@cache
def _stated(days: range, min_size: int, max_size: int, is_precise: bool) -> SearchStrategy[Any]:
    anything = st.one_of(periods(days), two_sided_periods(days), precise_periods(days))
    one = st.tuples(
        precise_periods(days) if is_precise else anything, st.integers(0, 12**4 * 4 - 1).map(_rest)
    )
    return st.lists(one, min_size=min_size, max_size=max_size)


def _rest(number: int) -> tuple[int, int, int, int, str]:
    rest, sources = divmod(number, 4)
    joins, value, key, standing = (rest // 12**place % 12 for place in range(4))
    return joins, value, key, standing, ("", "a", "b", "ab")[sources]
