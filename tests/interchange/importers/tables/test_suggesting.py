"""A first map reads its table as it is, tells what was measured, and leaves questions open."""

from __future__ import annotations

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


def test_what_was_measured_is_told_and_decided(tmp_path: Path) -> None:
    _, text = suggested(tmp_path, "cabinet", CABINET)

    assert "# Since: 4 filled, 4 different: 01.02.2001, 01.01.2004, 01.07.2005" in text
    assert "#   2 (50 %) are 1 January: may they be years?" in text
    assert "#   1 stand for no date (9999-12-31 and the like), and are taken so" in text
    assert "#   1 are no dates: present" in text
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


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"Name,Since\na\n", "1 cell stands here, and the first line names 2"),
        (b'Name,Since\n"a,2001\n', "the quotes that begin here are not closed"),
        (b"Name,Since\n\xe9,2001\n", "the byte 0xe9 is no UTF-8"),
    ],
)
def test_a_table_of_which_no_row_can_be_read_is_refused(table: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(table)

    with pytest.raises(tempodb.DatasetError) as refusal:
        tempodb.suggest_map("csv", path)

    assert [(each.line, each.message) for each in refusal.value.problems] == [(2, message)]


def test_formats_that_need_no_map_say_so(tmp_path: Path) -> None:
    path, _ = suggested(tmp_path, "list", "a\n1\n")

    with pytest.raises(tempodb.InputError, match="files of cow need no map"):
        tempodb.suggest_map("cow", path)
    with pytest.raises(tempodb.InputError, match="a map is suggested of one table"):
        tempodb.suggest_map("csv", path, path)
