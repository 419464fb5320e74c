"""Folders of answers that are written for a user: whole or not there, and never over anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tempodb.api.output_files import unwritable
from tempodb.base.errors import InputError, TempodbError
from tempodb.base.partial_files import unfinished_folder
from tempodb.base.shown_urls import shown_url
from tempodb.lake.asking.written_answers import AnswerPlaces
from tempodb.lake.object_place import object_place

ALL_WRITTEN = "_SUCCESS"
"""The file that is written last where a folder cannot be renamed; it holds nothing."""


@contextmanager
def answer_places(to: str) -> Iterator[AnswerPlaces]:
    """Give where to write an answer that is to lie at *to*: it is there when the block ends well, else nothing is.

    Raises:
        InputError: something lies there already.
        OperationalError: nothing can be written there.

    """
    if "://" in to and not to.startswith("file://"):
        with _in_store(to.rstrip("/")) as places:
            yield places
        return
    with _in_folder(Path(to.removeprefix("file://"))) as places:
        yield places


@contextmanager
def _in_folder(path: Path) -> Iterator[AnswerPlaces]:
    with ExitStack() as stack:
        with _telling(path):
            to = path.resolve()
            if to.exists() and not (to.is_dir() and not any(to.iterdir())):
                raise _taken(str(path))
            making = stack.enter_context(unfinished_folder(to))
            places = AnswerPlaces(str(making / "answer"), str(making / "runs"))
            for each in places:
                Path(each).mkdir(0o700)
        yield places
        with _telling(path):
            if to.exists():
                to.rmdir()
            Path(places.answer).rename(to)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from None


@contextmanager
def _in_store(to: str) -> Iterator[AnswerPlaces]:
    """Give where to write in an object store, which renames no folders: the last file says that all are there."""
    place = object_place(to)
    if place.names(""):
        raise _taken(to)
    places = AnswerPlaces(to, f"{to}/_runs")
    try:
        yield places
        object_place(places.runs).discard()
        place.write(ALL_WRITTEN, b"")
    except BaseException:
        place.discard()
        raise


def _taken(to: str) -> TempodbError:
    return InputError.of(
        "output", f"`{shown_url(to)}` is there already", "name a folder that is new or empty"
    )
