"""A lake in an object store, by the file systems of pyarrow: each file is put there whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pyarrow import ArrowException, fs

from tempodb.base.errors import InputError, OperationalError
from tempodb.base.shown_urls import shown_url


def object_place(url: str) -> ObjectPlace:
    """Return the place that a URL names, such as `s3://bucket/lake` or `gs://bucket/lake`.

    Raises:
        InputError: no file system has such URLs.
        OperationalError: the store cannot be reached.

    """
    shown = shown_url(url)
    try:
        system, base = fs.FileSystem.from_uri(url)
    except (ArrowException, ValueError) as error:
        message = f"`{shown}` is no place for a lake: {_told(error, url)}"
        raise InputError.of("location", message, "name a folder, or s3://bucket/folder") from None
    except OSError as error:
        message = f"`{shown}` cannot be reached: {_told(error, url)}"
        hint = (
            "look at the address and the network; AWS_ENDPOINT_URL says where another store than Amazon's is"
        )
        raise OperationalError.of("place", message, hint) from None
    return ObjectPlace(shown, system, base)


def _told(error: Exception, url: str) -> str:
    """Return what an error says, without what opens the place."""
    return str(error).replace(url, shown_url(url)).splitlines()[0]


class ObjectPlace:
    """Implements `lake_places.LakePlace` over a file system of pyarrow.

    No store that it knows can be asked to let one writer in at a time: that is for whoever publishes to see to.
    """

    def __init__(self, name: str, system: Any, base: str) -> None:
        self.name = name
        self._system = system
        self._base = base.rstrip("/")

    def names(self, folder: str) -> list[str]:
        """Return what lies in a folder, in order; nothing where there is none."""
        selector = fs.FileSelector(f"{self._base}/{folder}".rstrip("/"), allow_not_found=True)
        with self._telling(folder):
            return sorted(found.base_name for found in self._system.get_file_info(selector))

    def read(self, path: str) -> bytes:
        """Return what a file holds; FileNotFoundError where there is none."""
        with self._telling(path), self._system.open_input_file(f"{self._base}/{path}") as file:
            content: bytes = file.read()
            return content

    def opened(self, path: str) -> BinaryIO:
        """Return an open file, of which parts are read; FileNotFoundError where there is none."""
        with self._telling(path):
            file: BinaryIO = self._system.open_input_file(f"{self._base}/{path}")
            return file

    def write(self, path: str, content: bytes) -> None:
        """Write a file, in the place of what is there."""
        at = f"{self._base}/{path}"
        with self._telling(path):
            try:
                file = self._system.open_output_stream(at)
            except FileNotFoundError:
                # Stores have no folders: to make one for each file, whether it has to be or not, asks them twice as much.
                self._system.create_dir(at.rpartition("/")[0], recursive=True)
                file = self._system.open_output_stream(at)
            with file:
                file.write(content)

    def write_for_now(self, path: str, content: bytes) -> None:
        """Do the same: a store knows nothing less."""
        self.write(path, content)

    def add(self, path: str, content: bytes) -> bool:
        """Write a file unless there is one; return whether it was written."""
        if self._is_there(path):
            return False
        self.write(path, content)
        return True

    def remove(self, path: str) -> bool:
        """Remove a file, and return whether there was one."""
        if not self._is_there(path):
            return False
        with self._telling(path):
            self._system.delete_file(f"{self._base}/{path}")
        return True

    def discard(self) -> None:
        """Remove all that lies there, and what some stores have in the place of a folder."""
        with self._telling(""):
            if self._system.get_file_info(self._base).type != fs.FileType.NotFound:
                self._system.delete_dir(self._base)

    def clear(self, folder: str) -> list[str]:
        """Return nothing: what is not whole is not there."""
        return []

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do nothing: no store that this knows can keep others waiting."""
        yield

    def _is_there(self, path: str) -> bool:
        with self._telling(path):
            found = self._system.get_file_info(f"{self._base}/{path}")
        return bool(found.type == fs.FileType.File)

    @contextmanager
    def _telling(self, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            message = f"`{self.name}/{path}` cannot be read or written: {str(error).splitlines()[0]}"
            raise OperationalError.of(
                "place", message, "look at the address, and who may write there"
            ) from None
