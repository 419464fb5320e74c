"""Names of an older file, folded as this version folds them."""

from __future__ import annotations

import json

from tempodb.base.folding import fold
from tempodb.model.kinds import Kind
from tempodb.model.labels import names_said
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.schema.layout import FOLDED_ALIKE

SAID = """SELECT DISTINCT b.scope, b.kind, e.slug, i.text FROM belief b
  JOIN entity e ON e.id = b.scope JOIN interned i ON i.id = b.value"""


def relabel(transaction: WriteTransaction) -> None:
    """Fill the table of names of an older file anew from all that was ever believed."""
    if transaction.schema_version() in FOLDED_ALIKE:
        return
    found = {
        (fold(name), scope)
        for scope, kind, slug, text in transaction.execute(SAID)
        for name in names_said(Kind(kind), slug, json.loads(text))
    }
    transaction.execute("DELETE FROM label")
    transaction.insert("label", sorted(found))
