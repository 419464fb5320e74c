"""A first map reads its table as it is, tells what was measured, and leaves questions open."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

import tempodb
from tempodb.interchange.importers.tables.column_roles import column_roles

CABINET = """\
Office;Minister;Party;Since;Until;Since precision;Remark
Finance;Person A;Party P;01.02.2001;31.12.2003;day;
Finance;Person B;;01.01.2004;30.06.2005;day;x: y
Finance;Person C;Party P;01.07.2005;present;month;
Justice;Person C;Party: Q;1.1.2001;9999-12-31;year;
"""
TABLES = {
    "cabinet": CABINET,
    "states": "Country,Status,Joined,Left\na,Full member,1/5/2001,\nb,Observer,13/5/2001,14/6/2004\nc,NA,2001,-\n",
    "members": "legislator_id,legislator,constituency,group,start,end,term_start,term_end\n"
    "1,Person A,North,P,,,2001-01-05,2004-01-05\n2,Person B,South,P,2002-05-06,,2001-01-05,2004-01-05\n",
    "odd": "a,b: c,[d]\nx,1,2001-05-06\ny,2,{z}\n",
}


def suggested(folder: Path, name: str, table: str) -> tuple[Path, str]:
    path = folder / f"{name}.csv"
    path.write_text(table, encoding="utf-8")
    return path, tempodb.suggest_map("csv", path)


@pytest.mark.parametrize("name", TABLES)
def test_a_first_map_reads_its_table_as_it_is(name: str, tmp_path: Path) -> None:
    path, text = suggested(tmp_path, name, TABLES[name])
    map_ = tmp_path / "map.yaml"
    map_.write_text(text, encoding="utf-8")

    report = tempodb.read_foreign("csv", path, map=map_).report

    assert report.refused == ()
    assert (
        report.counts.get("memberships", 0) + report.counts.get("tenures", 0) == TABLES[name].count("\n") - 1
    )


@pytest.mark.parametrize(
    ("rows", "known_by"),
    [
        ("p1,Pat,2001,2002\np2,Quin,2001,2002\n", "<id>"),
        ("p1,Pat,2001,2002\np2,Quin,2001,2002\np1,Pat,2004,2005\n", "<id>"),
        ("p1,Pat,2001,2002\np2,Pat,2001,2002\np1,Pat,2004,2005\n", "<id>"),
        ("1,Pat,2001,2002\n2,Quin,2001,2002\n3,Pat,2004,2005\n", "<name>"),
        (",Pat,2001,2002\np2,Quin,2001,2002\np1,Pat,2004,2005\n", "<name>"),
    ],
    ids=["one each", "repeated", "namesakes", "numbers of rows", "one without"],
)
def test_a_column_of_ids_is_whose_it_tells_apart(tmp_path: Path, rows: str, known_by: str) -> None:
    _, text = suggested(tmp_path, "people", f"id,name,from,to\n{rows}")

    assert f"persons:\n  {known_by}: {{name: <name>}}" in text
    assert f"member: {known_by}, of: people" in text


def test_what_was_measured_is_told_and_decided(tmp_path: Path) -> None:
    _, text = suggested(tmp_path, "cabinet", CABINET)

    assert "# Since: 4 filled, 4 different: 01.02.2001, 01.01.2004, 01.07.2005" in text
    assert "#   2 (50 %) are 1 January: may they be years?" in text
    assert "#   1 stand for no date (9999-12-31 and the like), and are taken so" in text
    assert "#   1 (present) are no dates, and taken so below" in text
    assert (
        "# 0 ends are the day on which the next one begins, 2 the day before it: taken as `through`" in text
    )
    assert "through: <Until>" in text
    assert "precision: {Since: Since precision}" in text
    assert "open: [present]" in text
    assert "organization: cabinet, seats: many}  # how many hold it at once?" in text
    assert "# of what are they members, or holders?" in text


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["13/5/2001", "1/2/2001"], "dates: {since: [d/m/yyyy]}"),
        (["5/13/2001", "1/2/2001"], "dates: {since: [m/d/yyyy]}"),
        (["5/3/2001", "1/2/2001"], "# dates: {since: d/m/yyyy}  # or m/d/yyyy? nothing in the column tells"),
        (
            ["5/13/2001", "13/5/2001"],
            "# dates: {since: d/m/yyyy}  # or m/d/yyyy? nothing in the column tells",
        ),
        (["20010513", "20010514"], "dates: {since: [yyyymmdd]}"),
        (["300018", "300019"], "2 (300018, 300019) are no dates, and are refused"),
        (["5/2001", "2001/5/6"], "dates: {since: [m/yyyy, yyyy/m/d]}"),
        (["?", "2001"], 'unknown: ["?"]'),
        (["N/A", "2001"], "empty: [N/A]"),
    ],
)
def test_forms_are_taken_where_something_tells(cells: list[str], told: str, tmp_path: Path) -> None:
    rows = "".join(f"a{i},{cell}\n" for i, cell in enumerate(cells))

    _, text = suggested(tmp_path, "list", f"state,since\n{rows}")

    assert told in text
    assert "  dates: " in text or "  dates: " not in told


def test_statuses_become_ids_that_are_declared(tmp_path: Path) -> None:
    _, text = suggested(tmp_path, "states", TABLES["states"])

    assert "statuses: [full-member]" in text
    assert "values: {Status: {Full member: full-member, Observer: observer}}" in text


def test_columns_are_what_they_are_called() -> None:
    roles = column_roles(["Name", "Date of birth", "Member of", "name_id", "x"])

    assert roles.names == {"member": "Name", "born": "Date of birth", "organization": "Member of"}
    assert roles.ids == {"member": "name_id"}


def test_what_was_born_is_no_state(tmp_path: Path) -> None:
    _, text = suggested(tmp_path, "legislators", "full_name,birthday,state,party\nA B,1958-10-13,WA,P\n")

    assert "persons:\n  <full_name>: {name: <full_name>, born: <birthday>}" in text
    assert "- {member: <full_name>, of: legislators, representing: <party>}" in text
    assert "# state: 1 filled, 1 different: WA\n#   no entry names it" in text


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"Name,Since\na\n", "1 cell stands here, and the first line names 2"),
        (b'Name,Since\n"a,2001\n', "the quotes that begin here are not closed"),
        (
            b"Name,Since\n\x00,2001\n",
            "a NUL stands here, as it does in UTF-16 and in files that were cut off",
        ),
    ],
)
def test_a_table_of_which_no_row_can_be_read_is_refused(table: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(table)

    with pytest.raises(tempodb.DatasetError) as refusal:
        tempodb.suggest_map("csv", path)

    assert [(each.line, each.message) for each in refusal.value.problems] == [(2, message)]


def test_rows_that_are_refused_are_told_beside_the_others(tmp_path: Path) -> None:
    _, text = suggested(tmp_path, "list", "Name,Since\na,2001\nb\nc,2002,x\n")

    assert "# A first map of list, of 1 rows." in text
    refused = "1 cell stands here, and the first line names 2"
    told = next(line for line in text.splitlines() if line.startswith("# Not counted"))
    assert told == f"# Not counted is what is refused: 2, the first at line 3: {refused}"


def test_an_encoding_that_may_be_meant_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name,Since\nZoë,2001\n".encode("cp1252"))
    (tmp_path / "map.yaml").write_text(text := tempodb.suggest_map("csv", path), encoding="utf-8")

    report = tempodb.read_foreign("csv", path, map=tmp_path / "map.yaml").report

    assert "encoding: cp1252  # it is no UTF-8: do letters with accents read as they should?" in text
    assert "# Name: 1 filled, 1 different: Zoë" in text
    assert report.counts == {"organizations": 1, "persons": 1, "memberships": 1}


LEFT_OUT = [
    ("Minister,Office,In office\na,x,1.2.2001 – 3.6.2003\nb,x,2005 -\n", "2 (1.2.2001 – 3.6.2003, 2005 -) hold a beginning and an end, which no entry names"),
    ("Chairperson,Years\na,2000-2004\nb,2004-2008\nc,2008-\n", "3 (2000-2004, 2004-2008, 2008-) hold a beginning and an end, which no entry names"),
    ("Name,From\na,2000-2004\nb,2001\n", "1 (2000-2004) hold a beginning and an end, and are refused"),
    ("MP,Term\na,1\nb,2\n", "no entry names it: does another table say when each was? then `join` it"),
    ("Year,President,Secretary\n2001,a,b\n2002,c,b\n", "no entry names it: is it nothing, a `note`, or does each row state something more?"),
    ("Year,President,Secretary\n2001,a,b\n2002,c,b\n", "dates that no entry names: of what are they?"),
    ("Name,Start\na,36526\nb,2001\n", "1 (36526) are numbers, and are refused: as Excel counts days, 36526 is 2000-01-01"),
    ("Name,Start\na,5 juin 2005\nb,2001\n", "1 (5 juin 2005) are no dates, and are refused: what do they mean?"),
    ("Since,Until\n2001,2002\n", "# which column names who was a member, or held an office? nothing tells"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "told"), LEFT_OUT)
def test_what_is_left_to_decide_is_told(table: str, told: str, tmp_path: Path) -> None:
    _, text = suggested(tmp_path, "list", table)

    assert told in text


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Country,Date joined,Date left", "from: <Date joined>, to: <Date left>"),
        ("Member State,Date of Admission,Withdrawal", "from: <Date of Admission>, to: <Withdrawal>"),
        ("Country,Entry into force,x", "from: <Entry into force>, to: <x>"),
        ("Country,When it came,When it went", "from: <When it came>, to: <When it went>"),
        ("Country,When it came,Left on", "from: <When it came>, to: <Left on>"),
        ("Country,Joined,Date of accession", "from: <Joined>, to: <Date of accession>"),
        ("Country,Voted on,Joined", "of: list, from: <Joined>}"),
        ("Country,Until,Told on", "of: list, to: <Until>}"),
        (
            "Country,It came,Left on",
            "#   taken as `from`, since there are dates in it: is that what they are?",
        ),
    ],
)
def test_columns_of_dates_are_found_by_name_or_by_what_is_in_them(
    header: str, said: str, tmp_path: Path
) -> None:
    _, text = suggested(tmp_path, "list", f"{header}\na,2001-05-06,2003-07-08\nb,2002-05-06,\n")

    assert said in text


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_the_table(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    first = date(1990, 1, 1)
    rows = []
    for office in "xyz":
        day = first + timedelta(chance.randrange(2000))
        for _ in range(chance.randrange(1, 9)):
            end = day + timedelta(chance.randrange(100, 900))
            rows.append((f"p{chance.randrange(6)}", office, day, end))
            day = chance.choice([end, end + timedelta(1), end + timedelta(9), date(end.year + 1, 1, 1)])
    written = [(name, office, f"{start:%d.%m.%Y}", f"{end:%Y-%m-%d}") for name, office, start, end in rows]
    table = "".join(f"{','.join(row)}\n" for row in written)

    _, text = suggested(tmp_path, "list", f"person,office,from,to\n{table}")

    for number, name in enumerate(["person", "office", "from", "to"]):
        cells = [row[number] for row in written]
        assert f"# {name}: {len(rows)} filled, {len(set(cells))} different: " in text
    for januaries in (
        sum((start.month, start.day) == (1, 1) for _, _, start, _ in rows),
        sum((end.month, end.day) == (1, 1) for *_, end in rows),
    ):
        told = f"#   {januaries} ({100 * januaries // len(rows)} %) are 1 January"
        assert (told in text) == (januaries > 0)
    starts = {(office, start) for _, office, start, _ in rows}
    same = sum((office, end) in starts for _, office, _, end in rows)
    next_ = sum((office, end + timedelta(1)) in starts for _, office, _, end in rows)
    assert f"# {same} ends are the day on which the next one begins, {next_} the day before it" in text


def test_formats_that_need_no_map_say_so(tmp_path: Path) -> None:
    path, _ = suggested(tmp_path, "list", "a\n1\n")

    with pytest.raises(tempodb.InputError, match="files of cow need no map"):
        tempodb.suggest_map("cow", path)
    with pytest.raises(tempodb.InputError, match="a map is suggested of one table"):
        tempodb.suggest_map("csv", path, path)


def test_a_column_that_no_map_can_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("state,\u202esince\na,2001\n", encoding="utf-8")

    with pytest.raises(tempodb.DatasetError) as refused:
        tempodb.suggest_map("csv", tmp_path / "x.csv")

    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == ("character", 1)
    assert problem.message == "no map can name the column `\\u202esince`: something in it cannot be seen"
