"""`show` and `describe`: what there is, with ids to name it by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tempodb.answers.context import AnswerContext
from tempodb.answers.display import Display
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.aliases import aliases_said
from tempodb.model.kinds import SUBSTANTIVE, Entity, EntityType, Kind, PartyClass
from tempodb.model.schema import DEFINED_BY, SCHEMA
from tempodb.planning import fact_plans
from tempodb.planning.plan import Coalesce, Ids, Plan, Scan, Side
from tempodb.questions import resolved
from tempodb.questions.rows import EntityRow, Row
from tempodb.questions.sorts import SHOWN_SORTS
from tempodb.temporal.bounds import shifted
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import instant_text

TYPE_DEFINED_BY = {kind: type_ for type_, kind in DEFINED_BY.items()}


def show(asked: AnswerContext) -> list[Row]:
    """Return a row for all there is of one sort."""
    query = asked.query
    assert isinstance(query.question, resolved.Show)
    kind = SHOWN_SORTS[query.question.sort].kind
    if kind is None:
        transactions = asked.view.beliefs.transactions(query.scope.known_at)
        rows: list[Row] = [_transaction(tx) for tx in transactions]
        return ordered([Shaped(row, None, f"{int(row[0] or 0):012}") for row in rows], asked)
    merged = _definitions(asked.view.facts(fact_plans.facts(query.question, query.scope)))
    asked.display.learn(Entity(TYPE_DEFINED_BY[kind], id_) for id_ in merged)
    return ordered(
        [_shaped(id_, value, kind, asked.display) for id_, value in asked.view.each(merged.items())], asked
    )


def describe(asked: AnswerContext) -> list[Row]:
    """Return what is known of one id: what it is, then its names, dates and relations."""
    query, display = asked.query, asked.display
    assert isinstance(query.question, resolved.Describe)
    kind = DEFINED_BY[query.question.type]
    merged = _definitions(asked.view.facts(fact_plans.facts(query.question, query.scope)))
    rows = [_shaped(id_, value, kind, display).row for id_, value in merged.items()]
    classes = {value.get("class") for value in merged.values()}
    rows += _details(query.question, PartyClass.PERSON.value in classes, asked)
    # Unless it is ordered, a description keeps the order in which it is read.
    return ordered([Shaped(row, None, f"{i:08}") for i, row in enumerate(rows)], asked)


def rows_of_ids(type_: EntityType, ids: Iterable[str], view: View, day: int) -> dict[str, EntityRow]:
    """Return the row that `show` has for each of some ids, of those that are defined; named as on a day."""
    kind, display = DEFINED_BY[type_], Display(view, day)
    merged = _definitions(view.scan(kind, Side.SCOPE, [Entity(type_, id_) for id_ in ids]))
    display.learn(Entity(type_, id_) for id_ in merged)
    if type_ is EntityType.OFFICE:
        display.parties(filter(None, display.organizations(merged).values()))
    rows = (_shaped(id_, value, kind, display).row for id_, value in merged.items())
    return {row.id: row for row in rows if isinstance(row, EntityRow)}


def _definitions(found: Iterable[Fact]) -> dict[str, dict[str, Any]]:
    """Return one definition an id: what several datasets say of it, put together."""
    merged: dict[str, dict[str, Any]] = {}
    for fact in found:
        value = fields(str(fact.value))
        before = merged.get(str(fact.key[0]), {})
        aliases = [*before.get("aliases", ()), *value.get("aliases", ())]
        merged[str(fact.key[0])] = {**value, **before, **({"aliases": aliases} if aliases else {})}
    return merged


def _shaped(id_: str, value: dict[str, Any], kind: Kind, display: Display) -> Shaped:
    others = sorted(set(map(str, aliases_said(value))))
    aliases = f"also {', '.join(others)}" if others else None
    match kind:
        case Kind.PARTY:
            name, sort = display.party(id_), value.get("kind") or value["class"]
            details = [value.get("code"), aliases]
        case Kind.OFFICE:
            name, sort = display.title(id_), "office"
            seats = _seats(value["seats"]) if value["seats"] != 1 else None
            details = [f"of {display.party(display.organization_of(id_))}", seats, aliases]
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


def _seats(said: Any) -> str:
    """Return how many seats there are, in words; of several, from when to when."""
    if not isinstance(said, list):
        return f"{said} seats"
    return ", ".join(
        f"{_seats(each['seats']).removesuffix('s') if each['seats'] == 1 else _seats(each['seats'])}"
        + "".join(f" {end} {each[end]}" for end in ("from", "to") if end in each)
        for each in said
    )


def _transaction(transaction: Any) -> EntityRow:
    said = [transaction.dataset, transaction.author and f"by {transaction.author}", transaction.note]
    detail = "; ".join(filter(None, said)) or None
    return EntityRow(str(transaction.id), instant_text(transaction.recorded), "transaction", detail)


DETAILED = {
    EntityType.PARTY: (
        (Kind.NAME, Side.SCOPE),
        (Kind.SAME_AS, Side.SCOPE),
        (Kind.EXISTENCE, Side.SCOPE),
        (Kind.PART_OF, Side.PARTY),
        (Kind.SUCCEEDS, Side.PARTY),
        (Kind.MEMBERSHIP, Side.PARTY),
        (Kind.TENURE, Side.PARTY),
    ),
    EntityType.OFFICE: ((Kind.OFFICE_OF, Side.SCOPE),),
}
"""What is told of an id of a type, each kind by the side on which it is filed there."""


def _details(described: resolved.Describe, is_person: bool, asked: AnswerContext) -> list[Row]:
    id_ = described.id
    return [
        _lived(id_, fact)
        if is_person and kind is Kind.EXISTENCE
        else EntityRow(id_, _detail_text(fact, kind, asked.display), SCHEMA[kind].noun, _dates(fact, kind))
        for kind, side in DETAILED.get(described.type, ())
        for fact in sorted(asked.view.facts(_told(kind, side, described, asked.query.scope)), key=_in_time)
    ]


def _told(kind: Kind, side: Side, described: resolved.Describe, scope: resolved.Scope) -> Plan:
    """Return what is told of one id; disputed claims too, since they say that they are."""
    one = Ids(described.type, (described.id,))
    return Coalesce(fact_plans.as_told(Scan(kind, side, one), scope.having(disputed=True)))


def _lived(id_: str, life: Fact) -> EntityRow:
    """Return when a person was born and died."""
    born, over = life.period
    died = None if over.is_open else shifted(over, -1).stated()
    words = [born.stated() and f"born {born.stated()}", died and f"died {died}", _standing(life)]
    return EntityRow(id_, "born to died", SCHEMA[Kind.EXISTENCE].noun, ", ".join(filter(None, words)) or None)


def _in_time(fact: Fact) -> tuple[object, ...]:
    return fact.extent, str(fact.value), fact.standing, fact.key


def _detail_text(fact: Fact, kind: Kind, display: Display) -> str:
    value = fields(str(fact.value))
    match kind:
        case Kind.NAME:
            said = f"{value['name']} ({value['short']})" if "short" in value else str(value["name"])
            return f"{said} in {fact.key[1]}" if fact.key[1] else said
        case Kind.MEMBERSHIP:
            return f"{value['status']} in {display.party(str(fact.key[1]))}{display.beside(fact.key, value)}"
        case Kind.TENURE:
            office = str(fact.key[1])
            capacity = "" if value["capacity"] == SUBSTANTIVE else f"{value['capacity']} "
            where = display.party(display.home(fact))
            return f"{capacity}{display.title(office)} of {where}{display.beside(fact.key, value)}"
        case Kind.SAME_AS:
            return str(fact.key[1])
        case Kind.EXISTENCE:
            return "founded to dissolved"
        case Kind.OFFICE_OF:
            return display.party(value["organization"])
        case _:
            return display.party(str(fact.key[1]))


def _dates(fact: Fact, kind: Kind) -> str | None:
    if kind is Kind.SAME_AS:
        others = (str(alias) for alias in aliases_said(fields(str(fact.value))) if alias.name != fact.key[1])
        return ", ".join(others) or None
    from_, to = (bound.stated() for bound in fact.period)
    ending = SCHEMA[kind].ending(fields(str(fact.value)))
    words = [f"from {from_}" if from_ else None, f"to {to}" if to else None, ending and f"({ending})"]
    return " ".join(filter(None, [*words, _standing(fact)])) or None


def _standing(fact: Fact) -> str | None:
    return "(disputed)" if fact.standing == "disputed" else None
