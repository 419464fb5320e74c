"""An answer as a table: rows are made when one is looked at, and whatever needs none is written without them."""

from __future__ import annotations

import csv
import io
import pickle
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import tempodb
from answers.tables.awkward_world import ORGANIZATIONS, STATES, awkward_world
from tempodb.answers.result_table import Table
from tempodb.base.errors import QueryError
from tempodb.execution import view
from tempodb.output import data
from tempodb.output.formats import NamedFormat
from tempodb.output.writing import written

EVERY = "members of every organization between 1994 and 2013"
BY_DAY = "count members of every organization by day between 1995 and 2012"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return awkward_world(tmp_path_factory.mktemp("world"), "tables")


@pytest.fixture
def db(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tempodb.Database]:
    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    with tempodb.open(path, now="2018-06-01T12:00:00Z") as db:
        yield db


@pytest.fixture
def unmade(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no table make rows."""

    def refuse(_: Table) -> None:
        raise AssertionError("rows are made")

    monkeypatch.setattr(Table, "rows", property(refuse))


def test_a_table_is_a_sequence_of_typed_rows(db: tempodb.Database) -> None:
    answer = db.query(EVERY)

    assert isinstance(answer.made, Table)
    assert answer.rows == tuple(answer) == tuple(answer[:])
    assert {type(row) for row in answer} == {answer.row_type}
    assert (answer[0], answer[-1], answer[1:3]) == (answer.rows[0], answer.rows[-1], answer.rows[1:3])
    assert len(answer) == len(answer.rows) > 20
    assert answer.to_dicts()[0]["member"] == answer[0].member
    assert isinstance(answer.rows, tuple)
    assert answer.rows is answer.rows


def test_a_table_is_kept_as_its_rows(db: tempodb.Database) -> None:
    answer = db.query(EVERY)

    assert pickle.loads(pickle.dumps(answer)).rows == answer.rows


@pytest.mark.usefixtures("unmade")
@pytest.mark.parametrize(
    "question", [EVERY, BY_DAY, "compare members of every organization as of 2001 with as of 2006"]
)
def test_no_row_is_made_for_what_is_no_row(db: tempodb.Database, question: str) -> None:
    answer = db.query(question)

    lines = list(csv.reader(io.StringIO(data.as_csv(answer))))
    assert len(lines) == len(answer) + 1 == answer.to_arrow().num_rows + 1
    assert (
        data.as_raw_csv(answer) and data.as_tsv(answer) and data.as_parquet(answer) and data.as_arrow(answer)
    )
    assert f"{len(answer)} rows" in repr(answer)
    some = written([answer], NamedFormat("csv", columns=answer.columns[1::-1]), None)
    assert str(some).splitlines()[0] == ",".join(answer.columns[1::-1])


@pytest.mark.parametrize("few", [0, 3_000])
def test_more_figures_than_rows_are_made_of_can_be_had_as_columns(
    db: tempodb.Database, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(view, "FEW_CLAIMS", few)

    answer = db.query(BY_DAY)

    assert len(answer) == answer.to_arrow().num_rows > 50_000
    with pytest.raises(QueryError, match=r"there would be \d+ periods, and 50000 are the most") as refusal:
        list(answer)
    assert refusal.value.problems[0].code == "too-many"


def test_figures_for_which_there_is_no_room_are_refused_before_they_are_counted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tempodb.execution.columns import counting

    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    monkeypatch.setattr(counting, "by_window", None)
    with (
        tempodb.open(path, memory=2) as db,
        pytest.raises(
            QueryError, match=r"the answer has \d+ cells or more, about [\d.]+ MB, and 2 MB are allowed"
        ),
    ):
        db.query(BY_DAY)


EVERY_DAY = "count members of every organization by day between 0001 and 9999"


def test_days_of_which_a_few_organizations_have_no_room_are_refused_before_anything_is_read(
    db: tempodb.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tempodb.store.reading.kept_columns import KeptColumns

    monkeypatch.setattr(KeptColumns, "everything", None)
    for _ in range(2):
        with pytest.raises(
            QueryError, match=r"^the answer has 7304118 cells or more, about 438\.2 MB, and 300"
        ):
            db.query(EVERY_DAY)


def test_more_days_than_are_counted_are_refused_where_there_is_nobody(db: tempodb.Database) -> None:
    with pytest.raises(QueryError, match=r"^there would be 3652059 periods, and 50000 are the most"):
        db.query(f"{EVERY_DAY} known at 2014")
    assert (
        len(db.query("count members of every organization by day between 2001 and 2002 known at 2014")) == 0
    )


@pytest.mark.parametrize(("of", "memory"), [("every organization", 1), ("o1", 0.2)])
def test_pairs_for_which_there_is_no_room_are_refused_before_they_are_put_together(
    path: Path, monkeypatch: pytest.MonkeyPatch, of: str, memory: float
) -> None:
    from tempodb.answers.tables import overlapping

    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    monkeypatch.setattr(overlapping, "pairs", None)
    with (
        tempodb.open(path, memory=memory) as db,
        pytest.raises(
            QueryError, match=rf"the answer has \d+ cells or more, about [\d.]+ MB, and {memory} MB are"
        ),
    ):
        db.query(f"overlaps of members of {of} including observer including suspended")


def test_columns_for_which_there_is_no_room_are_not_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    question = f"{EVERY} limit 3"
    with tempodb.open(path, memory=0.15) as db, pytest.raises(QueryError, match="rows or more"):
        db.query(question)
    with tempodb.open(path, memory=2) as db:
        assert isinstance(db.query(question).made, Table)


def test_what_is_written_meanwhile_is_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    ever = "members of every organization including observer including suspended including disputed"
    question = "partner members of every organization as of 2017"
    with tempodb.open(path) as db, tempodb.open(path) as other:
        told = {(row.member, row.organization) for row in db.query(f"{ever} between 1900 and 2100")}
        pair = next(pair for pair in product(STATES, ORGANIZATIONS) if pair not in told)
        before = db.query(question)

        with other.transaction() as tx:
            tx.record_membership(*pair, status="partner", from_="2016")

        assert isinstance(db.query(question).made, Table)
        assert [(row.member, row.organization) for row in db.query(question)] == [pair]
        assert list(db.query(f"{question} known at {before.known_at}")) == list(before) == []
