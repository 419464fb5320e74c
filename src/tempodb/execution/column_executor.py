"""Plan + view → judged facts: what is asked of many memberships over columns, everything else over rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, overload

import numpy as np

from tempodb.execution.allowance import STEPS_OF_A_CLAIM
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import Flags
from tempodb.execution.columns.belief_columns import BeliefColumns
from tempodb.execution.columns.kept_claims import KeptClaims
from tempodb.execution.columns.sharing import where_seats_matter
from tempodb.execution.columns.timelines import Pieces, joined_by_party, pieces_of
from tempodb.execution.columns.windowing import Judged, judge_pieces
from tempodb.execution.evidence import by_party, coalesce_groups, published
from tempodb.execution.judging import verdicts_of
from tempodb.execution.row_executor import RowExecutor
from tempodb.execution.seating import apply_seats
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import SEATLESS
from tempodb.model.schema import SCHEMA
from tempodb.planning import plan as op
from tempodb.temporal.facts import Fact, Quantifier
from tempodb.temporal.periods import Certainty, Window

CERTAINTIES = (Certainty.POSSIBLE, Certainty.CERTAIN)


class Told(NamedTuple):
    """The pieces of all that a scan looks through, of some values, perhaps joined by party: a plan that columns can run."""

    evidence: op.FilterEvidence
    filters: tuple[op.FilterField, ...]
    is_joined: bool
    is_seated: bool
    kept: KeptClaims | None = None


class ColumnExecutor:
    """Runs plans over much of a kind by columns, and every other plan by rows."""

    def __init__(self) -> None:
        self._rows = RowExecutor()

    def run(self, plan: op.Judge, view: View) -> Sequence[Verdict]:
        """Return the facts that answer *plan*, judged; of columns they are made when one is looked at."""
        grouped = _grouped(plan, view)
        if grouped is not None:
            return grouped
        judged = self.judged(plan, view)
        return self._rows.run(plan, view) if judged is None else Verdicts(judged, view)

    def facts(self, plan: op.Plan, view: View) -> list[Fact]:
        """Return the facts that *plan* yields, before they are judged."""
        pieces = None if isinstance(plan, op.Judge) else _pieces(plan, view)
        if pieces is None:
            return self._rows.facts(plan, view)
        view.allowance.refuse_rows(len(pieces))
        return pieces.facts(np.arange(len(pieces)))

    def judged(self, plan: op.Judge, view: View) -> Judged | None:
        """Return the same as `run`, as columns; None where rows have to do it."""
        if not plan.tests:
            return _judged(plan, None, Quantifier.SOME, view)
        test, *others = plan.tests
        if others or not isinstance(test, op.AtSomeTime | op.Throughout):
            return None
        quantifier = Quantifier.SOME if isinstance(test, op.AtSomeTime) else Quantifier.EVERY
        return _judged(plan, test.window, quantifier, view)


class Verdicts(Sequence[Verdict]):
    """Facts that were judged as columns; how many they are is known before they are made."""

    def __init__(self, judged: Judged, view: View) -> None:
        self._judged = judged
        self._view = view

    @cached_property
    def _made(self) -> list[Verdict]:
        self._view.allowance.refuse_rows(len(self))
        certainties = map(CERTAINTIES.__getitem__, self._judged.certain.tolist())
        return list(map(Verdict, self._judged.pieces.facts(self._judged.at), certainties))

    @overload
    def __getitem__(self, index: int) -> Verdict: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Verdict]: ...
    def __getitem__(self, index: int | slice) -> Verdict | Sequence[Verdict]:
        return self._made[index]

    def __len__(self) -> int:
        return len(self._judged)


def _judged(plan: op.Judge, window: Window | None, quantifier: Quantifier, view: View) -> Judged | None:
    told = _told(plan.inner)
    if (
        told is not None
        and not told.is_joined
        and not told.is_seated
        and told.kept is None
        and (pieces := _believed(told.evidence, view)) is not None
    ):
        # What does not fall into the window is most of it, and need not be looked at further.
        judged = judge_pieces(pieces, window, quantifier, plan.only)
        if not told.filters:
            return judged
        return judged.where(_of_values(pieces, told.filters).take(pieces.spans.value.take(judged.at)))
    found = _pieces(plan.inner, view)
    return None if found is None else judge_pieces(found, window, quantifier, plan.only)


def _grouped(plan: op.Judge, view: View) -> list[Verdict] | None:
    """Return what is told of groups in a window; None where rows have to find it, or that is not asked.

    Of whom nothing can hold in the window, nothing that is joined can.
    """
    groups = plan.inner
    if not isinstance(groups, op.CoalesceGroups) or len(plan.tests) != 1:
        return None
    (test,) = plan.tests
    pieces = _pieces(groups.inner, view)
    if pieces is None or not isinstance(test, op.AtSomeTime | op.Throughout):
        return None
    party = pieces.columns.of_party[pieces.spans.key]
    is_near = np.zeros(len(pieces.columns.of_party), np.bool_)
    is_near[party[judge_pieces(pieces, test.window, Quantifier.SOME, None).at]] = True
    at = np.flatnonzero(is_near[party])
    view.allowance.refuse_rows(len(at))
    schema = SCHEMA[op.kind_of(groups)]
    joined = (coalesce_groups(told, groups.field, schema) for told in by_party(pieces.facts(at)))
    return verdicts_of(chain.from_iterable(joined), plan, view)


def _pieces(plan: op.Plan, view: View) -> Pieces | None:
    """Return what *plan* yields as columns, None where it is of another shape or columns do not pay."""
    told = _told(plan)
    pieces = None if told is None else _believed(told.evidence, view)
    if told is None or pieces is None:
        return None
    is_kept = None if told.kept is None else told.kept.of(pieces)
    if told.kept is not None and is_kept is None:
        return None

    def chosen() -> Pieces:
        flags = _of_values(pieces, told.filters)[pieces.spans.value] if told.filters else None
        if is_kept is not None:
            flags = is_kept if flags is None else flags & is_kept
        kept = pieces if flags is None else pieces.where(flags)
        if told.is_seated:
            return _seated(kept, view)
        return joined_by_party(kept, _begin(view)) if told.is_joined else kept

    if is_kept is not None:
        # Nobody asks for it again.
        return chosen()
    return pieces.columns.recent.of((_state(pieces.columns, told.evidence, view), told), chosen)


def _of_values(pieces: Pieces, filters: Sequence[op.FilterField]) -> Flags:
    """Return of each value whether all filters let it through."""
    values = map(fields, pieces.columns.values.values)
    return np.array([all(value[kept.field] in kept.words for kept in filters) for value in values], np.bool_)


def _told(plan: op.Plan) -> Told | None:
    is_joined, is_seated = isinstance(plan, op.CoalesceParties), isinstance(plan, op.ApplySeats)
    if isinstance(plan, op.CoalesceParties | op.ApplySeats):
        plan = plan.inner
    kept = None
    if isinstance(plan, op.FilterFacts) and isinstance(plan.kept, KeptClaims):
        kept, plan = plan.kept, plan.inner
    if not isinstance(plan, op.Coalesce):
        return None
    filters = []
    inner = plan.inner
    while isinstance(inner, op.FilterField):
        filters.append(inner)
        inner = inner.inner
    if not isinstance(inner, op.Narrow) or not isinstance(evidence := inner.inner, op.FilterEvidence):
        return None
    return Told(evidence, tuple(filters), is_joined, is_seated, kept)


def _seated(pieces: Pieces, view: View) -> Pieces:
    """Return tenures, with what is possible narrowed where one takes the seat of another."""
    values = map(fields, pieces.columns.values.values)
    takes_seat = np.array([value["capacity"] not in SEATLESS for value in values], np.bool_)
    at = where_seats_matter(pieces, takes_seat)
    if not len(at):
        return pieces
    facts = pieces.facts(at)
    keys = {fact.key: key for fact, key in zip(facts, pieces.spans.key[at].tolist(), strict=True)}
    rest = np.ones(len(pieces), np.bool_)
    rest[at] = False
    return pieces.where(rest).with_others((keys[fact.key], fact) for fact in apply_seats(facts, view))


def _believed(evidence: op.FilterEvidence, view: View) -> Pieces | None:
    """Return what is told of all that a scan looks through, narrowed and joined; None where columns do not pay."""
    columns = view.columns_of(evidence.inner)
    if columns is None:
        return None

    def pieces() -> Pieces:
        rows = np.flatnonzero(columns.visible(view.known_at) & _evident(columns, evidence, view))
        return pieces_of(columns, rows, _begin(view))

    found = columns.recent.of((_state(columns, evidence, view), evidence), pieces)
    view.allowance.check()
    return found


def _state(columns: BeliefColumns, evidence: op.FilterEvidence, view: View) -> int:
    """Return a number that is the same for instants at which the same is told."""
    # When a source was published is believed from instants of its own on.
    return columns.state(view.known_at) if evidence.published_by is None else view.known_at


def _evident(columns: BeliefColumns, evidence: op.FilterEvidence, view: View) -> Flags:
    """Return which rows are told as is asked for."""
    # MEANING.md, M21 and M22.
    told = columns.source_sets.values
    kept = np.ones(len(columns.key), np.bool_)
    if evidence.according_to is not None:
        kept &= np.array([evidence.according_to in sources for sources in told], np.bool_)[columns.sources]
    elif not evidence.disputed:
        kept &= ~columns.disputed
    if evidence.published_by is not None:
        by_then = published(frozenset().union(*told), evidence.published_by, view)
        kept &= np.array([not by_then.isdisjoint(sources) for sources in told], np.bool_)[columns.sources]
    return kept


def _begin(view: View) -> Callable[[int], None]:
    return lambda count: view.allowance.begin(count * STEPS_OF_A_CLAIM)
