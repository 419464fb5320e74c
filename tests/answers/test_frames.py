"""Frames that are made of an answer have the columns that the command line prints."""

from __future__ import annotations

import pickle
from typing import Any, NamedTuple, cast, get_args

import polars
import pyarrow
import pytest

import tempodb
from tempodb import Result
from tempodb.answers import result
from tempodb.questions.columns import columns
from tempodb.questions.rows import Row


@pytest.mark.parametrize(
    "question",
    [
        *(
            "members of CSTO",
            "holders of secretary-general of CSTO as of 2018",
            "names of CSTO",
            "bodies of CSTO",
        ),
        *("when Uzbekistan is suspended in CSTO", "vacancies of any office in CSTO", "timeline of CSTO"),
        *("why Uzbekistan in CSTO as of 2013", "revisions of Uzbekistan in CSTO", "changes in CSTO"),
        *(
            "history of members of CSTO",
            "conflicts in CSTO",
            "count members of CSTO by year between 2001 and 2003",
        ),
    ],
)
def test_the_columns_of_a_frame_are_those_that_are_printed(question: str) -> None:
    with tempodb.open(":memory:") as database:
        database.load(tempodb.bundled_fixture("csto.yaml"))
        answer = database.query(question)

    row = answer[0]
    # What pandas names the columns of a frame by.
    assert row._fields == answer.columns
    assert list(row._asdict()) == list(answer.columns)
    assert pickle.loads(pickle.dumps(row)) == row
    for told in (answer, answer.to_dicts()):
        assert polars.DataFrame(told, infer_schema_length=None).columns == list(answer.columns)


class Spell(NamedTuple):
    """A row of a sort that there is not yet."""

    party: str
    days: int
    place: str | None
    years: tuple[str, ...]
    rank: int | None


def test_the_types_of_a_frame_are_those_of_the_rows() -> None:
    rows: Any = (Spell("a", 3, None, (), None),)
    answer = Result("spells", Spell._fields, cast(Any, Spell), rows, None, None)

    types = [str(type_) for type_ in answer.to_arrow().schema.types]

    assert types == ["string", "int64", "string", "list<item: string>", "int64"]
    assert answer.to_polars().rows() == [("a", 3, None, [], None)]


@pytest.mark.parametrize("type_", get_args(Row))
def test_every_column_has_a_type_that_a_frame_knows(type_: type[Row]) -> None:
    empty = Result("none", columns(type_), type_, (), None, None)

    assert tuple(empty.to_arrow().column_names) == empty.with_dates().columns
    assert set(columns(type_)) <= set(empty.to_arrow().column_names)
    assert all(hasattr(type_, name) for name in columns(type_))


def test_a_frame_is_made_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nanoarrow")
    db = tempodb.open(":memory:")
    db.load(tempodb.bundled_fixture("csto.yaml"))
    answers = [
        db.query(text) for text in ("members of CSTO as of 2006", "events of ICMEC", "count members by year")
    ]
    usual = [answer.to_arrow() for answer in answers]
    monkeypatch.setattr(result, "find_spec", lambda _: None)

    for answer, frame in zip(answers, usual, strict=True):
        assert pyarrow.table(answer).equals(frame)


def test_rows_tell_their_ends_as_dates_as_frames_do() -> None:
    db = tempodb.open(":memory:")
    db.load(tempodb.bundled_fixture("csto-exact.yaml"))
    for text in ("periods of Uzbekistan in CSTO", "holders of secretary-general", "names of CSTO"):
        answer = db.query(text)
        for row, cells in zip(answer, answer.with_dates().to_dicts(), strict=True):
            assert row.from_bounds == (cells["from_earliest"], cells["from_latest"])
            assert row.to_bounds == (cells["to_earliest"], cells["to_latest"])
            assert row.duration == (cells["days_min"], cells["days_max"])
