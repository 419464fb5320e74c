"""The lists of each class that files of Popolo hold, whatever the shape of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.foreign_files import begins_with, json_document, json_lines
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.markup.tree import Place

POPOLO_CLASSES = ("persons", "organizations", "posts", "memberships", "events", "areas")
_CALLED = {"people": "persons", "person": "persons", **{name[:-1]: name for name in POPOLO_CLASSES}}
_BESIDE = frozenset(
    ["meta", "result", "results", "page", "per_page", "total", "has_more", "next_url", "prev_url"]
)
"""What documents have beside such lists that says nothing of the world."""
_SIGNS = (
    ("memberships", ("person_id", "member_id", "member")),
    ("posts", ("post_label", "maximum_memberships")),
    ("events", ("legislative_period", "attendees", "organization_id_of_event")),
    ("persons", ("birth_date", "death_date", "given_name", "family_name", "gender", "sort_name", "redirect")),
    ("organizations", ("founding_date", "dissolution_date", "parent_id", "seats", "abstract")),
)
"""Keys that only entries of one class have, the more telling ones first."""
_HINTS = (
    ("organizations", ("classification", "posts")),
    ("persons", ("memberships", "other_names", "image")),
)
"""Keys that say as much where the name of the file says nothing."""


class PopoloObject(NamedTuple):
    """An object of one class, and where it stands."""

    place: Place
    said: Mapping[str, Any]

    def text(self, *keys: str) -> str | None:
        """Return the first text, or number, that one of some keys has, be it in a list of its own."""
        for key in keys:
            value = self.said.get(key)
            if isinstance(value, list) and len(value) == 1:
                value = value[0]
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return None

    def date(self, key: str) -> str | None:
        """Return the date that a key has; what is no text is told as it stands, so that it can be refused."""
        text, value = self.text(key), self.said.get(key)
        is_empty = value is False or value in (None, [], {}) or isinstance(value, str)
        return str(value) if text is None and not is_empty else text

    def texts(self, *keys: str) -> Iterator[str]:
        """Yield the texts that some keys have, be it in lists."""
        for key in keys:
            value = self.said.get(key)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and each.strip():
                    yield each.strip()

    def objects(self, key: str) -> Iterator[Mapping[str, Any]]:
        """Yield the objects in the list of a key, or the one object that it has."""
        value = self.said.get(key)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield each


@dataclass
class Documents:
    """What several files hold together, class by class."""

    entries: dict[str, list[PopoloObject]] = field(
        default_factory=lambda: {name: [] for name in POPOLO_CLASSES}
    )
    sources: list[str] = field(default_factory=list)

    def add(self, path: Path, statements: ForeignStatements) -> None:
        """Add what a file holds.

        Raises:
            DatasetError: it cannot be read, or is nothing of Popolo.

        """
        file = str(path)
        first = begins_with(path).lstrip().partition(b"\n")[0].rstrip()
        if first.startswith(b"{") and first.endswith(b"}") and path.suffix in (".jsonl", ".ndjson"):
            for line in json_lines(path):
                if line.problem is not None:
                    statements.refuse_part(line.problem)
                else:
                    self._add_list([line.value], Place(file, line.number, 0, 0, 0), path, statements)
            return
        document = json_document(path)
        top = Place(file, 0, 0, 0, 0, "")
        if isinstance(document, dict):
            inner = document.get("result", document.get("results"))
            document = inner if isinstance(inner, list) else document
        if isinstance(document, list):
            self._add_list(document, top, path, statements)
            return
        known = self._add_document(document, top, statements) if isinstance(document, dict) else 0
        if not known:
            message = f"nothing in here is called {', '.join(POPOLO_CLASSES)}"
            hint = "give the JSON of Popolo, with a list for each class or a list of one class"
            raise DatasetError(Problem("format", message, hint, file=file))

    def _add_document(self, document: Mapping[str, Any], top: Place, statements: ForeignStatements) -> int:
        known = 0
        for key, value in document.items():
            class_ = _CALLED.get(key, key)
            if class_ in POPOLO_CLASSES and isinstance(value, list):
                known += 1
                self._add(class_, value, _below(top, key), statements)
            elif class_ in POPOLO_CLASSES and value:
                statements.refuse(_below(top, key), "format", f"`{key}` is no list", "write it as a list")
            elif key not in _BESIDE and value:
                times = len(value) if isinstance(value, list) else 1
                statements.leave_out(f"`{spelt_out(key)}` of the document", _below(top, key), times)
        meta = document.get("meta")
        if isinstance(meta, dict) and isinstance(meta.get("sources"), list):
            self.sources += [url for url in meta["sources"] if isinstance(url, str)]
        return known

    def _add_list(
        self, objects: Sequence[Any], top: Place, path: Path, statements: ForeignStatements
    ) -> None:
        class_ = _class_of(objects, path)
        if class_ is None:
            message = "nothing tells of which class these objects are"
            hint = f"call the file {' or '.join(f'{name}.json' for name in POPOLO_CLASSES[:4])}"
            raise DatasetError(Problem("format", message, hint, file=str(path)))
        self._add(class_, objects, top, statements)

    def _add(self, class_: str, objects: Sequence[Any], top: Place, statements: ForeignStatements) -> None:
        for i, each in enumerate(objects):
            place = top if top.line else _below(top, i)
            if isinstance(each, dict):
                self.entries[class_].append(PopoloObject(place, each))
                self._add_inner(class_, each, place, statements)
            else:
                _refuse(class_, place, statements)

    def _add_inner(
        self, class_: str, object_: Mapping[str, Any], place: Place, statements: ForeignStatements
    ) -> None:
        """Add the memberships and posts that stand within a person, an organization or a post."""
        own = {"persons": "person_id", "organizations": "organization_id", "posts": "post_id"}.get(class_)
        if own is None:
            return
        for key in ("memberships", "posts"):
            inner = object_.get(key)
            for i, each in enumerate(inner if isinstance(inner, list) else ()):
                below = _below(_below(place, key), i)
                if isinstance(each, dict):
                    self.entries[key].append(PopoloObject(below, {own: object_.get("id"), **each}))
                else:
                    _refuse(key, below, statements)


def _refuse(class_: str, place: Place, statements: ForeignStatements) -> None:
    message = f"one of the {class_} is no object with keys and values"
    statements.refuse(place, "format", message, "write it as an object, or remove it")


def _below(place: Place, part: str | int) -> Place:
    escaped = str(part).replace("~", "~0").replace("/", "~1")
    return Place(place.file, place.line, 0, 0, 0, f"{place.pointer or ''}/{escaped}")


def _class_of(objects: Sequence[Any], path: Path) -> str | None:
    keys = {key for each in objects[:1000] if isinstance(each, dict) for key in each}
    stem = path.name.partition(".")[0].lower()
    named = (_CALLED.get(name, name) for name in (*POPOLO_CLASSES, *_CALLED) if stem.endswith(name))
    return next(chain(_shown_by(keys, _SIGNS), named, _shown_by(keys, _HINTS)), None)


def _shown_by(keys: Set[str], signs: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    return (class_ for class_, telling in signs if not keys.isdisjoint(telling))
