"""Why nothing falls into the asked time: what else is recorded then, or from when to when it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import period_text
from tempodb.execution.beliefs import fields
from tempodb.execution.view import Verdict
from tempodb.questions import resolved
from tempodb.temporal.bounds import Bound, day_text
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Period, Window, at_some_time, extent_of


def beside(asked: AnswerContext, others: Sequence[Verdict], ever: Sequence[Verdict]) -> str:
    """Return what of another status or capacity is recorded in the asked time, and when what was asked is."""
    question = asked.query.question
    words = ", ".join(words_of(question, others))
    if not isinstance(question, resolved.Memberships):
        said = f"{_time(asked)} the capacity is recorded as {words}: ask without a capacity"
    else:
        subject = "it is recorded as" if question.party is not None else "there is"
        said = f"{_time(asked)} {subject} {words}: add `including {words}`"
    wanted = ", ".join(words_of(question, ever))
    otherwise = f"; for another time {_example(asked, ever)}" if not asked.query.is_timed else ""
    return f"{said}; {wanted} is recorded {_range(ever)}{otherwise}"


def outside(asked: AnswerContext, window: Window, ever: Sequence[Verdict]) -> str:
    """Return where the asked time lies: in a gap of what is recorded, or before it or after it."""
    before = [v.fact.period.to for v in ever if v.fact.extent.t2 <= window.start]
    after = [v.fact.period.from_ for v in ever if v.fact.extent.f1 >= window.end]
    if any(_allows(verdict.fact.period, window) for verdict in ever):
        said = f"the dates would allow it {_time(asked)}, but what else is recorded leaves no room for it"
    elif before and after:
        said = f"nothing is recorded between {_last(before).stated()} and {_first(after).stated()}"
    else:
        said = f"outside what is recorded: it runs {_range(ever)}"
    if asked.query.is_timed:
        return said
    today = day_text(asked.query.today)
    return f"{said}; no time is named, so today ({today}) was asked: {_example(asked, ever)}"


def _allows(period: Period, window: Window) -> bool:
    extent = extent_of(period)
    return extent is not None and at_some_time(extent, window) is not None


def there_are(rows: int) -> str:
    """Return how many rows there would be.

    >>> there_are(1)
    'there is 1 row'
    """
    return "there is 1 row" if rows == 1 else f"there are {rows} rows"


def words_of(question: resolved.Question, verdicts: Iterable[Verdict]) -> list[str]:
    """Return the statuses or capacities of some rows."""
    field = field_of(question)
    return sorted({str(fields(str(verdict.fact.value)).get(field)) for verdict in verdicts})


def field_of(question: resolved.Question) -> str:
    """Return what a question may choose its rows by: their status or their capacity."""
    return "status" if isinstance(question, resolved.Memberships) else "capacity"


def _time(asked: AnswerContext) -> str:
    valid = asked.query.valid or "ever"
    if not asked.query.is_timed:
        return f"today ({valid})"
    first, is_range, last = valid.partition("/")
    span = f"between {first} and {last}" if is_range else valid
    if asked.query.scope.quantifier is Quantifier.EVERY:
        return f"throughout {span}"
    if is_range:
        return span
    return f"{'on' if len(valid) == len('2006-03-01') else 'in'} {valid}"


def _example(asked: AnswerContext, ever: Iterable[Verdict]) -> str:
    """Return a time clause for which there are rows."""
    extents = [verdict.fact.extent for verdict in ever]
    day = max(extent.f2 if extent.f2 <= asked.query.today else extent.f1 for extent in extents)
    return f"add for example `as of {date.fromordinal(day).year:04}`"


def _range(verdicts: Iterable[Verdict]) -> str:
    periods = [verdict.fact.period for verdict in verdicts]
    return period_text(
        Period(_first(period.from_ for period in periods), _last(period.to for period in periods))
    )


def _first(bounds: Iterable[Bound]) -> Bound:
    return min(bounds, key=lambda bound: (bound.earliest, bound.latest))


def _last(bounds: Iterable[Bound]) -> Bound:
    return max(bounds, key=lambda bound: (bound.latest, bound.earliest))
