"""Claims, and what writes are about, in words: as the schema of their kind has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tempodb.model.claims import Claim
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
        types[name].told.format(words=types[name].words, value=value, json=_json(value))
        for name, value in said.items()
        if f"{{{name}}}" not in schema.told
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
    named = {part.name: id_ for part, id_ in zip(schema.key, key, strict=True)}
    beside = (f" {part.name} {named[part.name]}" for part in schema.key if part.is_optional)
    return schema.written.format(**named) + "".join(text for text in beside if not text.endswith(" "))


def said_as(kind: Kind, said: Mapping[str, Any]) -> str:
    """Return what a write says of it, behind that.

    >>> said_as(Kind.TENURE, {"capacity": "acting", "ordinal": 3})
    ' as acting, ordinal 3'
    """
    # A write is worded before what it may not say is refused.
    bare = [field.name for field in SCHEMA[kind].fields if field.is_bare]
    values = [
        said[name] if name in bare else f"{name.replace('_', ' ')} {_json(said[name])}"
        for name in sorted(said, key=lambda name: name not in bare)
    ]
    return f" as {', '.join(values)}" if values else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
