"""What any engine must do: the port of the store, tried on each."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tempodb
from store.engines.under_test import ENGINES, OCCUPIED, SHARED, UnderTest, named
from tempodb.base.errors import Problem
from tempodb.execution.allowance import Allowance
from tempodb.store.engines.closed import ClosedStorage
from tempodb.store.engines.locations import storage as storage_at
from tempodb.store.engines.port import Snapshot, Storage
from tempodb.store.schema.layout import SCHEMA_VERSION
from tempodb.temporal.instants import FOREVER

Open = Callable[[], Storage]
FIRST = (1, 10, 10, "d", None, None, "digest")
SECOND = (2, 20, 20, "d", None, None, "digest")
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def unheard(problem: Problem) -> None:
    raise AssertionError(problem)


def write(storage: Storage, table: str, *rows: tuple[Any, ...]) -> None:
    with storage.writing() as transaction:
        transaction.insert(table, rows)
        transaction.commit(unheard)


def ids(snapshot: Snapshot, table: str = "tx") -> list[int]:
    return [id_ for (id_,) in snapshot.execute(f"SELECT id FROM {table} ORDER BY id")]


def read(storage: Storage, table: str = "tx") -> list[int]:
    with storage.snapshot() as snapshot:
        return ids(snapshot, table)


@pytest.fixture
def place(engine: UnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Return what opens one database, and closes all that it has opened."""
    if engine.hurry is not None:
        engine.hurry(monkeypatch)
    opened: list[Storage] = []
    open_ = engine.place(tmp_path)

    def opening() -> Storage:
        opened.append(open_())
        return opened[-1]

    yield opening
    for storage in opened:
        storage.close()


each = pytest.mark.parametrize("engine", ENGINES, ids=named)
each_shared = pytest.mark.parametrize("engine", SHARED, ids=named)
each_occupied = pytest.mark.parametrize("engine", OCCUPIED, ids=named)


# --- what lands -----------------------------------------------------------------------------------------


@each
def test_where_nothing_is_yet_nothing_is_read(place: Open) -> None:
    storage = place()

    assert not storage.exists()
    for ask in (storage.refuse_missing, lambda: read(storage)):
        with pytest.raises(tempodb.InputError) as refused:
            ask()
        assert refused.value.problems[0].code == "no-database"


@each
def test_what_is_committed_is_there(place: Open) -> None:
    write(place(), "tx", FIRST)
    write(place(), "tx", SECOND)

    assert place().exists()
    assert read(place()) == [1, 2]


@each
def test_what_is_not_committed_leaves_nothing(place: Open) -> None:
    storage = place()
    with storage.writing() as transaction:
        transaction.insert("tx", [FIRST])
    assert not storage.exists()

    write(storage, "tx", FIRST)
    with pytest.raises(RuntimeError), storage.writing() as transaction, transaction.rewriting():
        transaction.insert("tx", [SECOND])
        transaction.execute("UPDATE tx SET recorded = 11 WHERE id = 1")
        raise RuntimeError

    with storage.snapshot() as snapshot:
        assert snapshot.execute("SELECT id, recorded FROM tx").fetchall() == [(1, 10)]


@each
def test_a_transaction_reads_what_it_wrote(place: Open) -> None:
    with place().writing() as transaction, transaction.rewriting():
        transaction.insert("tx", [FIRST, SECOND])
        transaction.execute_many("UPDATE tx SET clock = ? WHERE id = ?", [(7, 1), (8, 2)])
        transaction.execute("DELETE FROM tx WHERE id = ?", (1,))

        assert transaction.execute("SELECT id, clock FROM tx").fetchone() == (2, 8)


@each
def test_what_is_filled_is_found_and_lies_in_tables_of_our_own(place: Open) -> None:
    storage = place()
    with storage.writing() as transaction:
        with transaction.filling():
            transaction.insert("tx", [FIRST, SECOND])
            transaction.insert("assertion", ((n, n % 2 + 1, "say", None, "{}", "", "") for n in range(9)))
        assert transaction.execute("SELECT count(*) FROM assertion WHERE tx = ?", (2,)).fetchone() == (4,)
        transaction.commit(unheard)

    with place().snapshot() as snapshot:
        assert ids(snapshot, "assertion") == [*range(9)]
        assert snapshot.has_own_tables()


