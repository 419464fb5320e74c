"""The dataset files beside what is open: in its folder, and in those that the editor has opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tempodb.language_service.dataset_files.entry_outline import is_dataset

MAX_FILES = 200
"""How many files of a folder are looked at."""
MAX_BYTES = 16 * 1024 * 1024
"""How many bytes a file may have whose names are wanted."""
MAX_FOLDERS = 50
"""How many folders within the one that is open are looked at."""
YAML_SUFFIXES = (".yaml", ".yml")


class FileState(NamedTuple):
    """A file as it was when somebody looked."""

    path: Path
    size: int
    changed: int


def yaml_files(near: Iterable[Path], roots: Iterable[Path]) -> tuple[FileState, ...]:
    """Return the files in YAML of the folders *near*, of the *roots*, and of the folders in these.

    >>> yaml_files([Path("no/such/folder")], [])
    ()
    """
    folders = dict.fromkeys((*near, *(folder for root in roots for folder in (root, *_within(root)))))
    states = {state.path: state for folder in folders for state in _states(folder)}
    return tuple(states[path] for path in sorted(states))


def texts_of_datasets(files: Iterable[FileState]) -> dict[Path, str]:
    """Return the texts of those files that are datasets."""
    found = {}
    for file in files:
        try:
            text = file.path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            continue
        if is_dataset(text):
            found[file.path] = text
    return found


def _within(root: Path) -> list[Path]:
    try:
        folders = sorted(each for each in root.iterdir() if each.name[:1] != "." and each.is_dir())
    except OSError:
        return []
    return folders[:MAX_FOLDERS]


def _states(folder: Path) -> Iterator[FileState]:
    try:
        files = sorted(each for each in folder.iterdir() if each.suffix.lower() in YAML_SUFFIXES)[:MAX_FILES]
    except OSError:
        return
    for file in files:
        try:
            state = file.stat()
        except OSError:
            continue
        if file.is_file() and state.st_size <= MAX_BYTES:
            yield FileState(file.resolve(), state.st_size, state.st_mtime_ns)
