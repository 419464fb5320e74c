"""Why an answer is empty: which of its restrictions left nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tempodb.answers import nothing_happened
from tempodb.answers.absence import beside, field_of, outside, there_are, words_of
from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.modules import answering
from tempodb.answers.nobody_left import why_nobody_is_left
from tempodb.execution.view import Verdict, View
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.catalogue import meaning_of
from tempodb.temporal.bounds import day_text
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import FOREVER, instant_text
from tempodb.temporal.periods import Certainty, Window
from tempodb.tql.ast import Nearness
from tempodb.tql.printing.written_names import bare

ON_WHICH_SIDE = {
    Nearness.BEFORE: "before", Nearness.AFTER: "after",
    Nearness.PREDECESSOR: "next before", Nearness.SUCCESSOR: "next after",
}  # fmt: skip

NO_BIRTH = "of none of them it is known when they were born"


def reason(asked: AnswerContext) -> str | None:
    """Return why a question has no rows, or None where that says itself."""
    question = asked.query.question
    if isinstance(question, resolved.Sum):
        counted = AnswerContext(PlannedQuery(question.counted), asked.view)
        return _filtered(asked.query, asked.view) or reason(counted)
    if isinstance(question, resolved.Ages):
        return _filtered(asked.query, asked.view) or _of_others(question, asked.view) or NO_BIRTH
    if isinstance(question, resolved.Count | resolved.Share | resolved.Durations):
        return _filtered(asked.query, asked.view) or _of_others(question, asked.view)
    return _restricted(asked)


def _restricted(asked: AnswerContext) -> str | None:
    query, view = asked.query, asked.view
    question, scope = query.question, query.scope
    known_at = (
        question.asked.scope.known_at
        if isinstance(question, resolved.History | resolved.Overlaps)
        else scope.known_at
    )
    if view.at(known_at).answered_at() is None:
        return _nothing_yet(known_at, view)
    if said := _filtered(query, view) or _beside(asked) or _ageless(query, view):
        return said
    if not meaning_of(question).is_explained:
        return _of_no_facts(asked)
    # Without a word that was not said there is what was asked: nothing.
    if scope.only is not None and (unsure := _rows(query.having(scope=scope.having(only=None)), view)):
        other = "certain" if scope.only is Certainty.POSSIBLE else "merely possible"
        return f"every row is {other}; without that word {there_are(len(unsure))}"
    anyhow = scope.having(only=None, published_by=None, according_to=None)
    is_attested = scope.published_by is not None or scope.according_to is not None
    if is_attested and (supported := _rows(query.having(scope=anyhow), view)):
        return f"no row {_evidence_text(scope)}; without that clause {there_are(len(supported))}"
    claims = len(_rows(query.having(scope=anyhow.having(disputed=True)), view))
    if (scope.that or scope.while_) and (rest := _rows(query.having(scope=_unconditional(anyhow)), view)):
        clauses = [word for word, given in (("that", scope.that), ("while", scope.while_)) if given]
        return f"no row meets that condition; without `{'` and `'.join(clauses)}` {there_are(len(rest))}"
    timeless = anyhow.having(window=None)
    ever = _rows(query.having(scope=timeless), view)
    if ever and scope.window is not None:
        also = f"; with `including disputed` {there_are(claims)}" if claims else ""
        return _in_time(asked, scope.window, anyhow, ever) + also
    if claims:
        return f"only disputed claims say so: with `including disputed` {there_are(claims)}"
    return _unrecorded(asked, timeless)


def _of_no_facts(asked: AnswerContext) -> str | None:
    """Return why a question has no rows that are not about facts one by one."""
    question = asked.query.question
    if isinstance(question, resolved.VacanciesOf):
        return _no_office(asked, question)
    if isinstance(question, resolved.ChangesIn | resolved.Overlap):
        return nothing_happened.why_nothing(asked)
    if isinstance(question, resolved.Combined):
        return why_nobody_is_left(question, asked.view)
    return None


def _of_others(
    question: resolved.Count | resolved.Share | resolved.Durations | resolved.Ages, view: View
) -> str | None:
    """Return why nobody is counted, or measured: why the question about them has no rows."""
    of_terms = (resolved.Durations, resolved.Ages)
    inner = question.asked if isinstance(question, of_terms) else question.counted
    if not isinstance(question, of_terms) and question.by is not None:
        inner = inner.having(scope=inner.scope.having(window=question.window))
    about = AnswerContext(PlannedQuery(inner.having(limit=None)), view)
    return None if answering(inner.question)(about) else reason(about)


def _filtered(query: resolved.Query, view: View) -> str | None:
    """Return that a filter keeps none of the rows that there are."""
    if query.where is None or not (others := _unfiltered_rows(query, view)):
        return None
    word = "having" if isinstance(query.question, resolved.Composed) else "where"
    return f"`{word} …` keeps no row; without it {there_are(others)}"


def _ageless(query: resolved.Query, view: View) -> str | None:
    """Return that nobody is the youngest, or the oldest, of those of whom no age is known."""
    rank = query.scope.rank
    if rank is None or not rank.is_by_age:
        return None
    others = _rows(query.having(scope=query.scope.having(rank=None)), view)
    return f"{NO_BIRTH}; without `{rank.by.value}` {there_are(len(others))}" if others else None


def _beside(asked: AnswerContext) -> str | None:
    """Return that somebody was never there, or that nobody is recorded on that side of when."""
    question = asked.query.question
    if not isinstance(question, resolved.TenuresOf | resolved.Memberships) or question.beside is None:
        return None
    person, lies = question.beside.party, question.beside.lies
    name = bare(asked.display.party(person))
    is_office = isinstance(question, resolved.TenuresOf)
    held = (
        resolved.Holding(person, question.office)
        if isinstance(question, resolved.TenuresOf)
        else question.having(party=person, statuses=None, beside=None)
    )
    if not _rows(
        asked.query.having(question=held, scope=_unconditional(asked.query.scope).having(window=None)),
        asked.view,
    ):
        return f"{name} is not recorded as a {'holder' if is_office else 'member'} of it"
    if _rows(asked.query.having(question=question.having(beside=None)), asked.view):
        return f"of those who {'held it' if is_office else 'were there'} nobody is recorded {ON_WHICH_SIDE[lies]} {name}"
    return None


def _unrecorded(asked: AnswerContext, scope: resolved.Scope) -> str:
    """Return what else is recorded of it, or that it was recorded only later, if at all."""
    question, view = asked.query.question, asked.view
    anyone = asked.query.having(question=_unfiltered(question))
    if unfiltered := _rows(anyone.having(scope=scope), view):
        words = ", ".join(words_of(question, unfiltered))
        return f"nothing of that {field_of(question)} is recorded; there is {words}"
    at_last = scope.having(known_at=FOREVER - 1)
    if _rows(anyone.having(scope=at_last), view):
        return f"it was not yet recorded at {instant_text(scope.known_at)}, only later"
    if _rows(anyone.having(scope=at_last.having(disputed=True)), view):
        return "all that is recorded of it is disputed: ask `including disputed`"
    return _nothing(asked, scope)


def _in_time(asked: AnswerContext, window: Window, scope: resolved.Scope, ever: Sequence[Verdict]) -> str:
    """Return why nothing of what is recorded falls into the asked window."""
    query, view = asked.query.having(scope=scope), asked.view
    if scope.quantifier is Quantifier.EVERY:
        some = _rows(query.having(scope=scope.having(quantifier=Quantifier.SOME)), view)
        if some:
            return f"no row holds on every day of it; without `throughout` {there_are(len(some))}"
    anyone = query.having(question=_unfiltered(query.question))
    if others := _rows(anyone, view):
        return beside(asked, others, ever)
    if isinstance(query.question, resolved.Memberships):
        return outside(asked, window, ever)
    return outside(asked, window, _rows(anyone.having(scope=scope.having(window=None)), view))


def _nothing(asked: AnswerContext, scope: resolved.Scope) -> str:
    """Return that nothing is recorded, and for a person who has offices how to ask for those."""
    question = asked.query.question
    if isinstance(question, resolved.Show):
        return "nothing of that sort is recorded"
    if isinstance(question, resolved.Memberships) and question.party is not None:
        held = asked.query.having(question=resolved.TenuresBy(question.party), scope=scope)
        if _rows(held, asked.view):
            name = bare(asked.display.party(question.party))
            return f"no membership of it is recorded; try `offices of {name}`"
    return "nothing is recorded of it"


def _no_office(asked: AnswerContext, question: resolved.VacanciesOf) -> str | None:
    """Return that there was no office at the known instant, or None where those that were are never vacant."""
    if not question.offices:
        return "no office of it is recorded"
    if any(map(asked.display.organization_of, question.offices)):
        return None
    return f"it was not yet recorded at {instant_text(asked.query.scope.known_at)}, only later"


def _unfiltered_rows(query: resolved.Query, view: View) -> int:
    """Return how many rows there are for a filter to keep."""
    every = AnswerContext(PlannedQuery(query.having(where=None, limit=None)), view)
    return len(answering(query.question)(every))


def _unconditional(scope: resolved.Scope) -> resolved.Scope:
    return scope.having(that=(), while_=(), rank=None)


def _evidence_text(scope: resolved.Scope) -> str:
    published = "" if scope.published_by is None else f" published by {day_text(scope.published_by)}"
    named = "" if scope.according_to is None else f" {scope.according_to}"
    return f"has {'the' if named else 'a'} source{named}{published}"


def _rows(query: resolved.Query, view: View) -> Sequence[Verdict]:
    return view.at(query.scope.known_at).run(plan(query))


def _nothing_yet(known_at: int, view: View) -> str:
    first = instant_text(view.beliefs.transactions(FOREVER - 1)[0].recorded)
    return f"nothing was recorded yet at {instant_text(known_at)}: the first transaction is of {first}"


def _unfiltered(question: resolved.Question) -> resolved.Question:
    if isinstance(question, resolved.Memberships):
        return question.having(statuses=None, beside=None)
    if isinstance(question, resolved.TenuresOf | resolved.TenuresIn):
        return question.having(capacity=None)
    return question
