"""Where a load and earlier writes disagree: what it would undo, and what it gives up to overwrite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tempodb.base.errors import Problem
from tempodb.model.commands import Subject
from tempodb.store.loading.difference import Difference
from tempodb.store.log.entries import LoggedClaim, NumberedClaim
from tempodb.store.rules import consistency
from tempodb.store.rules.consistency import Stated
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period
from tempodb.temporal.rectangles import OpenOrderError, cut


def undone(
    new: Iterable[Stated], live: Iterable[LoggedClaim], cleared: Mapping[Subject, Iterable[Period]]
) -> Iterator[Problem]:
    """Yield a problem for every new claim that meets a gap: there nothing held, as a write says."""
    if not cleared:
        return
    stated_before = {(entry.dataset, *entry.claim.identity) for entry in live}
    for stated in new:
        claim = stated.claim
        if claim.standing is Standing.DISPUTED or (stated.dataset, *claim.identity) in stated_before:
            continue
        for gap in cleared.get((claim.kind, claim.key), ()):
            if any(_meets(period, gap) for period in stated.believed):
                yield consistency.undoing(claim, gap)


def _meets(period: Period, gap: Period) -> bool:
    try:
        return cut(period, gap) is not None
    except OpenOrderError:
        return True


def given_up(new: Iterable[Stated], live: Iterable[LoggedClaim]) -> dict[int, str]:
    """Return the numbers of the writes' claims that new ones contradict, each with the dataset of those."""
    written = {entry.id: entry for entry in live if entry.dataset is None}
    writes = [Stated(entry.claim, None, entry.believed) for entry in written.values()]
    found = consistency.contradictory([*writes, *new])
    against = {other.claim.identity: stated.dataset for stated, other in found if other.dataset is None}
    pairs = ((id_, against.get(entry.claim.identity)) for id_, entry in written.items())
    return {id_: dataset for id_, dataset in pairs if dataset is not None}


def overwriting(
    difference: Difference, differing: Iterable[NumberedClaim], writes: Iterable[NumberedClaim]
) -> Difference:
    """Return the difference with claims stated anew that writes had cut, and writes' claims given up."""
    again = tuple(differing)
    return difference.having(
        corrections=(*difference.corrections, *(old.claim for old in again)),
        replaced=(*difference.replaced, *again),
        unchanged=difference.unchanged - len(again),
        overwritten=tuple(writes),
    )
