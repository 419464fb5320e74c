"""What is said of an organization that did not exist on the days for which there is an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb

DATASET = """
tempodb: 1
dataset: a
sources: {paper: {title: Paper, published: 2016}}
persons: {x: {name: X}}
organizations:
  acn: {name: ACN, founded: 2006, dissolved: 2013-02-06}
  desk: {name: Desk, part_of: acn}
offices: {acn/chair: {title: Chair, organization: acn}}
memberships: [{member: x, of: acn, from: 2004, source: paper}]
tenures: [{holder: x, office: acn/chair, from: 2004}]
events: [{id: talk, kind: meeting, body: acn, date: 2015}]
"""
DISSOLVED, FOUNDED = ("`ACN` was dissolved (2013-02-06)",), ("`ACN` was founded later (2006)",)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    path: Path = tmp_path_factory.mktemp("lifetime") / "a.yaml"
    path.write_text(DATASET)
    with tempodb.open(":memory:") as database:
        database.load(path)
        yield database


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("whether X is member of ACN as of 2015", DISSOLVED),
        ("members of ACN as of 2015", DISSOLVED),
        ("members of ACN as of 2013-02-07", DISSOLVED),
        ("members of ACN", DISSOLVED),
        ("status of X in ACN as of 2015", DISSOLVED),
        ("whether X holds Chair as of 2015", DISSOLVED),
        ("holders of Chair of ACN as of 2015", DISSOLVED),
        ("holders of any office in ACN as of 2015", DISSOLVED),
        ("bodies of ACN as of 2015", DISSOLVED),
        ("events of ACN as of 2015", DISSOLVED),
        ("count members of ACN as of 2015", DISSOLVED),
        ("members of ACN as of 2005", FOUNDED),
        ("whether X is member of ACN as of 1999", FOUNDED),
        # It existed on some of these days.
        ("members of ACN as of 2013", ()),
        ("members of ACN as of 2013-02-06", ()),
        ("members of ACN as of 2006", ()),
        ("members of ACN between 2005 and 2015", ()),
        ("periods of X in ACN", ()),
        ("count members of ACN by year", ()),
        # Nothing that this source says tells of it.
        ("members of ACN as of 2015 according to paper", ()),
    ],
)
def test_an_answer_says_that_the_organization_did_not_exist_then(
    db: tempodb.Database, question: str, told: tuple[str, ...]
) -> None:
    answer = db.query(question)

    assert answer
    assert answer.told == told
    assert answer.as_dict().get("notes", ()) == told
