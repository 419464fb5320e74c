"""Prints figures as tables: every peer beside tempodb, and how many times as long tempodb takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.measuring import Figure

TEMPODB = "tempodb"


def quantity(seconds: float) -> str:
    """Return a time in the unit that suits it.

    >>> quantity(0.00123), quantity(12.3)
    ('1.23 ms', '12.3 s')
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def cell(figure: Figure | None) -> str:
    """Return what one peer took: the median, in brackets the slowest, or the first time."""
    if figure is None:
        return ""
    if figure.median is None:
        return figure.note
    other = figure.slowest or figure.first
    return quantity(figure.median) + (f" ({quantity(other)})" if other else "")


def times(own: Figure | None, peers: Iterable[Figure]) -> str:
    """Return how many times as long tempodb takes as the quickest of some peers."""
    medians = [peer.median for peer in peers if peer.median]
    if own is None or own.median is None or not medians:
        return ""
    return f"{own.median / min(medians):.3g}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, aligned for those who read it as text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def beside(figures: Sequence[Figure], titles: dict[str, str], peers: Sequence[str]) -> str:
    """Return a row a work and a column a peer."""
    found = {(figure.work, figure.peer): figure for figure in figures}
    others = [peer for peer in peers if peer != TEMPODB]
    rows = [["work", TEMPODB, *others, "× PostgreSQL", "× DuckDB", "× SQLite", "rows", "differing"]]
    for work in dict.fromkeys(figure.work for figure in figures):
        own = found.get((work, TEMPODB))
        of = {peer: found[work, peer] for peer in others if (work, peer) in found}
        ratios = [
            times(own, [figure for peer, figure in of.items() if name in peer])
            for name in ("PostgreSQL", "DuckDB", "SQLite")
        ]
        rows.append([
            titles.get(work, work), cell(own), *(cell(of.get(peer)) for peer in others), *ratios,
            str(own.rows if own else ""), str(max((f.differing for f in of.values()), default=""))
            if own is None or own.median is None else differing(of.values()),
        ])  # fmt: skip
    return table(rows)


def differing(peers: Iterable[Figure]) -> str:
    """Return in how many rows the peers' answers differ from those of tempodb; they agree with each other."""
    return " / ".join(map(str, sorted({peer.differing for peer in peers if peer.median is not None})))


def alone(figures: Sequence[Figure]) -> str:
    """Return a row for each figure of what only tempodb does."""
    rows = [["work", "whose", "CPU", "wall", "facts or claims a CPU second", "MiB", ""]]
    for figure in figures:
        rate = f"{figure.facts / figure.median:,.0f}" if figure.facts and figure.median else ""
        rows.append([
            figure.work, figure.peer, cell(figure), quantity(figure.wall) if figure.wall else "", rate,
            str(figure.mebibytes or ""), figure.note if figure.median is not None else "",
        ])  # fmt: skip
    return table(rows)
