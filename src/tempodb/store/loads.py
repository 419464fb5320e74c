"""What a load will write: datasets held against what is believed, and against what they last stated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from tempodb.claims import Claim, Dataset, Kind
from tempodb.errors import DatasetError
from tempodb.store import consistency
from tempodb.store.consistency import Stated, described
from tempodb.store.difference import Difference, by_kind, compare
from tempodb.store.digests import Header
from tempodb.store.headers import Remarks, first_instant, header
from tempodb.store.log import Logged, Numbered, State
from tempodb.temporal.instants import day_of, instant_text

Key = tuple[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading one dataset writes; without a header, nothing."""

    dataset: str
    header: Header | None
    difference: Difference

    @property
    def transaction(self) -> int | None:
        """The number of the transaction, if one is written."""
        return self.header and self.header.id

    def as_dict(self) -> dict[str, Any]:
        """Return the figures that `load --format json` prints."""
        return {
            "dataset": self.dataset,
            "transaction": self.transaction,
            "recorded_at": self.header and instant_text(self.header.recorded),
            "added": len(self.difference.added),
            "corrected": len(self.difference.corrected),
            "retracted": len(self.difference.retracted),
            "unchanged": self.difference.unchanged,
            "kinds": by_kind(self.difference.stated),
        }

    def lines(self) -> Iterator[str]:
        """Yield the difference in words, a line a claim."""
        for claim in self.difference.added:
            yield f"+ {claim.kind.name.lower()} {described(claim)}"
        for old, new in self.difference.corrected:
            yield f"- {old.claim.kind.name.lower()} {described(old.claim)}"
            yield f"+ {new.kind.name.lower()} {described(new)}"
        for old in self.difference.retracted:
            yield f"- {old.claim.kind.name.lower()} {described(old.claim)}"


def plan(datasets: Sequence[Dataset], state: State, remarks: Remarks, clock: int) -> list[Loading]:
    """Return what loading the *datasets* writes to a log in this *state*, a transaction a dataset.

    Raises:
        DatasetError: with every contradiction and dangling id that the loads would leave.
        InputError: the own recorded time is in the future, or not after the last transaction.

    """
    first = first_instant(state.last, remarks, clock)
    _refuse_repeated(datasets)
    _refuse_inconsistent(datasets, state.live, day_of(first))
    planned: list[Loading] = []
    for dataset in _in_order(datasets, state.live, day_of(first)):
        own = [Numbered(entry.id, entry.claim) for entry in state.live if entry.dataset == dataset.id]
        written = sum(step.header is not None for step in planned)
        difference = compare(own, dataset.claims, day_of(first + written))
        empty = difference.is_empty
        step = None if empty else header(state.last, remarks, clock, dataset.id, written)
        planned.append(Loading(dataset.id, step, difference))
    return planned


def _refuse_repeated(datasets: Sequence[Dataset]) -> None:
    for id_, times in Counter(dataset.id for dataset in datasets).items():
        if times > 1:
            files = " and ".join(f"`{dataset.file}`" for dataset in datasets if dataset.id == id_)
            raise DatasetError.of(
                "repeated",
                f"{files} are both the dataset `{id_}`",
                "give each its own id, or make them one file",
            )


def _refuse_inconsistent(datasets: Sequence[Dataset], live: Sequence[Logged], recorded_day: int) -> None:
    """Refuse datasets of which one is wrong, or after whose loads the beliefs would contain what they may not."""
    loaded = {dataset.id for dataset in datasets}
    kept = [Stated(entry.claim, entry.dataset) for entry in live if entry.dataset not in loaded]
    new = [Stated(claim, dataset.id) for dataset in datasets for claim in dataset.claims]
    doubtful = frozenset[str]().union(*(dataset.doubtful for dataset in datasets))
    definitions = consistency.defined(stated.claim for stated in [*kept, *new])
    problems = [problem for dataset in datasets for problem in dataset.problems]
    problems += consistency.dangling((stated.claim for stated in new), definitions, doubtful)
    problems += consistency.still_used(kept, definitions)
    problems += consistency.misclassed([*kept, *new], definitions)
    problems += consistency.contradicting_definitions(kept, new)
    keys = {_key(stated.claim) for stated in new}
    spoken = [stated for stated in kept if _key(stated.claim) in keys] + new
    problems += consistency.contradicting_facts(spoken, _days(live), recorded_day)
    if problems:
        raise DatasetError.gather(problems)


def _in_order(datasets: Sequence[Dataset], live: Sequence[Logged], recorded_day: int) -> list[Dataset]:
    """Return the datasets in an order in which no contradiction is believed between two transactions."""
    now: dict[str, list[Stated]] = {dataset.id: [] for dataset in datasets}
    for entry in live:
        if entry.dataset is not None and entry.dataset in now:
            now[entry.dataset].append(Stated(entry.claim, entry.dataset))
    then = {dataset.id: [Stated(claim, dataset.id) for claim in dataset.claims] for dataset in datasets}
    speakers: dict[Key, set[str | None]] = defaultdict(set)
    for stated in chain(*now.values(), *then.values()):
        speakers[_key(stated.claim)].add(stated.dataset)

    def shared(claims: Iterable[Stated]) -> list[Stated]:
        return [stated for stated in claims if len(speakers[_key(stated.claim)]) > 1]

    believed = {id_: shared(claims) for id_, claims in now.items()}
    ordered: list[Dataset] = []
    waiting = list(datasets)
    while waiting:
        for dataset in waiting:
            trial = {**believed, dataset.id: shared(then[dataset.id])}
            found = list(consistency.contradicting_facts(chain(*trial.values()), _days(live), recorded_day))
            if not found:
                break
        else:
            raise DatasetError.gather(found)
        believed = trial
        waiting.remove(dataset)
        ordered.append(dataset)
    return ordered


def _key(claim: Claim) -> Key:
    return claim.kind, claim.key


def _days(live: Iterable[Logged]) -> dict[tuple[object, ...], int]:
    """Return the day on which each live claim was recorded."""
    return {(entry.dataset, *entry.claim.identity): entry.recorded_day for entry in live}
