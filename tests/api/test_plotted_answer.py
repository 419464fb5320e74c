"""An answer as a picture in Python: shown by a notebook, and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.api.shown_result import ShownResult


@pytest.fixture(scope="module")
def answer() -> ShownResult:
    db = tempodb.open(":memory:")
    db.load(tempodb.bundled_fixture("csto.yaml"))
    return db.query("timeline of CSTO")


def test_a_notebook_shows_what_a_file_holds(answer: ShownResult, tmp_path: Path) -> None:
    plotted = answer.plot(as_of="2013", width=700)
    plotted.save(tmp_path / "csto.svg")

    assert plotted._repr_svg_() == (tmp_path / "csto.svg").read_text(encoding="utf-8")
    assert ">2013-01-01<" in plotted._repr_svg_()
    assert plotted.picture.width == 700 and "700" in repr(plotted)
    assert answer._repr_html_().startswith('<div class="tempodb">')


@pytest.mark.parametrize(
    ("options", "said"),
    [({"theme": "sepia"}, "no theme"), ({"width": 1}, "pixels wide"), ({"as_of": "soon"}, "no date")],
)
def test_what_cannot_be_drawn_is_refused(answer: ShownResult, options: dict[str, Any], said: str) -> None:
    with pytest.raises(tempodb.TempodbError, match=said):
        answer.plot(**options)


def test_a_file_whose_name_tells_nothing_is_refused(answer: ShownResult, tmp_path: Path) -> None:
    with pytest.raises(tempodb.InputError, match="known by the end"):
        answer.plot().save(tmp_path / "csto.tiff")
