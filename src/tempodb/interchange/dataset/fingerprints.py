"""By what the text of a dataset file is known again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version

from tempodb.markup.contents import Content


def fingerprint(content: Content) -> str:
    """Return the SHA-256 of a text, with what reads it: another format or version might read it otherwise."""
    return f"{_version()}{content.suffix}:{sha256(content.data).hexdigest()}"


@cache
def _version() -> str:
    return version("tempodb")
