"""Whether a stream is painted: never where somebody asked for none, else as the settings say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO


def paints(colour: str, stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """Return whether what goes to *stream* is painted, where the settings say `auto`, `always` or `never`.

    >>> paints("auto", None, {})
    False
    """
    if colour == "never" or stream is None or environment.get("NO_COLOR") or is_dumb(environment):
        return False
    # A console of Windows may show the colours as signs.
    return colour == "always" or (stream.isatty() and os.name != "nt")


def is_dumb(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal takes text alone, which nothing can be painted or erased on."""
    return environment.get("TERM") == "dumb"
