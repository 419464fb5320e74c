"""Frozen nodes, as `dataclass(frozen=True)` makes them, that cost a start next to nothing.

`dataclass` writes and compiles six methods for every class: for the 28 of the AST, a seventh of the
instructions that a whole one-shot query takes. Here all classes share the same six.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

V = TypeVar("V")

SPAN = "span"
"""The part that says where a node was written; it does not count for equality."""


@dataclass_transform(frozen_default=True)
class Node:
    """A frozen value with the parts that its class annotates, in that order.

    >>> class Pair(Node):
    ...     left: int
    ...     right: int = 2
    >>> Pair(1), Pair(1) == Pair(left=1, right=2), Pair(1).having(right=3)
    (Pair(left=1, right=2), True, Pair(left=1, right=3))
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        # What annotates no parts has those of its base. mypy takes only a literal here.
        cls.__match_args__ = tuple(cls.__annotations__) or cls.__match_args__  # type: ignore[misc]

    def __init__(self, *parts: Any, **named: Any) -> None:
        names, held = self.__match_args__, self.__dict__
        if named or len(parts) != len(names):
            given = dict(zip(names, parts, strict=False)) | named
            missing = [name for name in names if name not in given and not hasattr(type(self), name)]
            if missing or len(given) != len(parts) + len(named) or not given.keys() <= set(names):
                raise TypeError(f"{type(self).__name__} takes {names}, not {parts} and {named}")
            held.update(given)
        else:
            # Every question makes dozens, and `update` takes three times as long.
            for name, part in zip(names, parts, strict=False):
                held[name] = part

    def having(self, **parts: Any) -> Self:
        """Return the same node with some parts replaced."""
        for name in parts:
            if name not in self.__match_args__:
                raise TypeError(f"{type(self).__name__} takes {self.__match_args__}, not {name}")
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, **parts)
        return made

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__ if name != SPAN)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._compared() == self._compared()

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__ if name != SPAN)
        return f"{type(self).__name__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")


def made_of(whole: object) -> list[Any]:
    """Return what a node or a tuple is made of; nothing of anything else.

    >>> made_of((1, 2)), made_of("ab")
    ([1, 2], [])
    """
    if isinstance(whole, Node):
        return [getattr(whole, name) for name in whole.__match_args__]
    return list(whole) if type(whole) is tuple else []


def remaking(
    whole: object, remake: Callable[[object], Callable[[V], Any] | None]
) -> Callable[[V], Any] | None:
    """Return what makes nodes and tuples anew of a value, as *remake* does with some of their parts; None if it knows none.

    >>> made = remaking(("a", ("b", "c")), lambda part: str.upper if part == "b" else None)
    >>> made("x")
    ('a', ('X', 'c'))
    """
    if (known := remake(whole)) is not None:
        return known
    parts = made_of(whole)
    made = [remaking(part, remake) for part in parts]
    if not any(made):
        return None
    if not isinstance(whole, Node):
        steps = list(zip(parts, made, strict=True))
        return lambda value: tuple([part if make is None else make(value) for part, make in steps])
    type_, held = type(whole), whole.__dict__
    others = [(name, make) for name, make in zip(whole.__match_args__, made, strict=True) if make]

    def anew(value: V) -> Node:
        # Dozens are made for a question: `having` takes three times as long.
        node = object.__new__(type_)
        new = node.__dict__
        new.update(held)
        for name, make in others:
            new[name] = make(value)
        return node

    return anew
