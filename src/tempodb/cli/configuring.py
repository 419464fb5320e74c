"""The file of settings: what holds, and the file to begin with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tempodb.base import user_folders
from tempodb.base.errors import InputError, OperationalError
from tempodb.base.partial_files import PRIVATE
from tempodb.settings import Settings
from tempodb.settings.written import as_toml, template


def effective(settings: Settings, broken: InputError | None, environment: Mapping[str, str]) -> str:
    """Return the settings that hold as TOML, behind a line that says where their file is."""
    file = user_folders.configuration_file(environment)
    if file is None:
        where = f"no file of settings, since ${user_folders.OVERRIDE} is empty"
    elif broken is not None:
        where = f"{file} is broken, and this holds without it"
    else:
        where = f"{file} {'is read' if Path(file).exists() else 'is not there'}"
    return f"# {' '.join(where.split())}\n{as_toml(settings)}"


def made(environment: Mapping[str, str]) -> str:
    """Write the file to begin with to where it is looked for, and return that place.

    Raises:
        InputError: there is a file already, or the environment wants none.
        OperationalError: it cannot be written.

    """
    file = user_folders.configuration_file(environment)
    if file is None:
        message = f"${user_folders.OVERRIDE} is empty, so that no file of settings is read"
        raise InputError.of(
            "settings", message, f"unset it, or let it name a file: {user_folders.OVERRIDE}=FILE"
        )
    try:
        Path(file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with os.fdopen(new, "w", encoding="utf-8") as opened:
            opened.write(template())
    except OSError as error:
        if Path(file).exists():
            hint = "edit it, or move it away first"
            raise InputError.of("exists", f"`{file}` is there already", hint) from None
        reason = (error.strerror or str(error)).lower()
        raise OperationalError.of("output", f"`{file}` cannot be written: {reason}") from None
    return file


__all__ = ["effective", "made", "template"]
