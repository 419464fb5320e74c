"""Frames that are made of an answer have the columns that the command line prints."""

from __future__ import annotations

import pickle

import polars
import pytest

import tempodb


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
