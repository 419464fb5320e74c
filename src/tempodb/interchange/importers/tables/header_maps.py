"""The map that a table goes without whose columns are called as the keys of one of our sections."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tempodb.base.errors import DatasetError
from tempodb.interchange.dataset.refusals import SECTION_MODELS
from tempodb.interchange.importers.tables.csv_tables import ForeignTable
from tempodb.interchange.importers.tables.table_map import SECTIONS, CellMeanings, MapEntry
from tempodb.interchange.importers.tables.templates import Filling, Hole, Template, whole_column
from tempodb.markup.tree import Place, problem_at

_CLASSES = {"state": "states", "country": "states", "person": "persons"}
"""How the column of members may be called instead, and which section they are of."""
_ALIKE = {
    "memberships": {"organization": "of", "organisation": "of", **dict.fromkeys(_CLASSES, "member")},
    "tenures": {"person": "holder"},
}
"""Which key is meant by a column of another name."""
_NAMES = {
    "member": "organizations",
    "of": "organizations",
    "representing": "organizations",
    "holder": "persons",
}
"""The keys that name a party, and of which section one is taken to be that no table describes."""
SEMICOLONS = CellMeanings(lists={None: ";"})
"""A cell of a list holds several texts with semicolons between, as those of folders do."""


def section_of(name: str, columns: Sequence[str]) -> str | None:
    """Return which section a table has the entries of, by its name, or by the columns that it has.

    >>> section_of("persons", ["id", "name"]), section_of("list", ["holder", "office"]), section_of("list", ["a"])
    ('persons', 'tenures', None)
    """
    if name.lower() in SECTIONS:
        return name.lower()
    words = {column.lower() for column in columns}
    if {"holder", "office"} <= words or {"person", "office"} <= words:
        return "tenures"
    if words & {"of", "organization", "organisation"} and words & {"member", *_CLASSES}:
        return "memberships"
    return None


def header_map(table: ForeignTable, section: str) -> tuple[Sequence[MapEntry], Sequence[str]]:
    """Return the entries of a map of a table that has those of a section, and the columns that are no keys there.

    Raises:
        DatasetError: it lacks a column that the section cannot be without.

    """
    columns = _keys(table.columns, section)
    place = table.heading
    said: dict[str, Filling] = {key: whole_column(name, place) for key, name in columns.items()}
    id_ = said.pop("id", None) if section not in ("events", "memberships", "tenures") else None
    needed = {"memberships": ("member", "of"), "tenures": ("holder", "office"), "events": ("id",)}
    missing = [key for key in needed.get(section, ()) if key not in said]
    if section not in needed and id_ is None:
        missing = ["id"]
    if missing:
        message = f"the table has {section}, and no column `{missing[0]}`"
        hint = "name it so, or say with --map what its columns are"
        raise DatasetError(problem_at(place, "columns", message, hint))
    area = {key: column for key, name in (("id", "for"), ("name", "for_name")) if (column := said.get(name))}
    if said.pop("for_name", None) is not None:
        said["for"] = area
    if (detail := said.pop("detail", None)) is not None:
        said["source"] = {"detail": detail, **({"id": said["source"]} if "source" in said else {})}
    used = set(columns.values())
    entries = [MapEntry(section, id_ if isinstance(id_, Template) else None, _own(said, section), place)]
    if section in ("memberships", "tenures"):
        entries += _assumed(said, columns, table.columns, place)
    return entries, [name for name in table.columns if name not in used]


def refuse_unclassed(table: ForeignTable) -> None:
    """Refuse members of which nothing says what they are.

    Raises:
        DatasetError: it does not.

    """
    if not {column.lower() for column in table.columns} & _CLASSES.keys():
        message = "nothing says whether the members are states, persons or organizations"
        hint = "call their column `state` or `person`, or add a table that describes them, such as states.csv"
        raise DatasetError(problem_at(table.heading, "columns", message, hint))


def _keys(columns: Sequence[str], section: str) -> Mapping[str, str]:
    """Return the columns of a table by the keys that they are."""
    alike = _ALIKE.get(section, {})
    keys = {*_model_keys(section), *(("for_name",) if section in ("memberships", "tenures") else ())}
    if "source" in keys:
        keys.add("detail")
    if section == "tenures":
        keys.add("organization")
    if section not in ("memberships", "tenures", "events"):
        keys.add("id")
    for stem in _NAMES:
        keys |= {f"{stem}_name"} & {column.lower() for column in columns}
    found: dict[str, str] = {}
    for column in columns:
        key = column.lower()
        key = key if key in keys else alike.get(key, key)
        if key in keys:
            found.setdefault(key, column)
    return found


def _model_keys(section: str) -> Collection[str]:
    fields = SECTION_MODELS[section].model_fields
    return {field.alias or name for name, field in fields.items()}


def _own(said: Mapping[str, Filling], section: str) -> Mapping[str, Filling]:
    """Return what an entry says of itself, and not of what it names."""
    own = {key: each for key, each in said.items() if key in _model_keys(section)}
    if section == "tenures" and "organization" in said:
        own["office"] = _office(said)
    return own


def _office(said: Mapping[str, Filling]) -> Template:
    """Return the id of an office that is one of an organization."""
    organization, office = said["organization"], said["office"]
    assert isinstance(organization, Template) and isinstance(office, Template)
    return Template((*organization.parts, "/", *office.parts), office.place)


def _assumed(
    said: Mapping[str, Filling], columns: Mapping[str, str], names: Sequence[str], place: Place
) -> Sequence[MapEntry]:
    """Return entries for what a table names, and perhaps no table describes."""
    entries = []
    for key in (*_NAMES, "organization"):
        id_ = said.get(key)
        if not isinstance(id_, Template):
            continue
        section = _NAMES.get(key, "organizations")
        if key == "member":
            section = _CLASSES.get(columns[key].lower(), "")
        if section:
            name = said.get(f"{key}_name", Template(tuple(id_.holes), place))
            convention = f"{section} that no table describes are taken from `{columns[key]}`"
            entries.append(MapEntry(section, id_, {"name": name}, place, assumed=convention))
    if "organization" in said and "office" in said:
        title = Template((Hole(columns["office"]),), place)
        convention = "offices that no table describes have many seats"
        body = {"title": title, "organization": said["organization"], "seats": Template(("many",), place)}
        entries.append(MapEntry("offices", _office(said), body, place, assumed=convention))
    return entries
