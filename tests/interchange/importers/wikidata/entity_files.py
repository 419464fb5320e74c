"""Entities as Wikidata has them, in a few lines each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GREGORIAN, JULIAN = (f"http://www.wikidata.org/entity/Q{number}" for number in (1985727, 1985786))


def item(id_: str) -> dict[str, Any]:
    return snak({"entity-type": "item", "numeric-id": int(id_[1:]), "id": id_}, "wikibase-entityid")


def text(value: str) -> dict[str, Any]:
    return snak(value, "string")


def time(value: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, Any]:
    said = {"time": value, "precision": precision, "before": 0, "after": 0, "timezone": 0}
    return snak({**said, "calendarmodel": calendar}, "time")


def snak(value: Any, type_: str) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": value, "type": type_}}


def without(kind: str) -> dict[str, Any]:
    return {"snaktype": kind}


def statement(main: dict[str, Any], rank: str = "normal", id_: str = "", **qualifiers: Any) -> dict[str, Any]:
    several = {key: each if isinstance(each, list) else [each] for key, each in qualifiers.items()}
    references = several.pop("references", [])
    return {
        "mainsnak": main,
        "type": "statement",
        "id": id_,
        "rank": rank,
        "qualifiers": several,
        "references": references,
    }


def entity(id_: str, label: str | dict[str, str] | None = None, **claims: Any) -> dict[str, Any]:
    labels = {"en": label} if isinstance(label, str) else label or {}
    return {
        "type": "item",
        "id": id_,
        "labels": {key: {"language": key, "value": name} for key, name in labels.items()},
        "aliases": [],
        "claims": {key: each if isinstance(each, list) else [each] for key, each in claims.items()},
    }


def write_entities(path: Path, *entities: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"entities": {each["id"]: each for each in entities}}), encoding="utf-8")
    return path


HUMAN = statement(item("Q5"))
