"""Draws how works grow with the world, a small chart each, and fits how steeply: time goes as size to a power.

python -m benchmarks.growth build/benchmarks docs/performance.svg
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.report import quantity

Curve = dict[int, float]
"""Seconds by size."""
Curves = dict[str, dict[str, Curve]]
"""Curves by work, and by peer."""

CHARTS = {
    "members": "members of one organization",
    "holders": "holders of one office",
    "parliament": "a parliament",
    "snapshot to Arrow": "everyone, to Arrow",
    "by year": "count by year, 211 years",
    "compare days": "compare two days",
    "correction": "one correction",
    "cold query": "a cold query",
}
COLOURS = {
    "tempodb": "#b3261e",
    "PostgreSQL, B-trees": "#1a5fb4",
    "PostgreSQL, ranges": "#62a0ea",
    "MariaDB": "#9a6700",
    "DuckDB": "#7d3ac1",
    "SQLite by hand": "#3d8b40",
}
ACROSS, WIDTH, HEIGHT, LEFT, TOP, GAP = 3, 210, 130, 52, 66, 56


def curves(folder: Path) -> Curves:
    """Return what was measured at each size, from the figures that runs left in a folder."""
    found: Curves = defaultdict(lambda: defaultdict(dict))
    for file in folder.glob("*/figures.json"):
        for figure in json.loads(file.read_text()):
            if figure["median"] is not None:
                found[figure["work"]][figure["peer"]][figure["size"]] = figure["median"]
    return found


def exponent(curve: Curve) -> float | None:
    """Return the power of the size with which a time grows: the slope of the line that lies nearest to it.

    >>> exponent({10: 1.0, 100: 10.0, 1000: 100.0})
    1.0
    >>> exponent({10: 1.0})
    >>> exponent({10: 1.001, 100: 1.0})
    0.0
    """
    if len(curve) < 2:
        return None
    points = [(math.log(size), math.log(seconds)) for size, seconds in curve.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return round(slope, 2) + 0.0  # Which makes 0 of -0.


def drawn(found: Curves) -> str:
    """Return the charts as SVG."""
    works = [work for work in CHARTS if any(len(curve) > 1 for curve in found.get(work, {}).values())]
    rows = -(-len(works) // ACROSS)
    width, height = LEFT + ACROSS * (WIDTH + GAP), TOP + rows * (HEIGHT + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="10" role="img" aria-label="How long works take in worlds of growing size">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *legend(),
    ]
    for place, work in enumerate(works):
        left = LEFT + place % ACROSS * (WIDTH + GAP)
        top = TOP + place // ACROSS * (HEIGHT + GAP)
        parts += [f'<g transform="translate({left} {top})">', *chart(CHARTS[work], found[work]), "</g>"]
    return "\n".join([*parts, "</svg>\n"])


def legend() -> list[str]:
    """Return which colour is whose, in one line."""
    parts, at = [], LEFT
    for peer, colour in COLOURS.items():
        parts.append(
            f'<line x1="{at}" y1="20" x2="{at + 18}" y2="20" stroke="{colour}" stroke-width="{thick(peer)}"/>'
        )
        parts.append(f'<text x="{at + 23}" y="24" fill="#222">{peer}</text>')
        at += 42 + 6 * len(peer)
    return parts


def thick(peer: str) -> float:
    """Return how wide the line of a peer is."""
    return 2.6 if peer == "tempodb" else 1.3


def chart(title: str, peers: Mapping[str, Curve]) -> list[str]:
    """Return one chart: sizes across and times upwards, both by powers of ten."""
    sizes = sorted({size for curve in peers.values() for size in curve})
    times = [seconds for curve in peers.values() for seconds in curve.values()]
    across = Scale(sizes[0], sizes[-1], 0, WIDTH)
    lowest, highest = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    up = Scale(10.0**lowest, 10.0**highest, HEIGHT, 0)
    own = exponent(peers.get("tempodb", {}))
    power = "" if own is None else f", tempodb as size^{own:g}"
    parts = [f'<text y="-8" font-size="11.5" font-weight="600" fill="#222">{escape(title)}</text>']
    parts += [f'<text x="0" y="{HEIGHT + 28}" fill="#666">beliefs{power}</text>']
    for power_of_ten in range(lowest, highest + 1):
        y = up(10.0**power_of_ten)
        parts.append(f'<line x1="0" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="#e4e4e4"/>')
        parts.append(
            f'<text x="-6" y="{y + 3}" text-anchor="end" fill="#666">{quantity(10.0**power_of_ten)}</text>'
        )
    for size in sizes:
        said = f"{size // 1_000_000}M" if size >= 1_000_000 else f"{size // 1_000}k"
        parts.append(
            f'<text x="{across(size)}" y="{HEIGHT + 14}" text-anchor="middle" fill="#666">{said}</text>'
        )
    for peer in reversed(COLOURS):
        if curve := peers.get(peer):
            parts += line(sorted(curve.items()), across, up, peer)
    return parts


class Scale:
    """Puts numbers on a line by their logarithms."""

    def __init__(self, first: float, last: float, start: float, end: float) -> None:
        self._first, self._factor = first, (end - start) / math.log(last / first)
        self._start = start

    def __call__(self, number: float) -> float:
        """Return where a number stands."""
        return round(self._start + math.log(number / self._first) * self._factor, 1)


def line(points: Sequence[tuple[int, float]], across: Scale, up: Scale, peer: str) -> list[str]:
    """Return the curve of one peer, with a dot for each that was measured."""
    colour = COLOURS[peer]
    places = [(across(size), up(seconds)) for size, seconds in points]
    path = " ".join(f"{x},{y}" for x, y in places)
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick(peer)}"/>',
        *(f'<circle cx="{x}" cy="{y}" r="{thick(peer)}" fill="{colour}"/>' for x, y in places),
    ]
