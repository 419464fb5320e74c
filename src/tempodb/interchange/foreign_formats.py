"""The formats of others that can be imported, an entry each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tempodb.base.node import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tempodb.interchange.importers.conventions import Conventions
    from tempodb.interchange.importers.foreign_statements import StatedSource

    ReadsForeign = Callable[..., StatedSource]


class ForeignOption(Node):
    """What can be said of files of a format, and of no other: its name in Python, what it takes, and what it settles."""

    name: str
    metavar: str
    meaning: str


class ForeignFormat(Node):
    """A format of others: what reads its files as a dataset of an id, by conventions, and what it is.

    What is said by its own *options* is given by their names to *read*, which raises DatasetError where
    a file cannot be read at all. A format whose files take a map can *suggest* a first one.
    """

    name: str
    summary: str
    read: ReadsForeign
    options: Sequence[ForeignOption] = ()
    suggest: Callable[..., str] | None = None


# What reads takes its time to be imported: whoever only asks for names does not wait for it.
def _read_wikidata(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    from tempodb.interchange.importers.wikidata.reader import read_wikidata

    return read_wikidata(paths, dataset, conventions)


def _read_popolo(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    from tempodb.interchange.importers.popolo.reader import read_popolo

    return read_popolo(paths, dataset, conventions)


def _read_cow(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    from tempodb.interchange.importers.cow.reader import read_cow

    return read_cow(paths, dataset, conventions)


def _read_ftm(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    from tempodb.interchange.importers.ftm.reader import read_ftm

    return read_ftm(paths, dataset, conventions)


def _read_congress(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    from tempodb.interchange.importers.congress import read_congress

    return read_congress(paths, dataset, conventions)


def _read_tables(paths: Sequence[Path], dataset: str, conventions: Conventions, **said: Any) -> StatedSource:
    from tempodb.interchange.importers.tables.reader import read_tables

    return read_tables(paths, dataset, conventions, **said)


def _first_map(paths: Sequence[Path], **said: Any) -> str:
    from tempodb.interchange.importers.tables.reader import first_map

    return first_map(paths, **said)


FOREIGN_FORMATS: Mapping[str, ForeignFormat] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            ForeignFormat("popolo", "Popolo as JSON, also that of EveryPolitician", _read_popolo),
            ForeignFormat("wikidata", "entities of Wikidata as JSON, results of SPARQL", _read_wikidata),
            ForeignFormat("ftm", "FollowTheMoney, an entity a line", _read_ftm),
            ForeignFormat(
                "congress",
                "legislators and executive of unitedstates/congress-legislators, as YAML or JSON",
                _read_congress,
            ),
            ForeignFormat("cow", "tables of Correlates of War, by state or organization and year", _read_cow),
            ForeignFormat(
                "csv",
                "tables of your own, CSV or Excel, by a map, or with columns called as our keys",
                _read_tables,
                (
                    ForeignOption("map", "MAP", "what each column is, as docs/importing.md has it"),
                    ForeignOption("section", "NAME", "of what the rows are, such as memberships"),
                    ForeignOption("sheet", "NAME", "which sheet of a workbook of Excel"),
                ),
                _first_map,
            ),
        )
    }
)
"""The formats of others that can be imported, by their names."""
