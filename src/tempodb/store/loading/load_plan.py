"""What a load will write: datasets held against what is believed, and against what they last stated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from tempodb.base.errors import DatasetError
from tempodb.model.claims import Claim, Dataset
from tempodb.model.commands import Subject
from tempodb.model.meant_ids import meant_claim
from tempodb.store.erasing.erasure import returning
from tempodb.store.loading import write_conflicts
from tempodb.store.loading.claim_comparison import compare
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.loading.log_state import LogState, by_dataset
from tempodb.store.log.entries import LoggedClaim
from tempodb.store.log.headers import header, recording_instant
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.rules import consistency
from tempodb.store.rules.consistency import Stated
from tempodb.store.rules.identities import meant_parties, mistaken, still_apart
from tempodb.temporal.instants import day_of


def plan_loads(
    datasets: Sequence[Dataset], state: LogState, info: TransactionInfo, clock: int
) -> list[LoadReport]:
    """Return what loading the *datasets* writes to a log in this *state*, a transaction a dataset.

    MEANING.md, M43, M44.

    Raises:
        DatasetError: with every contradiction and dangling id that the loads would leave.
        InputError: the own recorded time is in the future, or not after the last transaction.

    """
    first = recording_instant(state.last, info, clock)
    _refuse_repeated(datasets)
    known = by_dataset(state.live)
    datasets = _meant(datasets, state.live)
    new = {dataset.id: _stated(dataset, known[dataset.id], day_of(first), info) for dataset in datasets}
    overwritten = write_conflicts.given_up(chain(*new.values()), state.live) if info.overwrites else {}
    kept = [entry for entry in state.live if entry.id not in overwritten]
    cleared = {} if info.overwrites else state.cleared
    erasures = () if info.allows_erased else state.erasures
    _refuse_inconsistent(datasets, new, state._replace(live=kept, cleared=cleared, erasures=erasures))
    planned: list[LoadReport] = []
    for dataset in _in_order(datasets, new, kept):
        own = known[dataset.id]
        written = sum(step.header is not None for step in planned)
        difference = compare([entry.numbered for entry in own], dataset.claims, day_of(first + written))
        said = {claim.identity for claim in dataset.claims}
        differing = [entry for entry in own if entry.is_cut and entry.claim.identity in said]
        if info.overwrites:
            given_up = [entry.numbered for entry in state.live if overwritten.get(entry.id) == dataset.id]
            difference = write_conflicts.overwriting(
                difference, [entry.numbered for entry in differing], given_up
            )
            differing = []
        empty = difference.is_empty
        step = None if empty else header(state.last, info, clock, dataset.id, written)
        differs = tuple(entry.claim for entry in differing)
        planned.append(
            LoadReport(dataset.id, step, difference, differs, dataset.fingerprint, dataset.text, info.commit)
        )
    return planned


def _meant(datasets: Sequence[Dataset], live: Sequence[LoggedClaim]) -> Sequence[Dataset]:
    """Return the datasets with the parties that are meant by ids of which any dataset says that they are others."""
    loaded = {dataset.id for dataset in datasets}
    staying = (entry.claim for entry in live if entry.dataset not in loaded)
    same = meant_parties(chain(staying, *(dataset.claims for dataset in datasets)))
    if not same:
        return datasets
    return [
        replace(dataset, claims=tuple(meant_claim(claim, same) for claim in dataset.claims))
        for dataset in datasets
    ]


def _stated(dataset: Dataset, known: Iterable[LoggedClaim], day: int, info: TransactionInfo) -> list[Stated]:
    """Return the claims of a dataset, of which some are *known*, over the periods in which they will be believed, recorded on *day*."""
    own = {entry.claim.identity: entry for entry in known}
    stated = []
    for claim in dataset.claims:
        entry = own.get(claim.identity)
        is_new = entry is None or (info.overwrites and entry.is_cut)
        believed = (claim.period(day),) if entry is None or is_new else entry.believed
        stated.append(Stated(claim, dataset.id, believed))
    return stated


def _refuse_repeated(datasets: Sequence[Dataset]) -> None:
    for id_, times in Counter(dataset.id for dataset in datasets).items():
        if times > 1:
            named = [dataset.file for dataset in datasets if dataset.id == id_]
            if len(set(named)) == 1:
                raise DatasetError.of("repeated", f"`{named[0]}` is named twice", "name it once")
            files = " and ".join(f"`{file}`" for file in named)
            raise DatasetError.of(
                "repeated",
                f"{files} are both the dataset `{id_}`",
                "give each its own id, or make them one file",
            )


def _refuse_inconsistent(
    datasets: Sequence[Dataset],
    stated: Mapping[str, list[Stated]],
    state: LogState,
) -> None:
    """Refuse datasets of which one is wrong, or after whose loads the beliefs would contain what they may not."""
    # Of a write that was replaced nothing is said any more; a dataset goes on saying what its file says.
    speaking = [
        entry for entry in state.live if entry.dataset not in stated and (entry.dataset or entry.believed)
    ]
    kept = [Stated(entry.claim, entry.dataset, entry.believed) for entry in speaking]
    new = list(chain(*stated.values()))
    definitions = consistency.defined(said.claim for said in [*kept, *new])
    defaults = chain.from_iterable(dataset.defaults for dataset in datasets)
    missing = dict(consistency.undefined_defaults(defaults, definitions))
    doubtful = frozenset(missing).union(*(dataset.doubtful for dataset in datasets))
    problems = [*chain.from_iterable(dataset.problems for dataset in datasets), *missing.values()]
    known = definitions.keys() | state.settled
    problems += consistency.dangling((said.claim for said in new), known, doubtful)
    problems += still_apart(kept, [*kept, *new], known)
    problems += consistency.misclassed([*kept, *new], definitions)
    problems += mistaken([*kept, *new], definitions)
    problems += consistency.contradicting_definitions(kept, new)
    problems += consistency.contradicting_homes(kept, new)
    keys = {_key(said.claim) for said in new}
    problems += consistency.contradicting_facts([said for said in kept if _key(said.claim) in keys] + new)
    problems += write_conflicts.undone(new, state.live, state.cleared)
    problems += returning((said.claim for said in new), (entry.claim for entry in state.live), state.erasures)
    if problems:
        raise DatasetError.gather(problems)


def _in_order(
    datasets: Sequence[Dataset], then: Mapping[str, list[Stated]], live: Iterable[LoggedClaim]
) -> list[Dataset]:
    """Return the datasets in an order in which no contradiction is believed between two transactions."""
    now: dict[str, list[Stated]] = {dataset.id: [] for dataset in datasets}
    for entry in live:
        if entry.dataset is not None and entry.dataset in now:
            now[entry.dataset].append(Stated(entry.claim, entry.dataset, entry.believed))
    speakers: dict[Subject, set[str | None]] = defaultdict(set)
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
            found = list(consistency.contradicting_facts(chain(*trial.values())))
            if not found:
                break
        else:
            raise DatasetError.gather(found)
        believed = trial
        waiting.remove(dataset)
        ordered.append(dataset)
    return ordered


def _key(claim: Claim) -> Subject:
    return claim.kind, claim.key
