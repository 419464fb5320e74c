"""Years of Correlates of War become memberships: runs of years, whose ends are as well known as the years are coded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.interchange.importers.cow.spells import MISSING, spells_of

STATE_YEAR = """\
ccode,year,state,ORGO,ORGP
901,2001,a,1,-1
901,2002,a,1,-1
901,2003,a,0,1
901,2004,a,0,1
902,2002,b,3,-1
902,2003,b,2,-9
902,2004,b,2,1
"""
IGO_YEAR = """\
ioname	orgname	year	a	b	political	sdate	deaddate	longorgname	ionum
ORGO	Organization O	2001	1	-1	1	2001	-9	Organization O, once P	5
ORGO	Organization O	2002	1	3	1	2001	-9	Organization O, once P	5
ORGO	Organization O	2003	0	2	1	2001	-9	Organization O, once P	5
ORGO	Organization O	2004	0	2	1	2001	-9	Organization O, once P	5
ORGP	Organization P	2003	1	-9	0	2003	-9		6
ORGP	Organization P	2004	1	1	0	2003	-9		6
"""
LONG = """\
state,igo,year,membership
a,ORGO,2001,Full Membership
a,ORGO,2002,Full Membership
a,ORGO,2003,No Membership
a,ORGO,2004,No Membership
b,ORGO,2002,Observer
b,ORGO,2003,Associate Membership
b,ORGO,2004,Associate Membership
a,ORGP,2003,1
a,ORGP,2004,1.0
b,ORGP,2003,Missing data
b,ORGP,2004,1
"""


STATES = """\
stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
A,901,State A,1816,1,1,2016,12,31,2016
B,902,State B,1918,11,11,1940,6,16,2016
B,902,State B,1991,9,6,2016,12,31,2016
C,903,"State C, once D",1816,1,1,1871,-9,-9,2016
"""


def read(tmp_path: Path, text: str, **options: Any) -> tempodb.ForeignSource:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    return tempodb.read_foreign("cow", tmp_path / "x.csv", **options)


def content(source: tempodb.ForeignSource) -> dict[str, Any]:
    return dict(json.loads(source.text("json")))


@pytest.mark.parametrize("text", [STATE_YEAR, IGO_YEAR, LONG], ids=["state-year", "igo-year", "long"])
def test_runs_of_years_are_memberships_whichever_way_the_table_goes(tmp_path: Path, text: str) -> None:
    held = content(read(tmp_path, text))["memberships"]

    found = [(each["member"], each["of"], each["status"], each["from"], each["through"]) for each in held]
    # With a beginning in the first year of the data nobody knows since when, unless the organization began then.
    begin = "2001" if text == IGO_YEAR else "[..2001]"
    assert found == [
        ("a", "orgo", "member", begin, "2002"),
        ("a", "orgp", "member", "2003", "[2004..]"),
        ("b", "orgo", "observer", "2002", "2002"),
        ("b", "orgo", "associate", "2003", "[2004..]"),
        ("b", "orgp", "member", "[2003..2004]", "[2004..]"),
    ]


def test_a_change_lies_in_no_year_in_which_there_was_no_organization(tmp_path: Path) -> None:
    rows = [(year, "a", 1 if 2003 <= year <= 2008 else -1) for year in range(2001, 2012)]
    rows += [(year, "b", 1 if 2005 <= year <= 2007 else -1) for year in (2001, 2005, 2006, 2007, 2011)]
    # What is coded late was no change before.
    rows += [(year, "c", 1) for year in (2006, 2007)]
    text = "year,state,orgo\n" + "".join(f"{year},{state},{code}\n" for year, state, code in rows)

    held = content(read(tmp_path, text))["memberships"]

    assert [(each["member"], each["from"], each["through"]) for each in held] == [
        ("a", "2003", "2008"),
        ("b", "[2003..2005]", "[2007..2008]"),
        ("c", "2006", "2007"),
    ]


def test_an_organization_is_what_its_rows_say(tmp_path: Path) -> None:
    said = content(read(tmp_path, IGO_YEAR))["organizations"]["orgo"]

    assert said == {
        "aliases": ["Organization O, once P"],
        "code": "5",
        "names": [{"name": "Organization O", "short": "ORGO"}],
        "founded": "2001",
    }


def test_what_the_first_row_leaves_empty_is_told_by_a_later_one(tmp_path: Path) -> None:
    text = "ioname,orgname,year,sdate,deaddate,a\nO,,2001,2001,,1\nO,Organization O,2002,2001,2003,1\n"

    said = content(read(tmp_path, text))["organizations"]["o"]

    assert said == {
        "names": [{"name": "Organization O", "short": "O"}],
        "founded": "2001",
        "dissolved": "2003",
    }


def test_what_igor_makes_of_it_is_read(tmp_path: Path) -> None:
    text = (
        '"","ioname","ccode","state","statenme","year","value","category","orgname"\n'
        '"1","ORGO",901,"a","State A",2001,1,"Full Membership","Organization O"\n'
        '"2","ORGO",901,"a","State A",2002,0,"No Membership","Organization O"\n'
    )
    said = content(read(tmp_path, text))

    assert said["states"] == {"a": {"code": "901", "names": [{"name": "State A"}]}}
    assert [(each["status"], each["through"]) for each in said["memberships"]] == [("member", "2001")]


def test_the_end_of_the_data_is_no_end(tmp_path: Path) -> None:
    source = read(tmp_path, STATE_YEAR)

    with tempodb.open(":memory:") as db:
        db.load_foreign(source)
        certainty = {
            year: [row.certainty for row in db.query("members of orgp as of :y", y=year) if row.member == "a"]
            for year in ("2002", "2003", "2004", "2005", "2020")
        }

    assert certainty == {
        "2002": [], "2003": ["certain"], "2004": ["certain"], "2005": ["possible"], "2020": ["possible"],
    }  # fmt: skip
    assert any("with which the data ends" in said for said, _ in source.report.conventions)


@pytest.mark.parametrize(
    ("statuses", "years", "found"),
    [
        ({2001: "member"}, [2000, 2001, 2002], [("member", "2001", "2001")]),
        ({1960: "member", 1965: "member"}, [1955, 1960, 1965, 1970], [("member", "[1956..1960]", "[1965..1969]")]),
        ({1960: "member", 1965: "observer"}, [1960, 1965, 1966], [("member", "1960", "[1960..1964]"), ("observer", "[1961..1965]", "1965")]),
        ({2001: "member", 2002: MISSING, 2003: "member"}, [2000, 2001, 2002, 2003, 2004], [("member", "2001", "[2001..2002]"), ("member", "[2002..2003]", "2003")]),
        ({2001: MISSING, 2002: "member", 2003: MISSING}, [2000, 2001, 2002, 2003, 2004], [("member", "[2001..2002]", "[2002..2003]")]),
        ({2001: "member", 2002: MISSING}, [2001, 2002], [("member", "2001", "[2001..2002]")]),
        ({2009: "member", 2010: MISSING}, [2009, 2010], [("member", "2009", "[2009..]")]),
        ({1900: "member"}, [1900, 1901], [("member", "[..1900]", "1900")]),
        ({2001: MISSING}, [2001], []),
        ({}, [2001], []),
    ],
)  # fmt: skip
def test_a_change_lies_between_the_years_that_are_coded(
    statuses: dict[int, str], years: list[int], found: list[tuple[str, str, str]]
) -> None:
    spells = spells_of(statuses, years, 1900, 2010)

    assert [(spell.status, spell.from_, spell.through) for spell in spells] == found


def test_every_year_is_answered_as_it_is_coded(tmp_path: Path) -> None:
    source = read(tmp_path, STATE_YEAR)
    rows = [line.split(",") for line in STATE_YEAR.splitlines()[1:]]
    words = {"1": "member", "2": "associate", "3": "observer"}

    with tempodb.open(":memory:") as db:
        db.load_foreign(source)
        for column, organization in ((3, "orgo"), (4, "orgp")):
            for year in ("2001", "2002", "2003", "2004"):
                coded = {
                    (row[2], words[row[column]]) for row in rows if row[1] == year and row[column] in words
                }
                asked = db.query(f"members of {organization} including any status certainly as of {year}")
                assert {(row.member, row.status) for row in asked} == coded


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    text = "state,year,O\na,2001,1\na,2001,0\nb,MMXI,1\nb,2001,7\n,2001,1\nc,2001\nd,2001,1\n"

    refused = read(tmp_path, text, skip_bad=True).report.refused

    assert [(each.line, each.code) for each in refused] == [
        (3, "duplicate"), (4, "year"), (5, "status"), (6, "missing"), (7, "columns"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "state,year\na,2001\n", "state,year,O\n", "ioname,orgname,sdate\nx,y,1\n"]
)
def test_a_table_that_is_no_such_data_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(tempodb.DatasetError):
        read(tmp_path, text)


def test_a_list_of_states_is_who_was_in_the_state_system(tmp_path: Path) -> None:
    said = content(read(tmp_path, STATES))

    assert [
        (each["member"], each["of"], each.get("from"), each.get("through"), each["source"])
        for each in said["memberships"]
    ] == [
        ("a", "state-system", "[..1816-01-01]", "[2016-12-31..]", "cow-states"),
        ("b", "state-system", "1918-11-11", "1940-06-16", "cow-states"),
        ("b", "state-system", "1991-09-06", "[2016-12-31..]", "cow-states"),
        ("c", "state-system", "[..1816-01-01]", "1871", "cow-states"),
    ]
    assert said["states"]["c"] == {"names": [{"name": "State C, once D"}], "code": "903"}


def test_states_are_the_same_in_lists_and_in_tables(tmp_path: Path) -> None:
    for name, text in {
        "states.csv": STATES.replace("stateabb,ccode,statenme", "StateAbb,CCode,StateNme"),
        "years.csv": STATE_YEAR,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for names in (("states.csv", "years.csv"), ("years.csv", "states.csv")):
        said = content(tempodb.read_foreign("cow", *(tmp_path / name for name in names)))

        assert list(said["states"]) == ["a", "b", "c"]
        assert said["states"]["a"] == {"names": [{"name": "State A"}], "code": "901"}
        assert {each["of"] for each in said["memberships"] if each["member"] == "a"} == {
            "state-system",
            "orgo",
            "orgp",
        }


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (STATES.replace("1918,11,11", "1918,13,11"), 3, "date"),
        (STATES.replace("1918,11,11", "1918,11,x"), 3, "date"),
        (STATES.replace("B,902,State B,1918", ",902,State B,1918"), 3, "missing"),
        (STATES.replace("1940,6,16,2016", "1940,6,16"), 3, "columns"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_line(
    text: str, line: int, code: str, tmp_path: Path
) -> None:
    source = read(tmp_path, text, skip_bad=True)

    assert [(each.line, each.code) for each in source.report.refused] == [(line, code)]
    assert source.report.counts["memberships"] == 3


def test_a_list_of_major_powers_is_refused_with_what_to_give(tmp_path: Path) -> None:
    majors = STATES.replace(",statenme", "").replace(",State A", "")

    with pytest.raises(tempodb.DatasetError, match="this is no list of the state system: it has no statenme"):
        read(tmp_path, "\n".join(majors.splitlines()[:2]))
