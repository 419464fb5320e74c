"""A map is a dataset file in which `<Column>` is what a row has: each of its options, and what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import tempodb


def read(folder: Path, table: str, map_: str, **options: Any) -> Any:
    """Return a table that is read by a map."""
    (folder / "list.csv").write_text(dedent(table), encoding="utf-8")
    (folder / "map.yaml").write_text(dedent(map_), encoding="utf-8")
    return tempodb.read_foreign("csv", folder / "list.csv", map=folder / "map.yaml", skip_bad=True, **options)


def refusals(source: Any) -> list[tuple[str, int | None, int | None, str]]:
    return [(Path(each.file).name, each.line, each.column, each.message) for each in source.report.refused]


def entries(source: Any, section: str) -> list[str]:
    """Return the entries of a section of what was read, without quotes."""
    listed = json.loads(source.text("json"))[section]
    return [json.dumps(entry, ensure_ascii=False).replace('"', "") for entry in listed]


MEMBERS = """\
    organizations: {o: {name: Organization O}}
    states: {<Name>: {name: <Name>}}
"""


def members(table: str, folder: Path, entry: str, settings: str = "{}", **options: Any) -> Any:
    """Return the memberships that a table has by an entry of a map."""
    map_ = dedent(MEMBERS) + f"memberships: [{{member: <Name>, of: o, {entry}}}]\ntable: {settings}\n"
    return read(folder, table, map_, **options)


def test_a_row_states_several_facts(tmp_path: Path) -> None:
    table = """\
        Minister,Portfolio,Party,Since,Until,Suspended,Resumed
        Person A,Finance,Party P,2001-05-06,2003,,
        Person B,Finance,,2003,,2004-01,2004-03
        """
    map_ = """\
        dataset: ministers
        title: Ministers of O
        focus: o
        sources: {list: {title: The list}}
        defaults: {source: list}
        organizations:
          o: {name: O}
          <Party>: {name: <Party>}
        offices: {o/<Portfolio|slug>: {title: <Portfolio>, organization: o}}
        persons: {<Minister|slug>: {name: <Minister>}}
        tenures:
          - {holder: <Minister|slug>, office: o/<Portfolio|slug>, representing: <Party>, from: <Since>, to: <Until>}
        memberships:
          - member: <Minister|slug>
            of: o
            from: <Since>
            to: <Until>
            note: <Minister> of <Party>
            suspended: [{from: <Suspended>, to: <Resumed>}]
        """

    source = read(tmp_path, table, map_)

    assert refusals(source) == []
    assert source.report.dataset == "ministers"
    assert source.report.counts == {
        "sources": 1,
        "organizations": 2,
        "offices": 1,
        "persons": 2,
        "tenures": 2,
        "memberships": 2,
    }
    assert entries(source, "tenures") == [
        "{holder: person-a, office: o/finance, capacity: substantive, representing: Party-P, from: 2001-05-06, to: 2003, source: list}",
        "{holder: person-b, office: o/finance, capacity: substantive, from: 2003, source: list}",
    ]  # fmt: skip
    text = source.text()
    assert "note: Person A of Party P" in text
    assert "status: suspended, from: 2004-01, to: 2004-03" in text


@pytest.mark.parametrize(
    ("settings", "cell", "date"),
    [
        ("{dates: d.m.yyyy}", "3.4.1999", "1999-04-03"),
        ("{dates: '%d/%m/%Y'}", "03/04/1999", "1999-04-03"),
        ("{dates: m/d/yyyy}", "03/04/1999", "1999-03-04"),
        ("{dates: [yyyy/m, d mmm yyyy]}", "1999/4", "1999-04"),
        ("{dates: [yyyy/m, d mmm yyyy]}", "3 Apr. 1999", "1999-04-03"),
        ("{dates: {Since: m/d/yyyy}}", "03/04/1999", "1999-03-04"),
        ("{dates: yyyymmdd}", "19990403", "1999-04-03"),
        ("{dates: m/d/yyyy}", "October 2002", "2002-10"),
        ("{unknown: '?'}", "?", "unknown"),
        ("{precision: {Since: How}}", "1999-01-01", "1999"),
    ],
)
def test_dates_are_read_in_the_forms_that_are_stated(
    settings: str, cell: str, date: str, tmp_path: Path
) -> None:
    source = members(f"Name,Since,How\na,{cell},year\n", tmp_path, "from: <Since>", settings)

    assert refusals(source) == []
    assert entries(source, "memberships") == [f"{{member: a, of: o, status: member, from: {date}}}"]


@pytest.mark.parametrize(
    ("word", "date"),
    [
        ("day", "1987-06-05"),
        ("11", "1987-06-05"),
        ("Month", "1987-06"),
        ("year", "1987"),
        ("9", "1987"),
        ("decade", "198X"),
        ("century", "19XX"),
        ("", "1987-06-05"),
    ],
)
def test_a_precision_cuts_its_date(word: str, date: str, tmp_path: Path) -> None:
    table = f"Name,Since,How\na,1987-06-05,{word}\n"

    source = members(table, tmp_path, "from: <Since>", "{precision: {Since: How}}")

    assert entries(source, "memberships") == [f"{{member: a, of: o, status: member, from: {date}}}"]


@pytest.mark.parametrize(
    ("entry", "settings", "place", "message"),
    [
        ("from: <Since>", "{}", (2, 3), "`03/04/1999` is ambiguous: day and month may be meant either way round"),
        ("from: <Since>", "{precision: {Since: How}}", (2, 14), "`sort of` is no precision of a date"),
        ("status: <How>, from: 2001", "{}", (2, 14), '`sort of` is no id: an id has no blanks and none of , ; : ( ) "'),
        ("from: 2001, capacity: x", "{}", None, "there is no key `capacity` here"),
        ("form: <Since>", "{}", None, "there is no key `form` here"),
        ("from: <Snice>", "{}", None, "there is no column `Snice`"),
        ("when: Snice", "{}", None, "there is no column `Snice`"),
        ("from: <Since>", "{values: {Snice: {a: b}}}", None, "there is no column `Snice`"),
        ("from: <Since>", "{dates: d.m}", None, "this is no form of dates"),
        ("from: <Since>", "{dates: d.m.yy}", None, "this is no form of dates"),
        ("from: <Since>", "{encoding: utf-88}", None, "no encoding is called `utf-88`"),
        ("from: <Since>", "{encoding: idna}", None, "no encoding is called `idna`"),
        ("from: <Since>", "{encoding: undefined}", None, "no encoding is called `undefined`"),
        ("status: <How|slag>, from: 2001", "{}", None, "there is no column `How|slag`"),
        ("status: <|slug>, from: 2001", "{}", None, "there is no column `|slug`"),
        ("from: {year: <Since>}", "{}", None, "a text is meant here"),
        ("from: [<Since>], next: Name", "{}", None, "a text is meant here"),
        ("suspended: [{from: [<Since>]}]", "{}", None, "a text is meant here"),
        ("from: <Since>", "{delimiter: ',,'}", None, "one sign separates cells"),
        ("from: <Since>", "{header: first}", None, "`header` is the number of a line"),
        ("from: <Since>", "{opne: x}", None, "there is no key `opne` here"),
        ("from: <Since>", "{join: {t: {file: x.csv}}}", None, "a join says `file`, and `on` which column"),
        ("within: {form: <Since>}", "{}", None, "there is no key `form` here"),
        ("suspended: [{form: <Since>}]", "{}", None, "there is no key `form` here"),
        ("when: {Since: [[x]]}", "{}", None, "a text is meant here"),
        ("from: <Since", "{}", None, "`<Since` is no column"),
        ("from: Since>", "{}", None, "`Since>` is no column"),
        ("from: <>", "{}", None, "`<>` is no column"),
        ("from: < >", "{}", None, "`< >` is no column"),
        ("note: <Name> <Since", "{}", None, "`<Since` is no column"),
        ("from: <Since>, suspended: [{from: <How}]", "{}", None, "`<How` is no column"),
        ("from: <Since>, when: ~", "{}", None, "`when` names nothing here"),
        ("from: <Since>, when: []", "{}", None, "`when` names nothing here"),
        ("from: <Since>, unless: {}", "{}", None, "`unless` names nothing here"),
        ("from: <Since>, when: {How: []}", "{}", None, "`How` names nothing here"),
        ("from: <Since>, next: []", "{}", None, "`next` names nothing here"),
        ("from: <Since>, within: ~", "{}", None, "`within` names nothing here"),
        ("from: <Since>", "{lists: {How: 5}}", None, "`5` separates no texts"),
        ("from: <Since>", "{lists: {How: ''}}", None, "nothing separates the texts"),
        ("from: <Since>", "{lists: {How: ~}}", None, "nothing separates the texts"),
        ("from: <Since>, status: <How>", "{lists: {How: ;}}", None, "`How` holds several texts, and one is meant here"),
        ("from: <Since>, source: {id: <How>}", "{lists: {How: ;}}", None, "`How` holds several texts, and one is meant here"),
        ("from: <Since>", "{lists: {Name: ;}}", None, "`Name` holds several texts, and one is meant here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(
    entry: str, settings: str, place: tuple[int, int] | None, message: str, tmp_path: Path
) -> None:
    table = "Name,Since,How\na,03/04/1999,sort of\n"
    if place is not None:
        assert ("list.csv", *place, message) in refusals(members(table, tmp_path, entry, settings))
        return
    with pytest.raises(tempodb.DatasetError) as refusal:
        members(table, tmp_path, entry, settings)

    assert message in [problem.message for problem in refusal.value.problems]
    for problem in refusal.value.problems:
        assert problem.file and problem.file.endswith("map.yaml") and problem.line and problem.column
        assert problem.excerpt and problem.hint


@pytest.mark.parametrize(
    ("heading", "message"),
    [
        ("dataset: <Office>", "`dataset` is said of the dataset, and a column is of rows"),
        ("title: List of <Office>", "`title` is said of the dataset, and a column is of rows"),
        ("defaults: {source: <Office>}", "`defaults` is said of the dataset, and a column is of rows"),
        ("dataset: ../x", "`../x` is no id: an id has no part that is empty or `..`"),
        ("dataset: [x]", "`dataset` takes one text"),
        ("title: [[]]", "`title` takes one text"),
        ("defaults: {sauce: x}", "there is no key `sauce` here"),
    ],
)
def test_what_is_said_of_the_dataset_is_of_no_row(heading: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(tempodb.DatasetError) as refusal:
        read(tmp_path, "Office\na\n", f"{heading}\nstates: {{<Office>: {{name: <Office>}}}}\n")

    assert [(each.line, each.message) for each in refusal.value.problems] == [(1, message)]


def test_signs_that_are_no_columns_are_texts(tmp_path: Path) -> None:
    source = members("Name\na\n", tmp_path, "from: 2001, note: 'from x -> y, 3 < 4'")

    assert entries(source, "memberships")[0].endswith("note: from x -> y, 3 < 4}")


def test_what_is_constant_and_wrong_is_told_once_in_the_map(tmp_path: Path) -> None:
    source = members("Name\na\nb\n", tmp_path, "status: chief, from: 2001")

    assert refusals(source) == [("map.yaml", 3, 47, "no status is called `chief`")]


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("when: Role", ["a", "b"]),
        ("when: {Role: x}", ["a"]),
        ("when: {Role: [x, y]}", ["a", "b"]),
        ("when: {Role: ~}", ["c"]),
        ("unless: Role", ["c"]),
        ("when: Role, unless: {Role: x}", ["b"]),
        ("when: [Role, More]", ["b"]),
    ],
)
def test_conditions_say_of_which_rows_it_is(condition: str, kept: list[str], tmp_path: Path) -> None:
    table = "Name,Role,More\na,x,\nb,y,1\nc,,1\n"

    source = members(table, tmp_path, f"from: 2001, {condition}")

    assert entries(source, "memberships") == [
        f"{{member: {name}, of: o, status: member, from: 2001}}" for name in kept
    ]


def test_a_condition_that_no_row_meets_is_told(tmp_path: Path) -> None:
    source = members("Name,Role\na,x\nb,y\n", tmp_path, "when: {Role: [x, Z]}, unless: {Name: [b, c]}")

    assert [said for said, _ in source.report.conventions if said.startswith("no row")] == [
        "no row has `c` in `Name`, of which a condition is",
        "no row has `Z` in `Role`, of which a condition is",
    ]


def test_an_end_is_the_beginning_of_the_next_in_its_group(tmp_path: Path) -> None:
    table = """\
        Name,Office,Since,Until
        b,x,2004,
        a,x,2001,
        c,y,2002-05,
        d,x,2007,2008
        e,y,2002-06-07,
        """
    map_ = """\
        organizations: {o: {name: O}}
        persons: {<Name>: {name: <Name>}}
        offices: {o/<Office>: {title: <Office>, organization: o}}
        tenures: [{holder: <Name>, office: o/<Office>, from: <Since>, to: <Until>, next: Office}]
        """

    source = read(tmp_path, table, map_)

    told = [line.partition("substantive, ")[2] for line in entries(source, "tenures")]
    assert told == [
        "from: 2004, to: 2007}",
        "from: 2001, to: 2004}",
        "from: 2002-05, to: 2002-06-07}",
        "from: 2007, to: 2008}",
        "from: 2002-06-07}",
    ]
    assert dict(source.report.conventions) == {
        "rows have no end: taken as ended when the next one began": 3,
        "the last ones in a line have no end: taken as going on": 1,
        "ends are taken as the first day after (--end-day outside)": 1,
    }


def test_a_row_without_a_beginning_is_in_no_line(tmp_path: Path) -> None:
    source = members("Name,Since\na,\nb,2001\n", tmp_path, "from: <Since>, next: Name")

    assert refusals(source) == [
        ("list.csv", 2, None, "this row has no beginning, so that nothing says which is the next one")
    ]


def test_bounds_come_from_a_second_table(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("id;start;end\nt1;2001;2004\nt2;2004;2008\n", encoding="utf-8")
    table = "Name,Term,Since\na,t1,\nb,t2,2005\nc,t3,\nd,,2001\n"
    entry = "from: <Since>, within: {from: <terms.start>, to: <terms.end>}"
    settings = "{join: {terms: {file: terms.csv, on: {Term: id}}}}"

    last = members(table, tmp_path, entry + ", next: Name", settings).report.conventions
    # That is d, which has no term; of b something else is said.
    assert dict(last)["the last ones in a line have no end: taken as going on"] == 1
    within = members(table, tmp_path, entry, settings)
    whole = members(table, tmp_path, entry, settings, undated="whole")

    assert refusals(within) == [("list.csv", 4, 3, "`t3` is not in the table `terms`")]
    assert entries(within, "memberships")[0] == (
        "{member: a, of: o, status: member, from: [2001-01-01..2004-12-31], to: [2001-01-02..2004-12-31]}"
    )
    assert entries(whole, "memberships") == [
        "{member: a, of: o, status: member, from: 2001, to: 2004}",
        "{member: b, of: o, status: member, from: 2005, to: 2008}",
        "{member: d, of: o, status: member, from: 2001}",
    ]


@pytest.mark.parametrize(
    ("on", "message"),
    [
        ("{Term: name}", "there is no column `name`"),
        ("{Trem: id}", "there is no column `Trem`"),
        ("Term", "there is no column `Term`"),
    ],
)
def test_a_join_of_no_column_is_refused(on: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("id\nt1\n", encoding="utf-8")

    with pytest.raises(tempodb.DatasetError, match=message):
        members(
            "Name,Term\na,t1\n", tmp_path, "from: 2001", f"{{join: {{terms: {{file: terms.csv, on: {on}}}}}}}"
        )


@pytest.mark.parametrize(
    "file", ["../terms.csv", "{folder}/terms.csv", "linked.csv", "inner/../../terms.csv"]
)
def test_a_join_stays_in_the_folder_of_its_map(file: str, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("Term,start\nt1,2001\n", encoding="utf-8")
    folder = tmp_path / "maps"
    (folder / "inner").mkdir(parents=True)
    (folder / "linked.csv").symlink_to(tmp_path / "terms.csv")
    named = file.format(folder=tmp_path)

    with pytest.raises(tempodb.DatasetError) as refusal:
        members("Name,Term\na,t1\n", folder, "from: 2001", f"{{join: {{t: {{file: '{named}', on: Term}}}}}}")

    (problem,) = refusal.value.problems
    assert (problem.line, problem.code) == (4, "path")
    assert problem.message.endswith("lies outside the folder of the map")
    (folder / "inner" / "terms.csv").write_text("Term,start\nt1,2001\n", encoding="utf-8")
    inner = members(
        "Name,Term\na,t1\n", folder, "from: <t.start>", "{join: {t: {file: inner/terms.csv, on: Term}}}"
    )
    assert entries(inner, "memberships") == ["{member: a, of: o, status: member, from: 2001}"]


def test_a_key_that_is_twice_in_a_joined_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("Term,start\nt1,2001\nt1,2002\n", encoding="utf-8")

    source = members(
        "Name,Term\na,t1\n", tmp_path, "from: <terms.start>", "{join: {terms: {file: terms.csv, on: Term}}}"
    )

    assert refusals(source) == [("terms.csv", 3, 1, "`t1` is there twice in `Term`")]


@pytest.mark.parametrize(
    ("settings", "cell", "entry", "kept"),
    [
        ("{values: {Role: {Obs.: observer, '': member}}}", "Obs.", "status: <Role>", "status: observer"),
        ("{values: {Role: {Full: member}}}", "observer", "status: <Role>", "status: observer"),
        ("{empty: [NA]}", "NA", "for: <Role>", "status: member"),
        ("{empty: [NA]}", "NA", "for: {name: <Role>, id: <Role>}", "status: member"),
        ("{}", "North", "for: {name: <Role>, id: <Role|slug>}", "for: {id: north, name: North}, status: member"),
        ("{lists: {Role: '|'}}", "s|t", "source: <Role>", "status: member, source: [s, t]"),
        ("{lists: {Role: ';'}, values: {Role: {The S: s, T: t}}}", "The S; T", "source: <Role>", "status: member, source: [s, t]"),
        ("{}", "s", "source: [<Role>, t]", "status: member, source: [s, t]"),
        ("{}", "x;y", "note: a <Role>", "status: member, note: a x;y"),
    ],
)  # fmt: skip
def test_cells_are_meant_as_the_map_says(
    settings: str, cell: str, entry: str, kept: str, tmp_path: Path
) -> None:
    table = f"Name,Role\na,{cell}\n"
    (tmp_path / "list.csv").write_text(table, encoding="utf-8")
    map_ = "sources: {s: {title: S}, t: {title: T}}\n" + dedent(MEMBERS)
    map_ += f"memberships: [{{member: <Name>, of: o, from: 2001, {entry}}}]\ntable: {settings}\n"

    source = read(tmp_path, table, map_)

    assert refusals(source) == []
    said = entries(source, "memberships")[0].replace(", from: 2001", "")
    assert said == f"{{member: a, of: o, {kept}}}"


def test_texts_that_are_open_are_no_date(tmp_path: Path) -> None:
    table = "Name,Since,Until\na,2001,present\nb,2001,9999-12-31\nc,2001,2002\n"

    source = members(table, tmp_path, "from: <Since>, through: <Until>", "{open: [present]}")

    assert entries(source, "memberships") == [
        "{member: a, of: o, status: member, from: 2001}",
        "{member: b, of: o, status: member, from: 2001}",
        "{member: c, of: o, status: member, from: 2001, through: 2002}",
    ]
    assert not any("end-day" in said for said, _ in source.report.conventions)


def test_a_table_may_begin_further_down_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("A list of 2001\n\n|Name|Since\n1|É|2001\n2|b|x\n".encode("cp1252"))
    map_ = tmp_path / "map.yaml"
    map_.write_text(
        dedent(MEMBERS)
        + "memberships: [{member: <Name>, of: o, from: <Since>, note: <column 1>}]\n"
        + "table: {header: 3, encoding: cp1252, delimiter: '|'}\n",
        encoding="utf-8",
    )

    source = tempodb.read_foreign("csv", path, map=map_, skip_bad=True)

    assert entries(source, "memberships") == ["{member: É, of: o, status: member, from: 2001, note: 1}"]
    assert refusals(source) == [("list.csv", 5, 5, "`x` is no date")]
    assert ("a column without a name is called `column 1`", 0) in source.report.conventions


def test_what_rows_say_otherwise_of_one_thing_is_refused(tmp_path: Path) -> None:
    table = "Name,Born\na,1950\na,\na,1951\n"
    map_ = "persons: {<Name>: {name: <Name>, born: <Born>}}\n"

    source = read(tmp_path, table, map_)

    assert refusals(source) == [
        ("list.csv", 4, None, "`born` of `a` is `1951`, and `1950` by " + f"{tmp_path}/list.csv:2")
    ]
    assert source.report.counts == {"persons": 1}


def test_ids_that_differ_stay_different(tmp_path: Path) -> None:
    source = members("Name\na b\na-b\n", tmp_path, "from: 2001")

    assert [line.split(",")[0] for line in entries(source, "memberships")] == [
        "{member: a-b",
        "{member: a-b-2",
    ]


def test_columns_that_no_entry_names_are_told(tmp_path: Path) -> None:
    source = members("Name,More\na,1\n", tmp_path, "from: 2001")

    assert [each.reason for each in source.report.unexpressed] == ["the column `More`"]


def test_measured_successions_tell_what_ends_mean(tmp_path: Path) -> None:
    table = "Name,Since,Until\na,2001-01-05,2002-01-05\na,2002-01-06,2003-01-05\na,2003-01-06,\n"

    source = members(table, tmp_path, "from: <Since>, to: <Until>", end_day="measure")

    assert entries(source, "memberships")[0].endswith("through: 2002-01-05}")


def test_a_dataset_that_is_named_is_called_so(tmp_path: Path) -> None:
    source = read(tmp_path, "Name\na\n", "dataset: d\nstates: {<Name>: {name: <Name>}}\n", dataset="e")

    assert source.report.dataset == "e"
    with pytest.raises(tempodb.InputError, match=r"`../x` is no id of a dataset: an id has no part"):
        read(tmp_path, "Name\na\n", "states: {<Name>: {name: <Name>}}\n", dataset="../x")
    with pytest.raises(tempodb.InputError, match="a map says itself of which sections"):
        read(tmp_path, "Name\na\n", "states: {<Name>: {name: <Name>}}\n", section="states")


def test_a_form_without_signs_has_each_of_its_digits(tmp_path: Path) -> None:
    rows = "a,19990403\nb,300018\nc,1999043\n"
    source = members(f"Name,Since\n{rows}", tmp_path, "from: <Since>", "{dates: [yyyymmdd, ddmmyyyy]}")

    assert [each.message for each in source.report.refused] == [
        "`300018` is no date",
        "`1999043` is no date",
    ]
    assert len(entries(source, "memberships")) == 1


def test_a_date_either_way_round_is_refused_with_how_to_say_its_form(tmp_path: Path) -> None:
    source = members("Name,Since\na,3/4/1999\nb,13/4/1999\n", tmp_path, "from: <Since>")

    assert source.report.refused[0].hint == (
        "write 1999-04-03 or 1999-03-04; or say in a map which form it is, as in dates: d/m/yyyy"
    )
