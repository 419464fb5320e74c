"""How the server finds what is asked of it at each load, where it has no statistics yet."""

from __future__ import annotations

import psycopg
import pytest

import tempodb

FOUND = {
    "SELECT max(id) FROM assertion WHERE tx = 1": "Index Only Scan Backward using assertion_tx",
    "SELECT id, claim, operation FROM assertion WHERE claim IN (1, 2)": "assertion_claim",
    "SELECT slug, id FROM entity WHERE type = 1 AND slug IN ('a', 'b')": "entity_slug",
}
"""What finds it, which takes no look at all that was ever recorded."""


@pytest.mark.parametrize("sql", FOUND)
def test_what_each_load_asks_is_found_by_an_index(db: tempodb.Database, url: str, sql: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        # Of so few rows any plan is as good as another.
        connection.execute("SET enable_seqscan = off")
        plan = [line for (line,) in connection.execute(f"EXPLAIN {sql}".encode())]

    assert any(FOUND[sql] in line for line in plan), plan
