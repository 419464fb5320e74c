"""The folders in which a platform keeps what belongs to one user.

Paths are texts on the way of a question, which need not wait for `pathlib` to be imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

OVERRIDE = "TEMPODB_CONFIG"
"""Names the file of settings in the place of the usual one; empty, there is none."""


def configuration_file(environment: Mapping[str, str]) -> str | None:
    """Return where the file of settings is, or would be; None where the environment wants none."""
    named = environment.get(OVERRIDE)
    if named is not None:
        return named or None
    return os.path.join(configuration(environment), "config.toml")


def configuration(environment: Mapping[str, str]) -> str:
    """Return the folder of what the user sets."""
    return _folder(environment, "XDG_CONFIG_HOME", "APPDATA", "~/.config")


def state(environment: Mapping[str, str]) -> str:
    """Return the folder of what is kept from one session to the next: history, queries with names."""
    return _folder(environment, "XDG_STATE_HOME", "LOCALAPPDATA", "~/.local/state")


def cache(environment: Mapping[str, str]) -> str:
    """Return the folder of what can be made anew."""
    # On macOS too, where what was kept there before goes on being found.
    base = _absolute(environment, "XDG_CACHE_HOME") or (
        _absolute(environment, "LOCALAPPDATA") if os.name == "nt" else None
    )
    return os.path.join(base or os.path.expanduser("~/.cache"), "tempodb")


def _folder(environment: Mapping[str, str], of_unix: str, of_windows: str, otherwise: str) -> str:
    if os.name == "nt":
        base = _absolute(environment, of_windows) or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = _absolute(environment, of_unix) or os.path.expanduser(otherwise)
    return os.path.join(base, "tempodb")


def _absolute(environment: Mapping[str, str], variable: str) -> str | None:
    """Return the folder that a variable names; one that is relative counts for nothing."""
    value = environment.get(variable, "")
    return value if os.path.isabs(value) else None
