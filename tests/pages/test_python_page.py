"""Every example of the page on Python is run, and each method that it names is there."""

from __future__ import annotations

import doctest
import re

import pytest

import tempodb
from pages import examples
from tempodb.api.query_builder import Asking

PAGE = examples.text("docs/python.md")


def test_the_examples_print_what_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(examples.ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "page", "docs/python.md", 0)

    assert doctest.DocTestRunner().run(test).failed == 0


def test_each_step_that_the_page_names_is_there() -> None:
    begin, go_on = re.findall(r"Questions begin with (.*) and go on with (.*)\.", PAGE)[0]

    assert [name for name in re.findall(r"`(\w+)`", begin) if not hasattr(tempodb.Database, name)] == []
    assert [name for name in re.findall(r"`(\w+)`", go_on) if not hasattr(Asking, name)] == []
