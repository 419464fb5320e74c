"""Which hosts a request may be addressed to: those that no page of elsewhere can make lead here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Collection

LOOPBACK = "127.0.0.1"
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)(?::[0-9]{0,5})?")


def host_asked(text: str) -> str | None:
    """Return the host of a request without its port, None where it is not written as one.

    >>> [host_asked(text) for text in ("localhost:8484", "[::1]:80", "127.0.0.1:80@evil.example", "[::1].evil.example")]
    ['localhost', '[::1]', None, None]
    """
    found = _HOST.fullmatch(text)
    return None if found is None else found["host"]


def is_loopback(host: str) -> bool:
    """Return whether a name means this machine, and nobody can have made it lead here.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "[::1]", "192.168.0.7", "evil.example")]
    [True, True, True, False, False]
    """
    address = _address(host)
    return host.lower() == "localhost" or (address is not None and address.is_loopback)


def is_address_or(names: Collection[str]) -> Callable[[str], bool]:
    """Return whether a host is an address in figures, which no page of elsewhere can make lead here, or one of *names*."""

    def is_ours(host: str) -> bool:
        return is_loopback(host) or host.lower() in names or _address(host) is not None

    return is_ours


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host[1:-1] if host.startswith("[") else host)
    except ValueError:
        return None
