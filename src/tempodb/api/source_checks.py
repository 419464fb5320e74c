"""What a source in another format states, checked as the files of a dataset are: what is refused, and what depends on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tempodb.api.concerned_entries import others_than_concerned
from tempodb.base.errors import DatasetError, Problem
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.entry_reading import read_clean_entries, read_entries
from tempodb.interchange.importers.foreign_statements import StatedSource
from tempodb.interchange.port import ForeignDataset
from tempodb.model.claims import Dataset
from tempodb.model.kinds import Entity
from tempodb.model.schema import SCHEMA
from tempodb.store.loading.first_load import doubted_claims, plan_first_load
from tempodb.store.loading.load_plan import plan_loads
from tempodb.store.loading.log_state import EMPTY_LOG
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.rules.consistency import ENDS_THAT_DAY

MANY_ENTRIES = 5_000
"""How many entries are sooner read without their places, if nothing is wrong with them."""
DEFINED_IN = {
    section: schema.key[0].type
    for kind, schema in SCHEMA.items()
    if kind.defines
    for section in schema.sections
}
"""What the entries of a section define."""


def checked_source(
    stated: StatedSource, file: str, skip_bad: bool, now: int
) -> tuple[ForeignDataset, list[Problem]]:
    """Return what was stated as a dataset, and what is refused of it; with *skip_bad*, the dataset has none of that.

    Raises:
        DatasetError: something is refused that stands in no entry, and so cannot be left out.

    """
    without: set[int] = set()
    refused: list[Problem] = []
    while True:
        if len(stated.entries) >= MANY_ENTRIES:
            clean = read_clean_entries(stated, file, without)
            if clean is not None and plan_first_load([clean.dataset], TransactionInfo(), now) is not None:
                return clean, refused
            if clean is not None and (problems := _of_doubted(clean.dataset, stated, file, without, now)):
                refused += problems
                if not skip_bad:
                    return clean, refused
                without |= {problem.offset for problem in problems if problem.offset}
                continue
        found = read_entries(stated, file, without)
        problems = list(_refused(found.dataset, now))
        if not problems or not skip_bad:
            return found, [*refused, *problems]
        problems += _depending(found.dataset, stated, {problem.offset or 0 for problem in problems})
        refused += problems
        numbers = {problem.offset for problem in problems if problem.offset}
        if not numbers:
            raise DatasetError(*problems)
        without |= numbers


def _of_doubted(
    clean: Dataset, stated: StatedSource, file: str, without: Collection[int], now: int
) -> Sequence[Problem]:
    """Return what is refused of the claims that may be wrong, read alone; nothing where all has to be looked through."""
    claims = doubted_claims([clean], TransactionInfo(), now)
    others = others_than_concerned(stated, claims)
    problems = _refused(read_entries(stated, file, others.union(without)).dataset, now)
    numbers = {problem.offset for problem in problems}
    if all(number and stated.entries[number - 1].section not in DEFINED_IN for number in numbers):
        return problems
    return ()


def _depending(dataset: Dataset, stated: StatedSource, refused: Collection[int]) -> Iterator[Problem]:
    """Yield a problem for each entry that names what one of the *refused* entries defines, and so on."""
    gone, numbers = set[Entity](), set(refused)
    new: Collection[int] = numbers - {0}
    while new:
        entries = [stated.entries[number - 1] for number in new]
        gone |= {Entity(DEFINED_IN[e.section], e.id) for e in entries if e.section in DEFINED_IN and e.id}
        found: dict[int, Problem] = {}
        for claim in dataset.claims:
            place = claim.origin
            if place is None or not place.offset or place.offset in numbers or place.offset in found:
                continue
            if (missing := next((each for each in claim.mentions() if each in gone), None)) is not None:
                message = f"it depends on `{spelt_out(missing.id)}`, which is refused"
                found[place.offset] = place._replace(code="depends", message=message)
        yield from found.values()
        new = found.keys()
        numbers |= new


def _refused(dataset: Dataset, now: int) -> Sequence[Problem]:
    try:
        plan_loads([dataset], EMPTY_LOG, TransactionInfo(), now)
    except DatasetError as refusal:
        return [_as_imported(problem) for problem in refusal.problems]
    return ()


def _as_imported(problem: Problem) -> Problem:
    """Return what is wrong with what to try that can be said of an import."""
    if problem.hint is None or ENDS_THAT_DAY not in problem.hint:
        return problem
    option = "--end-day outside if what ends on a day was no more on it"
    return problem._replace(hint=problem.hint.replace(f"write {ENDS_THAT_DAY}", f"say {option}"))
