"""What the file is: strict tables, and how they are searched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from store.tampering import unguarded
from tempodb.planning.plan import Side
from tempodb.store.beliefs import stored_beliefs, stored_rows
from tempodb.store.engines.sqlite import new_tables
from tempodb.store.engines.sqlite.table_texts import TABLES, tables_text
from tempodb.store.loading import log_part
from tempodb.store.reading import catalog, naming, reader, shelving
from tempodb.store.schema.layout import COLUMNS, DERIVED, LOG

# --- what the file is ---------------------------------------------------------------------------------


def test_every_table_is_strict_and_the_clustered_ones_have_no_rowid(small: Path) -> None:
    connection = sqlite3.connect(small)
    rows = connection.execute(
        "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    connection.close()

    tables = {name: (strict, without_rowid) for name, strict, without_rowid in rows if "sqlite" not in name}
    assert tables == {table: (1, int(table in ("belief", "label"))) for table in COLUMNS}


def test_the_shipped_tables_are_those_of_the_models() -> None:
    shipped = Path(new_tables.__file__).with_name("tables.sql")

    assert shipped.read_text(encoding="utf-8") == tables_text()


def test_the_layout_that_readers_know_is_that_of_the_tables() -> None:
    assert {table.name: tuple(table.columns.keys()) for table in TABLES} == COLUMNS


@pytest.mark.parametrize("table", (*LOG, *DERIVED))
def test_no_column_takes_a_value_of_another_type(copy: Path, table: str) -> None:
    with unguarded(copy) as connection:
        types = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}

        for column, type_ in types.items():
            assert type_ in ("INTEGER", "TEXT")
            with pytest.raises(sqlite3.IntegrityError, match=r"cannot store|datatype mismatch"):
                connection.execute(f"UPDATE {table} SET {column} = ?", ("x" if type_ == "INTEGER" else b"x",))


NO_TABLE = ("SCAN l", "SCAN CONSTANT ROW")
"""What an older SQLite says where it goes through a list of values, and through none."""


@pytest.mark.parametrize(
    ("sql", "parameters", "plan"),
    [
        (reader.BY_SCOPE, 4, ["SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
        (reader.BY_PARTY, 4, ["SEARCH b USING INDEX belief_party (party=? AND kind=?)"]),
        (shelving.select(Side.SCOPE, 1), 2, ["SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
        (shelving.select(Side.SCOPE, 2), 3, ["SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
        (shelving.select(Side.PARTY, 1), 2, ["SEARCH b USING INDEX belief_party (party=? AND kind=?)"]),
        (shelving.select(Side.PARTY, 2), 3, ["SEARCH b USING INDEX belief_party (party=? AND kind=?)"]),
        (naming.ONLY_NAMES.format("?, ?"), 3, ["SEARCH b USING PRIMARY KEY", "SEARCH i USING INTEGER PRIMARY KEY"]),
        ("SELECT max(recorded) FROM tx", 0, ["SEARCH tx USING COVERING INDEX"]),
        ("SELECT id FROM entity WHERE type = ? AND slug = ?", 2, ["SEARCH entity USING COVERING INDEX"]),
        ("SELECT id, type, slug FROM entity WHERE id IN (?, ?)", 2, ["SEARCH entity USING INTEGER PRIMARY KEY"]),
        ("SELECT id, text FROM interned WHERE id IN (?, ?)", 2, ["SEARCH interned USING INTEGER PRIMARY KEY"]),
        (stored_beliefs.LAST, 0, ["SEARCH belief USING COVERING INDEX belief_id"]),
        (catalog.OF_ID, 2, ["SEARCH e USING COVERING INDEX", "SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
        (catalog.OF_NAME, 3, ["SEARCH label USING PRIMARY KEY (folded=?)", "SEARCH e USING INTEGER PRIMARY KEY"]),
        (catalog.OFFICES, 2, ["SEARCH p USING COVERING INDEX", "SEARCH b USING COVERING INDEX belief_party"]),
        (catalog.FOCI, 3, ["SEARCH e USING COVERING INDEX", "SEARCH b USING PRIMARY KEY (scope=? AND kind=?)"]),
    ],
)  # fmt: skip
def test_questions_search_by_key_and_never_through_all_rows(
    small: Path, sql: str, parameters: int, plan: list[str]
) -> None:
    connection = sqlite3.connect(small)
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (0,) * parameters)]
    connection.close()

    assert [step for step in steps if step.startswith("SCAN") and step not in NO_TABLE] == []
    for wanted in plan:
        assert any(step.startswith(wanted) for step in steps), steps


@pytest.mark.parametrize(
    ("sql", "parameters", "step"),
    [
        (stored_rows.OPEN_OF_SCOPE, 2, "SEARCH belief USING PRIMARY KEY (scope=? AND kind=?)"),
        (stored_rows.OPEN_OF_PARTIES, 4, "SEARCH place USING COVERING INDEX belief_party (party=? AND kind=? AND scope=?)"),
    ],
)  # fmt: skip
def test_the_writer_finds_what_is_believed_by_its_key(
    small: Path, sql: str, parameters: int, step: str
) -> None:
    connection = sqlite3.connect(small)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (0,) * parameters)]
    connection.close()

    assert plan[0] == step


@pytest.mark.parametrize("sql", [log_part.OF_PARTIES, stored_rows.OPEN_OF_MANY])
def test_a_load_looks_for_keys_and_not_through_all_that_is_of_a_party(small: Path, sql: str) -> None:
    connection = sqlite3.connect(small)
    sql = f"WITH asked (party, kind, scope, other) AS (VALUES (?, ?, ?, ?)) {sql}"
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (0,) * 4)]
    connection.close()

    assert "SEARCH place USING COVERING INDEX belief_party (party=? AND kind=? AND scope=?)" in plan


def test_a_load_looks_through_no_log_for_what_writes_cleared(small: Path) -> None:
    connection = sqlite3.connect(small)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {log_part.CLEARED_BY_WRITES}")]
    connection.close()

    assert [step for step in plan if step.startswith("SCAN") and step != "SCAN tx"] == []
    assert "SEARCH a USING INDEX ix_assertion_tx (tx=?)" in plan


# --- reading writes nothing ---------------------------------------------------------------------------


def test_the_tables_are_the_log_and_what_follows_and_what_files_said_last() -> None:
    assert {*LOG, *DERIVED, "file_text"} == COLUMNS.keys()
