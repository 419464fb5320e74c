"""How much something is, for people."""

from __future__ import annotations

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def size_text(count: int) -> str:
    """Return a number of bytes in words, with units of a thousand each.

    >>> size_text(1), size_text(999), size_text(1_250_000), size_text(73_000_000_000)
    ('1 byte', '999 bytes', '1.2 MB', '73 GB')
    """
    if count == 1:
        return "1 byte"
    size, unit = float(count), 0
    while size >= 999.5 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.1f} {_UNITS[unit]}" if unit and size < 9.95 else f"{size:.0f} {_UNITS[unit]}"
