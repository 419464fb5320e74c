"""What to ask for where a name is like none that there is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tempodb.binding.name_kinds import NameKind
from tempodb.model.kinds import EntityType
from tempodb.tql import ast
from tempodb.tql.diagnosis.keyworded import CLAUSE_AFTER_NAME
from tempodb.tql.printing.written_names import quoted

MAX_SHOWN_NAME = 80
"""Characters of a name that is shown whole."""
OF_LANGUAGE = re.compile(rf"{CLAUSE_AFTER_NAME.pattern}|(?<![\w'-])and(?![\w'-])", re.IGNORECASE)
"""Words of the language, which a name without quotes may hold."""


def overview(sought: Sequence[NameKind], name: ast.Name) -> str:
    """Return which questions list what there is of what is sought, and how to write a name with such words."""
    shown = [f"`show {sort}`" for kind in sought for sort in _sorts(kind)]
    if len(shown) == 1:
        return f"{shown[0]} lists what there is{in_quotes(name)}"
    return f"{', '.join(shown[:-1])} and {shown[-1]} list what there is{in_quotes(name)}"


def in_quotes(name: ast.Name) -> str:
    """Return how to write a name that holds words of the language, as far as they were taken for its own."""
    if not OF_LANGUAGE.search(name.text) or len(name.text) > MAX_SHOWN_NAME:
        return ""
    return f"; a name with words of the language stands in double quotes: `{quoted(name.text)}`"


def _sorts(kind: NameKind) -> list[str]:
    """Return what `show` takes that lists what is sought; events it does not list."""
    if kind.type is EntityType.PARTY:
        return [f"{class_}s" for class_ in kind.classes]
    return [] if kind.type is EntityType.EVENT else [f"{kind.noun}s"]
