"""A first map of a table: what its columns seem to be, with what was measured, and what is left to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.spelling import LONGEST_NAME, spelt_out
from tempodb.interchange.importers.foreign_ids import slug
from tempodb.interchange.importers.tables.column_guesses import roles_of
from tempodb.interchange.importers.tables.column_roles import DATE_ROLES
from tempodb.interchange.importers.tables.csv_tables import ForeignTable, TableRow
from tempodb.interchange.importers.tables.map_text import column_hole, in_braces, in_comment, map_text
from tempodb.interchange.importers.tables.measures_told import (
    EMPTY_TEXTS,
    OPEN_TEXTS,
    UNKNOWN_TEXTS,
    TableSeen,
    measures_told,
)
from tempodb.interchange.importers.tables.measuring import (
    measured_columns,
    measured_dates,
    measured_handovers,
)
from tempodb.interchange.importers.tables.table_map import TableShape
from tempodb.markup.safe_texts import is_taken_as_it_stands
from tempodb.markup.tree import Place, problem_at
from tempodb.model.kinds import CORE_STATUSES

_MOST_STATUSES = 30
_ASKED = {"encoding": "  # it is no UTF-8: do letters with accents read as they should?"}
_SECTION = {"person": "persons", "state": "states", "member": "persons"}


def suggested_map(
    table: ForeignTable, rows: Sequence[TableRow], refused: Sequence[Problem], name: str, shape: TableShape
) -> str:
    """Return the text of a first map of a table with some *rows*, beside what is *refused* of it.

    It is called by a *name*, and written in a *shape*.

    Raises:
        DatasetError: a column is called as no map can say.

    """
    for column in table.columns:
        _refuse_unwritable(column, table.heading)
    columns = measured_columns(table, rows)
    roles = roles_of(columns)
    dates = {
        roles.names[role]: measured_dates(columns[roles.names[role]])
        for role in DATE_ROLES
        if role in roles.names
    }
    seen = TableSeen(name, rows, refused, roles, columns, dates)
    lines = [*measures_told(seen), *_entries(seen), *_table(seen, shape)]
    return "\n".join(lines) + "\n"


def _refuse_unwritable(column: str, heading: Place) -> None:
    if len(column) <= LONGEST_NAME and is_taken_as_it_stands(column):
        return
    why = "it is too long" if len(column) > LONGEST_NAME else "something in it cannot be seen"
    message = f"no map can name the column `{spelt_out(column)}`: {why}"
    raise DatasetError(problem_at(heading, "character", message, "rename the column"))


# ── what rows state ──────────────────────────────────────────────────────────────────────────────


def _entries(seen: TableSeen) -> Iterator[str]:
    names = seen.roles.names
    who = seen.roles.who
    yield f"dataset: {map_text(slug(seen.name).lower())}"
    statuses = _statuses(seen) if "office" not in names else {}
    declared = sorted({word for word in statuses.values() if word and word not in CORE_STATUSES})
    if declared:
        yield f"statuses: [{', '.join(map(map_text, declared))}]  # do some count as member? {{id: {{counts_as: member}}}}"
    yield from _bodies(seen)
    if who is None:
        yield "# which column names who was a member, or held an office? nothing tells"
        return
    if who == "member":
        yield f"# are they persons? else call this `states`, or put it under `organizations`: {in_comment(names[who])}"
    yield f"{_SECTION[who]}:"
    life = {key: column_hole(names[key]) for key in ("born", "died") if key in names and who != "state"}
    remark = _several_names(seen, who)
    yield f"  {map_text(_id(seen, who))}: {in_braces({'name': column_hole(names[who]), **life})}{remark}"
    if "office" in names:
        yield "offices:"
        office = {"title": column_hole(names["office"]), "organization": _organization(seen), "seats": "many"}
        yield f"  {map_text(_office(seen))}: {in_braces(office)}  # how many hold it at once? many, or a number"
    yield from _sources(seen)
    yield from _holding(seen, who)


def _sources(seen: TableSeen) -> Iterator[str]:
    names = seen.roles.names
    if source := names.get("url", names.get("source")):
        title = {"title": column_hole(names.get("source", source))}
        said = title | ({"url": column_hole(source)} if "url" in names else {})
        yield "sources:"
        yield f"  {map_text(column_hole(source))}: {in_braces(said)}"


def _holding(seen: TableSeen, who: str) -> Iterator[str]:
    names = seen.roles.names
    said = {"member": _id(seen, who), "of": _organization(seen)}
    if "office" in names:
        said = {"holder": _id(seen, who), "office": _office(seen)}
    elif "status" in names:
        said["status"] = column_hole(names["status"])
    if "party" in names:
        said["representing"] = _id(seen, "party")
    if "area" in names:
        said["for"] = column_hole(names["area"])
    if "start" in names:
        said["from"] = column_hole(names["start"])
    yield f"{'tenures' if 'office' in names else 'memberships'}:"
    if "end" in names:
        same, next_ = _handovers(seen)
        key = "through" if next_ > same else "to"
        said[key] = column_hole(names["end"])
        yield f"  # {same} ends are the day on which the next one begins, {next_} the day before it: taken as `{key}`{'' if same or next_ else '?'}"
        yield "  # (`to` is the first day on which it no longer held, `through` the last on which it did)"
    if source := names.get("url", names.get("source")):
        said["source"] = column_hole(source)
    if "note" in names:
        said["note"] = column_hole(names["note"])
    within = {
        key: column_hole(names[role]) for key, role in (("from", "first"), ("to", "last")) if role in names
    }
    period = f", within: {in_braces(within)}" if within else ""
    yield f"  - {in_braces(said)[:-1]}{period}}}"


def _handovers(seen: TableSeen) -> tuple[int, int]:
    names = seen.roles.names
    if "start" not in names:
        return 0, 0
    who = seen.roles.who
    groups = [role for role in ("office", "organization", "area") if role in names]
    by = groups if "office" in groups or "area" in groups else [*groups, *([who] if who else [])]
    spells = (
        (
            tuple(str(row.cells[names[role]]) for role in by),
            seen.dates[names["start"]].as_iso(str(row.cells[names["start"]])),
            seen.dates[names["end"]].as_iso(str(row.cells[names["end"]])),
        )
        for row in seen.rows
    )
    return measured_handovers(spells)


def _bodies(seen: TableSeen) -> Iterator[str]:
    names = seen.roles.names
    yield "organizations:"
    if "organization" in names:
        yield f"  {map_text(_id(seen, 'organization'))}: {in_braces({'name': column_hole(names['organization'])})}"
    else:
        body = _organization(seen)
        yield f"  {map_text(body)}: {in_braces({'name': seen.name})}  # of what are they members, or holders? name it here, and its id"
    if "party" in names:
        yield f"  {map_text(_id(seen, 'party'))}: {in_braces({'name': column_hole(names['party'])})}"


def _organization(seen: TableSeen) -> str:
    if "organization" in seen.roles.names:
        return _id(seen, "organization")
    return slug(seen.name).lower()


def _office(seen: TableSeen) -> str:
    return f"{_organization(seen)}/{_id(seen, 'office')}"


def _id(seen: TableSeen, role: str) -> str:
    """Return by what something is known: its id, if all that have a name have one, or else its name."""
    name, id_ = seen.roles.names[role], seen.roles.ids.get(role)
    return column_hole(name if id_ is None or seen.columns[id_].filled < seen.columns[name].filled else id_)


def _several_names(seen: TableSeen, role: str) -> str:
    """Return a remark on how many of those that an id has are called in several ways, and not in one."""
    name, id_ = seen.roles.names[role], _id(seen, role)[1:-1]
    if id_ == name:
        return ""
    pairs = {(str(row.cells[id_]), str(row.cells[name])) for row in seen.rows}
    several = sum(count > 1 for count in Counter(one for one, _ in pairs).values())
    return f"  # {several} have several names here, of which one is taken: which?" if several else ""


def _statuses(seen: TableSeen) -> Mapping[str, str]:
    """Return what the texts of statuses mean, as far as they are no ids of statuses themselves."""
    if "status" not in seen.roles.names:
        return {}
    texts = seen.columns[seen.roles.names["status"]].texts
    if len(texts) > _MOST_STATUSES:
        return {}
    return {
        text: slug(text).lower()
        for text in texts
        if text.lower() not in EMPTY_TEXTS and is_taken_as_it_stands(text)
    }


# ── what the table is like ───────────────────────────────────────────────────────────────────────


def _table(seen: TableSeen, shape: TableShape) -> Iterator[str]:
    lines = [f"  {key}: {map_text(str(said))}{_ASKED.get(key, '')}" for key, said in _written(shape)]
    lines += _forms_told(seen)
    if seen.roles.precisions:
        lines.append(f"  precision: {in_braces(seen.roles.precisions)}")
    others = [text for dates in seen.dates.values() for text in dates.others]
    cells = [text for column in seen.columns.values() for text in column.texts]
    for key, words, texts in (
        ("open", OPEN_TEXTS, others),
        ("unknown", UNKNOWN_TEXTS, others),
        ("empty", EMPTY_TEXTS, cells),
    ):
        if found := dict.fromkeys(text for text in texts if text.lower() in words):
            lines.append(f"  {key}: [{', '.join(map(map_text, found))}]")
    values = {text: word for text, word in _statuses(seen).items() if text != word}
    if values and "office" not in seen.roles.names:
        lines.append(f"  values: {{{map_text(seen.roles.names['status'])}: {in_braces(values)}}}")
    if lines:
        yield "table:"
        yield from lines


def _written(shape: TableShape) -> Iterator[tuple[str, str | int]]:
    for key in ("delimiter", "encoding", "sheet"):
        if (said := getattr(shape, key)) is not None:
            yield key, said
    if shape.header > 1:
        yield "header", shape.header


def _forms_told(seen: TableSeen) -> Iterator[str]:
    sure = {column: forms for column, dates in seen.dates.items() if (forms := dates.sure_forms)}
    if sure:
        said = ", ".join(
            f"{map_text(name)}: [{', '.join(map(map_text, forms))}]" for name, forms in sure.items()
        )
        yield f"  dates: {{{said}}}"
    for column, dates in seen.dates.items():
        for sign in dates.either:
            if bool(dates.day_first[sign]) == bool(dates.month_first[sign]):
                day, month = f"d{sign}m{sign}yyyy", f"m{sign}d{sign}yyyy"
                yield f"  # dates: {{{map_text(column)}: {day}}}  # or {month}? nothing in the column tells"
