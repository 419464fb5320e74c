"""The example of the page on servers is run on a server, and what it says of roles is what is printed."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import psycopg
import pytest

import tempodb
from pages import examples
from postgres_server import new_schema
from tempodb.api.server_roles import roles_sql

PAGE = examples.text("docs/server.md")
ADDRESS = "postgresql+psycopg://ann@db.example.org/work?options=-csearch_path%3Dposts"


def test_the_example_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fixtures").symlink_to(examples.ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert ADDRESS in block
    test = doctest.DocTestParser().get_doctest(
        block.replace(ADDRESS, new_schema()), {}, "page", "docs/server.md", 0
    )

    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_roles_of_the_page_are_those_that_are_made() -> None:
    made = re.findall(r"^CREATE ROLE (\w+)", roles_sql("posts"), re.MULTILINE)

    assert sorted(re.findall(r"^\| `(posts_\w+)`", PAGE, re.MULTILINE)) == sorted(made)


def test_who_sets_a_server_up_as_the_page_has_it_can_load_and_write(tmp_path: Path) -> None:
    begun = new_schema()
    host, number = begun.partition("@")[2].partition("/")[0], begun.rpartition("%3D")[2]
    (block,) = re.findall(r"^```sql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    names = {name: f"{name}_{number}" for name in ("posts", "ann", "ben", "work")}
    before, after = (
        re.sub(r"\b(posts|ann|ben|work)(?=_|\b)", lambda found: names[found[0]], part)
        for part in block.split("\\connect work\n\\i roles.sql\n")
    )
    as_owner = {"host": host.replace("%2F", "/"), "user": "owner", "autocommit": True}
    with psycopg.connect(**as_owner, dbname="postgres") as server:
        server.execute(before.encode())
    with psycopg.connect(**as_owner, dbname=names["work"]) as server:
        server.execute(roles_sql(names["posts"]).encode())
        server.execute(after.encode())

    def of(who: str, hosts: str = host) -> str:
        return f"postgresql+psycopg://{names[who]}@{hosts}/{names['work']}?options=-csearch_path%3D{names['posts']}"

    with tempodb.open(of("ann")) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    with tempodb.open(of("ben", f"%2Fnowhere,{host}") + "&target_session_attrs=read-write") as db:
        db.run("record membership of Uzbekistan in ICMEC as observer from 2010 to 2012")
        assert db.verify() == []
