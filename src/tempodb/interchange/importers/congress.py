"""The United States Congress, as unitedstates/congress-legislators keeps it: legislators and the executive.

A term is a membership of a chamber on behalf of a party, for a state or district; roles of leadership
and the executive are offices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_files import document_of
from tempodb.interchange.importers.foreign_names import ForeignName, naming
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.markup.tree import Place

CHAMBERS = {
    "rep": ("us-house", "United States House of Representatives"),
    "sen": ("us-senate", "United States Senate"),
}
EXECUTIVE = {"prez": ("president", "President"), "viceprez": ("vice-president", "Vice President")}
COUNTRY = ("united-states", "United States")
UNKNOWN_DISTRICT = "-1"
_TOLD = frozenset(
    [
        "type",
        "start",
        "end",
        "state",
        "district",
        "party",
        "how",
        "end-type",
        "class",
        "caucus",
        "party_affiliations",
    ]
)
_URL = "https://github.com/unitedstates/congress-legislators"


def read_congress(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files of legislators and of the executive state together.

    Raises:
        DatasetError: one cannot be read, or lists nobody with terms.

    """
    out = ForeignStatements(dataset, conventions, EndDay.OUTSIDE)
    for path in paths:
        people = document_of(path)
        if not isinstance(people, list) or not any(
            isinstance(each, dict) and "terms" in each for each in people
        ):
            message = "nothing in here is a person with terms"
            hint = "give legislators-current, legislators-historical or executive as YAML or JSON"
            raise DatasetError(Problem("format", message, hint, file=str(path)))
        for i, person in enumerate(people):
            place = Place(str(path), 0, 0, 0, 0, f"/{i}")
            if isinstance(person, dict):
                _state_person(person, place, out)
            else:
                out.refuse(
                    place, "format", "this is no person: an object with id, name and terms", "remove it"
                )
    return out.collected()


def _state_person(person: Mapping[str, Any], place: Place, out: ForeignStatements) -> None:
    id_ = _id_of(person, out)
    name = _mapping(person.get("name"))
    names = _names(name)
    if id_ is None or not names:
        out.refuse(place, "missing", "this person has no bioguide or govtrack id, or no name", "give both")
        return
    called, *also = names
    bio = _mapping(person.get("bio"))
    born, died = (out.date(_text(bio.get(key)), place) for key in ("birthday", "died"))
    if not out.is_defined("persons", id_):
        others = [*map(ForeignName, also), *_other_names(name, person.get("other_names"), place, out)]
        out.define("persons", id_, place, **naming(called, others), born=born, died=died)
        for key in bio.keys() - {"birthday", "died"}:
            out.leave_out(f"`{key}` of persons", place)
        if _mapping(person.get("id")).keys() - {"bioguide", "govtrack"}:
            out.leave_out("further ids of persons", place)
        for key in person.keys() - {"id", "name", "bio", "terms", "leadership_roles", "other_names"}:
            out.leave_out(f"`{key}` of persons", place)
    for key, state in (("terms", _state_term), ("leadership_roles", _state_role)):
        for i, each in enumerate(_listed(person.get(key))):
            below = _below(place, f"{key}/{i}")
            if isinstance(each, dict):
                state(id_, each, below, out)
            else:
                message = f"one of the `{key}` is no object with keys and values"
                out.refuse(below, "format", message, "write it as an object, or remove it")


def _id_of(person: Mapping[str, Any], out: ForeignStatements) -> str | None:
    ids = _mapping(person.get("id"))
    bioguide, govtrack = _text(ids.get("bioguide")), _text(ids.get("govtrack"))
    text = bioguide or (govtrack and f"govtrack-{govtrack}")
    return out.ids.of("party", text) if text else None


def _names(name: Mapping[str, Any]) -> list[str]:
    """Return what somebody is called, and in which other ways that is written."""
    parts = [_text(name.get(key)) for key in ("first", "middle", "last", "suffix")]
    joined = " ".join(part for part in parts if part)
    nickname, last = _text(name.get("nickname")), _text(name.get("last"))
    names = [_text(name.get("official_full")), joined, f"{nickname} {last}" if nickname and last else None]
    return list(dict.fromkeys(each for each in names if each))


def _other_names(
    name: Mapping[str, Any], others: Any, place: Place, out: ForeignStatements
) -> Iterator[ForeignName]:
    """Yield what somebody was called before; only what differs from the name is told of it."""
    for other in _mappings(others):
        parts = [_text(other.get(key)) or _text(name.get(key)) for key in ("first", "last")]
        dates = out.span(_text(other.get("start")), _text(other.get("end")), place)
        if text := " ".join(filter(None, parts)):
            yield ForeignName(text, None, dates.get("from"), dates.get("to"))


