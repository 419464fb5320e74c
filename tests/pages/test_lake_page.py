"""The page on lakes: what is typed prints what it shows, and its tables name what lies in a lake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tempodb
from pages import examples
from pages.typed_pages import type_page
from tempodb.lake.lake_layout import (
    ASSERTION,
    ENTITY,
    LABEL,
    LAKE_TABLES,
    TRANSACTION,
    filed_columns,
    plain_fields,
)
from tempodb.model.schema import SCHEMA

PAGE = examples.text("docs/lake.md")
OWN = {
    r"\d+(\.\d)? ([kMG]B|bytes?)": "N bytes",
    r"\b\d{4}-\d\d-\d\dT[\d:.]+Z": "INSTANT",
}
"""What of a line is said of a version of pyarrow, or of a moment."""


def words(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def rows_of(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    table = PAGE.partition(f"| {heading}")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table]


def test_what_is_typed_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_page("docs/lake.md", OWN, tmp_path, monkeypatch)


def test_each_table_lies_where_the_page_says() -> None:
    told = {
        f"{layout}/{table}"
        for row in rows_of("table | in")
        for table in words(row[0])
        for layout in words(row[1])
    }

    assert told == set(LAKE_TABLES)


def test_each_column_is_told() -> None:
    told = {column for row in rows_of("column | type") for column in words(row[0])} - {"{"}
    common = [
        {column.name for column in table.columns}
        - set(filed_columns(SCHEMA[table.kind]))
        - set(plain_fields(SCHEMA[table.kind]))
        for table in LAKE_TABLES.values()
        if table.kind is not None
    ]

    assert common and all(columns == told for columns in common)
    for table in (ASSERTION, TRANSACTION, ENTITY, LABEL):
        (row,) = (row for row in rows_of("table | columns") if words(row[0]) == {table.name})
        assert {column.name for column in table.columns} <= words(row[1])


def test_the_example_in_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.publish("lake")
    said: dict[str, object] = {}
    *_, last = block.strip().splitlines()
    exec(block, said)

    assert eval(last.partition("  #")[0], said) == eval(last.partition("# ")[2])


def test_the_names_of_commands_and_functions_are_real() -> None:
    from tempodb.cli.dispatch import CLI_COMMANDS

    assert set(re.findall(r"tempodb ((?:publish|check-lake|vacuum))\b", PAGE)) <= set(CLI_COMMANDS)
    called = re.findall(r"`tempodb\.(\w+)\(", PAGE)
    assert called and all(callable(getattr(tempodb, name)) for name in called)
