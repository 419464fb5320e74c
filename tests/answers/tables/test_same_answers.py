"""What is about everything is answered over columns as it is over rows: the same rows, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

import tempodb
from answers.tables.awkward_world import SOURCES, awkward_world
from oracle.loaded_world import loaded_world
from oracle.random_world import changed_versions, precise_versions
from oracle.thoroughness import rounds
from tempodb.answers.result_table import Table
from tempodb.execution import view
from tempodb.output.data import as_csv, as_json, as_tsv

NOW = "2018-06-01T12:00:00Z"
DAYS = ["1994", "1998-04", "2001-01-20", "2001-02-01", "2003", "2003-05-01", "2004-07-01", "2009", "2013"]
KNOWN = ["2010", "2011-06", "2014", "2015-06-01", "2016-06", "2017-12"]
STATUSES = ["", "suspended ", "observer "]
ORDERS = [
    *("from", "to", "member_name", "organization", "status", "sources", "certainty"),
    *("representing_name", "for_name", "end_reason"),
]
FILTERS = [
    *("status is member", "not status is suspended", "name starts with S", "representing is unknown"),
    *(
        "to is ongoing",
        "for is not unknown",
        "sources contains s",
        "certainty is possible or from contains 2001",
    ),
]
WORLDS = ["awkward", "awkward again", "imprecise", "precise"]


class Asked(NamedTuple):
    """One database, asked over columns and over rows."""

    random: Random
    by_columns: tempodb.Database
    by_rows: tempodb.Database
    patch: pytest.MonkeyPatch

    def both(self, question: str) -> tuple[tempodb.Result, tempodb.Result]:
        """Return both answers."""
        self.patch.setattr(view, "FEW_CLAIMS", 0)
        by_columns = self.by_columns.query(question)
        self.patch.setattr(view, "FEW_CLAIMS", 10**9)
        return by_columns, self.by_rows.query(question)

    def same(self, question: str) -> tempodb.Result:
        """Return the answer, which is the same in each way, and a table in one."""
        by_columns, by_rows = self.both(question)
        assert isinstance(by_rows.made, tuple)
        assert as_csv(by_columns) == as_csv(by_rows), question
        assert as_tsv(by_columns) == as_tsv(by_rows), question
        assert as_csv(by_columns.with_dates()) == as_csv(by_rows.with_dates()), question
        assert by_columns.to_arrow().equals(by_rows.to_arrow()), question
        assert list(by_columns) == list(by_rows), question
        assert as_json(by_columns) == as_json(by_rows), question
        return by_columns

    def when(self) -> str:
        """Return a time clause, or none."""
        first, last = sorted(self.random.sample(range(len(DAYS)), 2))
        return self.random.choice(
            [
                *(f" as of {DAYS[first]}", f" between {DAYS[first]} and {DAYS[last]}"),
                *(f" throughout {DAYS[first]}", f" as of {DAYS[last]}", ""),
            ]
        )

    def known(self) -> str:
        """Return a clause of recorded time, or none."""
        return self.random.choice(["", *(f" known at {instant}" for instant in KNOWN)])

    def sure_when(self) -> str:
        """Return a time clause, perhaps of what is certain or only possible then, or none."""
        when = self.when()
        return f"{self.random.choice(['', '', ' certainly', ' possibly'])}{when}" if when else ""

    def evidence(self) -> str:
        """Return a clause that says by what it has to be told, or none."""
        source = self.random.choice(sorted(SOURCES))
        said = [" including disputed", f" according to {source}", " published by 2012", " published by 2014"]
        return self.random.choice(["", "", "", *said])


@pytest.fixture(scope="module", params=WORLDS)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of each kind."""
    folder = tmp_path_factory.mktemp("world")
    if request.param.startswith("awkward"):
        return awkward_world(folder, request.param)
    random = Random(request.param)
    versions = precise_versions(random) if request.param == "precise" else changed_versions(random)
    with loaded_world(versions, folder):
        return folder / "world.db"


