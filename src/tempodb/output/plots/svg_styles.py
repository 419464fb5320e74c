"""The colours of a picture as SVG has them: as attributes for whatever converts it, and as styles for a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tempodb.output.plots.hues import PALETTES, Hue, Palette

FONTS = "Noto Sans, DejaVu Sans, Segoe UI, Helvetica, Arial, sans-serif"
"""As an attribute: a converter that does not read a shorthand of CSS would take a face with serifs."""
OF_PICTURES = ".tempodb "
"""What of a page the styles are of."""


def _rules(palette: Palette, hues: Collection[Hue]) -> Iterator[str]:
    yield f".paper{{fill:{palette.paper}}}"
    yield f".coming{{fill:{palette.coming}}}"
    yield f":is(.texture,.halo){{stroke:{palette.paper}}}"
    yield f":is(.title,.head,.plain){{fill:{palette.ink};stroke:{palette.paper}}}"
    yield f".asked{{fill:{palette.asked};stroke:{palette.paper}}}"
    yield f":is(.soft,.small){{fill:{palette.soft}}}"
    yield f":is(.grid,.tick){{stroke:{palette.grid}}}"
    yield f":is(.edge,.present){{stroke:{palette.soft}}}"
    yield f":is(.ring,.asked-day){{stroke:{palette.asked}}}"
    for hue in sorted(hues):
        colour = palette.hues[hue]
        yield f".{hue}{{fill:{colour};stroke:{colour};stop-color:{colour}}}"


def style_of(hues: Collection[Hue]) -> str:
    """Return the styles that a file carries which has those hues; light is what its attributes say."""
    dark, paper = (
        "".join(f"{OF_PICTURES}{rule}" for rule in _rules(PALETTES[theme], hues))
        for theme in ("dark", "print")
    )
    # Where a dark page is printed, both hold: what stands last does.
    return f"@media (prefers-color-scheme:dark){{{dark}}}@media print{{{paper}}}"


PAGE_STYLE = style_of(tuple(Hue))
"""What a page that shows pictures needs of them in its own style sheet."""
