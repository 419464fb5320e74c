"""Filters, drawn at random, and what they keep: worked out from the words alone, row by row, in Kleene's logic."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple


class Drawn(NamedTuple):
    """A filter as text, and what it says of a row: True, False, or None where that is not known."""

    text: str
    says: Any

    def keeps(self, row: Mapping[str, Any]) -> bool:
        return self.says(row) is True


def drawn(random: Random, values: Mapping[str, list[str]], depth: int = 2) -> Drawn:
    """Return a filter of columns that have some values, or none."""
    kind = random.choice(["one", "one", "and", "or", "not"]) if depth else "one"
    if kind == "one":
        return _one(random, values)
    if kind == "not":
        part = drawn(random, values, depth - 1)
        return Drawn(f"not ({part.text})", lambda row: _not(part.says(row)))
    left, right = drawn(random, values, depth - 1), drawn(random, values, depth - 1)
    order = (True, None, False) if kind == "or" else (False, None, True)

    def says(row: Mapping[str, Any]) -> bool | None:
        told = (left.says(row), right.says(row))
        return next(truth for truth in order if truth in told)

    return Drawn(f"({left.text}) {kind} ({right.text})", says)


def _one(random: Random, values: Mapping[str, list[str]]) -> Drawn:
    column = random.choice(list(values))
    value, other = random.choice(values[column]), random.choice(values[column])
    shown = value.upper() if random.random() < 0.5 else f'"{value}"'
    match random.choice(["is", "is not", "starts with", "contains", "in", "is unknown", "is not unknown"]):
        case "is unknown":
            return Drawn(f"{column} is unknown", lambda row: _told(row, column) is None)
        case "is not unknown":
            return Drawn(f"{column} is not unknown", lambda row: _told(row, column) is not None)
        case "in":
            return Drawn(
                f'{column} in ({shown}, "{other}")', _known(column, lambda told: told in (value, other))
            )
        case "is":
            return Drawn(f"{column} is {shown}", _known(column, lambda told: told == value))
        case "is not":
            return Drawn(f"{column} is not {shown}", _known(column, lambda told: told != value))
        case "starts with":
            first = value[: random.randrange(1, len(value) + 1)].rstrip("-. ")
            return Drawn(
                f'{column} starts with "{first}"', _known(column, lambda told: told.startswith(first))
            )
        case _:
            last = value[-1]
            return Drawn(f'{column} contains "{last}"', _known(column, lambda told: last in told))


def _known(column: str, test: Any) -> Any:
    def says(row: Mapping[str, Any]) -> bool | None:
        told = _told(row, column)
        return None if told is None else test(told)

    return says


def _told(row: Mapping[str, Any], column: str) -> str | None:
    told = row[column]
    if column == "to" and told is None:
        return "ongoing"
    return None if told == "unknown" else told


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
