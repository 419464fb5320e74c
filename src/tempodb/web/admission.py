"""What is refused before a page is thought of, and what every answer says of itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, MutableMapping
from hashlib import sha256
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tempodb.web.hosts import host_asked

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
POLICY = "content-security-policy"
METHODS = ("GET", "HEAD")
LONGEST_ADDRESS = 8192
"""How many characters an address may have."""


class Guards:
    """Lets through what only reads, and is addressed to a name of this machine."""

    def __init__(self, app: ASGIApp, is_ours: Callable[[str], bool]) -> None:
        self._app, self._is_ours = app, is_ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                besides = [header for header in _ENCODED if header[0] not in said]
                message["headers"] = [*message["headers"], *besides]
            await send(message)

        refusal = self._refusal(scope)
        await (self._app if refusal is None else refusal)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if scope["method"] not in METHODS:
            return PlainTextResponse("only GET and HEAD\n", 405, {"allow": ", ".join(METHODS)})
        host = _host(scope)
        if host is None or not self._is_ours(host):
            return PlainTextResponse(
                "this server is not called so; ask it by the address that it told\n", 421
            )
        if not scope["raw_path"].startswith(b"/"):
            return PlainTextResponse("ask by a path, as in /organizations\n", 400)
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse("the address is too long\n", 414)
        return None


def policy_of_picture(svg: str) -> str:
    """Return what a picture may do that is opened by itself: be coloured by its own style, and nothing else.

    >>> policy_of_picture("<svg><style>a{}</style></svg>")
    "default-src 'none'; style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; frame-ancestors 'none'"
    """
    style = svg.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"


def _host(scope: MutableMapping[str, Any]) -> str | None:
    """Return the name that a request is addressed to, without its port; None unless there is one."""
    given = [value for name, value in scope["headers"] if name == b"host"]
    if len(given) != 1:
        return None
    return host_asked(str(given[0], "latin-1"))


_ENCODED = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
