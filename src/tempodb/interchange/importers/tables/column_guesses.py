"""What the columns of a table are, by what is in them where their names do not tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tempodb.interchange.importers.tables.column_roles import ColumnRoles, column_roles
from tempodb.interchange.importers.tables.measuring import ColumnMeasure, measured_dates

_BARE_IDS = {"id", "code", "key", "qid", "wikidata", "wikidata_id", "uuid"}


def roles_of(columns: Mapping[str, ColumnMeasure]) -> ColumnRoles:
    """Return what columns are in which something was measured."""
    roles = column_roles(columns)
    names = dict(roles.names)
    if "office" in names and {text.lower() for text in columns[names["office"]].texts} <= {"member"}:
        del names["office"]
    free = [
        each
        for each in columns.values()
        if each.name not in {*names.values(), *roles.ids.values(), *roles.precisions.values()}
        and not re.search("[<>|]", each.name)
    ]
    dated = [each for each in free if are_dates(each)]
    # What is in a column tells that it has dates, and not which: a beginning stands before its end.
    order = list(columns)
    for column in dated:
        at = order.index(column.name)
        if "start" not in names and ("end" not in names or at < order.index(names["end"])):
            names["start"] = column.name
        elif "end" not in names and at > order.index(names["start"]):
            names["end"] = column.name
    roles = roles._replace(names=names)
    others = [each for each in free if each not in dated and not _are_numbers(each)]
    if roles.who is None and others:
        names["member"] = max(others, key=lambda each: len(each.texts)).name
    if roles.who is None or roles.who in roles.ids:
        return roles
    called = columns[names[roles.who]]
    theirs = next((each.name for each in free if _is_id_of(each, called)), None)
    return roles if theirs is None else roles._replace(ids={**roles.ids, roles.who: theirs})


def are_dates(column: ColumnMeasure) -> bool:
    """Return whether most of what is in a column is dates that tell more than a year."""
    dates = measured_dates(column)
    years = sum(count for text, count in column.texts.items() if re.fullmatch("[0-9]{4}", text))
    return 2 * (dates.dated - years) > column.filled


def _is_id_of(column: ColumnMeasure, called: ColumnMeasure) -> bool:
    """Return whether a column that says no more than that it has ids tells those apart who are *called* so."""
    ids, names = len(column.texts), len(called.texts)
    # Where there are as many as rows, and fewer names, they number the rows.
    return column.name.strip().lower() in _BARE_IDS and (ids == names or names < ids < column.filled)


def _are_numbers(column: ColumnMeasure) -> bool:
    return all(re.fullmatch(r"[\d.,-]+", text) for text in column.texts)
