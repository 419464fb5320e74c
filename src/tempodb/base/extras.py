"""What tempodb does without, until somebody asks for what needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tempodb.base.errors import InputError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Say which extra brings a library that is imported in the block and is not there.

    >>> with extra("arrow"):
    ...     import no_such_library
    Traceback (most recent call last):
        ...
    tempodb.base.errors.InputError: no_such_library is not installed
    help: install it with: pip install 'tempodb[arrow]'

    Raises:
        InputError: it is not installed.

    """
    try:
        yield
    except ModuleNotFoundError as missing:
        hint = f"install it with: pip install 'tempodb[{name}]'"
        raise InputError.of("extra", f"{missing.name} is not installed", hint) from None
