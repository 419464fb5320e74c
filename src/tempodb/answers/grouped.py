"""How many there are of each group, in one period or in each of many (MEANING.md, M47)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import NamedTuple, TypeAlias

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_periods import asked_within, asks_more, periods_of, refuse_too_many
from tempodb.answers.coverage import lies, stated, stated_of_all
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import who_of
from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType
from tempodb.planning.plan import Judge
from tempodb.planning.planner import grouped, whole
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountEveryGroupRow, CountGroupRow
from tempodb.questions.row_types import is_apart
from tempodb.questions.rows import Row
from tempodb.temporal.facts import ALL_TIME, Fact
from tempodb.temporal.granules import Bucket
from tempodb.temporal.periods import Certainty
from tempodb.temporal.steps import Holder
from tempodb.temporal.window_counts import Counts, count_by_window
from tempodb.tql.ast import Grouping, Once

Group: TypeAlias = tuple[str | None, str | None]
"""An organization, where each is counted apart, and what is said of those who are counted together."""
GroupFigures: TypeAlias = Mapping[Group, Sequence[Counts]]
"""How many there are of each group in each of some periods."""
BEHIND_NAMES = "\U0010ffff"
"""Comes behind all names."""
NO_FIGURES = Counts(0, 0)
ENTITY_OF_GROUP = {
    Grouping.REPRESENTING: EntityType.PARTY,
    Grouping.PARTY: EntityType.PARTY,
    Grouping.OFFICE: EntityType.OFFICE,
}
"""Of which type the ids are that groups are told by."""
PLACE_IN_KEY = {Grouping.PARTY: 0, Grouping.OFFICE: 1}
"""Where in the key of a fact stands by what it is counted, if it is said there."""


def plan_of_groups(query: resolved.Query, by: Grouping) -> Judge:
    """Return the operators that judge whoever is counted by something."""
    return whole(query) if by in PLACE_IN_KEY else grouped(query, _field(by))


class ToldGroups(NamedTuple):
    """The figures of groups in each of some periods, and what the groups and the organizations are called."""

    figures: GroupFigures
    names: Mapping[str, str]
    organizations: Mapping[str, str]

    def plus(self, other: ToldGroups) -> ToldGroups:
        """Return what is told of both together, of whom each is another."""
        figures = dict(self.figures)
        for group, more in other.figures.items():
            before = figures.get(group)
            figures[group] = (
                more
                if before is None
                else [Counts(*map(add, *both)) for both in zip(before, more, strict=True)]
            )
        return ToldGroups(
            figures, least_names(self.names, other.names), {**self.organizations, **other.organizations}
        )


def grouped_rows(question: resolved.Count, by: Grouping, asked: AnswerContext) -> list[Row]:
    """Return the figures of each group that there is, in each period."""
    periods = group_periods(question, asked)
    groups = Groups(question, by)
    figures = groups.figures(periods, asked.view.at(question.counted.scope.known_at))
    refuse_many_groups(question, periods, figures)
    told = called_groups(groups, figures, asked)
    return ordered(group_shapes(question, told, periods, asked), asked)


def group_periods(question: resolved.Count, asked: AnswerContext) -> Sequence[Bucket]:
    """Return the periods in which groups are counted, the only one where they are counted by none."""
    if question.by is not None:
        return periods_of(question, asked)
    query = question.counted
    return [Bucket(time_asked(query), query.scope.window or ALL_TIME)]


def refuse_many_groups(question: resolved.Count, periods: Sequence[Bucket], figures: GroupFigures) -> None:
    """Refuse more groups times periods than are counted.

    Raises:
        QueryError: there are too many.

    """
    if question.by is not None:
        refuse_too_many(len(periods) * len(figures), question.by)


def called_groups(groups: Groups, figures: GroupFigures, asked: AnswerContext) -> ToldGroups:
    """Return figures with what their groups and organizations are called."""
    names = named_groups(groups, (group for _, group in figures if group is not None), asked)
    organizations = {organization for organization, _ in figures if organization is not None}
    asked.display.learn(Entity(EntityType.PARTY, organization) for organization in organizations)
    return ToldGroups(figures, names, {id_: asked.display.party(id_) for id_ in organizations})


def group_shapes(
    question: resolved.Count, told: ToldGroups, periods: Sequence[Bucket], asked: AnswerContext
) -> Iterator[Shaped]:
    """Yield a row for each group and period."""
    query, view = question.counted, asked.view.at(question.counted.scope.known_at)
    coverage = stated_of_all(view) if is_apart(question) else {}
    covered = stated(query.question, view).days
    for (organization, group), counted in view.each(told.figures.items()):
        name = None if group is None else told.names[group]
        called = "" if organization is None else told.organizations[organization]
        days = covered if organization is None else [within for _, within in coverage.get(organization, ())]
        for period, both in zip(periods, counted, strict=True):
            said = (group, name, period.text, *both, lies(period.days, days))
            row: Row = (
                CountGroupRow(*said)
                if organization is None
                else CountEveryGroupRow(organization, called, *said)
            )
            shown = [called.casefold(), name or BEHIND_NAMES, group or "", f"{period.days.start:08}"]
            yield Shaped(row, None, "\n".join(shown))


def _field(by: Grouping) -> str:
    """Return the field of a claim that a group is told by."""
    return by.value.replace(" ", "_")


class Groups:
    """Those whom a count is of, by what they are counted; and what groups call themselves."""

    def __init__(self, question: resolved.Count, by: Grouping) -> None:
        self._query = question.counted
        self._is_by_period = question.by is not None
        self.by = by
        self._who = _whoever(question, by)
        self._is_apart = is_apart(question)
        self.called: dict[str, str] = {}

    def figures(self, periods: Sequence[Bucket], view: View) -> GroupFigures:
        """Return the figures of each period, the only one where it is not counted by any."""
        return self.in_each(periods, view) if self._is_by_period else self.in_one(self._query, view)

    def in_one(self, query: resolved.Query, view: View) -> GroupFigures:
        """Return the figures of the time that a query asks about."""
        found = self.told(query, view)
        return {group: [figures_of(of_group.values())] for group, of_group in found.items()}

    def told(self, query: resolved.Query, view: View) -> Mapping[Group, Mapping[Hashable, Certainty]]:
        """Return who is of each group in the time that a query asks about, and how surely."""
        found: dict[Group, dict[Hashable, Certainty]] = defaultdict(dict)
        for fact, certainty in view.each(view.run(plan_of_groups(query, self.by))):
            of_group, who = found[self._group(fact)], self._who(fact)
            if of_group.get(who) is not Certainty.CERTAIN:
                of_group[who] = certainty
        return found

    def in_each(self, periods: Sequence[Bucket], view: View) -> GroupFigures:
        """Return the figures of each period, of the groups that there are in any."""
        facts = view.facts(plan_of_groups(self._query, self.by).inner)
        if asks_more(self._query.scope) or any(fact.intersected for fact in facts):
            view.allowance.refuse_steps(len(periods) * len(facts))
            each = [
                self.in_one(asked_within(self._query, period.days), view) for period in view.each(periods)
            ]
            groups = {group for figures in each for group in figures}
            return {group: [figures.get(group, [NO_FIGURES])[0] for figures in each] for group in groups}
        found: dict[Group, list[Holder]] = defaultdict(list)
        for fact in view.each(facts):
            found[self._group(fact)].append(Holder(self._who(fact), fact))
        windows = [period.days for period in periods]
        counted = {group: count_by_window(held, windows) for group, held in found.items()}
        return {group: figures for group, figures in counted.items() if any(one.possible for one in figures)}

    def _group(self, fact: Fact) -> Group:
        return str(fact.key[1]) if self._is_apart else None, self._of(fact)

    def _of(self, fact: Fact) -> str | None:
        if self.by in PLACE_IN_KEY:
            return str(fact.key[PLACE_IN_KEY[self.by]])
        field, said = _field(self.by), fields(str(fact.value))
        group: str | None = said.get(field)
        if group is not None:
            name = said.get(f"{field}_name", group)
            self.called[group] = min(name, self.called.get(group, name))
        return group


def _whoever(question: resolved.Count, by: Grouping) -> Callable[[Fact], Hashable]:
    # Of one party it is counted how often, where each is not wanted once.
    if by is Grouping.PARTY and not isinstance(question.distinct, Once):
        return lambda fact: (fact.key, fact.extent)
    who = who_of(question.counted.question)
    if isinstance(question.distinct, resolved.EachPlace):
        return lambda fact: (who(fact), fact.key[1])
    return who


def named_groups(groups: Groups, ids: Iterable[str], asked: AnswerContext) -> Mapping[str, str]:
    """Return what the groups are called."""
    type_ = ENTITY_OF_GROUP.get(groups.by)
    if type_ is None:
        return groups.called
    known = tuple(dict.fromkeys(ids))
    asked.display.learn(Entity(type_, id_) for id_ in known)
    return {
        id_: asked.display.title(id_) if type_ is EntityType.OFFICE else asked.display.party(id_)
        for id_ in known
    }


def least_names(these: Mapping[str, str], those: Mapping[str, str]) -> Mapping[str, str]:
    """Return the names of both, where there are two the one that comes first.

    >>> least_names({"a": "B", "b": "B"}, {"a": "A"})
    {'a': 'A', 'b': 'B'}
    """
    return {id_: min(names[id_] for names in (these, those) if id_ in names) for id_ in (*these, *those)}


def time_asked(query: resolved.Query) -> str:
    """Return how the time that is asked about is written; of a set operation, that of each side."""
    if isinstance(query.question, resolved.Combined):
        sides = (time_asked(query.question.left), time_asked(query.question.right))
        return " and ".join(dict.fromkeys(sides))
    return query.valid or "all time"


def figures_of(certainties: Iterable[Certainty]) -> Counts:
    """Return how many are certain, and how many there are."""
    found = list(certainties)
    return Counts(found.count(Certainty.CERTAIN), len(found))
