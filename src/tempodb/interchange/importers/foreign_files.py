"""The files of a source: lines, and JSON whole or line by line, with what is wrong in them and where."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import yaml

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.near_files import file_hint
from tempodb.base.opening import without_waiting
from tempodb.markup.shown_texts import in_backticks, visible
from tempodb.markup.tree import LineIndex
from tempodb.markup.yaml_errors import no_character

MAX_FILE_BYTES = 1024 * 1024 * 1024
"""How many bytes a file may have that is read whole."""
MAX_LINE_BYTES = 32 * 1024 * 1024
"""How many bytes a line may have of a file that is read line by line."""
_BOM = b"\xef\xbb\xbf"
_HINTS = {
    b"\xff\xfe": "save it as UTF-8, not UTF-16",
    b"\xfe\xff": "save it as UTF-8, not UTF-16",
    b"\x1f\x8b": "uncompress it first",
    b"BZ": "uncompress it first",
    b"PK": "uncompress it first",
}


_TABLES = (".csv", ".tsv", ".xlsx")


class ForeignLine(NamedTuple):
    """What a line of a file holds, or what is wrong with it."""

    number: int
    value: Any
    problem: Problem | None = None


def begins_with(path: Path, count: int = 64 * 1024) -> bytes:
    """Return the first bytes of a file, without the mark of its encoding.

    Raises:
        DatasetError: it cannot be read.

    """
    with _opened(path) as stream:
        return stream.read(count).removeprefix(_BOM)


def _content(path: Path) -> bytes:
    with _opened(path) as stream:
        # Room is made for as many bytes as are asked for, however few there are.
        data = stream.read(min(os.fstat(stream.fileno()).st_size, MAX_FILE_BYTES) + 1)
    if len(data) > MAX_FILE_BYTES:
        raise refusal(path, "too-large", f"it has more than {MAX_FILE_BYTES // 1024**3} GiB", "split it")
    return data


def json_document(path: Path, kept: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return what the one text of JSON holds that a file is, of each object what is *kept* of it.

    Raises:
        DatasetError: it cannot be read, is too large, or is no JSON.

    """
    found = _json(_content(path), path, 1, kept)
    if found.problem is not None:
        raise DatasetError(found.problem)
    return found.value


def document_of(path: Path) -> Any:
    """Return what a file of JSON, or of YAML by its name, holds; of YAML all that is no list or mapping is a text.

    Raises:
        DatasetError: it cannot be read, is too large, or is neither.

    """
    if path.suffix.lower() not in (".yaml", ".yml"):
        return json_document(path)
    data = _content(path).removeprefix(_BOM)
    try:
        return yaml.load(data.decode("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except UnicodeDecodeError as error:
        raise DatasetError(no_text(error, path, 1)) from None
    except yaml.reader.ReaderError:
        raise DatasetError(no_character(LineIndex(data.decode("utf-8"), _name(path)))) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        problem = at_line(
            path, mark.line + 1 if mark else 1, "syntax", f"this is no YAML: {error.problem}", None
        )
        raise DatasetError(problem) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise refusal(
            path, "syntax", f"this is no YAML: {str(error).splitlines()[0]}", "look at it"
        ) from None


def json_lines(path: Path) -> Iterator[ForeignLine]:
    """Yield what each line of a file holds; one that is wrong, with what is wrong with it.

    The brackets and commas of a list of which each line is an item are passed over.

    Raises:
        DatasetError: the file cannot be read.

    """
    for number, line in lines_of_file(path):
        if line is None:
            message = f"the line has more than {MAX_LINE_BYTES // 1024**2} MiB"
            yield ForeignLine(
                number, None, Problem("too-long", message, "split it", file=_name(path), line=number)
            )
        elif (text := line.strip().removesuffix(b",")) not in (b"", b"[", b"]"):
            yield _json(text, path, number)


def lines_of_file(path: Path) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number, None for one that is too long.

    Raises:
        DatasetError: the file cannot be read.

    """
    with _opened(path) as stream:
        number = 0
        while line := stream.readline(MAX_LINE_BYTES + 1):
            number += 1
            is_whole = len(line) <= MAX_LINE_BYTES
            yield number, (line.removeprefix(_BOM) if number == 1 else line) if is_whole else None
            while not is_whole and line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)


def _json(
    data: bytes, path: Path, line: int, kept: Callable[[dict[str, Any]], Any] | None = None
) -> ForeignLine:
    try:
        return ForeignLine(line, json.loads(data.removeprefix(_BOM).decode("utf-8"), object_hook=kept))
    except UnicodeDecodeError as error:
        return ForeignLine(line, None, no_text(error, path, line))
    except json.JSONDecodeError as error:
        message = f"this is no JSON: {error.msg.lower()}"
        hint = "the file may have been cut off" if error.pos >= len(error.doc.rstrip()) - 1 else None
        if path.suffix.lower() in _TABLES:
            hint = "give what this format has as JSON; `tempodb import csv` reads tables"
        problem = at_line(path, line + error.lineno - 1, "syntax", message, hint)
        return ForeignLine(line, None, problem._replace(column=error.colno))
    except RecursionError:
        message = "lists and objects stand too deep in one another"
        return ForeignLine(
            line, None, at_line(path, line, "too-deep", message, "look for brackets left open")
        )
    except ValueError:
        message = "a number has more digits than any that is meant"
        return ForeignLine(line, None, at_line(path, line, "syntax", message, "write a smaller number"))


def no_text(error: UnicodeDecodeError, path: Path, line: int) -> Problem:
    """Return what is wrong with bytes of a file that are no text."""
    data: bytes = error.object
    hint = next((hint for start, hint in _HINTS.items() if data.startswith(start)), "save it as UTF-8")
    before = data[: error.start]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"the byte 0x{data[error.start]:02x} is no UTF-8"
    return Problem(
        "encoding", message, hint, file=_name(path), line=line + before.count(b"\n"), column=column
    )


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    name = in_backticks(str(path))
    try:
        stream = open(path, "rb", opener=without_waiting)  # noqa: SIM115
    except FileNotFoundError:
        raise refusal(path, "no-file", f"there is no file {name}", file_hint(path)) from None
    except IsADirectoryError:
        raise refusal(path, "no-file", f"{name} is a folder", "name the files in it") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise refusal(path, "no-file", f"{name} cannot be read: {reason}", "look at its rights") from None
    with stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise refusal(path, "no-file", f"{name} is no ordinary file", "copy what it gives to a file")
        yield stream


def _name(path: Path) -> str:
    return visible(str(path))


def at_line(path: Path, line: int, code: str, message: str, hint: str | None) -> Problem:
    """Return what is wrong with a line of a file."""
    return Problem(code, message, hint, file=_name(path), line=line)


def refusal(path: Path, code: str, message: str, hint: str) -> DatasetError:
    """Return the error that a file as a whole is refused by."""
    return DatasetError(Problem(code, message, hint, file=_name(path)))
