"""The files that all pages need: how they look, and what they do faster than links and forms do."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from tempodb.output.plots.svg_styles import PAGE_STYLE

ASSETS: Mapping[str, str] = MappingProxyType(
    {"page.css": "text/css", "picture.css": "text/css", "page.js": "text/javascript"}
)
"""The media type of each."""


def asset(name: str) -> str:
    """Return the text of one of them.

    >>> asset("page.js").splitlines()[0]
    '// What a page does faster than links and forms do; it works without.'
    """
    if name == "picture.css":
        return PAGE_STYLE
    return files("tempodb.web").joinpath("assets", name).read_text(encoding="utf-8")
