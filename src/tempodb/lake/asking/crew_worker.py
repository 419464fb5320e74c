"""A process that does what it is handed, one thing after the other: pickles in, pickles out.

It is started as a program of its own, and not by `multiprocessing`, which would run the script of whoever asks again.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from importlib.abc import MetaPathFinder
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


class _WithoutPandas(MetaPathFinder):
    """Finds no pandas: pyarrow looks for it when numbers become columns, which would take as long as a bucket does."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Refuse to import it.

        Raises:
            ModuleNotFoundError: it is asked for.

        """
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> None:
    """Work by standard input and output; whatever else is printed goes where errors go."""
    # A terminal interrupts all its processes: whoever asks ends this one, which else would tell where it was.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.meta_path.insert(0, _WithoutPandas())
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    work(sys.stdin.buffer, results)


if __name__ == "__main__":
    main()
