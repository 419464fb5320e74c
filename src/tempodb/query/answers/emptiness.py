"""Why an answer is empty: which of its restrictions left nothing."""

from __future__ import annotations

from tempodb.query import bound
from tempodb.query.answers.asked import Asked
from tempodb.query.executor import Verdict, run
from tempodb.query.planner import plan
from tempodb.query.view import View, fields
from tempodb.temporal.bounds import Bound, day_text
from tempodb.temporal.instants import instant_text
from tempodb.temporal.periods import Certainty


def reason(asked: Asked) -> str | None:
    """Return why a question about facts has no rows, or None where that says itself."""
    query, view, now = asked.query, asked.view, asked.now
    question, scope = query.question, query.scope
    if not isinstance(question, OF_FACTS):
        return None
    unsure = _rows(query.having(scope=scope.having(only=None)), view)
    if scope.only is not None and unsure:
        other = "certain" if scope.only is Certainty.POSSIBLE else "merely possible"
        return f"every row is {other}; without that word there are {len(unsure)}"
    anyhow = scope.having(only=None, published_by=None, according_to=None)
    supported = _rows(query.having(scope=anyhow), view)
    if supported:
        return f"no row {_told(scope)}; without that clause there are {len(supported)}"
    claims = len(_rows(query.having(scope=anyhow.having(disputed=True)), view))
    timeless = anyhow.having(window=None)
    ever = _rows(query.having(scope=timeless), view)
    if ever:
        also = f"; `including disputed` there are {claims}" if claims else ""
        return f"outside what is recorded: {_range(ever)}{also}"
    if claims:
        return f"only disputed claims say so: `including disputed` there are {claims}"
    unfiltered = _rows(query.having(question=_unfiltered(question), scope=timeless), view)
    if unfiltered:
        words = sorted({str(fields(str(v.fact.value)).get(_field(question))) for v in unfiltered})
        return f"nothing of that {_field(question)} is recorded; there is {', '.join(words)}"
    today = timeless.having(known_at=now)
    if _rows(query.having(question=_unfiltered(question), scope=today), view):
        return _not_yet(scope.known_at, view, now)
    disputed = today.having(disputed=True)
    if _rows(query.having(question=_unfiltered(question), scope=disputed), view):
        return "all that is recorded of it is disputed: ask `including disputed`"
    return (
        "nothing of that sort is recorded"
        if isinstance(question, bound.Show)
        else "nothing is recorded of it"
    )


def _told(scope: bound.Scope) -> str:
    published = "" if scope.published_by is None else f" published by {day_text(scope.published_by)}"
    named = "" if scope.according_to is None else f" {scope.according_to}"
    return f"has {'the' if named else 'a'} source{named}{published}"


def _rows(query: bound.Bound, view: View) -> list[Verdict]:
    return run(plan(query), view.at(query.scope.known_at))


def _not_yet(known_at: int, view: View, now: int) -> str:
    first = view.beliefs.transactions(now)[0].recorded
    if known_at < first:
        return f"nothing was recorded yet at {instant_text(known_at)}: the first transaction is of {instant_text(first)}"
    return f"it was not yet recorded at {instant_text(known_at)}, and is now"


def _field(question: bound.Question) -> str:
    return "status" if isinstance(question, bound.Memberships) else "capacity"


def _unfiltered(question: bound.Question) -> bound.Question:
    match question:
        case bound.Memberships():
            return question.having(statuses=None)
        case bound.TenuresOf() | bound.TenuresIn():
            return question.having(capacity=None)
        case _:
            return question


def _range(verdicts: list[Verdict]) -> str:
    first: Bound = min((v.fact.period.from_ for v in verdicts), key=lambda bound: bound.earliest)
    last: Bound = max((v.fact.period.to for v in verdicts), key=lambda bound: bound.latest)
    begins = f"from {first.stated() or 'always'}"
    return f"it runs {begins} {'onwards' if last.stated() is None else f'to {last.stated()}'}"


OF_FACTS = (
    *(bound.Memberships, bound.TenuresOf, bound.TenuresBy, bound.TenuresIn, bound.OfficesIn, bound.NamesOf),
    *(bound.BodiesOf, bound.EventsOf, bound.Show, bound.Describe, bound.WhenHeld),
)
