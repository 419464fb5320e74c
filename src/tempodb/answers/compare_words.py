"""What an answer says of one fact, in the words of `compare`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tempodb.model.kind_schema import KindSchema


def words_of_fact(
    value: Mapping[str, Any], schema: KindSchema, dates: Sequence[str | None] | None, is_certain: bool
) -> str:
    """Return in words what an answer says of one fact.

    >>> from tempodb.model.schema import SCHEMA, Kind
    >>> words_of_fact({"status": "member"}, SCHEMA[Kind.MEMBERSHIP], ["1999", None], False)
    'member 1999 to ongoing (possible)'
    """
    before, behind = around_dates(value, schema, is_certain)
    if dates is not None:
        from_, to = dates
        return with_dates([before], [from_], [to], [behind])[0]
    return f"{before}{'' if is_certain else '(possible)'}".rstrip() or "certain"


def with_name(value: Mapping[str, Any], name: Callable[[str], str]) -> Mapping[str, Any]:
    """Return what is said of a fact with the name of whom it represents; the same where that is nobody.

    >>> with_name({"status": "member", "representing": "green"}, {"green": "Green Party"}.__getitem__)
    {'status': 'member', 'representing': 'Green Party'}
    """
    id_ = value.get("representing")
    return value if id_ is None else {**value, "representing": name(id_)}


def in_both(words: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return all that is said of a party side by side, in ids and in names, in the order of ids.

    >>> in_both([("observer", "observer"), ("member", "member")])
    ('member; observer', 'member; observer')
    """
    ids, names = zip(*sorted(words), strict=True)
    return "; ".join(dict.fromkeys(ids)), "; ".join(dict.fromkeys(names))


def around_dates(value: Mapping[str, Any], schema: KindSchema, is_certain: bool) -> tuple[str, str]:
    """Return what is said of a fact before and behind its dates."""
    before = [schema.in_short(value), (beside := schema.beside(value)) and f"({beside})"]
    behind = [(ending := schema.ending(value)) and f"({ending})", None if is_certain else "(possible)"]
    return "".join(f"{word} " for word in before if word), "".join(f" {word}" for word in behind if word)


def with_dates(
    before: Iterable[str], from_: Iterable[str | None], to: Iterable[str | None], behind: Iterable[str]
) -> list[str]:
    """Return what is said of facts, with their dates."""
    return [
        f"{said}{begin or 'always'} to {end or 'ongoing'}{more}"
        for said, begin, end, more in zip(before, from_, to, behind, strict=True)
    ]
