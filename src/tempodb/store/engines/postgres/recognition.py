"""Whether what lies in a schema is a database of ours, as far as can be told without changing it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tempodb.base.bundled import bundled
from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.text_files import file_text
from tempodb.store.engines.postgres.connections import Connection
from tempodb.store.schema.layout import COLUMNS, READABLE, SCHEMA_VERSION, VIEWS

_RELATIONS = """SELECT c.relname FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'f') ORDER BY 1"""
SHAPE = """SELECT 'column ' || c.relname || '.' || a.attname || ' '
    || format_type(a.atttypid, a.atttypmod) || coalesce(' ' || l.collname, '')
    || CASE WHEN a.attnotnull AND c.relkind = 'r' THEN ' NOT NULL' ELSE '' END
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.collname <> 'default'
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
UNION ALL SELECT 'index ' || replace(i.indexdef, quote_ident(current_schema()) || '.', '')
  FROM pg_indexes i WHERE i.schemaname = current_schema()
UNION ALL SELECT 'constraint ' || c.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND k.contype <> 'n'
UNION ALL SELECT 'rule ' || r.tablename || '.' || r.rulename
  FROM pg_rules r WHERE r.schemaname = current_schema()"""
"""What the tables and views are made of, apart from what is worded otherwise by each release of the server."""
GUARDS = """SELECT replace(pg_get_triggerdef(g.oid), quote_ident(current_schema()) || '.', '')
    || ' AS ' || p.prosrc
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
  WHERE c.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal AND g.tgenabled IN ('O', 'A')"""
"""What refuses that history is changed, with what is done then."""
OWN_RELATIONS = frozenset({"tempodb", *COLUMNS, *VIEWS})


def is_empty(connection: Connection) -> bool:
    """Return whether there is nothing in the schema yet.

    Raises:
        OperationalError: there are tables of another program, or no schema.

    """
    found = _relations(connection)
    if "tempodb" in found:
        return False
    if found:
        raise _not_ours(found)
    return True


def refuse_unfit(connection: Connection, place: str) -> None:
    """Refuse a schema that is not ours, is empty or newer, or has other tables.

    Raises:
        InputError: nothing was loaded there yet.
        OperationalError: with what else is wrong.

    """
    found = _relations(connection)
    if not found:
        hint = "load a dataset first: tempodb load FILE"
        raise InputError.of("no-database", f"there is nothing in `{place}` yet", hint)
    if "tempodb" not in found:
        raise _not_ours(found)
    ((version,),) = connection.told("SELECT max(version) FROM tempodb").fetchall()
    if version not in READABLE:
        message = f"`{place}` has schema version {version}, and this program knows {SCHEMA_VERSION}"
        raise OperationalError.of("newer", message, "use the tempodb that wrote it, or a newer one")
    if set(found) != OWN_RELATIONS:
        raise OperationalError.of("altered", f"the tables of `{place}` are not those of a tempodb database")


def shape(connection: Connection) -> frozenset[str]:
    """Return what the tables of a database are made of."""
    return frozenset(line for (line,) in connection.told(SHAPE))


def guards(connection: Connection) -> frozenset[str]:
    """Return what refuses that history is changed."""
    return frozenset(line for (line,) in connection.told(GUARDS))


@cache
def own_shape() -> frozenset[str]:
    """Return what the tables are made of that this program makes."""
    return _lines("shape.txt")


@cache
def own_guards() -> frozenset[str]:
    """Return what this program has refuse that history is changed."""
    return _lines("guards.txt")


def _lines(file: str) -> frozenset[str]:
    return frozenset(file_text(bundled("store", "engines", "postgres", file)).splitlines())


def _relations(connection: Connection) -> list[str]:
    return [name for (name,) in connection.told(_RELATIONS)]


def _not_ours(found: Iterable[str]) -> TempodbError:
    some = ", ".join(f"`{name}`" for name in list(found)[:3])
    message = f"the schema holds what is not tempodb's: {some}"
    hint = "give tempodb a schema of its own: add ?options=-csearch_path%3DNAME to the address"
    return OperationalError.of("not-ours", message, hint)
