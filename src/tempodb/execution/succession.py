"""Whose term came before or after somebody's, in an office or an organization, and whose was next to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from tempodb.execution.beliefs import fields
from tempodb.execution.seating import seats_in
from tempodb.execution.view import View
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import LyingBeside
from tempodb.temporal.facts import Fact
from tempodb.temporal.neighbours import CandidateDays, comes_after, comes_next
from tempodb.temporal.periods import Certainty, Extent, surest, tighten
from tempodb.temporal.wholes import containing
from tempodb.tql.ast import Nearness


def lying_beside(asked: LyingBeside, view: View) -> Callable[[Fact], Certainty | None]:
    """Return what tells how surely the term of a fact lies so to one of a party's (MEANING.md, M60, M67)."""
    terms = view.facts(asked.terms)
    term_of = containing(terms)
    of = [term for term in terms if term.key[0] == asked.party]
    if asked.lies in (Nearness.BEFORE, Nearness.AFTER):
        is_after = asked.lies is Nearness.AFTER

        def ordered(fact: Fact) -> Certainty | None:
            if fact.key[0] == asked.party:
                return None
            day = _begun(term_of(fact))
            return surest(
                comes_after(day, _begun(term)) if is_after else comes_after(_begun(term), day) for term in of
            )

        return ordered
    areas: dict[Fact, set[object]] = defaultdict(set)
    for piece in view.facts(asked.terms.inner):
        said = SCHEMA[Kind.TENURE].said(piece.key, fields(str(piece.value)))
        areas[term_of(piece)].add(said.get("for"))
    found: dict[Fact, Certainty | None] = {}
    for term in of:
        # Of many who sit at once, whoever is for the same area has the same seat, as far as is known.
        is_one = set(seats_in(str(term.key[1]), view).numbers) == {1}
        alike = [other for other in terms if other is not term and (is_one or areas[other] & areas[term])]
        for other in alike:
            rest = [each for each in alike if each is not other]
            next_to = _next_to(other, term, rest, asked.lies, is_one)
            found[other] = surest([found.get(other), next_to])
    return lambda fact: None if fact.key[0] == asked.party else found.get(term_of(fact))


def _next_to(other: Fact, term: Fact, rest: Iterable[Fact], lies: Nearness, is_one: bool) -> Certainty | None:
    """Return how surely a term is the next to another.

    In an office of one seat whoever begins next is next. Of several seats, one has to be left before.
    """
    begun, ended = _begun(term), _ended(term)
    if lies is Nearness.SUCCESSOR:
        since = begun if is_one else (ended[0] - 1, ended[1] - 1)
        return comes_next(_begun(other), since, map(_begun, rest))
    until = _mirrored(begun)
    if is_one:
        return comes_next(_mirrored(_begun(other)), until, (_mirrored(_begun(each)) for each in rest))
    until = until[0] - 1, until[1] - 1
    return comes_next(_mirrored(_ended(other)), until, (_mirrored(_ended(each)) for each in rest))


def _begun(term: Fact) -> CandidateDays:
    return _left(term)[:2]


def _ended(term: Fact) -> CandidateDays:
    return _left(term)[2:]


def _left(term: Fact) -> Extent:
    """Return what of a term's ends is left together: seats bound each by itself."""
    return tighten(*term.extent) or term.extent


def _mirrored(days: CandidateDays) -> CandidateDays:
    """Return days with the order of time reversed."""
    return -days[1], -days[0]
