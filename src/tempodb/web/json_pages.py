"""A page as JSON."""

from __future__ import annotations

from typing import Any

from tempodb.web.clocks import Clocks
from tempodb.web.pages.page import WebPage


def as_json(page: WebPage, clocks: Clocks) -> dict[str, Any]:
    """Return what a page says, the instants at which it says so, and the question whose answer is drawn."""
    picture = None if page.picture is None else page.picture.query
    told = {**_told(page._replace(picture=None)), "picture": picture}
    return {"as_of": clocks.as_of, "known_at": clocks.known_at, **told}


def _told(value: Any) -> Any:
    """Return what a page is made of as JSON has it: named values as mappings, all other sequences as lists."""
    if hasattr(value, "_asdict"):
        return {name: _told(held) for name, held in value._asdict().items()}
    return [_told(held) for held in value] if isinstance(value, tuple) else value
