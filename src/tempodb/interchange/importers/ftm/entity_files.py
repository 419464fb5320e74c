"""Files of FollowTheMoney → the entities in them: JSON in lines or whole, and statements as lines or as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.foreign_files import at_line, begins_with, json_document, json_lines
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.foreign_tables import csv_rows, few_columns
from tempodb.interchange.importers.ftm.statement_rows import StatementRows, is_statement
from tempodb.interchange.importers.ftm.things import Thing, things_of
from tempodb.markup.tree import Place

_HINT = "give entities as JSON, or the statements that they are made of (statements.csv)"


class EntityFiles:
    """Collects the entities of several files, each by its id, with what is wrong told to *statements*."""

    def __init__(self, statements: ForeignStatements) -> None:
        self._out = statements
        self._things: dict[str, Thing] = {}
        self._nested: set[str] = set()
        self._rows = StatementRows(statements)

    def add(self, path: Path) -> None:
        """Add what a file holds.

        Raises:
            DatasetError: it cannot be read, or holds no entity.

        """
        amiss: list[Problem] = []
        rows = _rows(path, amiss) if path.suffix.lower() == ".csv" else _values(path, amiss)
        is_any = False
        for value, place in rows:
            is_any |= self._add(value, place)
        if not is_any:
            message = "nothing in here is an entity of FollowTheMoney"
            raise DatasetError(*(amiss or [Problem("format", message, _HINT, file=str(path))]))
        for problem in amiss:
            self._out.refuse_part(problem)

    def things(self) -> dict[str, Thing]:
        """Return all of them by their ids."""
        for thing in self._rows.things():
            self._keep(thing, is_whole=True)
        return self._things

    def _add(self, value: Any, place: Place) -> bool:
        """Add a value of JSON, which is an entity with those that are nested in it, or a statement."""
        if is_statement(value):
            self._rows.add(value, place)
            return True
        nested = list(things_of(value, place))
        if not nested:
            what = "line" if place.line else "value"
            message = f"this {what} holds no entity: an object with id, schema and properties"
            self._out.refuse(place, "format", message, "remove it")
        for thing in nested:
            self._keep(thing, is_whole=thing is nested[0])
        return bool(nested)

    def _keep(self, thing: Thing, *, is_whole: bool) -> None:
        """Keep an entity, of those with one id the one that stands by itself."""
        known = self._things.setdefault(thing.id, thing)
        if known is thing:
            self._nested |= set() if is_whole else {thing.id}
        elif is_whole and thing.id in self._nested:
            self._nested.remove(thing.id)
            self._things[thing.id] = thing
        elif is_whole and (known.schema, known.properties) != (thing.schema, thing.properties):
            where = f"on line {known.place.line}" if known.place.line else f"at {known.place.pointer}"
            hint = "merge the two, or give one of them another id"
            self._out.refuse(
                thing.place, "duplicate", f"the entity `{thing.id}` stands {where} otherwise", hint
            )


def _rows(path: Path, amiss: list[Problem]) -> Iterator[tuple[Any, Place]]:
    for line in csv_rows(path):
        if line.problem is not None:
            amiss.append(line.problem)
        elif not is_statement(line.value):
            columns = few_columns(line.value)
            message = (
                f"the columns of statements are entity_id, prop, schema and value, and here are {columns}"
            )
            raise DatasetError(at_line(path, 1, "columns", message, _HINT))
        else:
            yield line.value, Place(str(path), line.number, 0, 0, 0)


def _values(path: Path, amiss: list[Problem]) -> Iterator[tuple[Any, Place]]:
    if _is_in_lines(begins_with(path).lstrip()):
        return _of_lines(path, amiss)
    return _of_document(path)


def _is_in_lines(start: bytes) -> bool:
    """Return whether a file has a value on each line, be they the items of one list."""
    line, _, rest = start.partition(b"\n")
    line = line.rstrip()
    if line == b"[":
        line = rest.partition(b"\n")[0].rstrip().removesuffix(b",")
        return line.startswith(b"{") and line.endswith(b"}")
    return not line.startswith(b"[") and (not line.startswith(b"{") or line.endswith(b"}") or not rest)


def _of_lines(path: Path, amiss: list[Problem]) -> Iterator[tuple[Any, Place]]:
    for line in json_lines(path):
        if line.problem is not None:
            amiss.append(line.problem)
        else:
            yield line.value, Place(str(path), line.number, 0, 0, 0)


def _of_document(path: Path) -> Iterator[tuple[Any, Place]]:
    """Yield the items of a list, those of the `entities` or `results` of an object, or one entity."""
    document, at = json_document(path), ""
    if isinstance(document, dict) and "schema" not in document:
        key = next((key for key in ("entities", "results") if isinstance(document.get(key), list)), None)
        document, at = ([], "") if key is None else (document[key], f"/{key}")
    if not isinstance(document, list):
        yield document, Place(str(path), 0, 0, 0, 0, at)
        return
    for i, each in enumerate(document):
        yield each, Place(str(path), 0, 0, 0, 0, f"{at}/{i}")
