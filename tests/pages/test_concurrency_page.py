"""The examples of the page on several at once run alike on a file and on a server."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from pages import examples
from postgres_server import new_schema
from tempodb.store.engines.postgres import failures
from tempodb.store.engines.sqlite import driver

PAGE = examples.text("docs/concurrency.md")


@pytest.mark.surroundings
@pytest.mark.parametrize("engine", ["file", "server"])
def test_the_examples_print_what_the_page_shows(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(failures, "BUSY_SECONDS", 0.2)
    (tmp_path / "fixtures").symlink_to(examples.ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 4
    place = new_schema() if engine == "server" else "x.db"

    test = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), {"place": place}, engine, "docs/concurrency.md", 0
    )

    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0
