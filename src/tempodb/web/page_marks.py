"""Which answers a browser may keep, and by which mark it asks whether they still hold.

What was known at a past instant is the same until somebody is erased, and none who was may be shown
out of what a browser kept. So it keeps such a page and asks each time, which costs no question here.
"""

from __future__ import annotations

from hashlib import sha256
from secrets import token_hex

from starlette.requests import Request

import tempodb
from tempodb.base.version import __version__
from tempodb.web.clocks import Clocks

FOR_EVER = "private, max-age=31536000, immutable"
IF_IT_HOLDS = "private, no-cache"
NOT_KEPT = "no-store"


class Keeping:
    """Marks what one server answers; whoever has a mark of another one begins anew."""

    def __init__(self) -> None:
        self._server = token_hex(8)

    def headers(self, database: tempodb.Database, clocks: Clocks, request: Request) -> dict[str, str]:
        """Return what an answer at some instants says of being kept."""
        if clocks.known >= database.now():
            return {"cache-control": NOT_KEPT}
        asked = request.scope["path"], request.scope["query_string"]
        state = __version__, self._server, database.last_recorded(), database.today()
        return {
            "cache-control": IF_IT_HOLDS,
            "etag": f'"{sha256(repr((asked, state)).encode()).hexdigest()[:32]}"',
        }


def is_held(request: Request, headers: dict[str, str]) -> bool:
    """Return whether whoever asks has what would be answered."""
    known = request.headers.get("if-none-match", "")
    return headers.get("etag") in [mark.strip().removeprefix("W/") for mark in known.split(",")]