@each
def test_what_was_being_filled_when_it_failed_is_as_it_was(place: Open) -> None:
    storage = place()
    write(storage, "tx", FIRST)
    with pytest.raises(RuntimeError), storage.writing() as transaction, transaction.filling():
        transaction.insert("tx", [SECOND])
        raise RuntimeError

    with place().snapshot() as snapshot:
        assert ids(snapshot) == [1]
        assert snapshot.has_own_tables()


@each
def test_no_rows_are_no_work(place: Open) -> None:
    with place().writing() as transaction:
        transaction.insert("tx", [])
        transaction.insert_missing("label", [])
        transaction.execute_many("DELETE FROM tx WHERE id = ?", [])

        assert ids(transaction) == []


@each
def test_a_row_whose_key_is_there_is_kept_or_refused_in_words(place: Open) -> None:
    storage = place()
    write(storage, "label", ("name", 1))
    with storage.writing() as transaction:
        transaction.insert_missing("label", [("name", 1), ("name", 2)])
        assert transaction.execute("SELECT entity FROM label ORDER BY entity").fetchall() == [(1,), (2,)]

    with (
        pytest.raises(tempodb.OperationalError, match=re.escape(storage.path)),
        storage.translated(),
        storage.writing() as transaction,
    ):
        transaction.insert("label", [("name", 1)])


@each
def test_what_many_rows_have_alike_is_said_once(place: Open) -> None:
    alike = {"dataset": "word", "author": None, "note": "n", "digest": "d"}
    with place().writing() as transaction:
        transaction.insert_columns("tx", alike, [range(51), range(51), range(50, -1, -1)])
        found = transaction.execute("SELECT * FROM tx ORDER BY id").fetchall()

    assert found == [(number, number, 50 - number, "word", None, "n", "d") for number in range(51)]


@each
def test_a_failure_is_one_of_the_drivers_before_it_is_said_in_words(place: Open) -> None:
    storage = place()
    write(storage, "label", ("name", 1))

    with pytest.raises(storage.driver_errors), storage.writing() as transaction:
        transaction.insert("label", [("name", 1)])


# --- who else is there ----------------------------------------------------------------------------------


@each_shared
def test_nobody_sees_what_is_not_committed(place: Open) -> None:
    write(place(), "tx", FIRST)
    reader = place()

    with place().writing() as transaction:
        transaction.insert("tx", [SECOND])
        assert read(reader) == [1]
        transaction.commit(unheard)
    assert read(reader) == [1, 2]


@each_shared
def test_a_snapshot_is_one_state_whoever_writes_meanwhile(place: Open) -> None:
    write(place(), "tx", FIRST)
    landed = True

    with place().snapshot() as snapshot:
        assert ids(snapshot) == [1]
        try:
            with (other := place()).translated():
                write(other, "tx", SECOND)
        except tempodb.OperationalError as told:
            assert told.problems[0].code == "locked"
            landed = False
        assert ids(snapshot) == [1]

    assert read(place()) == ([1, 2] if landed else [1])


@each_shared
def test_of_two_who_write_one_waits_and_is_told(place: Open) -> None:
    write(place(), "tx", FIRST)

    with place().writing() as transaction:
        transaction.insert("tx", [SECOND])
        with (
            pytest.raises(tempodb.OperationalError) as told,
            (other := place()).translated(),
            other.writing(),
        ):
            raise AssertionError("two are writing")
        transaction.commit(unheard)

    assert told.value.problems[0].code == "locked"
    assert other.path in str(told.value)
    assert read(place()) == [1, 2]


@each_shared
def test_the_next_writer_begins_where_the_last_one_ended(place: Open) -> None:
    """A lock that is taken after something was read lets two writers give one number."""
    for number in range(1, 6):
        with place().writing() as transaction:
            last = transaction.execute("SELECT coalesce(max(id), 0) FROM tx").fetchone()[0]
            transaction.insert("tx", [(last + 1, 10 * number, 0, None, None, None, "digest")])
            transaction.commit(unheard)

    assert read(place()) == [1, 2, 3, 4, 5]


