"""A picture as the file that its name asks for: SVG, PNG; and what is to be done about PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tempodb.base.errors import InputError
from tempodb.output.plots.picture import Picture
from tempodb.output.plots.svg_writer import NO_LINKS, THEMES, SvgLinks, svg

SHARPNESS = 2.0
"""How many pixels of a bitmap one of the picture takes, across."""


def picture_file(picture: Picture, name: str, theme: str = "auto", links: SvgLinks = NO_LINKS) -> str | bytes:
    """Return a picture as the content of a file of that *name*, by what it ends with: `.svg` or `.png`.

    Raises:
        InputError: it ends otherwise, there is no such theme, or PNG needs what is not installed.

    """
    refuse_theme(theme)
    end = "." + name.rpartition(".")[2].lower()
    if end == ".pdf":
        message = "tempodb draws no PDF by itself"
        hint = "write an SVG and print it from a browser, or: rsvg-convert -f pdf -o FILE.pdf FILE.svg"
        raise InputError.of("picture", message, hint)
    if end not in _WRITERS:
        message = f"no picture is known by the end `{end}` of the file's name"
        raise InputError.of("picture", message, f"end the name with one of {' '.join(_WRITERS)}")
    return _WRITERS[end](picture, theme, links)


def refuse_theme(theme: str) -> None:
    """Refuse what is no theme.

    Raises:
        InputError: there is none of that name.

    """
    if theme not in THEMES:
        message = f"`{theme}` is no theme of a picture"
        raise InputError.of("picture", message, f"choose from {', '.join(THEMES)}")


def _png(picture: Picture, theme: str, _: SvgLinks) -> bytes:
    try:
        import resvg_py
    except ModuleNotFoundError as error:
        hint = "install it with: pip install 'tempodb[plot]'; SVG needs nothing"
        raise InputError.of("picture", f"PNG needs {error.name}", hint) from None
    drawn = svg(picture, "light" if theme in ("auto", "page") else theme)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=SHARPNESS))


_WRITERS: Mapping[str, Callable[[Picture, str, SvgLinks], str | bytes]] = MappingProxyType(
    {".svg": svg, ".png": _png}
)
