"""Values as bytes that come in the order of the values, wherever they are compared."""

from __future__ import annotations

from typing import Any

_BEFORE_0 = 1 << 63
_TURNED = bytes(255 - byte for byte in range(256))


def order_bytes(value: Any) -> bytes:
    """Return bytes that are less than those of another value where it is, and no beginning of them.

    Both are whole numbers, truths or texts, or tuples of values that can be compared.

    >>> sorted([("b", 1), ("a\\0", 2), ("a", 30)], key=order_bytes)
    [('a', 30), ('a\\x00', 2), ('b', 1)]

    Raises:
        TypeError: it is of another type.

    """
    if isinstance(value, str):
        return text_bytes(value) + b"\0\1"
    if isinstance(value, bool):
        return b"\1" if value else b"\0"
    if isinstance(value, int):
        return (value + _BEFORE_0).to_bytes(8, "big")
    if isinstance(value, tuple):
        return b"".join(b"\1" + order_bytes(each) for each in value) + b"\0"
    raise TypeError(f"{value!r} has no order here")


def text_bytes(text: str) -> bytes:
    """Return a text as bytes to which those of more text can be added, and then an end.

    >>> text_bytes("a") + text_bytes("b") + b"\\0\\1" == order_bytes("ab")
    True
    """
    return text.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\xff")


def turned(key: bytes) -> bytes:
    """Return bytes that come in the opposite order.

    >>> turned(order_bytes("a")) > turned(order_bytes("b"))
    True
    """
    return key.translate(_TURNED)
