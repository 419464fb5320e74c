"""`show` and `describe`: what there is, with ids to name it by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tempodb.claims import Entity, EntityType, Kind
from tempodb.query import bound, planner
from tempodb.query.display import Display
from tempodb.query.executor import Beliefs, facts, fields
from tempodb.query.result import EntityRow, Row
from tempodb.query.shaping import Shaped, ordered
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import instant_text

TYPES = {
    Kind.PARTY: EntityType.PARTY,
    Kind.OFFICE: EntityType.OFFICE,
    Kind.SOURCE: EntityType.SOURCE,
    Kind.DATASET: EntityType.DATASET,
    Kind.EVENT: EntityType.EVENT,
}


def show(query: bound.Bound, found: Iterable[Fact], beliefs: Beliefs, display: Display) -> list[Row]:
    """Return a row for all there is of one sort."""
    assert isinstance(query.question, bound.Show)
    if query.question.sort == "transactions":
        rows: list[Row] = [_transaction(tx) for tx in beliefs.transactions(query.scope.known_at)]
        return ordered([Shaped(row, None, f"{int(row[0] or 0):012}") for row in rows], query)
    merged = _merged(found)
    kind = merged[0][2] if merged else Kind.PARTY
    display.learn(Entity(TYPES[kind], id_) for id_, _, _ in merged)
    return ordered([_shaped(id_, value, kind, display) for id_, value, kind in merged], query)


def describe(query: bound.Bound, found: Iterable[Fact], beliefs: Beliefs, display: Display) -> list[Row]:
    """Return what is known of one id: what it is, then its names, dates and relations."""
    assert isinstance(query.question, bound.Describe)
    rows = [_shaped(id_, value, kind, display).row for id_, value, kind in _merged(found)]
    if query.question.type is EntityType.PARTY:
        rows += _party_details(query.question.id, beliefs, display, query.scope)
    # Unless it is ordered, a description keeps the order in which it is read.
    return ordered([Shaped(row, None, f"{i:08}") for i, row in enumerate(rows)], query)


def _merged(found: Iterable[Fact]) -> list[tuple[str, dict[str, Any], Kind]]:
    """Return one definition an id: what several datasets say of it, put together."""
    merged: dict[str, tuple[dict[str, Any], Kind]] = {}
    for fact in found:
        value = fields(str(fact.value))
        id_, kind = str(fact.key[0]), _kind_of(value)
        before = merged.get(id_, ({}, kind))[0]
        aliases = sorted({*before.get("aliases", ()), *value.get("aliases", ())})
        merged[id_] = ({**value, **before, **({"aliases": aliases} if aliases else {})}, kind)
    return [(id_, value, kind) for id_, (value, kind) in merged.items()]


def _kind_of(value: dict[str, Any]) -> Kind:
    if "class" in value:
        return Kind.PARTY
    if "seats" in value:
        return Kind.OFFICE
    if "state" in value:
        return Kind.EVENT
    return (
        Kind.SOURCE if "title" in value and "focus" not in value and "coverage" not in value else Kind.DATASET
    )


def _shaped(id_: str, value: dict[str, Any], kind: Kind, display: Display) -> Shaped:
    aliases = f"also {', '.join(value['aliases'])}" if value.get("aliases") else None
    match kind:
        case Kind.PARTY:
            name, sort = display.party(id_), value.get("kind") or value["class"]
            details = [value.get("code"), aliases]
        case Kind.OFFICE:
            name, sort = display.title(id_), "office"
            seats = f"{value['seats']} seats" if value["seats"] != 1 else None
            details = [f"of {display.party(value['organization'])}", seats, aliases]
        case Kind.EVENT:
            name, sort = value.get("title") or id_, value.get("kind") or "event"
            details = [value.get("place"), value.get("outcome")]
        case Kind.SOURCE:
            name, sort = value["title"], "source"
            published = f"published {value['published']}" if "published" in value else None
            details = [value.get("publisher"), published, value.get("url")]
        case _:
            name, sort = value.get("title") or id_, "dataset"
            details = [f"focus {value['focus']}" if "focus" in value else None]
    row = EntityRow(id_, name, sort, "; ".join(filter(None, details)) or None)
    return Shaped(row, None, name)


def _transaction(transaction: Any) -> EntityRow:
    said = [transaction.dataset, transaction.author and f"by {transaction.author}", transaction.note]
    detail = "; ".join(filter(None, said)) or None
    return EntityRow(str(transaction.id), instant_text(transaction.recorded), "transaction", detail)


def _party_details(id_: str, beliefs: Beliefs, display: Display, scope: bound.Scope) -> list[Row]:
    return [
        EntityRow(id_, _said(fact, kind, display), kind.name.lower().replace("_", " "), _dates(fact))
        for kind, told in planner.details(id_, scope)
        for fact in sorted(facts(told, beliefs, scope.known_at), key=_in_time)
    ]


def _in_time(fact: Fact) -> tuple[object, ...]:
    return fact.extent, str(fact.value), fact.standing


def _said(fact: Fact, kind: Kind, display: Display) -> str:
    value = fields(str(fact.value))
    match kind:
        case Kind.NAME:
            return f"{value['name']} ({value['short']})" if "short" in value else str(value["name"])
        case Kind.MEMBERSHIP:
            return f"{value['status']} in {display.party(str(fact.key[1]))}"
        case Kind.TENURE:
            office = str(fact.key[1])
            capacity = "" if value["capacity"] == "substantive" else f"{value['capacity']} "
            return f"{capacity}{display.title(office)} of {display.party(display.organization_of(office))}"
        case Kind.EXISTENCE:
            return "founded to dissolved"
        case _:
            return display.party(str(fact.key[1]))


def _dates(fact: Fact) -> str | None:
    from_, to = (bound.stated() for bound in fact.period)
    words = [f"from {from_}" if from_ else None, f"to {to}" if to else None, _standing(fact)]
    return " ".join(filter(None, words)) or None


def _standing(fact: Fact) -> str | None:
    return "(disputed)" if fact.standing == "disputed" else None
