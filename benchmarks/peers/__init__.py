"""The databases that are measured side by side, a file each."""

from __future__ import annotations

from benchmarks.peers.duckdb import DuckDB
from benchmarks.peers.mariadb import MariaDB
from benchmarks.peers.port import Peer
from benchmarks.peers.postgresql import PostgreSQL, PostgreSQLRanges
from benchmarks.peers.sqlite import SQLite
from benchmarks.peers.tempodb import TempoDB
from benchmarks.peers.tempodb_server import TempoDBServer

PEERS: tuple[type[Peer], ...] = (
    TempoDB,
    TempoDBServer,
    PostgreSQL,
    PostgreSQLRanges,
    MariaDB,
    DuckDB,
    SQLite,
)
