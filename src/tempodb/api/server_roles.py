"""The roles that share a database on a server."""

from __future__ import annotations

import re

from tempodb.base.bundled import bundled
from tempodb.base.errors import InputError
from tempodb.base.text_files import file_text

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,50}")


def roles_sql(schema: str) -> str:
    """Return the SQL that makes the owner, the writer and the reader of a *schema*.

    >>> "CREATE ROLE posts_reader NOLOGIN;" in roles_sql("posts")
    True

    Raises:
        InputError: the schema has a name that would have to be quoted.

    """
    if not _NAME.fullmatch(schema):
        hint = "a name of small letters, digits and _ needs no quoting anywhere"
        raise InputError.of("schema", f"`{schema}` is no name for a schema here", hint)
    return file_text(bundled("store", "engines", "postgres", "roles.sql")).replace("{schema}", schema)
