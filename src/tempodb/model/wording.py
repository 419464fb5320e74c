"""Claims, and what writes are about, in words: as the schema of their kind has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tempodb.model.claims import Claim
from tempodb.model.kind_schema import KindSchema
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA


def described(claim: Claim) -> str:
    """Return a fact in words, for an error.

    >>> from tempodb.model.claims import ClaimDates
    >>> described(Claim(Kind.MEMBERSHIP, ("uzbekistan", "csto", ""), '{"status":"suspended"}', ClaimDates(from_="1999")))
    '`uzbekistan` suspended in `csto` from 1999 onwards'
    """
    schema, said = SCHEMA[claim.kind], claim.fields
    if not schema.told:
        return f"`{' '.join(claim.key)}` {claim.dates}"
    types = {field.name: field for field in schema.fields}
    rest = ", ".join(
        types[name].told.format(words=types[name].words, value=value, json=_written(schema, name, said))
        for name, value in said.items()
        if f"{{{name}}}" not in schema.told and not types[name].name_of
    )
    parts = dict(zip(schema.key, claim.key, strict=True))
    named = {part.name: id_ for part, id_ in parts.items()}
    told = schema.told.format(**(named | said), rest=f" ({rest})" if rest else "")
    beside = "".join(part.told.format(id_) for part, id_ in parts.items() if part.is_optional and id_)
    return f"{told}{beside} {claim.dates}"


def about(kind: Kind, key: tuple[str, ...]) -> str:
    """Return what a write is about, with ids.

    >>> about(Kind.TENURE, ("paula", "org/chair", "aland"))
    'tenure of paula in org/chair representing aland'
    """
    schema = SCHEMA[kind]
    parts = list(zip(schema.key, key, strict=True))
    beside = [f" {part.name} {id_}" for part, id_ in parts if id_ and part.is_optional]
    return "".join([schema.written.format(**{part.name: id_ for part, id_ in parts}), *beside])


def said_as(kind: Kind, said: Mapping[str, Any]) -> str:
    """Return what a write says of it, behind that.

    >>> said_as(Kind.TENURE, {"capacity": "acting", "ordinal": 3})
    ' as acting, ordinal 3'
    >>> said_as(Kind.NAME, {"name": "Collective Security Treaty Organization", "short": "CSTO"})
    ' as "Collective Security Treaty Organization" short "CSTO"'
    """
    # A write is worded before what it may not say is refused.
    schema = SCHEMA[kind]
    if kind is Kind.NAME:
        called = {"name": "", "short": "short "}
        texts = [word + _json(said[name]) for name, word in called.items() if name in said]
        return f" as {' '.join(texts)}" if texts else ""
    bare = [field.name for field in schema.fields if field.is_bare]
    with_ids = [field.name for field in schema.fields if field.name_of]
    values = [
        said[name] if name in bare else f"{name.replace('_', ' ')} {_written(schema, name, said)}"
        for name in sorted(said, key=lambda name: name not in bare)
        if name not in with_ids
    ]
    return f" as {', '.join(values)}" if values else ""


def _written(schema: KindSchema, name: str, said: Mapping[str, Any]) -> str:
    """Return the value of a field as a write has it: an id behind its name."""
    called = next((said[f.name] for f in schema.fields if f.name_of == name and f.name in said), None)
    return _json(said[name]) if called is None else f"{_json(called)} id {_json(said[name])}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
