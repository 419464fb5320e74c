"""What is kept of an entity of Wikidata, and what its statements and their snaks say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.wikidata.properties import KEPT
from tempodb.markup.tree import Place

Snak: TypeAlias = Mapping[str, Any]
SOME_VALUE, NO_VALUE = "somevalue", "novalue"


@dataclass(frozen=True, slots=True)
class Item:
    """An entity: its names by language, and those of its statements that mean something here."""

    id: str
    place: Place
    names: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    claims: Mapping[str, Sequence[ItemStatement]]
    left: int = 0
    none: Sequence[Place] = ()
    """Where something stands among its statements that is none."""

    def name(self, language: str) -> str | None:
        """Return what it is called in a language, else in all of them, in English, or in whichever is there."""
        names = self.names
        parts = (language, language.partition("-")[0], "mul", "en")
        return next((names[key] for key in (*parts, *sorted(names)) if key in names), None)

    def ids(self, *properties: str) -> Iterator[str]:
        """Yield the items that statements of some properties name, unless they are deprecated."""
        for property_ in properties:
            for statement in self.claims.get(property_, ()):
                if statement.rank != "deprecated" and (id_ := snak_item(statement.main)):
                    yield id_


@dataclass(frozen=True, slots=True)
class ItemStatement:
    """What is stated by one property, with its qualifiers and references."""

    id: str
    place: Place
    main: Snak
    rank: str = "normal"
    qualifiers: Mapping[str, Sequence[Snak]] = field(default_factory=dict)
    references: Sequence[Mapping[str, Any]] = ()

    def ids(self, *properties: str) -> list[str]:
        """Return the items that qualifiers of some properties name."""
        snaks = (snak for property_ in properties for snak in self.qualifiers.get(property_, ()))
        return [id_ for id_ in map(snak_item, snaks) if id_]


def kept_of(value: dict[str, Any]) -> dict[str, Any]:
    """Return what `item_of` looks at in an entity, and any other object of JSON as it is.

    Of what an entity says elsewhere, which is most of it, only how much that is is kept.
    """
    claims = value.get("claims")
    if not isinstance(claims, dict) or not isinstance(value.get("id"), str):
        return value
    kept = {key: each for key, each in value.items() if key in ("id", "missing", "labels", "aliases")}
    for key, each in claims.items():
        if key not in KEPT and isinstance(each, list):
            claims[key] = [None] * len(each)
    return {**kept, "claims": claims}


def item_of(entity: Mapping[str, Any], place: Place) -> Item | None:
    """Return what is kept of an entity, or None where it is none; its statements stand below its *place*."""
    id_ = entity.get("id")
    if not isinstance(id_, str) or "missing" in entity:
        return None
    names = {key: text for key, each in _mapping(entity.get("labels")) if (text := _text(each))}
    aliases = {
        key: [text for each in several if (text := _text(each))]
        for key, several in _mapping(entity.get("aliases"))
        if isinstance(several, list)
    }
    kept: dict[str, list[ItemStatement]] = {}
    left = 0
    none: list[Place] = []
    for property_, claims in _mapping(entity.get("claims")):
        if property_ not in KEPT:
            left += len(claims) if isinstance(claims, list) else 0
            continue
        kept[property_] = list(_statements(claims, place, property_, none))
    return Item(id_, place, names, aliases, kept, left, none)


def _statements(claims: Any, place: Place, property_: str, none: list[Place]) -> Iterator[ItemStatement]:
    for i, claim in enumerate(claims if isinstance(claims, list) else ()):
        at = replace(place, pointer=f"{place.pointer or ''}/claims/{property_}/{i}")
        if not isinstance(claim, dict):
            none.append(at)
            continue
        qualifiers = {
            key: [snak for snak in snaks if isinstance(snak, dict)]
            for key, snaks in _mapping(claim.get("qualifiers"))
            if isinstance(snaks, list)
        }
        main, references = claim.get("mainsnak"), claim.get("references")
        yield ItemStatement(
            str(claim.get("id") or ""),
            at,
            main if isinstance(main, dict) else {},
            str(claim.get("rank") or "normal"),
            qualifiers,
            [each for each in references if isinstance(each, dict)] if isinstance(references, list) else (),
        )


def _mapping(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what an object of JSON holds; that of PHP is a list where it is empty."""
    if isinstance(value, dict):
        yield from value.items()


def _text(value: Any) -> str | None:
    text = value.get("value") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def snak_value(snak: Snak) -> Any:
    """Return the value of a snak, None where it has none."""
    data = snak.get("datavalue")
    return data.get("value") if isinstance(data, dict) and snak.get("snaktype", "value") == "value" else None


def snak_item(snak: Snak) -> str | None:
    """Return the item that is the value of a snak."""
    value = snak_value(snak)
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("id"), str):
        return str(value["id"])
    number = value.get("numeric-id")
    return f"Q{number}" if isinstance(number, int) else None


def snak_text(snak: Snak) -> str | None:
    """Return the text that is the value of a snak, whatever its language."""
    value = snak_value(snak)
    text = value.get("text", value.get("value")) if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def snak_number(snak: Snak) -> int | None:
    """Return the whole number that is the value of a snak."""
    value = snak_value(snak)
    amount = str(value.get("amount", "")).lstrip("+") if isinstance(value, dict) else ""
    return number_told(amount)
