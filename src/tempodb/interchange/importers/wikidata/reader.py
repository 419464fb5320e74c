"""Files of Wikidata → what they state: which of the shapes each has shows in what it holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.conventions import Conventions, EndDay, JanuaryFirst
from tempodb.interchange.importers.foreign_files import begins_with, json_document, json_lines
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.foreign_tables import csv_rows, few_columns
from tempodb.interchange.importers.wikidata.entities import StatedItems
from tempodb.interchange.importers.wikidata.items import Item, item_of, kept_of
from tempodb.interchange.importers.wikidata.results import ResultRow, Results
from tempodb.markup.tree import Place, problem_at

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^\S+)?')
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r"}
DELIMITERS = {".csv": ",", ".tsv": "\t"}
"""What parts the fields of a table, by the end of its name."""


def read_wikidata(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files of entities, and of results of SPARQL, state together.

    Raises:
        DatasetError: one cannot be read, or holds nothing of Wikidata.

    """
    statements = ForeignStatements(dataset, conventions, EndDay.OUTSIDE, JanuaryFirst.REFUSE)
    items: dict[str, Item] = {}
    for path in paths:
        found = list(_contents(path, statements))
        rows = [each for each in found if isinstance(each, ResultRow)]
        if rows and not Results(rows, statements).state_all():
            columns = few_columns(dict.fromkeys(name for row in rows for name in row.said))
            message = f"nothing tells who held which position, or was a member of what, among {columns}"
            hint = "name the variables ?person and ?position (or ?organization, or ?party), ?start and ?end"
            first = rows[0].place
            line = 1 if first.line else None
            raise DatasetError(problem_at(first, "columns", message, hint)._replace(line=line))
        for item in found:
            if isinstance(item, Item):
                if item.id in items:
                    statements.refuse(
                        item.place, "duplicate", f"the entity `{item.id}` is there twice", "keep one"
                    )
                items.setdefault(item.id, item)
    StatedItems(items, statements).state_all()
    return statements.collected()


def _contents(path: Path, statements: ForeignStatements) -> Iterator[Item | ResultRow]:
    file, suffix = str(path), path.suffix.lower()
    if suffix in DELIMITERS:
        # Where variables keep their question marks, values are written as in Turtle.
        is_turtle = suffix == ".tsv" and begins_with(path, 1) == b"?"
        for row in csv_rows(path, DELIMITERS[suffix], csv.QUOTE_NONE if is_turtle else csv.QUOTE_MINIMAL):
            if row.problem is not None:
                statements.refuse_part(row.problem)
            else:
                said = (
                    {name: _of_turtle(text) for name, text in row.value.items()} if is_turtle else row.value
                )
                yield ResultRow(Place(file, row.number, 0, 0, 0), said)
    elif _is_in_lines(begins_with(path).lstrip()):
        yield from _of_lines(path, statements)
    else:
        document = json_document(path, kept_of)
        found: list[Item | ResultRow] = [*_of_document(document, file, statements)]
        found = found or [*_rows(document, file, statements)]
        if not found and not _is_empty_result(document):
            message = "nothing in here is an entity of Wikidata, or a result of SPARQL"
            hint = "give what Special:EntityData, wbgetentities or a dump has, or results as JSON, CSV or TSV"
            raise DatasetError(Problem("format", message, hint, file=file))
        yield from found


def _of_turtle(text: str) -> str:
    r"""Return an address without its angles, a text without its quotes, its language and its type.

    >>> [_of_turtle(text) for text in ("<http://a/Q1>", '"A \\"B\\""@en', '"1"^^<http://a/int>', "_:b1", "")]
    ['http://a/Q1', 'A "B"', '1', '_:b1', '']
    """
    if found := _LITERAL.fullmatch(text):
        return re.sub(r"\\(.)", lambda escaped: _ESCAPES.get(escaped[1], escaped[1]), found[1])
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def _is_in_lines(start: bytes) -> bool:
    """Return whether a file begins as a dump does, or with an entity on its first line that others follow."""
    line, _, rest = start.partition(b"\n")
    if line.rstrip() == b"[":
        return rest.startswith(b'{"') and rest.partition(b"\n")[0].rstrip().endswith((b"}", b"},"))
    return line.startswith(b"{") and line.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _of_lines(path: Path, statements: ForeignStatements) -> Iterator[Item | ResultRow]:
    for line in json_lines(path):
        if line.problem is not None:
            statements.refuse_part(line.problem)
            continue
        found: list[Item | ResultRow] = [*_of_document(line.value, str(path), statements, line.number)]
        found = found or [*_rows([line.value], str(path), statements, line.number)]
        if not found:
            place = Place(str(path), line.number, 0, 0, 0)
            statements.refuse(place, "format", "this line holds no entity of Wikidata", "remove it")
        yield from found


def _of_document(value: Any, file: str, statements: ForeignStatements, line: int = 0) -> Iterator[Item]:
    """Yield the entities that a value of JSON holds: one, a list of them, or an object of them by their ids."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        held: list[tuple[str, Any]] = [("", value)]
    elif isinstance(value, dict):
        entities = value.get("entities")
        held = [(f"/entities/{key}", each) for key, each in _items(entities)]
    else:
        held = [(f"/{i}", each) for i, each in enumerate(value if isinstance(value, list) else ())]
    others: list[Place] = []
    is_any = False
    for pointer, each in held:
        place = Place(file, line, 0, 0, 0, pointer)
        if isinstance(each, dict) and "missing" in each:
            statements.leave_out("entities that there are not", place)
        elif (
            isinstance(each, dict)
            and ("claims" in each or "labels" in each)
            and (item := item_of(each, place))
        ):
            is_any = True
            yield item
        else:
            others.append(place)
    for place in others if is_any else ():
        statements.refuse(place, "format", "this is no entity of Wikidata", "remove it")


def _items(entities: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(entities, Mapping):
        yield from entities.items()


def _rows(document: Any, file: str, statements: ForeignStatements, line: int = 0) -> Iterator[ResultRow]:
    """Yield the rows of a result of SPARQL, as its standard has them, or as a list of objects."""
    results = document.get("results") if isinstance(document, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else document
    start = "/results/bindings" if isinstance(results, dict) else ""
    rows = bindings if isinstance(bindings, list) else []
    is_any = any(isinstance(row, dict) and row for row in rows)
    for i, row in enumerate(rows):
        place = Place(file, line, 0, 0, 0, None if line else f"{start}/{i}")
        if isinstance(row, dict) and row:
            yield ResultRow(
                place, {key: text for name, value in row.items() for key, text in _cell(name, value)}
            )
        elif is_any:
            statements.refuse(place, "format", "this is no row with values of variables", "remove it")


def _cell(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield what one variable of a row has for its value, and the label that some tools put beside."""
    if isinstance(value, dict):
        if isinstance(value.get("label"), str):
            yield f"{name}Label", value["label"]
        value = f"_:{value.get('value')}" if value.get("type") == "bnode" else value.get("value")
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield name, str(value)


def _is_empty_result(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("results"), dict)
