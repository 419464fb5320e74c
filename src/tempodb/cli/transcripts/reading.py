"""Transcripts: what was typed and what it printed, read from Markdown pages and from texts that are one as a whole."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from tempodb.base.errors import DateError, InputError, Problem, Span
from tempodb.temporal.instant_reader import read_known

PAGES = (".md", ".markdown")
"""How the names of files end in which only some blocks are transcripts."""
MARKED = ("console", "tempodb")
"""How the blocks of a page are marked that are transcripts."""
MAX_TRANSCRIPT_WIDTH = 10_000
WIDTH = re.compile("[0-9]{1,5}")
SHELL = ("|", "||", "&", "&&", ";", "<", ">", ">>", "2>", "2>&1")
"""Words that only a shell understands."""

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})\s*(?P<mark>[^\s`]*)[^`]*")
_COMMAND = re.compile(r"\$ (?P<said>.*)")
_STATEMENT = re.compile(r"(?P<prompt>tempo(?: \[.*?\])?>) ?(?P<said>.*)")
_CONTINUATION = re.compile(r"\s+\.\.\.> ?(?P<said>.*)")
_IN_PAGE = re.compile(r"\s*<!--\s*tempodb:(?P<said>.*?)(?:-->\s*)?")
_IN_TEXT = re.compile(r"--\s*tempodb:(?P<said>.*)")


class TranscriptEntry(NamedTuple):
    """What was typed in a *line*, counted from 1, and what it printed: the lines from *begin* to *end*.

    A statement was typed at a *prompt*; a command line has none.
    """

    line: int
    said: str
    prompt: str | None
    begin: int
    end: int


class Transcript(NamedTuple):
    """A file's *lines*, and those of them that were typed, under a clock and for a width that the file names."""

    file: str
    lines: Sequence[str]
    entries: Sequence[TranscriptEntry]
    now: int | None
    width: int | None

    def expected(self, entry: TranscriptEntry) -> list[str]:
        """Return the lines that an entry is to print, the prompt of a statement before them."""
        printed = [line.removesuffix("\r") for line in self.lines[entry.begin : entry.end]]
        return printed if entry.prompt is None else [entry.prompt, *printed]

    def updated(self, printed: Sequence[Sequence[str]]) -> str:
        """Return the text of the file with what each entry *printed* in the place of what it was to print."""
        lines = list(self.lines)
        ending = "\r" if lines[0].endswith("\r") else ""
        for entry, anew in reversed(list(zip(self.entries, printed, strict=True))):
            if list(anew) != self.expected(entry):
                new = anew if entry.prompt is None else anew[1:]
                if entry.prompt is not None:
                    at = entry.line - 1
                    lines[at] = anew[0] + lines[at].removeprefix(entry.prompt)
                was_silent = entry.begin == entry.end
                is_followed = entry.end < len(lines) and _typed(lines[entry.end]) is not None
                between = [ending] if new and was_silent and is_followed else []
                lines[entry.begin : entry.end] = [line + ending for line in new] + between
        return "\n".join(lines)


def read_transcript(text: str, file: str, now: int) -> Transcript:
    """Return what was typed and printed in the *text* of a file, read at the instant *now*.

    >>> text = "-- tempodb: width=80" + chr(10) + "$ tempodb digest" + chr(10) + "0123" + chr(10)
    >>> transcript = read_transcript(text, "a.tempo", now=0)
    >>> transcript.width, [transcript.expected(entry) for entry in transcript.entries]
    (80, [['0123']])

    Raises:
        InputError: with all that is wrong with it.

    """
    return _TranscriptReader(text, file, now).transcript()


def inner(lines: Sequence[str]) -> tuple[int, int]:
    """Return where *lines* begin and end without the blank ones around them.

    >>> inner(["", "a", "", "b", " "])
    (1, 4)
    """
    told = [i for i, line in enumerate(lines) if line.strip()]
    return (told[0], told[-1] + 1) if told else (0, 0)


def _typed(line: str) -> re.Match[str] | None:
    return _COMMAND.fullmatch(line) or _STATEMENT.fullmatch(line)


