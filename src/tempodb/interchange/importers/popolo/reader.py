"""Files of Popolo → what they state together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.popolo.definitions import Definitions
from tempodb.interchange.importers.popolo.documents import Documents
from tempodb.interchange.importers.popolo.stated_memberships import state_membership
from tempodb.markup.tree import Place


def read_popolo(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files of Popolo state together.

    Raises:
        DatasetError: one cannot be read, or is nothing of Popolo.

    """
    statements = ForeignStatements(dataset, conventions, EndDay.INSIDE)
    documents = Documents()
    for path in paths:
        documents.add(path, statements)
    definitions = Definitions(documents, statements)
    definitions.state_all()
    top = Place(str(paths[0]), 0, 0, 0, 0, "/meta")
    sources = [id_ for url in documents.sources if (id_ := statements.address(url, top))]
    if sources:
        statements.head(defaults={"source": sources})
    for entry in documents.entries["memberships"]:
        state_membership(entry, definitions, statements)
    return statements.collected()
