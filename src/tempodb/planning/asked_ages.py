"""On which days ages are asked for, and by whose word births are told."""

from __future__ import annotations

from tempodb.base.node import Node
from tempodb.questions import resolved
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Window


class AskedAges(Node):
    """That ages are told of the first asked day on which something held, of births that are told so (MEANING.md, M70)."""

    window: Window | None
    quantifier: Quantifier
    published_by: int | None
    according_to: str | None


def asked_ages(scope: resolved.Scope) -> AskedAges:
    """Return of which days a scope asks for ages, and by whose word."""
    return AskedAges(scope.window, scope.quantifier, scope.published_by, scope.according_to)
