"""Folders of datasets that are written for a user: whole, and never over anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tempodb.api.output_files import unwritable
from tempodb.base.errors import InputError
from tempodb.base.partial_files import PRIVATE, unfinished_folder
from tempodb.interchange.folders.folder_files import is_part
from tempodb.interchange.folders.folder_paths import HEADING


def write_folder(path: Path, fill: Callable[[Path], None]) -> None:
    """Write a folder that *fill* puts the files of a dataset into, or leave what is there.

    A new one is for its owner alone. Of one that holds a dataset the files of that are replaced, and
    others stay. Its `dataset.yaml` is gone first and comes last, so that nobody reads a part. What a killed
    process left in the making is cleared away.

    Raises:
        InputError: there is a file, or a folder with something else in it.
        OperationalError: it cannot be written.

    """
    try:
        to = path.resolve()
        _refuse_others(path, to)
        with unfinished_folder(to) as making:
            fill(making)
            for file in making.iterdir():
                file.chmod(PRIVATE)
            if to.exists():
                _replace_parts(making, to)
            else:
                making.rename(to)
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from None


def _refuse_others(path: Path, to: Path) -> None:
    if to.exists() and not to.is_dir():
        raise InputError.of("output", f"`{path}` is a file", "name a folder, which may be new")
    names = [each.name for each in to.iterdir()] if to.exists() else []
    if HEADING not in names and not all(map(is_part, names)):
        message = f"`{path}` is a folder with something else in it"
        raise InputError.of("output", message, "name one that is new or empty, or that holds a dataset")


def _replace_parts(making: Path, to: Path) -> None:
    heading = to / HEADING
    modes = {each.name: each.stat().st_mode for each in to.iterdir() if is_part(each.name)}
    heading.unlink(missing_ok=True)
    for name in modes:
        if name != HEADING and not (making / name).exists():
            (to / name).unlink()
    for file in sorted(making.iterdir(), key=lambda file: file.name == HEADING):
        if file.name in modes:
            file.chmod(modes[file.name])
        file.replace(to / file.name)
