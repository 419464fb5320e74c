"""Names → ids for those who write, with the same lookup as in questions."""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.binding.lookup import Lookup
from tempodb.questions.name_catalog import Catalog


def lookup_in(catalog: Catalog) -> Lookup:
    """Return what finds names in a catalog."""
    return Lookup(catalog, None, _NoText())


class _NoText:
    """Implements `binding.source_text.SourceText` where names are given one by one, and stand in no text."""

    def error(
        self,
        code: str,
        message: str,
        hint: str | None = None,
        suggestions: tuple[str, ...] = (),
        span: Span | None = None,
    ) -> QueryError:
        """Return the error, which has no place."""
        return QueryError(Problem(code, message, hint, suggestions))

    def written(self, span: Span | None) -> None:
        """Return nothing, for there is no text."""

    def mended(self, span: Span | None, candidates: Iterable[str]) -> None:
        """Return nothing, for there is no text to mend."""

    def note(self, said: str) -> None:
        """Say nothing, for what is done names the ids."""
