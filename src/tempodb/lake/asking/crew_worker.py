"""A process that does what it is handed, one thing after the other: pickles in, pickles out.

It is started as a program of its own, and not by `multiprocessing`, which would run the script of whoever asks again.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import BinaryIO

from tempodb.base.errors import TempodbError


def work(orders: BinaryIO, results: BinaryIO) -> None:
    """Do what each order says, until there are no more."""
    while True:
        try:
            do, given = pickle.load(orders)
        except EOFError:
            return
        try:
            done: tuple[bool, object] = True, do(given)
        except TempodbError as error:
            done = False, error
        pickle.dump(done, results, pickle.HIGHEST_PROTOCOL)
        results.flush()


def main() -> None:
    """Work by standard input and output; whatever else is printed goes where errors go."""
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    work(sys.stdin.buffer, results)


if __name__ == "__main__":
    main()
