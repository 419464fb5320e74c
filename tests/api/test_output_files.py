"""Files that are written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tempodb.api.output_files import append_file, write_file
from tempodb.base.errors import InputError, OperationalError


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("before")
    path.chmod(0o640)

    write_file(path, "after")

    assert path.read_text() == "after"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "a")

    write_file(tmp_path / "link", b"x")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OperationalError, match="No space left"):
        write_file(path, "after")

    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a", "before")]


@pytest.mark.parametrize("write", [write_file, append_file])
def test_what_is_no_text_is_refused_in_words(tmp_path: Path, write: object) -> None:
    with pytest.raises(InputError, match=r"U\+DC80, which is no character"):
        write(tmp_path / "a", "a\udc80")  # type: ignore[operator]

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "loop", "none/a", "a\ud800"])
def test_a_path_that_cannot_be_written_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(OperationalError, match="cannot be written"):
        write_file(tmp_path / name, "x")

    assert [each.name for each in tmp_path.iterdir()] == ["loop"]
