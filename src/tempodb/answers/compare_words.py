"""What an answer says of one fact, in the words of `compare`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    said = [schema.in_short(value), (beside := schema.beside(value)) and f"({beside})"]
    if dates is not None:
        from_, to = dates
        said += [
            f"{from_ or 'always'} to {to or 'ongoing'}",
            (ending := schema.ending(value)) and f"({ending})",
        ]
    return " ".join(filter(None, [*said, "" if is_certain else "(possible)"])) or "certain"
