"""A lake in a folder: nothing is written, read or removed beyond a symbolic link in it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.partial_files import left_behind, unfinished

if os.name != "nt":
    import fcntl

LOCK = "manifests/.lock"
"""The file by which one writer of a lake keeps others waiting; it holds nothing."""
_IN_THE_MAKING = re.compile(r"\.[0-9A-Za-z_.=-]+\.(parquet|json)\.[0-9a-f]{16}\.tmp")


class FolderPlace:
    """Implements `lake_places.LakePlace` in a folder, which the first file makes."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def names(self, folder: str) -> list[str]:
        """Return what lies in a folder, in order, but for what is in the making; nothing where there is none."""
        try:
            found = [path.name for path in (self._at(folder) if folder else self._folder).iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._failed(folder, error) from None
        return sorted(name for name in found if _IN_THE_MAKING.fullmatch(name) is None)

    def read(self, path: str) -> bytes:
        """Return what a file holds; FileNotFoundError where there is none."""
        try:
            return self._at(path).read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise self._failed(path, error) from None

    def opened(self, path: str) -> BinaryIO:
        """Return an open file, of which parts are read; FileNotFoundError where there is none."""
        try:
            return self._at(path).open("rb")
        except FileNotFoundError:
            raise
        except OSError as error:
            raise self._failed(path, error) from None

    def write(self, path: str, content: bytes) -> None:
        """Write a file, in the place of what is there."""
        with self._made(path, content) as (making, at):
            making.replace(at)
            _synced(at.parent)

    def write_for_now(self, path: str, content: bytes) -> None:
        """Write a file, in the place of what is there, that need not survive a loss of power."""
        at = self._at(path)
        try:
            at.parent.mkdir(parents=True, exist_ok=True)
            with unfinished(at) as making:
                making.write_bytes(content)
                making.replace(at)
        except OSError as error:
            raise self._failed(path, error) from None

    def add(self, path: str, content: bytes) -> bool:
        """Write a file unless there is one; return whether it was written."""
        with self._made(path, content) as (making, at):
            try:
                os.link(making, at)
            except FileExistsError:
                return False
            _synced(at.parent)
            return True

    def remove(self, path: str) -> bool:
        """Remove a file, and return whether there was one; what is no ordinary file stays."""
        at = self._at(path)
        try:
            if not stat.S_ISREG(at.lstat().st_mode):
                raise self._foreign(at)
            at.unlink()
            _synced(at.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._failed(path, error) from None
        return True

    def clear(self, folder: str) -> list[str]:
        """Remove what killed processes left in the making in a folder, and return it."""
        try:
            found = [path for path in left_behind(self._at(folder)) if _IN_THE_MAKING.fullmatch(path.name)]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._failed(folder, error) from None
        return [path.name for path in found if self.remove(f"{folder}/{path.name}")]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let nobody else write the lake meanwhile; who comes second is told so.

        Raises:
            OperationalError: somebody else writes it.

        """
        at = self._at(LOCK)
        try:
            at.parent.mkdir(parents=True, exist_ok=True)
            lock = os.open(at, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as error:
            raise self._failed(LOCK, error) from None
        try:
            if os.name != "nt":
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            message = f"somebody else is writing the lake `{self.name}`"
            raise OperationalError.of("locked", message, "try again when that is done") from None
        try:
            yield
        finally:
            os.close(lock)

    @contextmanager
    def _made(self, path: str, content: bytes) -> Iterator[tuple[Path, Path]]:
        at = self._at(path)
        try:
            at.parent.mkdir(parents=True, exist_ok=True)
            with unfinished(at) as making:
                with making.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                yield making, at
        except OSError as error:
            raise self._failed(path, error) from None

    def _at(self, path: str) -> Path:
        """Return where a path leads, unless a symbolic link lies on the way."""
        at = self._folder
        for part in path.split("/"):
            at /= part
            if at.is_symlink():
                raise self._foreign(at)
        return at

    def _foreign(self, at: Path) -> TempodbError:
        message = f"`{at}` is no file or folder of a lake but a link, or something else"
        return InputError.of("foreign", message, "take it out of the lake")

    def _failed(self, path: str, error: OSError) -> TempodbError:
        message = f"`{self.name}/{path}` cannot be read or written: {error.strerror or error}"
        return OperationalError.of("place", message, "look at the folder, its permissions and its disk")


def _synced(folder: Path) -> None:
    """Have what was moved in a folder survive a loss of power."""
    if os.name != "nt":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