@pytest.fixture
def asked(request: pytest.FixtureRequest, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Return a database that is asked over columns, however small it is, and over rows."""
    with tempodb.open(path, now=NOW) as by_columns, tempodb.open(path, now=NOW) as by_rows:
        yield Asked(Random(request.node.name), by_columns, by_rows, monkeypatch)


def is_told(asked: Asked, evidence: str) -> bool:
    """Return whether a source that is named is known there."""
    return not evidence or asked.by_rows.query("show sources").rows != () or "according" not in evidence


def members(asked: Asked, most: int) -> Iterator[str]:
    """Yield questions about the members of every organization, as they are told in some way.

    Of six, one at the least is answered by a table.
    """
    for _ in range(max(6, len(rounds(most)))):
        evidence = asked.evidence()
        if is_told(asked, evidence):
            more = asked.random.choice(["", "", " including observer", " including suspended"])
            yield f"{asked.random.choice(STATUSES)}members of every organization{more}{evidence}"


def test_members_of_every_organization(asked: Asked) -> None:
    tables = 0
    random = asked.random
    for question in members(asked, 30):
        order = random.choice(["", "", *(f" order by {c}{d}" for c in ORDERS for d in ("", " desc"))])
        limit = random.choice(["", "", " limit 5", " limit 0"])

        answer = asked.same(f"{question}{asked.sure_when()}{asked.known()}{order}{limit}")
        tables += isinstance(answer.made, Table)
    assert tables


def test_filters_keep_the_same(asked: Asked) -> None:
    tables = kept = 0
    random = asked.random
    for question in members(asked, 20):
        either = f"{random.choice(FILTERS)} {random.choice(['and', 'or'])} {random.choice(FILTERS)}"
        filter_ = random.choice([*FILTERS, either, f"not ({either})"])
        order = random.choice(["", " order by member desc"])

        answer = asked.same(f"{question}{asked.sure_when()} where {filter_}{asked.known()}{order}")
        tables += isinstance(answer.made, Table)
        kept += len(answer)
    assert tables and kept


@pytest.mark.parametrize(
    "question",
    [
        "changes in every organization where change is joined and not party starts with S1",
        "changes in every organization where office is unknown or title contains a order by date desc",
        "overlaps of members of every organization having from starts with 2001 or other contains 2",
        "compare members of every organization as of 2001 with as of 2003 having change is not removed",
        "count members of every organization by year between 1999 and 2003 having certain > 1 and coverage is unknown",
        "count members of every organization as of 2003 having possible <= 3 order by possible desc limit 4",
        "count members of every organization where not status is suspended and name contains 1 by year",
    ],
)
def test_filters_of_all_that_is_a_table_keep_the_same(asked: Asked, question: str) -> None:
    asked.same(question)


def test_those_have_names_who_are_asked_about_after_few_others(asked: Asked) -> None:
    few, all_ = "count members of every organization as of 2003", "members of every organization"

    assert 0 < len(asked.same(few)) < len(asked.same(f"{all_} including observer including suspended"))
    asked.same(f"{few} known at 2016")


GRANULES = ["year", "decade", "quarter", "month", "day"]
SPANS = ["2001-01-20 and 2001-02-20", "2000 and 2003", "1996 and 2012", "2003-04 and 2003-06"]


WITHIN = [
    "status is member",
    "not status is suspended",
    "name starts with S",
    "representing is unknown",
    "for is not unknown",
]


def test_what_is_counted_or_compared_of_every_organization_is_kept_alike(asked: Asked) -> None:
    random, tables = asked.random, 0
    states, places = (
        [row.id for row in asked.by_rows.query(f"show {sort}")] for sort in ("states", "organizations")
    )
    for _ in rounds(16):
        filter_ = f"({random.choice(WITHIN)} {random.choice(['and', 'or'])} not {random.choice(WITHIN)})"
        of = f"members of every organization{random.choice(['', ' including any status'])}"
        when, known = random.choice([" as of 2002", " between 1999 and 2004"]), asked.known()
        by = random.choice(["", " by month", " by status", " by representing by year"])
        once = random.choice(["", "", "distinct "])
        tables += isinstance(asked.same(f"count {once}{of}{when}{known} where {filter_}{by}").made, Table)
        tables += isinstance(
            asked.same(f"compare {of} as of 2001{known} where {filter_} with as of 2003").made, Table
        )
        asked.same(f"count {of}{when}{known} while {states[0]} is member of {places[0]} where {filter_}")
    assert tables


def test_explain_tells_of_a_filter_that_is_tried_over_columns(asked: Asked) -> None:
    question = "explain count members of every organization as of 2001 where status is member"

    by_columns, by_rows = ([row.text for row in each] for each in asked.both(question))

    assert [text for text in by_columns if text not in by_rows] == [
        "it is tried over columns, before anything is a row"
    ]


def test_each_party_once_in_however_many_organizations(asked: Asked) -> None:
    random = asked.random
    for _ in rounds(6):
        by = random.choice(["", " by month", " by decade"])
        of = random.choice(["members", "suspended members"])
        when = random.choice(["", " ever", " between 1999 and 2004"])
        asked.same(f"count distinct {of} of every organization{when}{by}{asked.known()}")


def test_counts_of_every_organization(asked: Asked) -> None:
    tables = 0
    random = asked.random
    for question in members(asked, 30):
        granule = random.choice(["", *GRANULES])
        spans = SPANS[:1] if granule == "day" else ["", *SPANS] if granule in ("year", "decade") else SPANS
        span = random.choice(spans)
        by = f" by {granule}{f' between {span}' if span else ''}" if granule else asked.when()
        order = random.choice(
            ["", "", " order by possible desc", " order by coverage", " order by period desc"]
        )
        limit = random.choice(["", "", " limit 7"])

        answer = asked.same(f"count {question}{by}{asked.known()}{order}{limit}")
        tables += isinstance(answer.made, Table)
    assert tables


def test_compares_of_every_organization(asked: Asked) -> None:
    tables = 0
    random = asked.random
    for question in members(asked, 30):
        times = [
            random.choice(["as of", "between 1994 and"]) + f" {day}" for day in random.sample(DAYS[1:], 2)
        ]
        instants = [f"known at {instant}" for instant in random.sample(KNOWN, 2)]
        order = random.choice(["", "", " order by change desc", " order by before"])
        first, second = random.choice(
            [times, instants, [" ".join(both) for both in zip(times, instants, strict=True)]]
        )

        answer = asked.same(f"compare {question} {first} with {second}{order}")
        tables += isinstance(answer.made, Table)
    assert tables


def test_changes_in_every_organization(asked: Asked) -> None:
    tables = 0
    random = asked.random
    for _ in rounds(20):
        evidence = asked.evidence()
        if is_told(asked, evidence):
            order = random.choice(
                ["", "", " order by date desc", " order by change, party", " order by title"]
            )
            limit = random.choice(["", "", " limit 7"])
            when = asked.sure_when().replace("throughout", "during").replace("as of", "during")

            answer = asked.same(f"changes in every organization{when}{asked.known()}{evidence}{order}{limit}")
            tables += isinstance(answer.made, Table)
    assert tables


def test_changes_of_names_bodies_and_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "csto.db"
    with tempodb.open(path, now=NOW) as by_columns, tempodb.open(path, now=NOW) as by_rows:
        by_columns.load(Path(__file__).parents[3] / "fixtures" / "csto.yaml", recorded_at=KNOWN[0])
        asked = Asked(Random(0), by_columns, by_rows, monkeypatch)
        for more in ("", " between 1998 and 2007", " possibly during 2003", " including disputed"):
            found = {row.change for row in asked.same(f"changes in every organization{more}")}
            assert found >= {"body added", "founded", "took office"}, more


@pytest.mark.parametrize("of", ["every organization", "one organization"])
def test_overlaps_of_organizations(asked: Asked, of: str) -> None:
    tables = 0
    random = asked.random
    organizations = [row.id for row in asked.by_rows.query("show organizations")]
    for question in members(asked, 16):
        order = random.choice(["", "", *(f" order by {c}{d}" for c in ORDERS[:-3] for d in ("", " desc"))])
        limit = random.choice(["", " limit 5"])
        if "status" in order:
            order = " order by other_name, standing"
        if of == "one organization":
            question = question.replace("every organization", random.choice(organizations))

        answer = asked.same(f"overlaps of {question}{asked.sure_when()}{asked.known()}{order}{limit}")
        tables += isinstance(answer.made, Table)
    assert tables


def test_who_is_asked_for_by_more_than_columns_tell_is_put_together_by_rows(asked: Asked) -> None:
    organizations = [row.id for row in asked.by_rows.query("show organizations")]
    for more in ("including bodies", "including predecessors", "throughout 2003"):
        answer = asked.same(f"overlaps of members of {asked.random.choice(organizations)} {more}")
        assert not isinstance(answer.made, Table)
