"""What there is to say of a form of question, and of what it means: the records of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol, TypeAlias

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.questions import resolved
from tempodb.questions.subjects import SUBJECTS
from tempodb.tql import ast

About: TypeAlias = Literal[
    "organization", "body", "party", "place", "office", "condition", "succession", "anything", "query"
]
"""What is named: an organization or also a state (`body`) or also an office (`place`); a condition, a query."""
Clause: TypeAlias = Literal[
    "when", "while_", "that", "rank", "ages", "statuses", "extensions", "disputed",
    "known_at", "published_by", "according_to", "where", "having_", "order_by", "limit",
]  # fmt: skip
Time: TypeAlias = Literal["today", "all time"]
Counted: TypeAlias = Literal["parties", "offices", "names", "events", "conditions", "things"]
"""Whom the rows of an answer are about: what is counted, compared, and has a history."""

Covered: TypeAlias = Literal["organization", "body", "office", "condition"]
"""The part of a question of which datasets may say that they are complete for it."""


class Finder(Protocol):
    """What the parts of a question mean, each in its place; no name means the focus."""

    def organization(self, name: ast.Name | None) -> str:
        """Return the organization that *name* means."""
        ...

    def body(self, name: ast.Name | None) -> str:
        """Return the organization or state that *name* means."""
        ...

    def party(self, name: ast.Name) -> str:
        """Return the party that *name* means."""
        ...

    def person(self, name: ast.Name) -> str:
        """Return the person that *name* means."""
        ...

    def classed(self, name: ast.Name) -> tuple[str, PartyClass]:
        """Return the party that *name* means, and what it is."""
        ...

    def office(self, office: ast.OfficeName) -> str:
        """Return the office that is meant."""
        ...

    def offices_in(self, organization: str) -> tuple[str, ...]:
        """Return the offices of an organization or state."""
        ...

    def anything(self, name: ast.Name) -> tuple[EntityType, str]:
        """Return whatever *name* means."""
        ...

    def statuses(self, asked: ast.Name) -> frozenset[str] | None:
        """Return the status that is asked for with those that are included, None for any."""
        ...

    def extensions(self) -> frozenset[ast.Extension]:
        """Return what an organization is taken together with."""
        ...

    def condition(self, condition: ast.Condition) -> resolved.Condition:
        """Return what a condition means, with the statuses that are included."""
        ...

    def whereabouts(self, place: ast.Name) -> tuple[str | None, str | None]:
        """Return the organization or state that a place means, or else the office."""
        ...

    def place(self, party: ast.Name, place: ast.Name | None) -> resolved.Condition:
        """Return what a party is in an organization, or in an office."""
        ...


class Meaning(Node):
    """What one or several forms come to mean, and how that is answered.

    `rows` names the types of its rows, of which several depend on what is asked; `answer` the module that
    makes them, or one of its functions. `is_explained` says that an empty answer tells which restriction left nothing.
    `asks_for` names the columns that are asked for, or tells of a question which they are: people see them even
    where all rows have the same.
    """

    question: type[resolved.Question]
    rows: tuple[str, ...]
    answer: str = "facts"
    counted: Counted | None = None
    covered_by: Covered | None = None
    is_explained: bool = False
    asks_for: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = SUBJECTS


def _refuse(asked: ast.Question, find: Finder) -> resolved.Question:
    raise AssertionError(f"the binder binds {type(asked).__name__}")


class Form(Node):
    """A form of question: how it is asked, what it means, and how it is told to people.

    Its examples have names and dates left open. What asks about other queries is resolved by the binder itself.
    """

    asked: type[ast.Question]
    means: tuple[Meaning, ...]
    about: About
    summary: str
    examples: tuple[str, ...]
    takes: frozenset[Clause]
    time: Time = "today"
    bind: Callable[[Any, Finder], resolved.Question] = _refuse

    @property
    def name(self) -> str:
        """The words by which it is known, which begin it but for a status or a capacity."""
        # Only help, completion and refusals need it.
        from tempodb.tql.openings import head

        return head(self.asked)

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the types of its rows."""
        return tuple(dict.fromkeys(row for meaning in self.means for row in meaning.rows))
