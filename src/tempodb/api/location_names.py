"""By what a database is called where files are named after it."""

from __future__ import annotations

import re
from pathlib import Path

_SCHEMA = re.compile("search_path(?:%3D|=)(.+)", re.IGNORECASE)


def location_name(location: str) -> str:
    """Return by what the database at a *location* is called: its file, or its name on a server with its schema.

    >>> location_name("/srv/posts.db"), location_name("postgresql://ann@host/posts?options=-csearch_path%3Deu")
    ('posts', 'posts-eu')
    """
    path, _, options = location.partition("?") if "://" in location else (location, "", "")
    schema = _SCHEMA.search(options)
    parts = [Path(path).name.removesuffix(".db"), *([schema[1]] if schema else [])]
    return re.sub(r"[^\w.-]+", "-", "-".join(parts)).lstrip(".-") or "tempodb"
