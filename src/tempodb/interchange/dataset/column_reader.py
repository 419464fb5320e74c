"""A clean dataset file → its claims as columns; what is not clean is left to the reader that tells places.

Two readers read a file, and what the one reads the other reads alike. `reader` makes a tree in which
everything has its place, so that it can say what is wrong and where. This one makes no tree and says
nothing: it reads JSON that needs no word. Both take what is right from one source, `models`, and what an
entry states from `stating`. Entries of long lists are not made into models one by one: of each set of
keys one entry is, which shows that those keys go together, and each value is validated once, as the model
does it. Whatever is refused thereby, or would be changed by reading, is not clean.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NoReturn, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from tempodb.base.collecting import uncollected
from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.entry_values import ByNumber, EntryValues
from tempodb.interchange.dataset.fingerprints import fingerprint
from tempodb.interchange.dataset.refusals import Path
from tempodb.interchange.dataset.sections import LISTED, own_parts
from tempodb.interchange.dataset.stating import Statements
from tempodb.markup.contents import Content
from tempodb.markup.plain_json import NotCleanError, holds_plain_ascii, read_plain_json, refuse_unclean
from tempodb.model.claim_columns import PARTS, STANDINGS, ClaimColumns, ClaimRow, distinct_rows
from tempodb.model.claim_words import ClaimWords, IntColumn, written_ends
from tempodb.model.claims import ClaimDates, Dataset
from tempodb.model.kind_schema import FieldType
from tempodb.model.kinds import Kind
from tempodb.model.schema import DEFINED_BY, SCHEMA
from tempodb.temporal.facts import Standing

NumberRows: TypeAlias = NDArray[np.int64]
SECTION_OF = {kind: SCHEMA[kind].section for kind in LISTED}


class ColumnReader:
    """Reads the clean ones among the files of one load, in the same words."""

    def __init__(self) -> None:
        self.words = ClaimWords()
        self.values = EntryValues()

    def read(self, content: Content) -> Dataset | None:
        """Return what a clean file states as columns, None where it has to be read with places."""
        if content.suffix != ".json":
            return None
        try:
            with uncollected():
                return _Columns.read(content, self)
        except (NotCleanError, ValidationError, DatasetError):
            return None


class _Columns(Statements[ClaimRow | NumberRows]):
    """Makes rows of numbers of claims, and of the entries of a list all rows at once."""

    def __init__(self, file: models.DatasetFile, lists: dict[Kind, Any], reader: ColumnReader) -> None:
        super().__init__(file, {})
        self._lists = lists
        self._words = reader.words
        self._values = reader.values

    @classmethod
    def read(cls, content: Content, reader: ColumnReader) -> Dataset:
        """Return what a clean file states.

        Raises:
            NotCleanError, ValidationError, DatasetError: it is not clean.

        """
        text = content.text
        read = read_plain_json(text)
        is_plain = holds_plain_ascii(text)
        del text
        lists = {kind: read.pop(section) for kind, section in SECTION_OF.items() if read.get(section)}
        if not is_plain:
            refuse_unclean(read)
        file = models.DatasetFile.model_validate(read)
        del read
        rows = list(_stacked(cls(file, lists, reader).all()))
        defaults = tuple((source, Problem("", "")) for source in file.defaults.source)
        claims = ClaimColumns(reader.words, np.concatenate(rows))
        return Dataset(
            file.dataset, str(content.path), claims, defaults=defaults, fingerprint=fingerprint(content)
        )

    def stated(
        self,
        kind: Kind,
        key: tuple[str, ...],
        value: str,
        when: ClaimDates,
        standing: Standing,
        sources: tuple[str, ...],
        note: str | None,
        path: Path,
    ) -> ClaimRow:
        """Return the numbers of a claim."""
        words = self._words
        first, second, third = (*(words.ids[id_] for id_ in key), 0, 0)[:3]
        begin, end = (words.ends[end] for end in written_ends(when))
        said = (STANDINGS.index(standing), words.sources[sources], words.notes[note])
        return ClaimRow(kind, first, second, third, words.values[value], begin, end, *said)

    def refuse(self, path: Path, code: str, message: str, hint: str) -> NoReturn:
        """Leave it to whoever knows where it stands."""
        raise NotCleanError

    def listed(self, kind: Kind) -> Iterator[ClaimRow | NumberRows]:
        """Yield the rows of a kind that has a list of its own."""
        if entries := self._lists.pop(kind, None):
            yield self._of_list(kind, self._values.of(models.MODELS[kind], entries), len(entries))

    def _of_list(self, kind: Kind, said: dict[str, ByNumber], count: int) -> NumberRows:
        words, defaults = self._words, self.file.defaults
        otherwise = defaults.standing or Standing.ACCEPTED
        key = [said[part.name].to(lambda id_: words.ids[id_ or ""]) for part in own_parts(kind)]
        absent = [np.zeros(count, np.int64)] * (PARTS - len(key))
        columns = [
            *(np.full(count, kind), *key, *absent),
            self._values_said(kind, {field.name: said[field.in_files] for field in SCHEMA[kind].fields}),
            *self._ends(said, count),
            said["standing"].to(lambda own: STANDINGS.index(Standing(own or otherwise))),
            said["source"].to(lambda own: words.sources[tuple(dict.fromkeys(own or defaults.source))]),
            said["note"].to(words.notes.__getitem__),
        ]
        if kind in DEFINED_BY.values():
            _refuse_second(columns[1], columns[-3])
        return np.stack(columns, axis=1)

    def _values_said(self, kind: Kind, fields: dict[str, ByNumber]) -> IntColumn:
        """Return the numbers of what the claims say, each set of values put into words once."""
        for field in SCHEMA[kind].fields:
            if field.type is FieldType.STATUS:
                for status in fields[field.name].meant:
                    self.refuse_unknown(status, ())
        sets, numbers = distinct_rows(*(values.numbers for values in fields.values()))
        meant = []
        for row in sets.tolist():
            said = {name: values.meant[n] for (name, values), n in zip(fields.items(), row, strict=True)}
            meant.append(self.value_of(said))
        return ByNumber(numbers, meant).to(self._words.values.__getitem__)

    def _ends(self, said: dict[str, ByNumber], count: int) -> tuple[IntColumn, IntColumn]:
        """Return the numbers of the written ends; which keys go together the models have shown."""
        begin, end = np.zeros(count, np.int64), np.zeros(count, np.int64)
        dated = {
            "from": (begin,),
            "to": (end,),
            "through": (end,),
            "observed": (begin, end),
            "date": (begin, end),
        }
        for key in dated.keys() & said.keys():
            written = said[key].to(partial(self._end, key))
            for column in dated[key]:
                np.copyto(column, written, where=written > 0)
        return begin, end

    def _end(self, key: str, value: Any) -> int:
        """Return the number of what is written under a key, which the model has as a text, or several, or nothing."""
        if not value:
            return 0
        return self._words.ends[key, tuple(value) if isinstance(value, list) else value]


def _refuse_second(ids: IntColumn, standings: IntColumn) -> None:
    """Refuse what is stated a second time, and not disputed."""
    accepted = ids[standings == 0]
    if len(np.unique(accepted)) < len(accepted):
        raise NotCleanError


def _stacked(made: Iterator[ClaimRow | NumberRows]) -> Iterator[NumberRows]:
    """Yield rows one below the other: those of a list as they are, and those between together."""
    single: list[ClaimRow] = []
    for row_or_rows in made:
        if isinstance(row_or_rows, ClaimRow):
            single.append(row_or_rows)
            continue
        yield _rows(single)
        single = []
        yield row_or_rows
    yield _rows(single)


def _rows(claims: list[ClaimRow]) -> NumberRows:
    return np.array(claims, np.int64).reshape(-1, len(ClaimRow._fields))
