"""Names of an older file, folded as this version folds them."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert

from tempodb.base.folding import fold
from tempodb.model.kinds import Kind
from tempodb.model.labels import names_said
from tempodb.store.schema.layout import FOLDED_ALIKE
from tempodb.store.schema.tables import StoredLabel

SAID = """SELECT DISTINCT b.scope, b.kind, e.slug, i.text FROM belief b
  JOIN entity e ON e.id = b.scope JOIN interned i ON i.id = b.value"""


def relabel(connection: Connection) -> None:
    """Fill the table of names of an older file anew from all that was ever believed."""
    execute = connection.exec_driver_sql
    if execute("PRAGMA user_version").scalar_one() in FOLDED_ALIKE:
        return
    found = {
        (fold(name), scope)
        for scope, kind, slug, text in execute(SAID)
        for name in names_said(Kind(kind), slug, json.loads(text))
    }
    execute("DELETE FROM label")
    if found:
        connection.execute(insert(StoredLabel), [{"folded": name, "entity": n} for name, n in sorted(found)])
