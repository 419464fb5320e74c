"""What any engine does to a database as a whole: it is observed, and replaced by a copy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import tempodb
from store.engines.under_test import ENGINES, UnderTest, named
from tempodb.base.errors import Problem
from tempodb.store.engines.closed import ClosedStorage
from tempodb.store.engines.locations import storage as storage_at
from tempodb.store.engines.port import Storage
from tempodb.store.engines.trial import TrialStorage

FIRST = (1, 10, 10, "d", None, None, "digest")
SECOND = (2, 20, 20, "d", None, None, "digest")
each = pytest.mark.parametrize("engine", ENGINES, ids=named)


def unheard(problem: Problem) -> None:
    raise AssertionError(problem)


def write(storage: Storage, row: tuple[object, ...]) -> None:
    with storage.writing() as transaction:
        transaction.insert("tx", [row])
        transaction.commit(unheard)


def read(storage: Storage) -> list[int]:
    with storage.snapshot() as snapshot:
        return [id_ for (id_,) in snapshot.execute("SELECT id FROM tx ORDER BY id")]


@each
def test_a_copy_takes_the_place_of_nothing_and_in_a_file_of_what_is_there(
    engine: UnderTest, tmp_path: Path
) -> None:
    is_server = engine.name == "postgres"
    source = storage_at(tmp_path / "copy.db")
    write(source, FIRST)
    with closing(source), closing(engine.place(tmp_path)()) as storage, source.snapshot() as state:
        storage.restore(state, unheard)
        assert read(storage) == [1]
        write(storage, SECOND)
        if is_server:
            with pytest.raises(tempodb.InputError, match="already"):
                storage.restore(state, unheard)
        else:
            storage.restore(state, unheard)

        assert read(storage) == ([1, 2] if is_server else [1])


@each
def test_what_is_observed_first_is_the_engine_and_nothing_where_nothing_is(
    engine: UnderTest, tmp_path: Path
) -> None:
    with closing(engine.place(tmp_path)()) as storage:
        if engine.name != "postgres":
            with pytest.raises(tempodb.InputError):
                list(storage.observed(0))
        write(storage, FIRST)

        assert next(iter(storage.observed(0))).about == "engine"


REQUESTS: dict[str, Callable[[Storage], object]] = {
    "restore": lambda storage: storage.restore(None, unheard),
    "fitness": lambda storage: storage.fitness(),
    "make_fit": lambda storage: storage.make_fit(unheard),
    "beside": lambda storage: storage.beside("x"),
    "observed": lambda storage: storage.observed(0),
}


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_of_a_closed_storage_nothing_can_be_asked(request_: Callable[[Storage], object]) -> None:
    with pytest.raises(tempodb.InputError) as refused:
        request_(ClosedStorage("x.db"))

    assert refused.value.problems[0].code == "closed"


def test_what_is_only_tried_is_observed_and_not_replaced(tmp_path: Path) -> None:
    with closing(storage_at(tmp_path / "x.db")) as storage:
        write(storage, FIRST)
        with storage.writing() as transaction:
            trial = TrialStorage(storage, transaction)
            assert next(iter(trial.observed(0))).about == "engine"
            with pytest.raises(tempodb.InputError, match="only tried"):
                REQUESTS["restore"](trial)


@each
def test_who_makes_a_database_fit_changes_no_row_and_tells_how_large_it_is(
    engine: UnderTest, tmp_path: Path
) -> None:
    with closing(engine.place(tmp_path)()) as storage:
        write(storage, FIRST)
        before = storage.fitness()
        storage.make_fit(unheard)

        assert read(storage) == [1]
        assert before.size > 0 and storage.fitness().size > 0
        write(storage, SECOND)
        assert read(storage) == [1, 2]
