"""The formats in which datasets come and go, by their names alone."""

from __future__ import annotations

from tempodb.interchange.foreign_formats import FOREIGN_FORMATS
from tempodb.interchange.formats import EXPORTERS, FOLDER_EXPORTERS, IMPORTERS

SUFFIXES = tuple(IMPORTERS)
"""How the names of files end that can be loaded."""
FOLDER_FORMATS = tuple(FOLDER_EXPORTERS)
"""The formats of which a dataset is a folder."""
EXPORT_FORMATS = (*EXPORTERS, *FOLDER_FORMATS)
"""The formats in which a dataset can be exported."""
IMPORT_FORMATS = {name: format_.summary for name, format_ in FOREIGN_FORMATS.items()}
"""The formats of others that can be imported, with what each is."""
IMPORT_OPTIONS = tuple(
    (f"--{option.name.replace('_', '-')}", option.metavar, f"{format_.name}: {option.meaning}")
    for format_ in FOREIGN_FORMATS.values()
    for option in format_.options
)
"""What is said of files of one format alone: an option, what it takes, and what it settles."""


def columns_of_tables() -> dict[str, tuple[str, ...]]:
    """Return which columns each table of a folder may have.

    >>> columns_of_tables()["seats"]
    ('office', 'seats', 'from', 'to')
    """
    from tempodb.interchange.folders.folder_tables import tables

    return {section: table.columns for section, table in tables().items()}