@each_shared
def test_a_version_is_another_when_somebody_has_written(place: Open) -> None:
    storage, versions = place(), []
    for writer, row in ((storage, FIRST), (storage, SECOND), (place(), (3, 30, *FIRST[2:]))):
        write(writer, "tx", row)
        for _ in range(2):
            with storage.snapshot() as snapshot:
                versions.append(snapshot.version())

    assert [version == versions[0] for version in versions] == [True, True, *[False] * 4]
    assert versions[2] == versions[3] != versions[4] == versions[5]


@each
def test_a_glance_gives_the_present_state_or_refuses(place: Open) -> None:
    storage = place()
    with pytest.raises(tempodb.TempodbError), storage.glance():
        pass
    write(storage, "tx", FIRST)

    with storage.glance() as snapshot:
        assert ids(snapshot) == [1]


@each
def test_who_reads_by_and_by_is_given_the_same_object(place: Open) -> None:
    storage = place()
    write(storage, "tx", FIRST)
    with storage.snapshot() as first:
        pass
    write(storage, "tx", SECOND)

    with storage.snapshot() as second:
        assert second is first
        assert ids(second) == [1, 2]


# --- what is read ---------------------------------------------------------------------------------------

TEXTS = {
    "long": "".join(Random(0).choices(string.ascii_letters, k=20_000)),
    "quotes": 'it\'s "quoted" \\ ? %s :name $1',
    "scripts": "Тоҷикистон, 日本, \U0001f1f9\U0001f1ef, e\u0301",
    "blanks": " \t\n\r ",
    "empty": "",
}


@each
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_comes_back_as_it_was(place: Open, text: str) -> None:
    storage = place()
    write(storage, "interned", (1, text))
    write(storage, "label", (text, 1))

    with storage.snapshot() as snapshot:
        assert snapshot.execute("SELECT text FROM interned WHERE text = ?", (text,)).fetchall() == [(text,)]
        assert snapshot.execute("SELECT entity FROM label WHERE folded = ?", (text,)).fetchall() == [(1,)]


@each
def test_a_text_with_a_zero_in_it_comes_back_or_is_refused_in_words(place: Open) -> None:
    storage, text = place(), "a\0b"
    try:
        with storage.translated():
            write(storage, "interned", (1, text))
    except tempodb.OperationalError:
        return
    with storage.snapshot() as snapshot:
        assert snapshot.execute("SELECT text FROM interned").fetchall() == [(text,)]


@each
def test_texts_are_in_the_order_of_their_bytes(place: Open) -> None:
    texts = ["a-b", "ab", "a/b", "B", "a.b", "é", "e", "Ä", "z", "日", "\U0001f1f9", "a b", "_"]
    storage = place()
    write(storage, "interned", *enumerate(texts))

    with storage.snapshot() as snapshot:
        found = [text for (text,) in snapshot.execute("SELECT text FROM interned ORDER BY text")]
        (least,) = snapshot.execute("SELECT min(text) FROM interned").fetchone()

    assert found == sorted(texts, key=str.encode)
    assert least == found[0]


@each
def test_numbers_come_back_as_they_were(place: Open) -> None:
    storage = place()
    write(storage, "tx", (1, FOREVER, -FOREVER, None, None, None, ""))

    with storage.snapshot() as snapshot:
        row = snapshot.execute("SELECT recorded, clock, dataset FROM tx WHERE recorded = ?", (FOREVER,))
        assert row.fetchall() == [(FOREVER, -FOREVER, None)]


@each
def test_a_text_of_sql_may_hold_a_percent_sign(place: Open) -> None:
    storage = place()
    write(storage, "interned", (1, "ab"), (2, "b"))

    with storage.snapshot() as snapshot:
        found = snapshot.execute("SELECT id FROM interned WHERE text LIKE 'a%' AND id % 2 = ?", (1,))
        assert found.fetchall() == [(1,)]


