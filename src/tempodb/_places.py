"""The folders in which a platform keeps what belongs to one user.

Paths are texts on the way of a question, which need not wait for `pathlib` to be imported.
"""

from __future__ import annotations

import os
import sys

OVERRIDE = "TEMPODB_CONFIG"
"""Names the file of settings in the place of the usual one; empty, there is none."""


def configuration_file() -> str | None:
    """Return where the file of settings is, or would be; None where the environment wants none."""
    named = os.environ.get(OVERRIDE)
    if named is not None:
        return named or None
    return os.path.join(configuration(), "config.toml")


def configuration() -> str:
    """Return the folder of what the user sets."""
    return _folder("XDG_CONFIG_HOME", "APPDATA", "~/.config")


def state() -> str:
    """Return the folder of what is kept from one session to the next: history, queries with names."""
    return _folder("XDG_STATE_HOME", "LOCALAPPDATA", "~/.local/state")


def cache() -> str:
    """Return the folder of what can be made anew."""
    # On macOS too, where what was kept there before goes on being found.
    base = _absolute("XDG_CACHE_HOME") or (_absolute("LOCALAPPDATA") if os.name == "nt" else None)
    return os.path.join(base or os.path.expanduser("~/.cache"), "tempodb")


def _folder(of_unix: str, of_windows: str, otherwise: str) -> str:
    if os.name == "nt":
        base = _absolute(of_windows) or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = _absolute(of_unix) or os.path.expanduser(otherwise)
    return os.path.join(base, "tempodb")


def _absolute(variable: str) -> str | None:
    """Return the folder that a variable names; one that is relative counts for nothing."""
    value = os.environ.get(variable, "")
    return value if os.path.isabs(value) else None