def _state_term(id_: str, term: Mapping[str, Any], place: Place, out: ForeignStatements) -> None:
    type_ = _text(term.get("type")) or ""
    for key in sorted(term.keys() - _TOLD):
        out.leave_out(f"`{key}` of terms", place)
    if type_ not in CHAMBERS and type_ not in EXECUTIVE:
        out.refuse(place, "type", f"`{type_}` is no type of a term", "write rep, sen, prez or viceprez")
        return
    for start, end, party, caucus in _affiliations(term):
        said = {
            "representing": _party(party, place, out) if party else None,
            "for": _area(type_, term, out),
            "end_reason": _text(term.get("end-type")),
            "note": _note(term, caucus),
            "source": _source(place, out),
        }
        if type_ in CHAMBERS:
            chamber = _body(CHAMBERS[type_], place, out)
            out.hold(
                "memberships",
                Spell(start, end, group=chamber),
                place,
                member=id_,
                of=chamber,
                **said,
            )
        else:
            office = _office(COUNTRY, "states", EXECUTIVE[type_][1], place, out, seats=1)
            out.hold(
                "tenures",
                Spell(start, end, group=office),
                place,
                holder=id_,
                office=office,
                **said,
            )


def _affiliations(term: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None, str | None, str | None]]:
    """Yield from when to when somebody was of which party and caucus within a term; the next one ends the one before."""
    start, end = _text(term.get("start")), _text(term.get("end"))
    parts = list(_mappings(term.get("party_affiliations")))
    if not parts:
        yield start, end, _text(term.get("party")), _text(term.get("caucus"))
    for i, part in enumerate(parts):
        begun = start if i == 0 else _text(part.get("start"))
        ended = _text(parts[i + 1].get("start")) if i + 1 < len(parts) else end
        yield begun, ended, _text(part.get("party")), _text(part.get("caucus"))


def _area(type_: str, term: Mapping[str, Any], out: ForeignStatements) -> dict[str, str] | None:
    state, district = _text(term.get("state")), _text(term.get("district"))
    if type_ not in CHAMBERS or state is None:
        return None
    if district == UNKNOWN_DISTRICT:
        out.take("terms for a district that is not known (-1) are for its state")
        district = None
    text = f"{state}-{district}" if type_ == "rep" and district is not None else state
    return {"id": text, "name": text}


def _note(term: Mapping[str, Any], caucus: str | None) -> str | None:
    class_, how = _text(term.get("class")), _text(term.get("how"))
    said = [how and f"by {how}", class_ and f"class {class_}", caucus and f"caucus: {caucus}"]
    return "; ".join(each for each in said if each) or None


def _state_role(id_: str, role: Mapping[str, Any], place: Place, out: ForeignStatements) -> None:
    title, chamber = _text(role.get("title")), _text(role.get("chamber"))
    body = next((each for each in CHAMBERS.values() if each[0] == f"us-{chamber}"), None)
    if title is None or body is None:
        out.refuse(place, "missing", "this role has no title, or no chamber", "give both")
        return
    office = _office(body, "organizations", title, place, out, seats="many")
    spell = Spell(_text(role.get("start")), _text(role.get("end")), group=office)
    out.hold("tenures", spell, place, holder=id_, office=office, source=_source(place, out))


# ── what is named ────────────────────────────────────────────────────────────────────────────────


def _body(
    named: tuple[str, str], place: Place, out: ForeignStatements, section: str = "organizations"
) -> str:
    id_, name = named
    return out.once(section, id_, place, name=name)


def _party(name: str, place: Place, out: ForeignStatements) -> str:
    id_ = out.ids.of("party", f"party/{name}")
    return _body((id_, name), place, out)


def _office(
    named: tuple[str, str], section: str, title: str, place: Place, out: ForeignStatements, seats: int | str
) -> str:
    body = _body(named, place, out, section)
    office = out.ids.of("office", f"{body}/{title.lower()}")
    return out.once("offices", office, place, title=title, organization=body, seats=seats)


def _source(place: Place, out: ForeignStatements) -> str:
    title = "unitedstates/congress-legislators"
    return out.once("sources", "congress-legislators", place, title=title, url=_URL)


# ── what a document holds ────────────────────────────────────────────────────────────────────────


def _text(value: Any) -> str | None:
    """Return a text or a number as a text, None for anything else, and for a text of nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (each for each in _listed(value) if isinstance(each, dict))


def _below(place: Place, path: str) -> Place:
    return replace(place, pointer=f"{place.pointer}/{path}")
