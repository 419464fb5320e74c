"""A file of an older version, made one of this version before something is written to it."""

from __future__ import annotations

from tempodb.store.beliefs.relabelling import relabel
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.schema.layout import HAS_NUMBER, IS_ABOUT, SCHEMA_VERSION

NUMBER_INDEX = f"CREATE UNIQUE INDEX IF NOT EXISTS belief_id ON belief (id) WHERE {HAS_NUMBER}"
NARROW_INDEXES = (
    "DROP INDEX IF EXISTS belief_party",
    "CREATE INDEX belief_party ON belief (party, kind, scope)",
    "DROP INDEX IF EXISTS ix_assertion_claim",
    f"CREATE INDEX ix_assertion_claim ON assertion (claim) WHERE {IS_ABOUT}",
)

FILE_TEXTS = """CREATE TABLE IF NOT EXISTS file_text (
dataset TEXT NOT NULL, text BLOB NOT NULL, PRIMARY KEY (dataset) ) STRICT"""


def upgrade(transaction: WriteTransaction) -> None:
    """Bring the tables to this version, after which programs that know older ones alone cannot read them."""
    if transaction.schema_version() == SCHEMA_VERSION:
        return
    with transaction.rewriting():
        relabel(transaction)
        transaction.execute(NUMBER_INDEX)
        for statement in NARROW_INDEXES:
            transaction.execute(statement)
        transaction.execute(FILE_TEXTS)
        transaction.make_views()
        transaction.stamp()
