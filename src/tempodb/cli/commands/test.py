"""Running transcripts once more: `test`."""

from __future__ import annotations

import codecs
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from tempodb.api.output_files import write_file
from tempodb.base.errors import InputError, Problem
from tempodb.base.text_files import file_text
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND
from tempodb.cli.transcripts.reading import Transcript, TranscriptEntry, read_transcript
from tempodb.cli.transcripts.rerun import TESTING, replayed
from tempodb.temporal.instant_reader import read_known

PrintedLines = Sequence[str]


def test(options: Namespace, context: CliContext) -> int:
    """Run transcripts once more, and compare what they print; or write what they print now into them."""
    if TESTING in context.runtime.environment:
        raise InputError.of("argument", "a transcript cannot test transcripts", "run it by itself")
    if not Path(options.root).is_dir():
        raise InputError.of("argument", f"there is no folder `{options.root}`", "name one with --root")
    frozen = None if options.now is None else read_known(options.now, context.runtime.clock())
    settle = _update if options.update else _compare
    codes = []
    for transcript in _read(options.files, context):
        with _database(options.db) as database:
            printed = _replayed(transcript, options.root, database, frozen, context)
        codes.append(settle(transcript, printed, context))
        context.output.flush()
    return max(codes)


def _read(files: Sequence[str], context: CliContext) -> list[Transcript]:
    """Return all transcripts, or raise all that is wrong with any."""
    transcripts: list[Transcript] = []
    problems: list[Problem] = []
    for file in files:
        try:
            transcripts.append(read_transcript(file_text(file), file, context.runtime.clock()))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    return transcripts


@contextmanager
def _database(location: str | None) -> Iterator[str]:
    """Give the database at *location*, seen from any folder, else one to throw away."""
    if location:
        yield location if ":" in location else str(Path(location).absolute())
        return
    with TemporaryDirectory() as folder:
        yield str(Path(folder) / "transcript.db")


def _replayed(
    transcript: Transcript, folder: str, database: str, frozen: int | None, context: CliContext
) -> list[list[str]]:
    now = transcript.now if frozen is None else frozen
    clock = context.runtime.clock if now is None else lambda: now
    return replayed(transcript, folder, database, clock)


def _differing(
    transcript: Transcript, printed: Sequence[PrintedLines]
) -> list[tuple[TranscriptEntry, PrintedLines]]:
    pairs = zip(transcript.entries, printed, strict=True)
    return [(entry, lines) for entry, lines in pairs if list(lines) != transcript.expected(entry)]


def _compare(transcript: Transcript, printed: Sequence[PrintedLines], context: CliContext) -> int:
    differing = _differing(transcript, printed)
    for entry, lines in differing:
        place = f"{transcript.file}:{entry.line}"
        diff = unified_diff(transcript.expected(entry), lines, place, "now", lineterm="")
        context.output.write("\n".join([f"{place}: {entry.said}", *diff]) + "\n\n")
    count = len(transcript.entries)
    said = f"{len(differing)} of {_answers(count)} {'differs' if len(differing) == 1 else 'differ'}"
    context.output.write(f"{transcript.file}: {said if differing else f'{_answers(count)} as expected'}\n")
    return FOUND if differing else DONE


def _update(transcript: Transcript, printed: Sequence[PrintedLines], context: CliContext) -> int:
    differing = _differing(transcript, printed)
    if differing:
        text = transcript.updated(printed)
        _refuse_unreadable(text, transcript, printed, context)
        path = Path(transcript.file)
        mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
        write_file(path, mark + text.encode())
    count = _answers(len(transcript.entries))
    said = f"{len(differing)} of {count} changed" if differing else f"{count} as before"
    context.output.write(f"{transcript.file}: {said}\n")
    return DONE


def _refuse_unreadable(
    text: str, transcript: Transcript, printed: Sequence[PrintedLines], context: CliContext
) -> None:
    """Refuse to write what would be read as something else, such as an answer with a prompt in it."""
    try:
        anew = read_transcript(text, transcript.file, context.runtime.clock())
        is_same = [anew.expected(entry) for entry in anew.entries] == [list(lines) for lines in printed]
    except InputError:
        is_same = False
    if not is_same:
        message = "an answer holds what would be read as a prompt or the end of a block"
        raise InputError(Problem("transcript", message, "ask for something else there", file=transcript.file))


def _answers(count: int) -> str:
    return f"{count} answer{'' if count == 1 else 's'}"
