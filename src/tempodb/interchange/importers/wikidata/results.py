"""Results of SPARQL → tenures and memberships: a row is a statement, as far as its columns tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from tempodb.interchange.importers.foreign_dates import NotTakenError, Spell
from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.wikidata.references import wikidata_source
from tempodb.interchange.importers.wikidata.result_columns import ITEM, ResultColumns, result_columns
from tempodb.interchange.importers.wikidata.time_values import time_value
from tempodb.markup.tree import Place
from tempodb.temporal.bounds import UNKNOWN_TEXT

_SHORT = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_BLANK = re.compile(r"t[0-9]+|_:.*|b[0-9]+|.*genid.*|nodeID://.*")
"""What stands for an unknown value."""
_ISO = re.compile(r"[+-]?[0-9]{4,}-[0-9]{2}-[0-9]{2}T.*")
_SECTIONS = {
    "person": "persons",
    "country": "states",
    "body": "organizations",
    "party": "organizations",
}


class ResultRow(NamedTuple):
    """A row of a result, and where it stands."""

    place: Place
    said: Mapping[str, str]


class Results:
    """States in *statements* what the *rows* of a result do."""

    def __init__(self, rows: Sequence[ResultRow], statements: ForeignStatements) -> None:
        self._rows = rows
        self._out = statements
        names = dict.fromkeys(name for row in rows for name in row.said)
        self._columns: ResultColumns = result_columns(names, [row.said for row in rows])
        self._are_short = any(
            _SHORT.fullmatch(row.said.get(column, ""))
            for row in rows
            for meaning in ("start", "end")
            if (column := self._columns.names.get(meaning))
        )

    def state_all(self) -> bool:
        """State what each row does; return whether the columns tell whose, and of what."""
        of = next((meaning for meaning in ("office", "body", "party") if meaning in self._columns), None)
        who = "person" if "person" in self._columns else "country"
        if who not in self._columns or of is None or (who == "country" and of == "office"):
            return False
        if self._rows:
            for column in self._columns.unknown:
                self._out.leave_out(f"the column `{column}`", self._rows[0].place)
        if self._are_short:
            self._out.take("some dates are months or years, so that days are meant as days", 0)
        known: set[tuple[Any, ...]] = set()
        for row in self._rows:
            said = tuple(sorted(row.said.items()))
            if said in known:
                self._out.take("rows that say the same as one before are one with it")
                continue
            known.add(said)
            self._state(row, who, of)
        return True

    def _state(self, row: ResultRow, who: str, of: str) -> None:
        holder = self._party(row, who)
        if holder is None:
            self._out.refuse(row.place, "missing", "this row names nobody", "remove it")
            return
        target = self._office(row) if of == "office" else self._party(row, of)
        if target is None:
            self._out.leave_out("rows that do not say of what", row.place)
            return
        try:
            spell = self._spell(row, f"{of} {target}")
        except NotTakenError as error:
            self._out.refuse(row.place, error.code, str(error), error.hint)
            return
        statement = row.said.get(self._columns.names.get("statement", ""), "")
        statement = statement or row.said.get(self._columns.ids.get("statement", ""), "")
        statement = statement.rpartition("/")[2]
        is_deprecated = "deprecated" in self._text(row, "rank").lower()
        said: dict[str, Any] = {
            "representing": self._party(row, "party") if of != "party" else None,
            "for": self._district(row),
            "end_reason": self._text(row, "cause"),
            "source": self._out.cited(
                self._sources(row), f"statement {statement}" if statement else None, row.place
            ),
            "standing": "disputed" if is_deprecated else None,
        }
        if of == "office":
            said |= {"ordinal": self._ordinal(row)}
            self._out.hold("tenures", spell, row.place, holder=holder, office=target, **said)
        else:
            self._out.hold("memberships", spell, row.place, member=holder, of=target, **said)

    # ── what a row names ─────────────────────────────────────────────────────────────────────────

    def _named(self, row: ResultRow, meaning: str, within: str = "") -> tuple[str, str] | None:
        """Return the id and the name of what a row names, None where it names nothing.

        What has a name alone is something else *within* something else.
        """
        columns = self._columns
        given = row.said.get(columns.ids.get(meaning, ""), "")
        name = " ".join(row.said.get(columns.names.get(meaning, ""), "").split())
        found = ITEM.fullmatch(given)
        if _BLANK.fullmatch(given) or not (given or name):
            return None
        space = "party" if meaning in _SECTIONS else meaning
        id_ = found[1] if found else self._out.ids.of(space, within + (given or name))
        return id_, name or id_

    def _party(self, row: ResultRow, meaning: str) -> str | None:
        named = self._named(row, meaning)
        if named is None:
            return None
        id_, name = named
        section = _SECTIONS[meaning]
        if not self._out.is_defined(section, id_):
            life = {key: self._life(row, key) for key in ("born", "died")} if meaning == "person" else {}
            self._out.define(section, id_, row.place, name=name, **life)
        return id_

    def _life(self, row: ResultRow, meaning: str) -> str | None:
        try:
            return self._date(row, meaning)[0]
        except NotTakenError:
            self._out.leave_out(f"dates of `{meaning}` that are none which can be told", row.place)
            return None

    def _body(self, row: ResultRow) -> str:
        """Return the id of what a position is one of, as far as its row says it."""
        body = self._named(row, "body") or self._named(row, "country")
        return body[0] if body else ""

    @cached_property
    def _of_several(self) -> frozenset[str]:
        """The positions that are one of several organizations, and so another office in each of them."""
        bodies: dict[str, set[str]] = defaultdict(set)
        for row in self._rows:
            if named := self._named(row, "office", f"{self._body(row)}/".lstrip("/")):
                bodies[named[0]].add(self._body(row))
        return frozenset(id_ for id_, of in bodies.items() if len(of) > 1)

    def _office(self, row: ResultRow) -> str | None:
        body = self._body(row)
        named = self._named(row, "office", f"{body}/" if body else "")
        if named is None:
            return None
        id_, title = named
        if body and id_ in self._of_several:
            id_ = f"{body}/{id_}"
        if not self._out.is_defined("offices", id_):
            self._out.take("offices of which the source does not say how many seats they have have many")
            self._out.define(
                "offices", id_, row.place, title=title, organization=self._organization(row), seats="many"
            )
        return id_

    def _organization(self, row: ResultRow) -> str:
        return self._party(row, "body") or self._party(row, "country") or self._out.nowhere(row.place)

    def _district(self, row: ResultRow) -> dict[str, str] | None:
        named = self._named(row, "district")
        return {"id": named[0], "name": named[1]} if named else None

    def _sources(self, row: ResultRow) -> list[str]:
        url = self._text(row, "source")
        address = self._out.address(url, row.place) if url else None
        return [wikidata_source(self._out, row.place), *filter(None, [address])]

    def _text(self, row: ResultRow, meaning: str) -> str:
        """Return the name that a column has, else whatever it has."""
        columns = (self._columns.names.get(meaning, ""), self._columns.ids.get(meaning, ""))
        return next((row.said[column] for column in columns if row.said.get(column)), "")

    def _ordinal(self, row: ResultRow) -> int | None:
        text = self._text(row, "ordinal")
        number = number_told(text)
        if text and number is None:
            self._out.leave_out("ordinals that are no whole numbers", row.place)
        return number

    # ── when ─────────────────────────────────────────────────────────────────────────────────────

    def _spell(self, row: ResultRow, group: str) -> Spell:
        (start, is_precise), (end, is_end_precise) = self._date(row, "start"), self._date(row, "end")
        term = (self._date(row, "termstart")[0], self._date(row, "termend")[0])
        period = None if term == (None, None) else term
        has_precision = self._are_short or (is_precise and is_end_precise)
        return Spell(start, end, period, group, has_precision)

    def _date(self, row: ResultRow, meaning: str) -> tuple[str | None, bool]:
        """Return a date, and whether it is as precise as it says.

        Raises:
            NotTakenError: it is none, or none that can be told.

        """
        text = row.said.get(self._columns.names.get(meaning, ""), "").strip()
        if not text:
            return None, True
        if _BLANK.fullmatch(text):
            self._out.take("starts and ends that have an unknown value are unknown")
            return UNKNOWN_TEXT, True
        precision = number_told(row.said.get(self._columns.precisions.get(meaning, ""), "").strip())
        if precision is not None and _ISO.fullmatch(text):
            signed = text if text[0] in "+-" else f"+{text}"
            return time_value({"time": signed, "precision": precision}).text, True
        return text.removeprefix("+"), False
