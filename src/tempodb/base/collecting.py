"""The collector of garbage, which goes through all that there is again and again while much is made."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

YOUNGEST = 0
"""The generation of what was made last."""


@contextmanager
def uncollected() -> Iterator[Callable[[], None]]:
    """Have no garbage looked for in the block, where much is made that stays; yield what has it looked for.

    Of very much, that is called now and then: what was just made is still near the processor, and is not
    looked for there again.

    >>> with uncollected() as look_over:
    ...     gc.isenabled(), look_over()
    (False, None)
    >>> gc.isenabled()
    True
    """
    was_enabled = gc.isenabled()

    def look_over() -> None:
        if was_enabled:
            gc.collect(YOUNGEST)

    gc.disable()
    try:
        yield look_over
    finally:
        if was_enabled:
            gc.enable()


def take_for_old() -> None:
    """Count all that there is as old, so that the next look for what is new passes over it.

    It is for a program that ends soon: garbage among it may lie there for long. Where somebody keeps a part of
    it from being looked through, nothing changes.

    >>> take_for_old()
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
