"""The pictures of the pages are what the program draws, and each is shown somewhere."""

from __future__ import annotations

import re
import runpy
import struct

from pages import examples

TAKING = runpy.run_path(str(examples.ROOT / "docs" / "picture_the_page.py"))
DRAWING = runpy.run_path(str(examples.ROOT / "docs" / "draw_pictures.py"))
PICTURES = examples.ROOT / "docs" / "pictures"


def test_each_picture_is_what_is_drawn_now() -> None:
    drawn = dict(DRAWING["drawn"]())

    assert drawn and sorted(drawn) == sorted(file.name for file in PICTURES.glob("*.svg"))
    assert {
        file for file, text in drawn.items() if (PICTURES / file).read_text(encoding="utf-8") != text
    } == set()


def test_each_picture_is_shown_on_a_page() -> None:
    shown = set(
        re.findall(r"pictures/([\w-]+\.svg)", examples.text("docs/pictures.md") + examples.text("README.md"))
    )

    assert shown == set(DRAWING["PICTURES"])


def test_the_page_is_shown_in_light_and_dark_as_large_as_it_is_taken() -> None:
    files = [f"page-{scheme}.png" for scheme in TAKING["SCHEMES"]]
    size = struct.pack(">II", TAKING["WIDTH"], TAKING["HEIGHT"])

    assert sorted(files) == sorted(file.name for file in PICTURES.glob("*.png"))
    assert set(files) == set(re.findall(r"pictures/([\w-]+\.png)", examples.text("README.md")))
    for file in files:
        taken = (PICTURES / file).read_bytes()
        assert taken[16:24] == size and len(taken) <= TAKING["MOST_BYTES"]
