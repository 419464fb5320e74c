"""An operation that a child of this process carries out: how it ended is told, and it takes nobody with it."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import tempodb
from faults.disk import OPERATIONS

WITHOUT_A_WORD = '["fault", "it ended without a word"]'


class Ended(NamedTuple):
    """How an operation ended: `done`, `done with a warning`, `failed` or `fault`, and what it said."""

    how: str
    said: str


def attempted(
    operation: str, folder: Path, *, beforehand: Callable[[], object], afterwards: Callable[[], str] = str
) -> Ended:
    """Return how an operation ended in a child that did something *beforehand*; what it says if all went well."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        # Python warns of other threads, which whoever calls this may have; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        with suppress(BaseException):
            beforehand()
            ended = _carried_out(operation, folder)
            said = afterwards()
            os.write(write, json.dumps((ended.how, ended.said or said)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        ended = Ended(*json.loads(told.read() or WITHOUT_A_WORD))
    os.waitpid(child, 0)
    return ended


def _carried_out(operation: str, folder: Path) -> Ended:
    try:
        with tempodb.open(folder / "x.db") as db:
            found = OPERATIONS[operation](db, folder)
            if operation == "verify" and found:
                return Ended("fault", f"what is whole is accused: {found}")
            warned = bool(db.warnings())
        return Ended("done with a warning" if warned else "done", "")
    except (tempodb.TempodbError, MemoryError) as error:
        return Ended("failed", str(error))
    except BaseException as error:
        return Ended("fault", repr(error))
