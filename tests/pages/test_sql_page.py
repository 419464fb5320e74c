"""Every example of the page on SQL is run, and each view that it names is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from pages import examples
from tempodb.store.schema.layout import VIEWS

PAGE = examples.text("docs/sql.md")


def test_the_examples_print_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fixtures").symlink_to(examples.ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "page", "docs/sql.md", 0)

    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_view_for_users_is_on_the_page() -> None:
    assert set(re.findall(r"^\| (`.*) \|", PAGE, re.MULTILINE)) != set()
    listed = re.findall(
        r"`(\w+)`", " ".join(line.split("|")[1] for line in PAGE.splitlines() if line[:3] == "| `")
    )

    assert set(listed) == set(VIEWS) - {"stated_ends", "believed"}
