"""A folder → the claims that it states, each with its place in a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tempodb.base.errors import DatasetError
from tempodb.interchange.dataset.reader import dataset_of
from tempodb.interchange.folders.folder_files import folder_files
from tempodb.interchange.folders.folder_tree import FolderTree
from tempodb.interchange.folders.wrong_rows import LARGE, problems_of_rows
from tempodb.interchange.port import STAGES, Imported, Watched


def read_folder(path: Path, watched: Watched = iter) -> Imported:
    """Return all that a folder states, with the problems found in reading it; the stages of it go through *watched*.

    Raises:
        DatasetError: a file of it cannot be read, or a table cannot, or it does not say which dataset it is.

    """
    stages = watched(STAGES)
    next(stages)
    folder = folder_files(path)
    before = folder.state()
    if sum(size for _, size, _ in before) > LARGE and (wrong := problems_of_rows(folder)):
        raise DatasetError.gather(wrong)
    reading = FolderTree(folder)
    tree = reading.tree()
    fingerprint = "" if reading.problems else folder.fingerprint()
    if folder.state() != before:
        raise folder.changed()
    try:
        dataset = dataset_of(tree, str(path), lambda: next(stages))
    except DatasetError as error:
        raise DatasetError.gather([*reading.problems, *error.problems]) from None
    if reading.problems:
        # What stands in rows that could not be read would be missed elsewhere.
        raise DatasetError.gather([*reading.problems, *dataset.problems])
    return Imported(replace(dataset, fingerprint=fingerprint))
