"""What part some are of all whom a question is about, at least and at most (MEANING.md, M69)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_periods import asked_within, periods_of, refuse_too_many
from tempodb.answers.grouped import BEHIND_NAMES, Groups, figures_of, named_groups, time_asked
from tempodb.answers.narrowing import facts_kept
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import parties
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.questions.count_rows import ShareGroupRow, ShareRow
from tempodb.questions.rows import Row
from tempodb.temporal.facts import ALL_TIME
from tempodb.temporal.granules import Bucket
from tempodb.temporal.periods import Certainty
from tempodb.temporal.proportions import HowSurely, proportion
from tempodb.tql.ast import Grouping

Sureness = Mapping[Hashable, Certainty]
"""How surely each is there."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return what part they are in each period, or those of each group."""
    question = asked.query.question
    assert isinstance(question, resolved.Share)
    view = asked.view.at(question.counted.scope.known_at)
    whole_time = Bucket(time_asked(question.counted), question.counted.scope.window or ALL_TIME)
    periods = [whole_time] if question.by is None else periods_of(question, asked)
    found = (
        _of_some(question, periods, view)
        if question.group is None
        else _of_groups(question, question.group, periods, asked)
    )
    return ordered(found, asked)


def _of_some(question: resolved.Share, periods: Sequence[Bucket], view: View) -> Iterator[Shaped]:
    counted, of = question.counted, question.of
    rest = of.having(kept=facts_kept(of, view) - facts_kept(counted, view))
    for period in view.each(periods):
        among, beside, whole = (
            parties(_asked_in(query, period, question), view) for query in (counted, rest, of)
        )
        if whole or question.by is not None:
            yield Shaped(ShareRow(period.text, *_figures(among, beside, whole)), None, _order(period))


def _of_groups(
    question: resolved.Share, by: Grouping, periods: Sequence[Bucket], asked: AnswerContext
) -> Iterator[Shaped]:
    view = asked.view.at(question.counted.scope.known_at)
    groups = Groups(resolved.Count(question.counted, question.by, question.window, by), by)
    told = []
    for period in view.each(periods):
        query = _asked_in(question.counted, period, question)
        who_of = {group: who for (_, group), who in groups.told(query, view).items()}
        told.append((period, who_of, parties(query, view)))
    known = dict.fromkeys(group for _, who_of, _ in told for group in who_of)
    if question.by is not None:
        refuse_too_many(len(periods) * len(known), question.by)
    names = named_groups(groups, (group for group in known if group is not None), asked)
    for period, who_of, whole in told:
        for group in known:
            name = None if group is None else names[group]
            figures = _figures(who_of.get(group, {}), _beside(group, who_of), whole)
            shown = [name or BEHIND_NAMES, group or "", _order(period)]
            yield Shaped(ShareGroupRow(group, name, period.text, *figures), None, "\n".join(shown))


def _beside(group: str | None, who_of: Mapping[str | None, Sureness]) -> Sureness:
    """Return how surely each is of another group."""
    found: dict[Hashable, Certainty] = defaultdict(lambda: Certainty.POSSIBLE)
    for other, who in who_of.items():
        for one, certainty in who.items() if other != group else ():
            if found[one] is not Certainty.CERTAIN:
                found[one] = certainty
    return found


def _asked_in(query: resolved.Query, period: Bucket, question: resolved.Share) -> resolved.Query:
    return query if question.by is None else asked_within(query, period.days)


def _order(period: Bucket) -> str:
    return f"{period.days.start:08}"


def _figures(
    among: Sureness, beside: Sureness, whole: Sureness
) -> tuple[int, int, int, int, int | None, int | None]:
    part = proportion(HowSurely(among.get(who), beside.get(who), sure) for who, sure in whole.items())
    least, most = (None, None) if part is None else (round(100 * end) for end in part)
    return *figures_of(among.values()), *figures_of(whole.values()), least, most
