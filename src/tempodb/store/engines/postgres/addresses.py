"""The address of a PostgreSQL database: as the driver takes it, and as it may be shown."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tempodb.base.errors import InputError
from tempodb.base.node import Node

SECRET = ("password", "sslpassword", "passfile", "oauth_client_secret")
"""What of an address nobody is shown."""
_IN_FRONT = ("user", "host", "port", "dbname")


class Address(Node):
    """Where a database lies: what the driver is told, and what people are shown, without any password."""

    conninfo: str
    shown: str

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"


def address(url: str) -> Address:
    """Return the address that a URL of PostgreSQL's states, https://www.postgresql.org/docs/current/libpq-connect.html.

    >>> address("postgresql+psycopg://ann:secret@db.example.org/posts?sslmode=verify-full").shown
    'postgresql://ann@db.example.org/posts?sslmode=verify-full'

    Raises:
        InputError: it is no such URL.

    """
    _, _, rest = url.partition("://")
    try:
        told = conninfo_to_dict(f"postgresql://{rest}")
        for port in filter(None, str(told.get("port") or "").split(",")):
            int(port)
    except (psycopg.Error, ValueError):
        # What the driver says of it can quote a password.
        hint = (
            "write it as postgresql+psycopg://USER@HOST:PORT/DATABASE, with % codes for signs such as @ or /"
        )
        raise InputError.of("location", "that is no address of a PostgreSQL database", hint) from None
    told.setdefault("application_name", "tempodb")
    return Address(make_conninfo("", **told), _shown(told))


def _shown(told: dict[str, str | int | None]) -> str:
    user, host, port, database = (_quoted(told.get(name)) for name in _IN_FRONT)
    beside = {
        name: value
        for name, value in told.items()
        if name not in (*_IN_FRONT, *SECRET, "application_name") and value is not None
    }
    place = f"{user}@{host}" if user else host
    more = f"?{urlencode(beside, quote_via=quote)}" if beside else ""
    return f"postgresql://{place}{f':{port}' if port else ''}/{database}{more}"


def _quoted(value: object) -> str:
    return "" if value is None else quote(str(value), safe="")
