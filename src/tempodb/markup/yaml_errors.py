"""What libyaml and PyYAML find wrong with a text, in the words of its author and at the place to mend."""

from __future__ import annotations

import re

import yaml

from tempodb.base.errors import Problem
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import GLUED, LineIndex, blank_missing, too_deep

START = "start it with `tempodb: 1`"
QUOTE = "put the value in quotes"
_WORD = re.compile(r"\w+|.?")
_GLUED = re.compile(rf"[ \t]*(?:-[ \t]+)*({GLUED})")
_NO_CHARACTER = re.compile(
    r"\A\ufeff|[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\\U(?!000|0010)[0-9A-Fa-f]{8}"
)


# What libyaml and PyYAML say, with words in capitals added by `_syntax` → where it shows, and plain words.
_PLAIN_WORDS = (
    ("TAB|a tab char", "tab", "a tab stands where only spaces may", "indent with spaces"),
    ("values are not allowed.* NEW LINE", "line", "a key cannot stand inside the value of the line above",
     "indent it like the key above it, and write `: ` between key and value"),
    ("values are not allowed", "here", "a second `: ` stands in this value", QUOTE),
    ("unexpected end of stream|document (indicator|separator)", "opening",
     "the quote opened here is never closed", "close it with another {sign}"),
    ("expected ',' or .* OTHER LINE", "opening", "the {sign} opened here is never closed",
     "close it, or put the value in quotes"),
    ("expected ',' or ", "here", "a `,` or a closing bracket is missing before this",
     "put texts with commas, colons or brackets in quotes"),
    ("(expected key|<block end>).* COLON", "here", "a key is missing before `:`", "write `key: value`"),
    ("(expected key|expected '-'|<block end>).* NEW LINE", "here",
     "this does not fit the list or mapping that starts on line {line}", "look at its indentation"),
    ("expected key|expected '-'|<block end>", "here", "text follows a value that is already complete",
     "put the whole value in quotes"),
    ("expected ':'", "opening", "this line holds no key with a value", "write `key: value`"),
    ("node content.* COMMA", "here", "a value is missing before `,`", "remove the comma"),
    ("node content.* AT THE END", "here", "the text ends where a value should stand",
     "look for brackets left open"),
    ("unknown escape|expected escape|escape code|expected hexdecimal", "escape",
     "no escape that YAML knows starts with this `\\`",
     "use single quotes, in which `\\` is an ordinary character"),
    ("entries are not allowed", "here", "a list cannot start here", "start each `- ` on a line of its own"),
    ("<document start>", "here", "text follows the end of the document", "keep everything in one mapping"),
    ("line break|chomping|indentation indicator", "here", "text follows the sign that starts a block of text",
     "start the text on the next line"),
    ("any token|node content|keys are not|alphabetic|directive|document|version|[tT]ag|URI|'[>!]'", "opening",
     "a value cannot start with {sign}", QUOTE),
    ("", "here", "what stands here is no YAML", "compare it with the lines around it"),
)  # fmt: skip


def refused(error: yaml.YAMLError, lines: LineIndex) -> Problem:
    """Say what a parser found wrong."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return no_character(lines)
    here = min(error.problem_mark.index, len(lines.text))
    # Since 0.2.6 libyaml counts the levels itself, and looks ahead: it is there before its events are.
    if "nesting depth" in str(error.problem):
        return too_deep(lines.place(here, here))
    return _syntax(error, here, lines)


def _syntax(error: yaml.MarkedYAMLError, here: int, lines: LineIndex) -> Problem:
    opening = error.context_mark.index if error.context_mark is not None else here
    line_start = lines.text.rfind("\n", 0, here) + 1
    before = lines.text[line_start:here]
    indentation = before[: len(before) - len(before.lstrip())]
    facts = {
        " NEW LINE": not before.strip() or ("values" in str(error.problem) and ": " not in before),
        " OTHER LINE": "\n" in lines.text[opening:here] or here >= len(lines.text.rstrip()),
        " AT THE END": here >= len(lines.text.rstrip()),
        " COLON": lines.text.startswith(":", here),
        " TAB": "\t" in indentation + lines.text[here : here + 1],
        " COMMA": lines.text.startswith(",", here),
    }
    if re.search("values are not allowed|expected ':'", f"{error.problem}"):
        for line in (
            lines.text.rfind("\n", 0, opening) + 1,
            lines.text.rfind("\n", 0, max(line_start - 1, 0)) + 1,
        ):
            if glued := _GLUED.match(lines.text, line):
                return lines.problem(*glued.span(1), *blank_missing(glued[1]))
    symptom = f"{error.problem}" + "".join(fact for fact, holds in facts.items() if holds)
    blamed, message, hint = next(row[1:] for row in _PLAIN_WORDS if re.search(row[0], symptom))
    start = {
        "here": here,
        "opening": opening,
        "line": line_start + len(indentation),
        "tab": lines.text.find("\t", line_start),
        "escape": lines.text.rfind("\\", 0, here + 1),
    }[blamed]
    found = _WORD.match(lines.text, start)
    assert found is not None
    words = {"sign": in_backticks(lines.text[start : start + 1]), "line": lines.place(opening, opening).line}
    return lines.problem(start, found.end(), message.format(**words), hint.format(**words))


def no_character(lines: LineIndex) -> Problem:
    """Say which character YAML has no place for."""
    found = _NO_CHARACTER.search(lines.text)
    if found is None:
        return lines.problem(0, 0, "the text is no YAML", START)
    return lines.problem(*found.span(), f"{in_backticks(found[0])} is no character of a text", "remove it")
