"""Queries that are kept under a name, each as a file that other programs can read, too."""

from __future__ import annotations

import re
from pathlib import Path

from tempodb.api.output_files import write_file
from tempodb.base.errors import InputError, OperationalError
from tempodb.base.nearest import nearest
from tempodb.base.text_files import file_text

SUFFIX = ".tql"
_NAME = re.compile(r"\w[\w-]{0,63}")


def names(state: str) -> list[str]:
    """Return the names of all queries that are kept in the folder *state*."""
    return sorted(path.stem for path in _folder(state).glob(f"*{SUFFIX}") if _NAME.fullmatch(path.stem))


def read(state: str, name: str) -> str:
    """Return the text of a query.

    Raises:
        InputError: there is none of that name.

    """
    return file_text(str(_path(state, name)))


def save(state: str, name: str, text: str) -> None:
    """Keep a query, in the place of another of that name.

    Raises:
        InputError: it cannot have that name.
        OperationalError: it cannot be written.

    """
    if not _NAME.fullmatch(name):
        hint = "write .save NAME, or .save NAME QUERY; a name has letters, digits and hyphens"
        raise InputError.of(
            "name", f"`{name}` is no name for a query" if name else "the name is missing", hint
        )
    folder = _folder(state)
    try:
        for made in (Path(state), folder):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OperationalError.of("output", f"`{folder}` cannot be made: {error.strerror}") from None
    write_file(folder / f"{name}{SUFFIX}", text.rstrip() + "\n")


def forget(state: str, name: str) -> None:
    """Forget a query.

    Raises:
        InputError: there is none of that name.
        OperationalError: its file cannot be taken away.

    """
    path = _path(state, name)
    try:
        path.unlink()
    except OSError as error:
        raise OperationalError.of("output", f"`{path}` cannot be taken away: {error.strerror}") from None


def _path(state: str, name: str) -> Path:
    if _NAME.fullmatch(name) and (path := _folder(state) / f"{name}{SUFFIX}").is_file():
        return path
    known = names(state)
    near = nearest(name, known)
    hint = f"the nearest is `{near}`" if near else "`.queries` lists them, and `.save NAME` keeps one"
    raise InputError.of(
        "no-query", f"no query is kept under the name `{name}`" if name else "which one?", hint
    )


def _folder(state: str) -> Path:
    return Path(state) / "queries"
