"""The tree of a file → its entries that are right in themselves, by the models."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

from pydantic import ValidationError

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.fields import ALONE, BY_ID, LIST
from tempodb.interchange.dataset.refusals import translated, without_misspelt
from tempodb.markup.tree import MappingNode, without_places


class ValidEntries(NamedTuple):
    """The entries of a file that are right in themselves, and what was left out."""

    file: models.DatasetFile
    problems: list[Problem]
    doubtful: frozenset[str]
    positions: dict[str, list[int]]


def validated(tree: MappingNode) -> ValidEntries:
    """Return what is right of a file.

    Raises:
        DatasetError: nothing can be left out so that the rest is a dataset.

    """
    content: Any = without_places(tree)
    try:
        return ValidEntries(models.DatasetFile.model_validate(content), [], frozenset(), {})
    except ValidationError as error:
        errors = error.errors(include_url=False)
        for each in errors:
            each["loc"] = tuple(part for part in each["loc"] if part not in (LIST, BY_ID, ALONE))
    problems = [translated(tree, dict(error)) for error in without_misspelt(errors)]
    wrong = {error["loc"][:2] for error in errors}
    kept = {section: _without(section, entries, wrong) for section, entries in content.items()}
    positions = {
        section: [i for i in range(len(entries)) if (section, i) not in wrong]
        for section, entries in content.items()
        if isinstance(entries, list)
    }
    try:
        file = models.DatasetFile.model_validate({s: e for s, e in kept.items() if (s,) not in wrong})
    except ValidationError:
        raise DatasetError.gather(problems) from None
    doubtful = frozenset(str(path[-1]) for path in wrong if isinstance(path[-1], str))
    return ValidEntries(file, problems, doubtful, positions)


def _without(section: str, entries: Any, wrong: Container[tuple[str | int, ...]]) -> Any:
    """Return a section without its wrong entries."""
    if isinstance(entries, dict):
        return {id_: entry for id_, entry in entries.items() if (section, id_) not in wrong}
    if isinstance(entries, list):
        return [entry for i, entry in enumerate(entries) if (section, i) not in wrong]
    return entries
