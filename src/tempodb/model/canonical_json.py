"""The one JSON text that equal values share: by it values are compared and digests made."""

from __future__ import annotations

import json
from collections.abc import Callable

_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
json_quoted: Callable[[str], str] = json.encoder.encode_basestring
"""Return a text as `canonical` writes it."""


def canonical(value: object) -> str:
    """Return *value* as the one JSON text that equal values share.

    >>> canonical({"b": 1, "a": ["é"]})
    '{"a":["é"],"b":1}'
    """
    return json_quoted(value) if value.__class__ is str else _ENCODER.encode(value)
