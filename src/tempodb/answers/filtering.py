"""What a filter keeps: how columns are compared, and the rows that stand in the end (MEANING.md, M62)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias, assert_never

from tempodb.base.folding import fold
from tempodb.questions.columns import AGE
from tempodb.temporal.bounds import UNKNOWN_TEXT
from tempodb.tql.filter_ast import AllOf, AnyOf, ColumnRelation, Compared, Filter, NoneOf

Truth: TypeAlias = bool | None
"""What is known of a comparison: None where the value is unknown."""
OPEN_END = "ongoing"
"""What an open end is called."""
STATED_DATES = frozenset({"from", "to", "date"})


class Comparing(NamedTuple):
    """The columns that one comparison looks at, of which one has to do, and what is known of a value in them."""

    columns: tuple[str, ...]
    test: Callable[[Any], Truth]


def comparing(one: Compared, columns: Collection[str]) -> Comparing:
    """Return how a comparison is made in an answer with some *columns*.

    What is named by its id in one column and called by its name in the next is found by either.

    >>> found = comparing(Compared("member", ColumnRelation.STARTS_WITH, ("zoe",)), ("member", "member_name"))
    >>> found.columns, found.test("Zoë"), found.test("Ann"), found.test(None)
    (('member', 'member_name'), True, False, None)
    """
    column, relation = one.column, one.relation
    if relation in (ColumnRelation.UNKNOWN, ColumnRelation.KNOWN):
        is_wanted = relation is ColumnRelation.KNOWN
        return Comparing((column,), lambda value: (_value(value, column) is not None) is is_wanted)
    beside = [f"{column}_name", *(["title"] if column == "office" else [])]
    both = (column, *(name for name in beside if name in columns))
    test = _test(relation, one.values)
    known: dict[Any, Truth] = {}

    def told(value: Any) -> Truth:
        # Most columns say the same again and again.
        if value not in known:
            shown = _value(value, column)
            known[value] = None if shown is None else test(shown)
        return known[value]

    return Comparing(both, told)


def _value(value: Any, column: str) -> Any:
    """Return what is compared of a value, None where it is unknown."""
    if value is None:
        return OPEN_END if column == "to" else None
    if value == () or (column in STATED_DATES and value == UNKNOWN_TEXT):
        return None
    return value


def _test(relation: ColumnRelation, values: Sequence[str]) -> Callable[[Any], bool]:
    if relation in _OF_NUMBERS:
        (bound,) = map(int, values)
        than = _OF_NUMBERS[relation]
        return lambda number: than(number, bound)
    lies = {ColumnRelation.STARTS_WITH: str.startswith, ColumnRelation.CONTAINS: str.__contains__}.get(
        relation, str.__eq__
    )
    # What has no letters has nothing left when it is folded.
    words = [(fold(word), word) for word in values]

    def is_so(value: Any) -> bool:
        if isinstance(value, tuple):
            return any(map(is_so, value))
        text = str(value)
        return any(lies(fold(text), folded) if folded else lies(text, word) for folded, word in words)

    return is_so


_OF_NUMBERS: dict[ColumnRelation, Callable[[int, int], bool]] = {
    ColumnRelation.MORE: int.__gt__,
    ColumnRelation.LESS: int.__lt__,
    ColumnRelation.AT_LEAST: int.__ge__,
    ColumnRelation.AT_MOST: int.__le__,
}


def keeping(filter_: Filter, columns: Sequence[str]) -> Callable[[Sequence[Any]], bool]:
    """Return what tells of a row with some *columns* whether a filter keeps it.

    >>> kept = keeping(NoneOf(Compared("b", ColumnRelation.IS, ("x",))), ("a", "b"))
    >>> kept(("1", "y")), kept(("1", "x")), kept(("1", None))
    (True, False, False)
    """
    truth = _truth(filter_, columns)
    return lambda row: truth(row) is True


def _truth(filter_: Filter, columns: Sequence[str]) -> Callable[[Sequence[Any]], Truth]:
    match filter_:
        case Compared(column) if column == AGE:
            return _truth_of_age(filter_, columns)
        case Compared(_, relation):
            looked_at, test = comparing(filter_, columns)
            places = [columns.index(column) for column in looked_at]
            is_not = relation is ColumnRelation.IS_NOT
            return lambda row: _negated(_any(test(row[i]) for i in places), is_not)
        case AllOf(parts):
            each = [_truth(part, columns) for part in parts]
            return lambda row: _negated(_any(_negated(part(row)) for part in each))
        case AnyOf(parts):
            each = [_truth(part, columns) for part in parts]
            return lambda row: _any(part(row) for part in each)
        case NoneOf(part):
            truth = _truth(part, columns)
            return lambda row: _negated(truth(row))
        case _:
            assert_never(filter_)


def _truth_of_age(one: Compared, columns: Sequence[str]) -> Callable[[Sequence[Any]], Truth]:
    # Few questions ask for ages.
    from tempodb.answers.age_comparisons import age_test

    test, least, most = age_test(one), columns.index("least_age"), columns.index("most_age")
    return lambda row: test((row[least], row[most]))


def _negated(truth: Truth, is_not: bool = True) -> Truth:
    return truth if truth is None or not is_not else not truth


def _any(truths: Iterable[Truth]) -> Truth:
    """Return what is known of either, in Kleene's logic."""
    found = set(truths)
    return True if True in found else None if None in found else False