class _TranscriptReader:
    """One file that is being read, and what was found wrong with it."""

    def __init__(self, text: str, file: str, now: int) -> None:
        self._text = text
        self._file = file
        self._now = now
        self._lines = text.split("\n")
        self._problems: list[Problem] = []
        self._settings: dict[str, int] = {}

    def transcript(self) -> Transcript:
        is_page = PurePath(self._file).suffix.lower() in PAGES
        blocks = list(self._blocks()) if is_page else [self._whole()]
        entries = [entry for begin, end in blocks for entry in self._entries(begin, end)]
        if not entries and not self._problems:
            hint = f"mark blocks as {' or '.join(MARKED)}" if is_page else "begin a line with `$ tempodb …`"
            self._problems.append(
                Problem("transcript", "there is no transcript in it", hint, file=self._file)
            )
        if self._problems:
            raise InputError(*self._problems)
        settings = self._settings
        return Transcript(self._file, self._lines, entries, settings.get("now"), settings.get("width"))

    # ── what of a file is a transcript ───────────────────────────────────────────────────────────

    def _whole(self) -> tuple[int, int]:
        if header := _IN_TEXT.fullmatch(self._line(0)):
            self._set(0, header["said"])
            return 1, len(self._lines)
        return 0, len(self._lines)

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Yield from which line to which each block goes; every line outside of blocks may be a header."""
        fence: re.Match[str] | None = None
        begin = 0
        for i in range(len(self._lines)):
            found = _FENCE.fullmatch(self._line(i))
            if fence is None:
                if header := _IN_PAGE.fullmatch(self._line(i)):
                    self._set(i, header["said"])
                fence, begin = found, i + 1
            elif found and found["marks"].startswith(fence["marks"]) and not found["mark"]:
                if fence["mark"] in MARKED:
                    yield begin, i
                fence = None
        if fence is not None and fence["mark"] in MARKED:
            yield begin, len(self._lines)

    def _line(self, i: int) -> str:
        return self._lines[i].removesuffix("\r")

    # ── what was typed ───────────────────────────────────────────────────────────────────────────

    def _entries(self, begin: int, end: int) -> Iterator[TranscriptEntry]:
        at = begin
        while at < end and not _typed(self._line(at)):
            line = self._line(at).strip()
            if line and not line.startswith("--"):
                self._blame(
                    at, "nothing was typed that could print this", "begin with `$ tempodb …` or `tempo> …`"
                )
                return
            at += 1
        while at < end:
            typed = _typed(self._line(at))
            assert typed is not None
            first, said, at = at, [typed["said"]], at + 1
            prompt = None if typed.re is _COMMAND else typed["prompt"]
            while prompt is not None and at < end and (more := _CONTINUATION.fullmatch(self._line(at))):
                said.append(more["said"])
                at += 1
            if prompt is None:
                self._refuse_foreign(first, said[0])
            shown = at
            while at < end and not _typed(self._line(at)):
                at += 1
            inside = inner(self._lines[shown:at])
            yield TranscriptEntry(first + 1, "\n".join(said), prompt, shown + inside[0], shown + inside[1])

    def _refuse_foreign(self, at: int, said: str) -> None:
        try:
            words = shlex.split(said)
        except ValueError as error:
            self._blame(at, f"the command cannot be read: {str(error).lower()}", "close the quotes")
            return
        if words[:1] != ["tempodb"]:
            self._blame(at, "only tempodb is run here", "write `$ tempodb …`")
        elif foreign := next((word for word in words if word in SHELL), None):
            self._blame(at, f"no shell runs this, which would understand `{foreign}`", "leave it out")

    # ── the header ───────────────────────────────────────────────────────────────────────────────

    def _set(self, at: int, said: str) -> None:
        for setting in said.split():
            name, _, value = setting.partition("=")
            if name in self._settings:
                self._blame(at, f"`{name}` is set twice", "set it once")
            elif name == "now":
                self._set_now(at, value)
            elif name == "width" and WIDTH.fullmatch(value) and 0 < int(value) <= MAX_TRANSCRIPT_WIDTH:
                self._settings[name] = int(value)
            elif name == "width":
                self._blame(at, f"`{value}` is no width", f"write a number from 1 to {MAX_TRANSCRIPT_WIDTH}")
            else:
                self._blame(at, f"`{setting}` is no setting", "write now=… or width=…")

    def _set_now(self, at: int, value: str) -> None:
        try:
            self._settings["now"] = read_known(value, self._now)
        except DateError as error:
            (problem,) = error.problems
            self._blame(at, problem.message, problem.hint or "write now=2026-01-31T12:00:00Z")

    def _blame(self, at: int, message: str, hint: str) -> None:
        start = sum(len(line) + 1 for line in self._lines[:at])
        span = Span(start, start + len(self._line(at)))
        self._problems.append(Problem("transcript", message, hint).at(self._text, span, self._file))
