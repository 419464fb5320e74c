"""Where a lake lies: what is asked of a folder or an object store, and which of them a text names."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from tempodb.lake.folder_place import FolderPlace
from tempodb.lake.object_place import object_place


class LakePlace(Protocol):
    """Files by their paths within a lake, which are parted by `/`; each is whole, or not there."""

    name: str

    def names(self, folder: str) -> list[str]:
        """Return what lies in a folder, in order; nothing where there is none."""

    def read(self, path: str) -> bytes:
        """Return what a file holds; FileNotFoundError where there is none."""

    def opened(self, path: str) -> BinaryIO:
        """Return an open file, of which parts are read; FileNotFoundError where there is none."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file, in the place of what is there."""

    def write_for_now(self, path: str, content: bytes) -> None:
        """Write a file, in the place of what is there, that need not survive a loss of power."""

    def add(self, path: str, content: bytes) -> bool:
        """Write a file unless there is one; return whether it was written."""

    def remove(self, path: str) -> bool:
        """Remove a file, and return whether there was one."""

    def clear(self, folder: str) -> list[str]:
        """Remove what killed processes left in the making in a folder, and return it."""

    def writing(self) -> AbstractContextManager[None]:
        """Let nobody else write the lake meanwhile, where the place can see to that."""


def lake_place(location: str) -> LakePlace:
    """Return the place that a path or a URL names.

    >>> lake_place("lake").name, lake_place("file:///srv/lake").name
    ('lake', '/srv/lake')

    Raises:
        InputError: it is a URL of a kind that is not known.

    """
    if location.startswith("file://"):
        return FolderPlace(Path(location.removeprefix("file://")))
    if "://" not in location:
        return FolderPlace(Path(location))
    return object_place(location)


def found_anywhere(location: str) -> str:
    """Return a location as whoever works in another folder finds it.

    >>> found_anywhere("s3://bucket/lake"), found_anywhere("/srv/lake")
    ('s3://bucket/lake', '/srv/lake')
    """
    return location if "://" in location else str(Path(location).absolute())
