"""Every reader is given some inputs made of others, and all that ever ended in anything but words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import tempodb
from fuzzing.mutations import MUTATIONS, mutated
from fuzzing.new_lines import watcher
from fuzzing.readers import READERS, Reader
from fuzzing.searching import Search, fault_of

FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("name", READERS)
def test_a_reader_reads_or_refuses_in_words(name: str, tmp_path: Path) -> None:
    search = Search(name, tmp_path, 0)
    begun_with = search.kept

    assert list(search.found(tries=begun_with + 25)) == []
    assert search.tried == begun_with + 25
    assert search.lines > 50


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_found_is_read_or_refused_in_words(file: Path, tmp_path: Path) -> None:
    reader = READERS[file.name.partition("-")[0]]

    assert fault_of(reader, file.read_bytes(), tmp_path) is None


def refused(_: bytes, __: Path) -> None:
    raise tempodb.InputError.of("x", "this is no x")


def broken(_: bytes, __: Path) -> None:
    raise KeyError("x")


def blamed(_: bytes, __: Path) -> None:
    raise tempodb.InputError.of("fault", "this is a fault of tempodb")


@pytest.mark.parametrize(
    ("read", "said"),
    [(lambda *_: None, None), (refused, None), (broken, "KeyError('x')"), (blamed, "a fault of")],
)
def test_only_what_ends_in_anything_but_words_is_found(
    read: Callable[[bytes, Path], object], said: str | None, tmp_path: Path
) -> None:
    fault = fault_of(Reader(read, list), b"", tmp_path)

    assert (fault is None) if said is None else (fault is not None and said in fault)


def test_a_line_is_new_once() -> None:
    watching = watcher()

    counts = [watching.watched(lambda: tempodb.Problem("x", "y").as_dict()) for _ in range(3)]

    assert counts[0] > 0
    assert counts[1:] == [0, 0]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_mutation_takes_whatever_it_is_given(mutation: Callable[[bytes, bytes, Random], bytes]) -> None:
    random = Random(0)
    contents = [b"", b"a", b'{"a": [1, {"b": null}]}', b"a: 1\n\n- 2", b"\xff\0", b"[]"]
    for content in contents:
        for other in contents:
            assert isinstance(mutation(content, other, random), bytes)


def test_what_is_mutated_is_another_mostly_and_never_too_long() -> None:
    random, content = Random(0), b"members of CSTO as of 2006"

    made = [mutated(content, [content], random) for _ in range(100)]

    assert sum(each != content for each in made) > 90
    assert max(map(len, made)) <= 200_000
