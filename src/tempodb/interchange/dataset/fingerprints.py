"""By what the text of a dataset file is known again."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from tempodb.base.version import __version__
from tempodb.markup.opened_files import read_through

if TYPE_CHECKING:
    from tempodb.markup.contents import Content


def fingerprint(content: Content) -> str:
    """Return the SHA-256 of a text, with what reads it: another format or version might read it otherwise."""
    return _written(content.suffix, sha256(content.data).hexdigest())


def file_fingerprint(path: str | os.PathLike[str]) -> str:
    """Return the `fingerprint` of the text that a file has, of which nothing else is wanted.

    Raises:
        DatasetError: it cannot be read, is too large, or no ordinary file.

    """
    digest = sha256()
    read_through(path, digest.update)
    return _written(os.path.splitext(path)[1].lower(), digest.hexdigest())


def _written(suffix: str, digest: str) -> str:
    return f"{__version__}{suffix}:{digest}"
