"""The clauses of a comparison → those of each of its sides."""

from __future__ import annotations

from tempodb.tql import ast

TIME_CLAUSES = {"when", "known_at"}


def sides(first: ast.Clauses, with_: ast.Clauses) -> tuple[ast.Clauses, ast.Clauses]:
    """Return the clauses of both sides of `compare … first … with …`.

    The second side is the first with what stands behind `with`. Where that is another time, or another
    instant, whatever else stands there goes for both, as it does in any query that it ends; but the first
    side keeps what it says itself.

    >>> year, report = ast.When(ast.AsOf(ast.Today())), ast.Name("report")
    >>> [side.according_to for side in sides(ast.Clauses(), ast.Clauses(when=year, according_to=report))]
    [Name(text='report'), Name(text='report')]
    >>> [side.according_to for side in sides(ast.Clauses(), ast.Clauses(according_to=report))]
    [None, Name(text='report')]
    """
    said = {part: getattr(with_, part) for part in with_.given}
    is_of_both = not with_.given.isdisjoint(TIME_CLAUSES)
    shared = with_.given - TIME_CLAUSES - first.given if is_of_both else ()
    return first.having(**{part: said[part] for part in shared}), first.having(**said)
