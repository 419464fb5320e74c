"""The pictures of the pages are what the program draws, and each is shown somewhere."""

from __future__ import annotations

import re
import runpy

from pages import examples

DRAWING = runpy.run_path(str(examples.ROOT / "docs" / "draw_pictures.py"))
PICTURES = examples.ROOT / "docs" / "pictures"


def test_each_picture_is_what_is_drawn_now() -> None:
    drawn = dict(DRAWING["drawn"]())

    assert drawn and sorted(drawn) == sorted(file.name for file in PICTURES.iterdir())
    assert {
        file for file, text in drawn.items() if (PICTURES / file).read_text(encoding="utf-8") != text
    } == set()


def test_each_picture_is_shown_on_a_page() -> None:
    shown = set(
        re.findall(r"pictures/([\w-]+\.svg)", examples.text("docs/pictures.md") + examples.text("README.md"))
    )

    assert shown == set(DRAWING["PICTURES"])
