"""The example of the page on servers is run on a server, and what it says of roles is what is printed."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

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
