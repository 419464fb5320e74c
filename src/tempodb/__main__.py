"""`tempodb` and `python -m tempodb`: the command line, and what ends it from outside.

Nothing is imported before an interrupt is told as it should be; `signal` would bring `enum` with it.
"""

import _signal  # type: ignore[import-not-found]
import gc
import os
import sys

INTERRUPTED, TERMINATED, LACKING = 130, 143, 3
_TOO_LITTLE = b"error: there is not enough memory for this\n"


def main() -> int:
    """Run one command, and return its exit code; one that is interrupted says nothing."""
    is_heeded = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
    # Its threads are of no use here; each takes 30 MB, and where there is no room for it, interrupts the program.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        if is_heeded:
            _signal.signal(_signal.SIGINT, _left_at_once)
        from tempodb.cli import main as run

        if is_heeded:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        if _signal.getsignal(_signal.SIGTERM) is _signal.SIG_DFL:
            _signal.signal(_signal.SIGTERM, _left)
        return run()
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        # There was too little even to tell of it as errors are told.
        os.write(2, _TOO_LITTLE)
        return LACKING
    finally:
        # What is left is to end: nobody has to interrupt it, and to look for cycles in what goes anyway costs
        # a cold question a twentieth.
        gc.freeze()
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)


def _left_at_once(*_: object) -> None:
    """Leave while there is nothing to clean up; an exception can get lost in what imports."""
    os._exit(INTERRUPTED)


def _left(*_: object) -> None:
    """Leave by way of whatever cleans up behind itself."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
