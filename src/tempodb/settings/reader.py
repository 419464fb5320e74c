"""Where the file of settings is → `Settings`."""

from __future__ import annotations

import os
from collections.abc import Mapping

from tempodb.base import user_folders
from tempodb.base.errors import InputError
from tempodb.settings.options import Settings

MAX_SETTINGS_BYTES = 64 * 1024
"""How many bytes the file may have."""
WITHOUT = f"to go on without the file: {user_folders.OVERRIDE}= tempodb …"


def settings(environment: Mapping[str, str]) -> Settings:
    """Return what the user's file sets; without a file, all is as it comes.

    Raises:
        InputError: the file cannot be read, or something in it is no setting; with every problem.

    """
    file = user_folders.configuration_file(environment)
    if file is None:
        return Settings()
    try:
        os.stat(file)
    except OSError as error:
        if environment.get(user_folders.OVERRIDE):
            message = f"`{file}`, which ${user_folders.OVERRIDE} names, cannot be read: {_reason(error)}"
            raise InputError.of("settings", message, f"tempodb config --init makes it; {WITHOUT}") from None
        return Settings()
    return read_settings(file)


def read_settings(file: str) -> Settings:
    """Return what a file sets.

    Raises:
        InputError: it cannot be read, or something in it is no setting; with every problem.

    """
    # Most people have no such file.
    from tempodb.settings.from_tree import parsed

    return parsed(_content(file), file, WITHOUT)


def _content(file: str) -> str:
    try:
        if not os.path.isfile(file):
            raise InputError.of("settings", f"the settings `{file}` are no file", WITHOUT)
        with open(file, "rb") as opened:
            data = opened.read(MAX_SETTINGS_BYTES + 1)
    except OSError as error:
        message = f"the settings `{file}` cannot be read: {_reason(error)}"
        raise InputError.of("settings", message, WITHOUT) from None
    if len(data) > MAX_SETTINGS_BYTES:
        raise InputError.of("settings", f"`{file}` is too large for a file of settings", WITHOUT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"the settings `{file}` are no UTF-8"
        raise InputError.of("encoding", message, f"save them as UTF-8; {WITHOUT}") from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
