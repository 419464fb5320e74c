"""Answers in Python: typed rows, and what is shown of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import polars
import pyarrow
import pytest

import tempodb
from tempodb.base.errors import QueryError


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("members of CSTO as of 2006", "<Result: 7 rows of members of CSTO as of 2006>"),
        ("members limit 1", "<Result: 1 row of members limit 1>"),
        ("count (members as of 2006 union (members as of 2007 union (members as of 2008 union (members as of 2009))))",
         "<Result: 1 row of count (members as of 2006 union (members as of 2007 union (members as of 2008 u…>"),
    ],
)  # fmt: skip
def test_a_result_is_shown_in_short(csto: tempodb.Database, question: str, shown: str) -> None:
    assert repr(csto.query(question)) == shown


def test_what_was_loaded_is_shown_in_short() -> None:
    with tempodb.open(":memory:") as database:
        reports = database.load(tempodb.bundled_fixture("csto.yaml"))

    assert re.fullmatch(r"\[<csto: \d+ added, 0 corrected, 0 retracted, 0 unchanged>\]", repr(reports))


def test_an_error_shows_its_place_and_its_advice(csto: tempodb.Database) -> None:
    with pytest.raises(QueryError) as refusal:
        csto.query("members of CSTOO")

    assert str(refusal.value).splitlines() == [
        "no organization is called `CSTOO`",
        "  members of CSTOO",
        "             ^^^^^",
        "help: the nearest name is `CSTO` (csto)",
    ]


def test_an_error_of_a_long_text_is_short_and_controls_no_terminal(csto: tempodb.Database) -> None:
    with pytest.raises(QueryError) as refusal:
        csto.query("members of " + "\x1b[2J" * 9999)

    assert len(str(refusal.value)) < 1000
    assert "\x1b" not in str(refusal.value)


@pytest.mark.parametrize(("module", "extra"), [("pyarrow", "arrow"), ("polars", "polars")])
def test_a_frame_that_needs_what_is_not_installed_says_what_to_install(
    csto: tempodb.Database, monkeypatch: pytest.MonkeyPatch, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(tempodb.InputError, match=rf"tempodb\[{extra}\]"):
        getattr(csto.query("members"), f"to_{extra}")()


def test_a_result_is_a_sequence_of_typed_rows(csto: tempodb.Database) -> None:
    result = csto.query("members as of 2006")

    assert isinstance(result, Sequence)
    assert len(result) == 7
    assert result[0].member_name == "Armenia"
    assert result[-1].from_ == "2006"
    assert [row.member for row in result[:2]] == ["armenia", "belarus"]
    assert [row.certainty for row in result] == ["certain"] * 7
    assert result
    assert not csto.query("members as of 1990")


@pytest.mark.parametrize(
    "question",
    ["members as of 2006", "members as of 1990", "offices in ICMEC", "events", "names", "show states",
     "whether Uzbekistan is member", "bodies", "events of Tajikistan"],
)  # fmt: skip
def test_frames_hold_the_rows_with_typed_columns(csto: tempodb.Database, question: str) -> None:
    result = csto.query(question)

    arrow, frame, dated = result.to_arrow(), result.to_polars(), result.with_dates()

    assert tuple(arrow.column_names) == tuple(frame.columns) == dated.columns
    rows = [
        {key: list(v) if isinstance(v, tuple) else v for key, v in row.items()} for row in dated.to_dicts()
    ]
    assert arrow.to_pylist() == rows
    assert frame.to_dicts() == rows
    assert pyarrow.table(result).equals(arrow)
    assert polars.from_arrow(pyarrow.table(result)).equals(frame)
    for name, type_ in zip(arrow.column_names, arrow.schema.types, strict=True):
        expected = {"number": pyarrow.int64(), "ordinal": pyarrow.int64(), "sources": pyarrow.list_(pyarrow.string()),
                    "participants": pyarrow.list_(pyarrow.string()),
                    **dict.fromkeys(["from_earliest", "from_latest", "to_earliest", "to_latest"], pyarrow.date32()),
                    **dict.fromkeys(["days_min", "days_max"], pyarrow.int64())}  # fmt: skip
        assert type_ == expected.get(name, pyarrow.string())
