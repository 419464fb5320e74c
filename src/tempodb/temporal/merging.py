"""What several facts come to that are one: their ends, sources and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact
from tempodb.temporal.nesting import Nesting
from tempodb.temporal.periods import Extent, Period

Merging = Callable[[Sequence[Fact]], Fact]
"""What several facts come to that are one."""
Candidates = tuple[int, int]
"""The candidates of one end."""
Choice = Callable[[Sequence[Candidates]], Candidates]
"""What the candidates that several give to one end come to."""


def union(pieces: Sequence[Fact]) -> Fact:
    """Return one fact from the earliest beginning to the latest end, component by component.

    MEANING.md, M16.
    """
    return _merged(pieces, _earliest, _latest)


def agreed(claims: Sequence[Fact]) -> Fact:
    """Return what claims of one holding say together (MEANING.md, M18).

    Each end has the candidates that all of them allow. If there are none, it is the earliest beginning,
    or the latest end, of those that no other claim tells more exactly.
    """
    if len(claims) > 1 and not are_of_one_mind([claim.extent for claim in claims]):
        nesting = Nesting(claim.extent for claim in claims)
        exact = [claim for claim in claims if not nesting.has_within(claim.extent)]
        return also_told(_merged(exact, _beginning, _end), claims)
    return _merged(claims, _beginning, _end)


def are_of_one_mind(extents: Sequence[Extent]) -> bool:
    """Return whether all extents can mean one beginning, and one end."""
    ends = [extent[:2] for extent in extents], [extent[2:] for extent in extents]
    return all(_common(spans) is not None for spans in ends)


def also_told(fact: Fact, others: Iterable[Fact]) -> Fact:
    """Return *fact* with the sources and claims of others, which tell it too."""
    told = (fact, *others)
    return fact._replace(
        sources=frozenset().union(*(one.sources for one in told)),
        claims=frozenset().union(*(one.claims for one in told)),
        excluded=tuple(sorted({days for one in told for days in one.excluded})),
        parted=frozenset().union(*(one.parted for one in told)),
    )


def rejoined(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts with the parts that one claim was cut into joined again where they were cut.

    Where a claim was cut, and so what it was told beside, and in which order, is nothing that it says.
    """
    by_claim: dict[frozenset[int], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_claim[fact.claims].append(fact)
    return [whole for parts in by_claim.values() for whole in (_rejoined(parts) if len(parts) > 1 else parts)]


def _rejoined(parts: list[Fact]) -> Iterator[Fact]:
    first, *others = sorted(parts, key=lambda part: part.extent)
    for part in others:
        if part.period.from_ == first.period.to:
            period = Period(first.period.from_, part.period.to)
            first = first._replace(period=period, extent=Extent(*first.extent[:2], *part.extent[2:]))
        else:
            yield first
            first = part
    yield first


def _merged(facts: Sequence[Fact], begin: Choice, end: Choice) -> Fact:
    if len(facts) == 1:
        return facts[0]
    from_ = _wording([fact.period.from_ for fact in facts], begin)
    to = _wording([fact.period.to for fact in facts], end)
    one = facts[0]._replace(
        period=Period(from_, to),
        extent=Extent(*begin([fact.extent[:2] for fact in facts]), *end([fact.extent[2:] for fact in facts])),
        began=_other_datings(from_, (bound for fact in facts for bound in (fact.period.from_, *fact.began))),
        ended=_other_datings(to, (bound for fact in facts for bound in (fact.period.to, *fact.ended))),
    )
    return also_told(one, facts)


def _wording(bounds: Sequence[Bound], choice: Choice) -> Bound:
    """Return what bounds come to, as one of them puts it if there is one that says it."""
    candidates = choice([(bound.earliest, bound.latest) for bound in bounds])
    stated = [bound for bound in bounds if (bound.earliest, bound.latest) == candidates]
    if not stated:
        return Bound.between(*candidates)
    return min(stated, key=lambda bound: (bound.is_unknown, len(bound.text), bound.text))


def _other_datings(chosen: Bound, bounds: Iterable[Bound]) -> frozenset[Bound]:
    """Return the bounds that put the event which is *chosen* otherwise."""
    return frozenset(
        bound
        for bound in bounds
        if bound != chosen and bound.earliest <= chosen.latest and chosen.earliest <= bound.latest
    )


def _beginning(spans: Sequence[Candidates]) -> Candidates:
    return _common(spans) or _earliest(spans)


def _end(spans: Sequence[Candidates]) -> Candidates:
    return _common(spans) or _latest(spans)


def _common(spans: Sequence[Candidates]) -> Candidates | None:
    first, last = zip(*spans, strict=True)
    return (max(first), min(last)) if max(first) <= min(last) else None


def _earliest(spans: Sequence[Candidates]) -> Candidates:
    first, last = zip(*spans, strict=True)
    return min(first), min(last)


def _latest(spans: Sequence[Candidates]) -> Candidates:
    first, last = zip(*spans, strict=True)
    return max(first), max(last)
