"""Texts are read whole or part by part, and say the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tempodb.base.errors import InputError
from tempodb.base.text_files import MAX_TEXT_BYTES, PART, file_text, stream_text, text_parts


def test_a_file_is_read_as_far_as_it_may_be_long(tmp_path: Path) -> None:
    path = tmp_path / "long.tql"
    path.write_bytes(b"x" * MAX_TEXT_BYTES)
    assert len(file_text(str(path))) == MAX_TEXT_BYTES
    path.write_bytes(b"x" * (MAX_TEXT_BYTES + 1))

    with pytest.raises(InputError, match="has more than 16 MiB"):
        file_text(str(path))


@pytest.mark.parametrize("before", ["", "\n\n  é", "é\n" * PART], ids=["first", "third line", "third part"])
def test_a_wrong_byte_has_one_place_however_it_is_read(before: str) -> None:
    data = before.encode() + b"\xff rest"
    said = []
    for read in (stream_text, lambda stream, name: list(text_parts(stream, name))):
        with pytest.raises(InputError, match="the byte 0xff is no UTF-8") as refusal:
            read(io.BytesIO(data), "a")
        (problem,) = refusal.value.problems
        said.append((problem.line, problem.column))

    line = before.count("\n") + 1
    assert said == [(line, len(before.rpartition("\n")[2]) + 1)] * 2
