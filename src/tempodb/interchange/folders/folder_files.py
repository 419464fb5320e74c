"""Which files of a folder are read: `dataset.yaml`, and the tables beside it. All else is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.nearest import nearest
from tempodb.base.version import __version__
from tempodb.interchange.folders.folder_paths import HEADING, TABLE_ENDINGS
from tempodb.interchange.folders.folder_tables import tables
from tempodb.markup.opened_files import file_opened
from tempodb.markup.shown_texts import in_backticks, visible

_NO_TABLES = (".tsv", ".xlsx", ".xls", ".ods", ".yaml", ".yml", ".json", ".toml")
"""What a section may be kept in by mistake."""
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """A folder, and the tables in it by their sections."""

    path: Path
    tables: Mapping[str, Path]

    @property
    def heading(self) -> Path:
        """Where it says which dataset it is, and what is in no table."""
        return self.path / HEADING

    def __iter__(self) -> Iterator[Path]:
        """Yield the files that are read."""
        yield self.heading
        yield from self.tables.values()

    def fingerprint(self) -> str:
        """Return by what all of it is known again.

        Raises:
            DatasetError: a file cannot be read.

        """
        whole = sha256()
        for path in self:
            own = sha256()
            with file_opened(path) as (_, stream):
                while part := stream.read(_AT_ONCE):
                    own.update(part)
            whole.update(f"{path.name}:{own.hexdigest()}\n".encode())
        return f"{__version__}/:{whole.hexdigest()}"

    def state(self) -> list[tuple[int, int, int]]:
        """Return what changes when a file is written, the second its size; of what cannot be looked at there is nothing to be said."""
        found = []
        for path in self:
            with suppress(OSError):
                status = path.stat()
                found.append((status.st_ino, status.st_size, status.st_mtime_ns))
        return found

    def changed(self) -> DatasetError:
        """Return the error of a folder that was written while it was read."""
        return _refused(self.path, "changed", "it was changed while it was read", "load it again")


def is_part(name: str) -> bool:
    """Return whether a file of that name belongs to the dataset of a folder."""
    return name == HEADING or (Path(name).suffix in TABLE_ENDINGS and Path(name).stem in tables())


def folder_files(path: Path) -> FolderFiles:
    """Return which files of a folder are read.

    Raises:
        DatasetError: it has no `dataset.yaml`, or tables that are of no section, or two of one.

    """
    try:
        names = sorted(each.name for each in path.iterdir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"{in_backticks(str(path))} cannot be read: {reason}"
        raise _refused(path, "no-file", message, "look at its name and rights") from None
    problems = []
    found: dict[str, Path] = {}
    for name in names:
        stem, suffix = Path(name).stem, Path(name).suffix
        if name.startswith((".", "~$")) or name == HEADING:
            continue
        if suffix.lower() not in TABLE_ENDINGS:
            if stem in tables() and suffix.lower() in _NO_TABLES:
                message, hint = f"{in_backticks(name)} is no table of a dataset", f"save it as `{stem}.csv`"
                problems.append(_told(path / name, "format", message, hint))
        elif stem not in tables() or suffix not in TABLE_ENDINGS:
            problems.append(_unknown(path / name))
        elif stem in found:
            message = f"`{stem}` stands in {found[stem].name} too"
            problems.append(_told(path / name, "duplicate", message, "remove one of the two"))
        else:
            found[stem] = path / name
    if HEADING not in names:
        hint = f"add {HEADING} with the keys tempodb: 1 and dataset: …"
        problems.append(_told(path, "no-file", f"the folder has no {HEADING}", hint))
    if problems:
        raise DatasetError(*problems)
    return FolderFiles(path, {section: found[section] for section in tables() if section in found})


def _unknown(path: Path) -> Problem:
    stem, suffix = path.stem.lower(), path.suffix.lower()
    near = stem if stem in tables() else nearest(stem, tables())
    hint = f"the nearest is `{near}{suffix}`" if near else f"the tables are {', '.join(tables())}"
    return _told(path, "unknown-table", f"no section is called {in_backticks(path.stem)}", hint)


def _told(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, hint, file=visible(str(path)))


def _refused(path: Path, code: str, message: str, hint: str) -> DatasetError:
    return DatasetError(_told(path, code, message, hint))
