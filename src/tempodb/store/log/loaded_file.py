"""The file that a transaction loaded, as its remark in the log tells of it."""

from __future__ import annotations

import json
from typing import NamedTuple


class LoadedFile(NamedTuple):
    """A file that a transaction loaded: the fingerprint of its text, and how many claims it makes."""

    fingerprint: str
    claims: int


def file_remarked(body: str | None) -> LoadedFile | None:
    """Return the file of which the body of a remark tells, None where it tells of none, or was erased.

    >>> file_remarked('{"loaded":{"claims":7,"fingerprint":"1.json:00"}}')
    LoadedFile(fingerprint='1.json:00', claims=7)
    """
    loaded = None if body is None else json.loads(body).get("loaded")
    return loaded and LoadedFile(**loaded)
