"""Clean tables → their columns, in which each text is kept once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from tempodb.interchange.dataset.entry_values import ByNumber
from tempodb.interchange.folders.folder_tables import LIST_COLUMNS, FolderTable
from tempodb.interchange.folders.table_cells import items_of
from tempodb.interchange.folders.table_rows import plain_table
from tempodb.markup.plain_json import NotCleanError
from tempodb.model.claim_words import IntColumn, NumberOf

RawColumns: TypeAlias = "dict[str, ByNumber]"


def raw_columns(table: FolderTable, path: Path) -> RawColumns:
    """Return the texts of the columns of a table in which something is; nothing of one without rows.

    Raises:
        NotCleanError, DatasetError, InputError: it is not clean.

    """
    with plain_table(path) as plain:
        if not set(plain.columns) <= set(table.columns):
            raise NotCleanError
        known: list[NumberOf[str]] = [NumberOf([""]) for _ in plain.columns]
        parts: list[list[IntColumn]] = [[] for _ in plain.columns]
        for part in plain.parts:
            for numbers, own, cells in zip(parts, known, part, strict=True):
                numbers.append(own.of(cells))
        found = {}
        for name, numbers, own in zip(plain.columns, parts, known, strict=True):
            if numbers and (len(own) > 1 or name == table.first):
                said = [plain.meant(cell) for cell in own]
                found[name] = ByNumber(np.concatenate(numbers), [None, *said[1:]])
        if table.first and found and table.first not in found:
            raise NotCleanError
        return found


def in_lists(columns: RawColumns) -> RawColumns:
    """Return columns in which the items of lists are told apart."""
    found = dict(columns)
    for name in LIST_COLUMNS & columns.keys():
        numbers, cells = columns[name].numbers, columns[name].meant
        listed: list[Any] = [tuple(items_of(cell)) for cell in cells[1:]]
        found[name] = ByNumber(numbers, [None, *listed])
    return found
