"""Answers as sentences: what is read, over every sort of question and the datasets that come with the program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import tempodb
from cases.gallery import LINE, cases
from output.sentences.told_in_words import TOLD
from tempodb.output.sentences.changes_in_words import TOLD_CHANGES
from tempodb.output.sentences.plainly import tell_plainly
from tempodb.output.sentences.prose import TELLERS, cited, in_sentences
from tempodb.output.terminal.cells import cell_width
from tempodb.questions import rows
from tempodb.questions.rows import Row

ROOT = Path(__file__).parents[3]
NOW = "2026-11-21T20:00:00Z"
WIDTH = 60
IDS = """
tempodb: 1
dataset: chamber
states: {norland: {name: Norland}}
persons: {ada: {name: Ada Alder}, bo: {name: Bo Birch}, cy: {name: Cy Cedar}}
organizations:
  chamber: {name: Chamber, founded: 2000}
  green: {name: Green Party}
  league: {name: League of Shores}
offices:
  chamber/seat: {title: Seat, organization: chamber, seats: 5}
tenures:
  - {holder: ada, office: chamber/seat, from: 2001-02-03, to: 2005, representing: green, for: North, end_reason: resigned}
  - {holder: bo, office: chamber/seat, from: 2027-01-01, to: 2031}
  - {holder: cy, office: chamber/seat, capacity: elect, to: 2004}
memberships:
  - {member: norland, of: league, from: 2001, to: unknown, status: observer}
  - {member: chamber, of: league, to: 2004}
"""
INVENTED = {
    "holders of seat ever": (
        "Cy Cedar was Seat elect of Chamber from an unknown date to 2004. Ada Alder was Seat representing "
        "the Green Party for North from 3 February 2001 to 2005 (resigned). Bo Birch will be Seat "
        "from 1 January 2027 to 2031."
    ),
    "count distinct office of holders of any office in chamber ever": (
        "There was 1 office of holders of any office in chamber at one time or another."
    ),
    "count distinct holders of any office in chamber ever": (
        "There were 3 different holders of any office in chamber at one time or another."
    ),
    "organizations of Norland including any status ever": (
        "Norland was an observer at the League of Shores from 2001 to an unknown date."
    ),
    "organizations of Chamber ever": (
        "Chamber was a member of the League of Shores from an unknown date to 2004."
    ),
    "count observers of LEAGUE of shores by year between 2000 and 2002": (
        "The LEAGUE of shores had no observers in 2000, 1 in 2001 and none (perhaps 1) in 2002."
    ),
}


@pytest.fixture(scope="module")
def databases() -> dict[str, tempodb.Database]:
    found = {}
    for name in TOLD:
        found[name] = tempodb.open(":memory:", now=NOW)
        found[name].load(ROOT / "fixtures" / f"{name}.yaml", recorded_at="2026-01-02T03:04:05Z")
    return found


@pytest.mark.parametrize(
    ("name", "question"), [(name, question) for name, told in TOLD.items() for question in told]
)
def test_an_answer_reads_as_sentences(
    databases: dict[str, tempodb.Database], name: str, question: str
) -> None:
    result = databases[name].query(question)

    paragraphs = [" ".join(part.split("\n")) for part in TOLD[name][question].strip("\n").split("\n\n")]

    assert in_sentences(result).splitlines() == paragraphs
    assert max(map(cell_width, in_sentences(result, WIDTH).splitlines())) <= WIDTH
    assert in_sentences(result) == in_sentences(databases[name].query(question))


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.parent.name == "forms"], ids=lambda case: case.stem
)
def test_each_form_is_told(databases: dict[str, tempodb.Database], case: Path) -> None:
    question = case.read_text(encoding="utf-8").partition(LINE)[0]
    result = databases["csto-exact"].query(question)

    if result.row_type is rows.ExplainRow:
        with pytest.raises(tempodb.InputError, match="no sentences"):
            in_sentences(result)
        return
    told = in_sentences(result).splitlines()

    assert told
    assert not [
        line for line in told if re.search(r"[{}]|None|\b(is|was|were|been) (is|was|were|been)\b|  ", line)
    ]


def test_most_types_of_rows_have_words_of_their_own() -> None:
    types = {type_ for part in get_args(Row) for type_ in (get_args(part) or (part,))}

    assert len(TELLERS) > 20
    assert set(TELLERS) <= types - {rows.ExplainRow}


def test_what_has_no_words_of_its_own_is_told_plainly(databases: dict[str, tempodb.Database]) -> None:
    counted = databases["csto-exact"].query("count members of CSTO by year between 1991 and 1992")

    assert [" ".join(told) for told in tell_plainly(counted)] == [
        "Period 1991, certain 0 and possible 0.",
        "Period 1992, certain 6 and possible 6.",
    ]


def test_sources_are_named_at_the_end(databases: dict[str, tempodb.Database]) -> None:
    result = databases["csto-exact"].query(
        ["whether Belarus is member of CSTO", "suspended members of CSTO as of 2000"][1]
    )

    assert cited(result, ["sources"]).splitlines()[-1] == (
        "Sources: news-tj-2017-01-03, report-2017-04-21 and wikipedia-2006."
    )


def test_the_last_day_is_told_where_it_is_wanted(databases: dict[str, tempodb.Database]) -> None:

    result = databases["csto-exact"].query("suspended members of CSTO as of 2000")

    assert in_sentences(result.having(ends="through")).endswith("from 2 April 1999 through 15 August 2006.\n")


def test_whatever_can_change_is_told() -> None:
    source = (ROOT / "src/tempodb/answers/occurrences.py").read_text(encoding="utf-8")
    words = set(
        re.findall(r'"((?:office|body) \w+|renamed|founded|dissolved|suspended|resumed|joined)"', source)
    )

    assert len(words) > 8
    assert words <= set(TOLD_CHANGES)


@pytest.mark.parametrize("question", INVENTED)
def test_what_is_told_beside_it(tmp_path: Path, question: str) -> None:
    (tmp_path / "ids.yaml").write_text(IDS, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as database:
        database.load(tmp_path / "ids.yaml", recorded_at="2026-01-02")

        assert in_sentences(database.query(question)).rstrip("\n") == INVENTED[question]
