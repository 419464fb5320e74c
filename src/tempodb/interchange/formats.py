"""The formats in which datasets come and go, an entry each; which one is meant follows from a name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from tempodb.base.node import Node
from tempodb.interchange.folders.folder_paths import CSV, PARQUET, folder_meant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from tempodb.base.progress import Progress
    from tempodb.interchange.port import Exported, Exporter, FolderExporter, Imported, Importer, Watched
    from tempodb.model.claims import Claim, Dataset
    from tempodb.model.restatements import KnownText, LastText, Restatement

    GivenPath = str | os.PathLike[str]
    ReadsColumns = Callable[[Path], Dataset | None]
    ReadsRestated = Callable[[Path], Callable[[], Restatement | KnownText | None] | None]
    LastTexts = Callable[[str], LastText | None]


class InterchangeFormat(Node):
    """What reads files with some ends of their names, and what writes datasets, by the name of the format.

    By its *fingerprint* the text of a file is known again. What reads clean files as *columns*, one
    after the other, gives None for others; so does what reads how they are *restated*.
    """

    suffixes: tuple[str, ...] = ()
    importer: Importer | None = None
    exporters: Mapping[str, Exporter] = MappingProxyType({})
    fingerprint: Callable[[GivenPath], str] | None = None
    columns: Callable[[], ReadsColumns] | None = None
    restated: Callable[[Collection[str], LastTexts], ReadsRestated] | None = None


# What reads and what writes takes its time to be imported: whoever only asks for names waits for neither.
def _read(path: Path, watched: Watched) -> Imported:
    if folder := folder_meant(path):
        from tempodb.interchange.folders.folder_reader import read_folder

        return read_folder(folder, watched)
    from tempodb.interchange.dataset.reader import read_dataset

    return read_dataset(path, watched)


def _fingerprint(path: GivenPath) -> str:
    if folder := folder_meant(path):
        from tempodb.interchange.folders.folder_files import folder_files

        return folder_files(folder).fingerprint()
    from tempodb.interchange.dataset.fingerprints import file_fingerprint

    return file_fingerprint(path)


def _columns() -> ReadsColumns:
    from dataclasses import replace

    from tempodb.interchange.dataset.column_reader import ColumnReader
    from tempodb.interchange.dataset.restating import packed
    from tempodb.markup.contents import content_of

    reader = ColumnReader()

    def read(path: Path) -> Dataset | None:
        if folder := folder_meant(path):
            from tempodb.interchange.folders.folder_columns import read_folder_columns

            return read_folder_columns(folder, reader)
        content = content_of(path)
        dataset = reader.read(content)
        return dataset and replace(dataset, text=packed(content))

    return read


def _restated(known: Collection[str], last_text: LastTexts) -> ReadsRestated:
    from tempodb.interchange.dataset.column_reader import ColumnReader
    from tempodb.interchange.dataset.restating import restated, texts_apart
    from tempodb.markup.contents import content_of
    from tempodb.model.restatements import KnownText

    reader = ColumnReader()

    def told(path: Path) -> Callable[[], Restatement | KnownText | None] | None:
        if folder_meant(path):
            own = _fingerprint(path)
            return (lambda: KnownText(own)) if own in known else None
        apart = texts_apart(content_of(path), known, last_text)
        return apart and (lambda: apart if isinstance(apart, KnownText) else restated(apart, reader))

    return told


def _write_yaml(dataset: str, claims: Sequence[Claim], progress: Progress) -> Exported:
    from tempodb.interchange.dataset.writer import write_yaml

    return write_yaml(dataset, claims, progress)


def _write_json(dataset: str, claims: Sequence[Claim], progress: Progress) -> Exported:
    from tempodb.interchange.dataset.writer import write_json

    return write_json(dataset, claims, progress)


def _write_tables(suffix: str, dataset: str, claims: Sequence[Claim], to: Path, progress: Progress) -> None:
    from tempodb.interchange.folders.folder_writer import write_tables

    write_tables(suffix, dataset, claims, to, progress)


def _write_popolo(dataset: str, claims: Sequence[Claim], progress: Progress) -> Exported:
    from tempodb.interchange.exporters.popolo import write_popolo

    return write_popolo(dataset, claims, progress)


def _write_ftm(dataset: str, claims: Sequence[Claim], progress: Progress) -> Exported:
    from tempodb.interchange.exporters.ftm import write_ftm

    return write_ftm(dataset, claims, progress)


def _write_quickstatements(dataset: str, claims: Sequence[Claim], progress: Progress) -> Exported:
    from tempodb.interchange.exporters.quickstatements import write_quickstatements

    return write_quickstatements(dataset, claims, progress)


OWN = InterchangeFormat(
    (".yaml", ".yml", ".json", ".toml"),
    _read,
    MappingProxyType({"yaml": _write_yaml, "json": _write_json}),
    _fingerprint,
    _columns,
    _restated,
)
"""Dataset files, and folders of tables, which state all that there is to state."""
WRITTEN_FOR_OTHERS = InterchangeFormat(
    exporters=MappingProxyType(
        {"popolo": _write_popolo, "ftm": _write_ftm, "quickstatements": _write_quickstatements}
    )
)
"""What states a part of a dataset, and tells of the rest."""
DATASET_FORMATS = (OWN, WRITTEN_FOR_OTHERS)
IMPORTERS: Mapping[str, Importer] = MappingProxyType(
    {
        suffix: format_.importer
        for format_ in DATASET_FORMATS
        if format_.importer
        for suffix in format_.suffixes
    }
)
"""What reads a file, by the end of its name."""
EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {name: exporter for format_ in DATASET_FORMATS for name, exporter in format_.exporters.items()}
)
"""What writes a dataset, by the name of the format."""
FOLDER_EXPORTERS: Mapping[str, FolderExporter] = MappingProxyType(
    {"folder": partial(_write_tables, CSV), "parquet": partial(_write_tables, PARQUET)}
)
"""What writes a dataset as a folder of tables, by the name of the format."""


def fingerprint_of(path: GivenPath) -> str | None:
    """Return by what the text of a file is known again, None where its format does not tell.

    Raises:
        DatasetError: the file cannot be read.

    """
    format_ = _format_of(path)
    return None if format_ is None or format_.fingerprint is None else format_.fingerprint(path)


def column_reader(paths: Sequence[Path]) -> ReadsColumns | None:
    """Return what reads clean files as columns, None where that cannot be told of each of them.

    What it returns raises DatasetError where a file cannot be read.
    """
    format_ = _one_format_of(paths)
    return None if format_ is None or format_.columns is None else format_.columns()


def restatement_reader(
    paths: Sequence[Path], known: Collection[str], last_text: LastTexts
) -> ReadsRestated | None:
    """Return what reads what files say otherwise than when they were loaded last, None where nothing does.

    Those of *known* fingerprints are not read. What it returns raises DatasetError where a file cannot be read; of
    each file it gives what reads the rest, once all were looked at: the processor has either at hand then.
    """
    format_ = _one_format_of(paths)
    return None if format_ is None or format_.restated is None else format_.restated(known, last_text)


def part_of(path: Path, claims: Collection[Claim]) -> Dataset | None:
    """Return what a folder that was read as columns says of claims, with places; None where all of it is as soon read."""
    folder = folder_meant(path)
    if folder is None:
        return None
    from tempodb.interchange.folders.folder_part import read_folder_part

    return read_folder_part(folder, claims)


def _one_format_of(paths: Sequence[Path]) -> InterchangeFormat | None:
    first, *others = map(_format_of, paths)
    return first if all(other is first for other in others) else None


def _format_of(path: GivenPath) -> InterchangeFormat | None:
    if folder_meant(path):
        return OWN
    suffix = os.path.splitext(path)[1].lower()
    return next((format_ for format_ in DATASET_FORMATS if suffix in format_.suffixes), None)


def importer_of(path: Path) -> Importer:
    """Return what reads the file at *path*; one whose name tells nothing is refused as a dataset file is."""
    return IMPORTERS.get(path.suffix.lower(), _read)


def size_of(path: GivenPath) -> int:
    """Return how many bytes are read of a file or folder, as far as that is known before."""
    try:
        if folder := folder_meant(path):
            return sum(each.stat().st_size for each in folder.iterdir())
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
