"""Draws the pictures of the pages, with what the program draws today.

    python docs/draw_pictures.py

Each answers a question about a dataset of `fixtures/`, as asked on the day that the pages are of.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tempodb
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.svg_writer import svg

HERE = Path(__file__).parent
NOW = 1_795_291_200_000_000
"""2026-11-21T20:00:00Z, in microseconds."""
PICTURES = {
    "timeline.svg": ("csto.yaml", "timeline of CSTO", "auto"),
    "timeline-light.svg": ("csto.yaml", "timeline of CSTO", "light"),
    "timeline-dark.svg": ("csto.yaml", "timeline of CSTO", "dark"),
    "count.svg": ("csto.yaml", "count members of CSTO by month", "auto"),
    "holders.svg": ("csto-exact.yaml", "holders of secretary-general of CSTO ever", "auto"),
}
"""The questions, by the files of their pictures, each with the dataset that it is about, and the theme."""


def drawn() -> Iterator[tuple[str, str]]:
    """Yield the name of each picture and what it holds."""
    for file, (dataset, question, theme) in PICTURES.items():
        with tempodb.open(":memory:", clock=lambda: NOW) as db:
            db.load(HERE.parent / "fixtures" / dataset)
            yield file, svg(picture_of(db.query(question)), theme)


if __name__ == "__main__":
    for file, content in drawn():
        (HERE / "pictures" / file).write_text(content, encoding="utf-8")
