"""The sources that a write cites, which no question does."""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.binding.lookup import Lookup
from tempodb.model.citations import Citation, CitedSource
from tempodb.tql import write_ast


def sources_cited(names: Iterable[write_ast.CitedName], find: Lookup) -> tuple[CitedSource, ...]:
    """Return sources that are named, each once, with where in them something stands if that is said.

    Raises:
        QueryError: a name is that of no source, or of several.

    """
    found = ((find.source(cited.source), cited.detail) for cited in names)
    return tuple(dict.fromkeys(id_ if detail is None else Citation(id_, detail) for id_, detail in found))
