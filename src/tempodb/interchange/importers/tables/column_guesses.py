"""What the columns of a table are, by what is in them where their names do not tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tempodb.interchange.importers.tables.column_roles import ColumnRoles, column_roles
from tempodb.interchange.importers.tables.measuring import ColumnMeasure, measured_dates


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
    return roles


def are_dates(column: ColumnMeasure) -> bool:
    """Return whether most of what is in a column is dates that tell more than a year."""
    dates = measured_dates(column)
    years = sum(count for text, count in column.texts.items() if re.fullmatch("[0-9]{4}", text))
    return 2 * (dates.dated - years) > column.filled


def _are_numbers(column: ColumnMeasure) -> bool:
    return all(re.fullmatch(r"[\d.,-]+", text) for text in column.texts)
