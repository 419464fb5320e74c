"""The references of Wikidata as sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tempodb.base.spelling import LONGEST_NAME, why_no_address
from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.interchange.importers.foreign_statements import ForeignStatements, first_of
from tempodb.interchange.importers.wikidata.items import Snak, snak_item, snak_text, snak_value
from tempodb.interchange.importers.wikidata.properties import (
    IMPORTED_FROM,
    PUBLISHED,
    PUBLISHER,
    STATED_IN,
    TITLE,
    URL,
)
from tempodb.interchange.importers.wikidata.time_values import time_value
from tempodb.markup.tree import Place

WIKIDATA = "wikidata"


def wikidata_source(statements: ForeignStatements, place: Place) -> str:
    """Return the id of Wikidata as a source."""
    return statements.once("sources", WIKIDATA, place, title="Wikidata", url="https://www.wikidata.org/")


class References:
    """Makes a source of each reference, once; *name* says what an item is called."""

    def __init__(self, statements: ForeignStatements, name: Callable[[str], str]) -> None:
        self._statements = statements
        self._name = name
        self._made: dict[str, str] = {}

    def sources(self, references: Sequence[Mapping[str, Any]], place: Place) -> list[str]:
        """Return the ids of sources, Wikidata itself first."""
        wikidata_source(self._statements, place)
        made = [self._source(reference, place) for reference in references]
        return [WIKIDATA, *dict.fromkeys(id_ for id_ in made if id_ is not None)]

    def _source(self, reference: Mapping[str, Any], place: Place) -> str | None:
        snaks = reference.get("snaks")
        said = {
            property_: each[0]
            for property_, each in (snaks.items() if isinstance(snaks, dict) else ())
            if isinstance(each, list) and each and isinstance(each[0], dict)
        }
        stated_in, imported = (self._item(said.get(key)) for key in (STATED_IN, IMPORTED_FROM))
        url = snak_text(said[URL]) if URL in said else None
        if url is not None and why_no_address(url):
            self._statements.leave_out("an address of a reference that is none", place)
            url = None
        title = first_of(
            [snak_text(said[TITLE]) if TITLE in said else None, stated_in, url and urlsplit(url).hostname]
        )
        if title is None and imported is None:
            self._statements.leave_out("a reference that names neither a work, a title nor an address", place)
            return None
        known_by = str(reference.get("hash") or repr(sorted((key, repr(snak)) for key, snak in said.items())))
        if known_by in self._made:
            return self._made[known_by]
        id_ = self._made[known_by] = self._statements.ids.of("source", f"reference-{known_by[:40]}")
        self._statements.define(
            "sources",
            id_,
            place,
            title=" ".join((title or f"imported from {imported}").split())[:LONGEST_NAME],
            publisher=self._item(said.get(PUBLISHER)),
            published=self._published(said.get(PUBLISHED), place),
            url=url,
        )
        return id_

    def _item(self, snak: Snak | None) -> str | None:
        id_ = snak and snak_item(snak)
        return self._name(id_) if id_ else None

    def _published(self, snak: Snak | None, place: Place) -> str | None:
        value = snak_value(snak) if snak else None
        if not isinstance(value, dict):
            return None
        try:
            return time_value(value).text
        except NotTakenError:
            self._statements.leave_out("the date of a reference that is none", place)
            return None
