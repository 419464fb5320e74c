"""The page on looking after a database: what is typed prints what it shows, but for what each machine says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pages import examples
from pages.typed_pages import type_page
from store.journal.test_doctor import INSIDE, OF_A_FILE

PAGE = examples.text("docs/care.md")
OWN = {
    r"SQLite \d[^ ]*, in Python [\d.]+(; in write-ahead mode .*)?": "SQLite",
    r"/[\w/.-]+/(?=[\w.-]+`)": "/",
    r"\d+(\.\d)? ([kMG]B|bytes?)": "N bytes",
    r"\d+\.\d ms(, before: \d+\.\d ms)?": "N ms",
    r"\b[0-9a-f]{64}\b": "DIGEST",
    r"\b\d{4}-\d\d-\d\dT[\d:.-]+Z": "INSTANT",
}
"""What of a line is said of a machine, or of a moment."""


def test_what_is_typed_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_page("docs/care.md", OWN, tmp_path, monkeypatch)


def test_the_table_has_each_thing_that_is_observed() -> None:
    named = re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE)

    assert {word for cell in named for word in re.findall(r"`(\w+)`", cell)} >= {
        *OF_A_FILE,
        *INSIDE,
        "clocks",
    }
