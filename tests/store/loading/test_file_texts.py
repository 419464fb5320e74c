"""The text that a dataset was loaded from last is kept, and only taken for that if the log vouches for it."""

from __future__ import annotations

import zlib

import pytest

from store.loading.desk import WORLD, Content, Desk, dataset, membership, tenure
from tempodb.api import loaded_files
from tempodb.api.loaded_files import LoadedFiles
from tempodb.base.progress import unwatched
from tempodb.interchange.dataset import restating
from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.markup.contents import Content as MarkupContent
from tempodb.model.claims import Dataset
from tempodb.store.loading.due_load import DueLoad
from tempodb.store.log.transaction_info import TransactionInfo

STATED = dataset(memberships=[membership(from_="1999")], tenures=[tenure(from_="2001")])
CHANGED = dataset(memberships=[membership(from_="1998")], tenures=[tenure(from_="2001")])


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    monkeypatch.setattr(loaded_files, "LONG_READ", 0)


def kept(desk: Desk) -> list[tuple[str, bytes]]:
    with desk.db.engine.storage.snapshot() as snapshot:
        rows = snapshot.execute("SELECT dataset, text FROM file_text ORDER BY dataset").fetchall()
    return [(dataset, zlib.decompress(text)) for dataset, text in rows]


def test_the_last_text_of_each_dataset_is_kept(desk: Desk) -> None:
    first, changed, other = map(desk.file, (STATED, CHANGED, dataset("e", {}, memberships=[membership("b")])))
    desk.db.load(first, other)
    desk.db.load(changed)

    assert kept(desk) == [("d", changed.read_bytes()), ("e", other.read_bytes())]


def held(*begins: int) -> Content:
    """Return a dataset with memberships of many states, of which the first ones begin in other years."""
    years = [*begins, *range(1700 + len(begins), 2000)]
    states = {f"s{number}": {"name": f"State {number}"} for number in range(len(years))}
    return dataset(
        world=WORLD | {"states": states},
        memberships=[membership(state, from_=str(year)) for state, year in zip(states, years, strict=True)],
    )


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how long the texts of JSON are that are read as columns from now on."""
    read: list[int] = []

    def watched(reader: ColumnReader, content: MarkupContent) -> Dataset | None:
        read.append(len(content.data))
        return read_columns(reader, content)

    read_columns = ColumnReader.read
    monkeypatch.setattr(ColumnReader, "read", watched)
    return read


def test_a_text_is_kept_as_long_as_little_has_changed_since(desk: Desk, texts_read: list[int]) -> None:
    first = desk.file(held())
    desk.db.load(first)
    changes = [(1890,), (1890, 1891), (1891, 1891), (1891, 1891, 1892)]
    reports = [desk.load(held(*begins))[0] for begins in changes]

    assert [(report["corrected"], report["unchanged"]) for report in reports] == [
        (1, reports[0]["unchanged"])
    ] * len(changes)
    assert kept(desk) == [("d", first.read_bytes())]
    assert max(texts_read[1:]) < texts_read[0] / 10
    assert desk.db.verify() == []


def test_another_text_is_kept_after_some_loads(desk: Desk, texts_read: list[int]) -> None:
    for begin in range(1600, 1601 + restating.FEW_LOADS):
        last = desk.file(held(begin))
        desk.db.load(last)
    assert b"1600" in kept(desk)[0][1]

    last = desk.file(held(1699))
    desk.db.load(last)

    assert kept(desk) == [("d", last.read_bytes())]
    assert max(texts_read[1:]) < texts_read[0] / 10


def test_a_file_is_read_as_a_whole_where_it_says_again_what_it_said_in_that_text(
    desk: Desk, texts_read: list[int]
) -> None:
    first = held()
    desk.load(first)
    desk.load(held(1890, 1891))
    desk.db.run("end membership of s7 in o from 1990")

    (report,) = desk.load(held(1700, 1891))

    assert (report["corrected"], report["differs"], texts_read[-1]) == (1, 1, texts_read[0])
    assert desk.periods("periods of s0 in o")[0][1] == "1700"
    assert desk.db.verify() == []


def test_none_is_kept_of_what_states_something_twice(desk: Desk) -> None:
    desk.db.load(desk.file(STATED))
    desk.db.load(
        desk.file(dataset(memberships=[membership(from_="1999"), membership(from_="1999", note="!")] * 2))
    )

    assert kept(desk) == []


def test_none_is_kept_when_a_person_was_erased(desk: Desk) -> None:
    desk.db.load(desk.file(STATED))
    desk.db.erase("q")

    assert kept(desk) == []


FORGERIES: dict[str, bytes] = {
    "no text": b"",
    "no packed text": b"x" * 100,
    "another text": zlib.compress(b'{"tempodb": 1, "dataset": "d"}'),
}


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
def test_a_text_for_which_the_log_does_not_vouch_changes_nothing(desk: Desk, forged: bytes) -> None:
    desk.db.load(desk.file(STATED))
    with desk.db.engine.storage.writing() as transaction:
        transaction.execute("UPDATE file_text SET text = ?", (forged,))
        transaction.commit(print)

    (report,) = desk.db.load(desk.file(CHANGED))

    assert (report.as_dict()["corrected"], report.as_dict()["added"]) == (1, 0)
    assert desk.db.verify() == []


def test_a_text_that_another_has_replaced_meanwhile_is_not_taken_for_the_last(desk: Desk) -> None:
    desk.db.load(desk.file(STATED))
    engine = desk.db.engine
    due = DueLoad(LoadedFiles([desk.file(CHANGED)], unwatched), TransactionInfo(), engine.clock)
    assert due.known(engine.read) is None
    planning = due.read(engine.read)
    desk.db.load(desk.file(dataset(memberships=[membership(from_="1997")])))

    (report,) = engine.read(planning.on)

    assert [old.claim.when.from_ for old, _ in report.difference.corrected] == ["1997"]
