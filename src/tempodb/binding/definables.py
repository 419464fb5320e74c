"""What an id is, as a write says it → the claims that an entry of a file would make."""

from __future__ import annotations

from typing import Any, NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.nearest import nearest
from tempodb.base.spelling import spelt_out, why_no_id
from tempodb.model.canonical_json import canonical
from tempodb.model.citations import CitedSource, details_of, ids_of
from tempodb.model.claims import NO_DATES, Claim, ClaimDates
from tempodb.model.commands import Define, Undefine
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import CORE_STATUSES, Kind, PartyClass
from tempodb.model.schema import DEFINED_BY, SCHEMA, SELF_DEFINED
from tempodb.tql.openings import RESERVED


class Definable(NamedTuple):
    """What a write can define: by which kind of claim, and of a party, of which class."""

    kind: Kind
    class_: PartyClass | None = None

    @property
    def naming(self) -> Kind | None:
        """By which kind of claim it is called what it is, if not by its definition."""
        return {Kind.PARTY: Kind.NAME, Kind.OFFICE: Kind.TITLE}.get(self.kind)

    @property
    def taken(self) -> tuple[str, ...]:
        """The fields that a write may say of it."""
        own = tuple(
            f.name for f in SCHEMA[self.kind].fields if f.type not in (FieldType.CLASS, FieldType.NAMES)
        )
        match self.naming:
            case Kind.NAME:
                within = ("part_of",) if self.class_ in (PartyClass.ORGANIZATION, PartyClass.STATE) else ()
                return ("name", "short", *own, *within)
            case Kind.TITLE:
                return ("title", *own)
            case _:
                return own


DEFINABLE: dict[str, Definable] = {
    word: definable
    for type_, kind in DEFINED_BY.items()
    if type_ not in SELF_DEFINED
    for word, definable in (
        [(class_.value, Definable(kind, class_)) for class_ in PartyClass]
        if kind is Kind.PARTY
        else [(SCHEMA[kind].noun, Definable(kind))]
    )
}
"""What a write can define, by its word."""
EXAMPLES = {
    "person": 'record person {} named "…"',
    "state": 'record state {} named "…"',
    "organization": 'record organization {} named "…"',
    "office": 'record office {} titled "…"',
    "source": 'record source {} titled "…"',
    "status": "record status {}",
}
"""How each is written."""
NO_LANGUAGE = ""
"""Stands in the key of a name that is in no language."""


def defining(
    word: str,
    id_: str,
    said: dict[str, Any],
    when: ClaimDates = NO_DATES,
    sources: tuple[CitedSource, ...] = (),
    note: str | None = None,
) -> Define:
    """Return the write by which an id is what is *said*; of a party, *when* it existed.

    Raises:
        InputError: the id is none, or a field is missing or does not go with it.

    """
    definable = DEFINABLE[word]
    refuse_bad_id(word, id_)
    for field in said:
        if field not in definable.taken:
            near = nearest(field, definable.taken)
            listed = f"the nearest is `{near}`" if near else f"it has {', '.join(definable.taken) or 'none'}"
            raise InputError.of("out-of-place", f"`{field}` does not go with {word}", listed)
    own = {name: value for name, value in said.items() if name in _fields(definable.kind)}
    if definable.class_ is not None:
        own["class"] = definable.class_
    if definable.kind is Kind.OFFICE:
        own["organization"] = said.get("organization") or _body_of(id_)
    name = "title" if word in ("office", "source") else "name"
    if word != "status" and name not in said:
        raise InputError.of("missing", f"the {name} is missing", f"write {EXAMPLES[word].format(id_)}")
    return Define(
        Claim(definable.kind, (id_,), canonical(own), note=note),
        tuple(_beside(definable, id_, said, when, sources)),
    )


def _beside(
    definable: Definable, id_: str, said: dict[str, Any], when: ClaimDates, sources: tuple[CitedSource, ...]
) -> list[Claim]:
    claims = []
    if definable.naming is not None:
        called = {"name": said.get("name", said.get("title")), "short": said.get("short")}
        value = canonical({field: text for field, text in called.items() if text is not None})
        claims.append(
            Claim(
                definable.naming,
                (id_, NO_LANGUAGE),
                value,
                sources=ids_of(sources),
                details=details_of(sources),
            )
        )
    if not when.is_absent:
        if definable.class_ not in (PartyClass.ORGANIZATION, PartyClass.STATE):
            message = "dates say when a state or an organization existed"
            raise InputError.of("out-of-place", message, "leave them out")
        claims.append(
            Claim(Kind.EXISTENCE, (id_,), "{}", when, sources=ids_of(sources), details=details_of(sources))
        )
    if "part_of" in said:
        claims.append(
            Claim(
                Kind.PART_OF,
                (id_, said["part_of"]),
                "{}",
                sources=ids_of(sources),
                details=details_of(sources),
            )
        )
    if sources and not claims:
        message = "what merely defines an id rests on no source"
        raise InputError.of("out-of-place", message, "leave `source` out, or say it in a `note`")
    return claims


def undefining(
    word: str, id_: str, sources: tuple[CitedSource, ...] = (), note: str | None = None
) -> Undefine:
    """Return the write that takes back what an id is."""
    definable = DEFINABLE[word]
    return Undefine(definable.kind, (id_,), definable.class_, sources, note)


def refuse_bad_id(word: str, id_: str) -> None:
    """Refuse what can be no id.

    Raises:
        InputError: with why.

    """
    if why := why_no_id(id_):
        raise InputError.of("value", f"`{spelt_out(id_)}` is no id: {why}", "write it as in `joint-staff`")
    if word == "status" and (id_.lower() in RESERVED or id_ in CORE_STATUSES):
        message = f"`{id_}` cannot be declared as a status"
        hint = "it is one already" if id_ in CORE_STATUSES else f"write it as in `{id_}-status`"
        raise InputError.of("reserved", message, hint)


def _fields(kind: Kind) -> set[str]:
    return {field.name for field in SCHEMA[kind].fields}


def _body_of(office: str) -> str:
    body = office.rpartition("/")[0]
    if not body:
        message = f"the office `{office}` names no organization"
        raise InputError.of("missing", message, "add `of` and the organization")
    return body


def hinted(error: InputError) -> InputError:
    """Return an error about an unknown name with how it can be defined.

    >>> from tempodb.base.errors import QueryError
    >>> hinted(QueryError.of("unknown-person", "no person is called `zas`")).problems[0].hint
    'define it first: `record person … named "…"`'
    """
    problems = []
    for problem in error.problems:
        word = problem.code.removeprefix("unknown-")
        example = EXAMPLES.get("person" if word == "party" else word, "") if word != problem.code else ""
        if example:
            told = f"define it first: `{example.format('…')}`"
            problem = problem._replace(hint=f"{problem.hint}; or {told}" if problem.hint else told)
        problems.append(problem)
    return type(error)(*problems)
