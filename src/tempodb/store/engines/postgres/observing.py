"""How a database lies on a server: what is well with it, and what is not; nothing is written, and no lock waited for."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.base.errors import OperationalError
from tempodb.base.sizes import size_text
from tempodb.store.engines.fitness import Fitness
from tempodb.store.engines.observations import Observation, observed
from tempodb.store.engines.postgres import recognition
from tempodb.store.engines.postgres.connections import Connection
from tempodb.store.engines.postgres.server_disk import server_room

TESTED = 18
"""The release of PostgreSQL that this program is tested with."""
A_SECOND = 1_000_000
APART = 60 * A_SECOND
"""By how many microseconds two clocks may differ."""
LONG = 300
"""For how many seconds somebody may hold a transaction open who asks nothing in it."""
IDLE_ROWS = 10_000
NEEDED = ("fsync", "full_page_writes", "data_checksums")
"""What has to be on if what was acknowledged is to survive, and damage to be noticed."""

_CLOCK = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_SIZE = """SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"""
_OTHERS = """SELECT DISTINCT a.pid, coalesce(a.usename, '?'), coalesce(a.application_name, ''),
    a.state IN ('idle in transaction', 'idle in transaction (aborted)'),
    coalesce(extract(epoch FROM clock_timestamp() - a.state_change), 0)::bigint,
    bool_or(l.locktype = 'advisory' OR l.mode NOT IN ('AccessShareLock', 'RowShareLock')) OVER (PARTITION BY a.pid)
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid LEFT JOIN pg_class c ON c.oid = l.relation
  WHERE l.granted AND a.pid <> pg_backend_pid() AND l.database = (
    SELECT oid FROM pg_database WHERE datname = current_database())
  AND (c.relnamespace = current_schema()::regnamespace OR (l.locktype = 'advisory' AND l.objsubid = 1
    AND ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended('tempodb ' || current_schema(), 0)))
  ORDER BY a.pid"""
_EVERYBODY = """SELECT c.relname FROM pg_class c, aclexplode(c.relacl) r
  WHERE c.relnamespace = current_schema()::regnamespace AND r.grantee = 0
  AND r.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE') ORDER BY 1"""
_MAY = """SELECT bool_or(pg_has_role(c.relowner, 'USAGE')), bool_or(has_table_privilege(c.oid, 'INSERT'))
  FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = 'tx'"""
_ROWS = """SELECT coalesce(sum(n_live_tup), 0)::bigint, coalesce(sum(n_dead_tup), 0)::bigint,
    coalesce(bool_or(coalesce(last_analyze, last_autoanalyze) IS NULL AND n_live_tup > 0), false)
  FROM pg_stat_user_tables WHERE schemaname = current_schema()"""


def observe(connection: Connection, place: str, clock: int) -> Iterator[Observation]:
    """Yield what is observed of the database at *place*, by a *clock* in microseconds UTC.

    Raises:
        InputError: there is nothing yet.

    """
    yield _engine(connection)
    yield from _settings(connection)
    yield _clocks(connection, clock)
    try:
        recognition.refuse_unfit(connection, place)
    except OperationalError as error:
        yield from map(observed, error.problems)
        return
    ((size,),) = connection.told(_SIZE).fetchall()
    yield Observation("size", f"`{place}` has {size_text(size)}")
    yield server_room(connection, size)
    yield from _permissions(connection)
    yield _locks(connection)
    yield from _rows(connection)


def _engine(connection: Connection) -> Observation:
    ((version,),) = connection.told("SHOW server_version").fetchall()
    number = connection.driver.info.server_version // 10_000
    hint = None if number >= TESTED else f"PostgreSQL {TESTED} is what tempodb is tested with"
    return Observation("engine", f"PostgreSQL {version}", hint)


def _settings(connection: Connection) -> Iterator[Observation]:
    off = [name for name in NEEDED if connection.told(f"SHOW {name}").fetchall() == [("off",)]]
    found = "fsync, full_page_writes and data_checksums are on, and each write waits for the disk"
    yield (
        Observation("journal", found)
        if not off
        else Observation(
            "journal",
            f"off: {', '.join(off)}",
            "whoever runs the server should turn it on: a loss of power or a bad disk loses what was recorded",
        )
    )


def _clocks(connection: Connection, clock: int) -> Observation:
    ((server,),) = connection.told(_CLOCK).fetchall()
    apart = abs(server - clock)
    found = f"the server's clock and that of this machine are {apart / A_SECOND:.0f} seconds apart"
    if apart <= APART:
        return Observation("clocks", found)
    hint = "set the wrong one right: what is recorded is dated by the clocks of those who write"
    return Observation("clocks", found, hint)


def _permissions(connection: Connection) -> Iterator[Observation]:
    tables = [name for (name,) in connection.told(_EVERYBODY)]
    if tables:
        hint = "take that from them: REVOKE ALL ON ALL TABLES IN SCHEMA … FROM PUBLIC; see tempodb roles"
        yield Observation("permissions", f"every user of the server may write {', '.join(tables)}", hint)
    ((owns, writes),) = connection.told(_MAY).fetchall()
    may = "own the tables" if owns else "ask and write" if writes else "ask, and not write"
    yield Observation("permissions", f"you may {may}")


def _locks(connection: Connection) -> Observation:
    others = connection.told(_OTHERS).fetchall()
    if not others:
        return Observation("locks", "nobody else reads or writes it now")
    said = ", ".join(
        f"{user}{f' with {program}' if program else ''} (backend {pid}) {'writes' if writes else 'reads'}"
        for pid, user, program, _, _, writes in others
    )
    stuck = [(pid, seconds) for pid, _, _, idle, seconds, _ in others if idle and seconds > LONG]
    if not stuck:
        return Observation("locks", said)
    pid, seconds = stuck[0]
    hint = f"end it, if nobody needs it: SELECT pg_terminate_backend({pid})"
    return Observation("locks", f"{said}; backend {pid} has done nothing for {seconds} seconds", hint)


def fitness_of(connection: Connection) -> Fitness:
    """Return how large the tables are, how many of their rows are dead, and whether there are statistics."""
    ((size,),) = connection.told(_SIZE).fetchall()
    ((_, dead, is_unknown),) = connection.told(_ROWS).fetchall()
    statistics = "none of some tables" if is_unknown else "of every table"
    return Fitness(size, f"{dead} rows are dead", statistics)


def refuse_guests(connection: Connection, place: str) -> None:
    """Refuse who does not own the tables, whom the server would pass over without an error.

    Raises:
        OperationalError: he does not.

    """
    ((owns, _),) = connection.told(_MAY).fetchall()
    if not owns:
        hint = "ask who owns the database: `tempodb roles` prints what a role needs"
        raise OperationalError.of("not-allowed", f"`{place}` is maintained by its owner", hint)


def _rows(connection: Connection) -> Iterator[Observation]:
    ((live, dead, is_unknown),) = connection.told(_ROWS).fetchall()
    found = f"{dead} dead rows beside {live} live ones"
    hint = None
    if dead > max(IDLE_ROWS, live // 5):
        hint = "let their room be used again with tempodb maintain"
    yield Observation("compaction", found, hint)
    if is_unknown and live > IDLE_ROWS:
        hint = "after a large load: gather them with tempodb maintain"
        yield Observation("statistics", "the server has none of some tables yet", hint)
    else:
        yield Observation("statistics", "the server has what it plans by")
