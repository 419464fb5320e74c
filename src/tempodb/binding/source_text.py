"""What finding names asks of the stage that knows the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from tempodb.base.errors import QueryError, Span


class SourceText(Protocol):
    """The text of a question, and how to say what is wrong where in it."""

    def error(
        self,
        code: str,
        message: str,
        hint: str | None = None,
        suggestions: tuple[str, ...] = (),
        span: Span | None = None,
    ) -> QueryError:
        """Return the error at its place in the text."""
        ...

    def written(self, span: Span | None) -> str | None:
        """Return what stands at a span of the text, if there is a text."""
        ...

    def mended(self, span: Span | None, candidates: Iterable[str]) -> str | None:
        """Return the first of some words that make a text with a meaning in the place of a span."""
        ...

    def note(self, said: str) -> None:
        """Take note of what is to be said beside the answer."""
        ...