@each
def test_rows_are_read_one_by_one_or_together(place: Open) -> None:
    storage = place()
    write(storage, "tx", FIRST, SECOND)

    with storage.snapshot() as snapshot:
        rows = snapshot.execute("SELECT id FROM tx ORDER BY id")
        assert (rows.fetchone(), rows.fetchall(), rows.fetchone()) == ((1,), [(2,)], None)


@each
def test_what_takes_too_long_is_given_up(place: Open) -> None:
    storage, ticks = place(), iter([0.0])
    write(storage, "tx", FIRST)

    with (
        storage.snapshot() as snapshot,
        pytest.raises(tempodb.QueryError, match="longer than"),
        storage.interrupted(Allowance(1, 300, lambda: next(ticks, 2.0))),
    ):
        snapshot.execute(ENDLESS).fetchall()
    assert read(storage) == [1]


# --- the tables -----------------------------------------------------------------------------------------


@each
def test_new_tables_are_whole_and_of_this_version(place: Open) -> None:
    storage = place()
    write(storage, "tx", FIRST)

    with storage.snapshot() as snapshot:
        assert snapshot.damage() == []
        assert snapshot.has_own_tables()
        assert snapshot.schema_version() == SCHEMA_VERSION


@each
def test_tables_that_somebody_changed_are_seen(place: Open) -> None:
    storage = place()
    with storage.writing() as transaction:
        transaction.execute("CREATE INDEX strange ON tx (dataset)")
        transaction.commit(unheard)

    with storage.snapshot() as snapshot:
        assert not snapshot.has_own_tables()


@each
def test_who_writes_stamps_the_version(place: Open) -> None:
    with place().writing() as transaction:
        transaction.stamp()

        assert transaction.schema_version() == SCHEMA_VERSION


@each
def test_what_was_deleted_gives_its_room_back(place: Open) -> None:
    storage = place()
    write(storage, "interned", *((number, TEXTS["long"] + str(number)) for number in range(20)))
    with storage.writing() as transaction:
        with transaction.rewriting():
            transaction.execute("DELETE FROM interned WHERE id > 0")
        transaction.commit(unheard)

    storage.compact(unheard)
    assert read(storage, "interned") == [0]


@each
def test_a_copy_is_a_database_of_its_own(place: Open, tmp_path: Path) -> None:
    storage, target = place(), tmp_path / "copy.db"
    write(storage, "tx", FIRST)

    storage.backup(target, unheard)
    write(storage, "tx", SECOND)

    copied = storage_at(target)
    assert read(copied) == [1]
    copied.close()
    with pytest.raises(tempodb.InputError, match="there already"):
        storage.backup(target, unheard)


@each_occupied
def test_another_programs_place_is_refused_and_left_as_it_is(
    engine: UnderTest, place: Open, tmp_path: Path
) -> None:
    assert engine.occupy is not None
    engine.occupy(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    for attempt in (lambda: read(place()), lambda: write(place(), "tx", FIRST)):
        with pytest.raises(tempodb.OperationalError) as told:
            attempt()
        assert told.value.problems[0].code in ("not-ours", "altered")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


# --- the end --------------------------------------------------------------------------------------------


@each_shared
def test_what_was_closed_opens_anew(place: Open) -> None:
    storage = place()
    write(storage, "tx", FIRST)
    assert read(storage) == [1]

    storage.close()
    storage.close()

    assert read(storage) == [1]


REQUESTS: list[Callable[[Storage], object]] = [
    lambda storage: storage.exists(),
    lambda storage: storage.refuse_missing(),
    lambda storage: storage.snapshot(),
    lambda storage: storage.glance(),
    lambda storage: storage.interrupted(Allowance(1, 1, lambda: 0.0)),
    lambda storage: storage.writing(),
    lambda storage: storage.translated(),
    lambda storage: storage.compact(unheard),
    lambda storage: storage.backup(Path("x"), unheard),
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_of_a_closed_storage_nothing_can_be_asked(request_: Callable[[Storage], object]) -> None:
    storage: Storage = ClosedStorage("x.db")

    with pytest.raises(tempodb.InputError) as refused:
        request_(storage)
    storage.close()

    assert refused.value.problems[0].code == "closed"
