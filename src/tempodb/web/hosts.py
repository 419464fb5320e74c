"""Which hosts a request may be addressed to: those that no page of elsewhere can make lead here."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection

LOOPBACK = "127.0.0.1"


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
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
