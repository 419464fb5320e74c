"""By what the text of a dataset file is known again."""

from __future__ import annotations

from hashlib import sha256

from tempodb.base.version import __version__
from tempodb.markup.contents import Content


def fingerprint(content: Content) -> str:
    """Return the SHA-256 of a text, with what reads it: another format or version might read it otherwise."""
    return f"{__version__}{content.suffix}:{sha256(content.data).hexdigest()}"
