"""Writes figures into the page that shows them, so that no figure is typed: between a heading and its end mark.

python -m benchmarks.page build/benchmarks docs/performance.md
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.growth import curves, drawn, exponent
from benchmarks.measuring import Figure
from benchmarks.report import alone, quantity, table
from benchmarks.works import TITLES

OWN, POSTGRESQL = "tempodb", "PostgreSQL"
OTHERS = ("MariaDB", "DuckDB", "SQLite by hand")
LOAD = "first load"
ON_A_SERVER, BY_HAND = "tempodb on PostgreSQL", "PostgreSQL, B-trees"


def figures(file: Path) -> list[Figure]:
    """Return the figures of a run."""
    return [Figure(**figure) for figure in json.loads(file.read_text())]


def beside_others(found: Sequence[Figure]) -> str:
    """Return a row a work: the middle times of all, with the better of PostgreSQL's two designs, and who is quickest."""
    rows = [["work", OWN, POSTGRESQL, *OTHERS, "× PostgreSQL", "quickest"]]
    for work, title in TITLES.items():
        # What a server costs is a table of its own.
        of = {figure.peer: figure for figure in found if figure.work == work and figure.peer != ON_A_SERVER}
        medians = {peer: figure.median for peer, figure in of.items() if figure.median}
        if not medians:
            continue
        best = min((time for peer, time in medians.items() if peer.startswith(POSTGRESQL)), default=None)
        own = medians.get(OWN)
        rows.append([
            title,
            quantity(own) if own else of[OWN].note.split(":")[0] if OWN in of else "",
            quantity(best) if best else "",
            *(quantity(medians[peer]) if peer in medians else "" for peer in OTHERS),
            f"{own / best:.2g}" if own and best else "",
            min(medians, key=medians.__getitem__).partition(",")[0] if len(medians) > 1 else "",
        ])  # fmt: skip
    return table(rows)


def on_a_server(found: Sequence[Figure]) -> str:
    """Return a row a work: tempodb on a server, hand-written SQL on its like, and tempodb in a file; loads last."""
    rows = [["work", ON_A_SERVER, BY_HAND, "× by hand", "tempodb in a file", "× in a file"]]
    for work, title in {**TITLES, LOAD: "the first load"}.items():
        median = {figure.peer: figure.median for figure in found if figure.work == work}
        own, by_hand, in_a_file = (median.get(peer) for peer in (ON_A_SERVER, BY_HAND, OWN))
        if own and by_hand and in_a_file:
            rows.append([
                title, quantity(own), quantity(by_hand), f"{own / by_hand:.2g}",
                quantity(in_a_file), f"{own / in_a_file:.2g}",
            ])  # fmt: skip
    return table(rows)


def rest(found: Sequence[Figure]) -> str:
    """Return a row for each figure that stands in no table beside others."""
    return alone([figure for figure in found if figure.work not in TITLES])


def powers(folder: Path) -> str:
    """Return with which power of the size each work grows, tempodb beside others."""
    rows = [["work", OWN, "PostgreSQL, B-trees", *OTHERS]]
    for work, peers in curves(folder).items():
        if work in {*TITLES, "verify", "rebuild", "export", "cold query"}:
            found = [exponent(peers.get(peer, {})) for peer in rows[0][1:]]
            if found[0] is not None:
                rows.append(
                    [TITLES.get(work, work), *("" if power is None else f"{power:.2f}" for power in found)]
                )
    return table(rows)


def filled(page: str, marks: dict[str, str]) -> str:
    """Return the page with what stands between each mark and its end made anew.

    >>> print(filled("<!-- a -->\\nold\\n<!-- end -->", {"a": "new"}))
    <!-- a -->
    <BLANKLINE>
    new
    <BLANKLINE>
    <!-- end -->
    """
    for mark, text in marks.items():
        between = re.compile(rf"(<!-- {mark} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        page = between.sub(lambda found, text=text: f"{found[1]}\n{text}\n{found[2]}", page)
    return page


def main(folder: Path, page: Path) -> None:
    """Fill the page, and draw its picture beside it."""
    marks = {"growth": powers(folder)}
    for file in folder.glob("*/figures.json"):
        found = figures(file)
        marks |= {
            f"beside {file.parent.name}": beside_others(found),
            f"alone {file.parent.name}": rest(found),
            f"server {file.parent.name}": on_a_server(found),
        }
    page.write_text(filled(page.read_text(), marks))
    page.with_suffix(".svg").write_text(drawn(curves(folder)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
