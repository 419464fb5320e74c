"""A doubt about one claim, at its place."""

from __future__ import annotations

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.store.rules import consistency
from tempodb.temporal.facts import Standing


def warning(claim: Claim, message: str, hint: str) -> Problem:
    """Return a warning about a claim."""
    return consistency.placed(Problem("warning", message, hint), claim.origin)


def is_accepted(claim: Claim) -> bool:
    """Return whether a claim is stated as true."""
    return claim.standing is Standing.ACCEPTED
