"""How many there are of each group: who represents one party, is for one area, or has one status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from tempodb.answers.context import AnswerContext
from tempodb.answers.coverage import lies, stated, stated_of_all
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import who_of
from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType
from tempodb.planning.planner import grouped
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountEveryGroupRow, CountGroupRow
from tempodb.questions.row_types import is_every
from tempodb.questions.rows import Row
from tempodb.temporal.periods import Certainty
from tempodb.temporal.window_counts import Counts
from tempodb.tql.ast import Grouping

Group = tuple[str | None, str | None]
"""An organization, where each is counted apart, and what is said of those who are counted together."""


def grouped_rows(question: resolved.Count, by: Grouping, asked: AnswerContext) -> list[Row]:
    """Return the figures of each group that there is (MEANING.md, M47)."""
    query, view = question.counted, asked.view.at(question.counted.scope.known_at)
    counted, names = _counted(query, by, view)
    if by is Grouping.REPRESENTING:
        asked.display.learn(Entity(EntityType.PARTY, id_) for id_ in names)
        names = {id_: asked.display.party(id_) for id_ in names}
    is_apart = is_every(query.question)
    coverage = stated_of_all(view) if is_apart else {}
    covered = stated(query.question, view).days
    if is_apart:
        asked.display.learn(Entity(EntityType.PARTY, str(organization)) for organization, _ in counted)
    shaped = []
    for (organization, group), certainties in view.each(counted.items()):
        name = None if group is None else names[group]
        figures, period = figures_of(certainties.values()), time_asked(query)
        said = (group, name, period, *figures)
        if organization is None:
            row: Row = CountGroupRow(*said, lies(query.scope.window, covered))
            shaped.append(Shaped(row, None, name or BEHIND_NAMES))
        else:
            called = asked.display.party(organization)
            within = [days for _, days in coverage.get(organization, ())]
            row = CountEveryGroupRow(organization, called, *said, lies(query.scope.window, within))
            shaped.append(Shaped(row, None, f"{called.casefold()} {name or BEHIND_NAMES}"))
    return ordered(shaped, asked)


BEHIND_NAMES = "\U0010ffff"
"""Comes behind all names."""


def _counted(
    query: resolved.Query, by: Grouping, view: View
) -> tuple[Mapping[Group, Mapping[Any, Certainty]], dict[str, str]]:
    """Return how surely each party is in each group, and what the groups are called."""
    who, is_apart = who_of(query.question), is_every(query.question)
    found: dict[Group, dict[Any, Certainty]] = defaultdict(dict)
    names: dict[str, str] = {}
    for fact, certainty in view.each(view.run(grouped(query, by.value))):
        said = fields(str(fact.value))
        group = said.get(by.value)
        if group is not None:
            name = said.get(f"{by.value}_name", group)
            names[group] = min(name, names.get(group, name))
        parties = found[str(fact.key[1]) if is_apart else None, group]
        if parties.get(who(fact)) is not Certainty.CERTAIN:
            parties[who(fact)] = certainty
    return found, names


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
