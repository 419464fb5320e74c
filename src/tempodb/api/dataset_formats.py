"""The formats in which datasets come and go, by their names alone."""

from __future__ import annotations

from tempodb.interchange.formats import EXPORTERS, IMPORTERS

SUFFIXES = tuple(IMPORTERS)
"""How the names of files end that can be loaded."""
EXPORT_FORMATS = tuple(EXPORTERS)
"""The formats in which a dataset can be exported."""
