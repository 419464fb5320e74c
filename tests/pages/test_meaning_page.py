"""The page on the meaning of time: each of its examples is loaded, and each row of its tables has to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import tempodb
from pages import examples

PAGE = examples.text("docs/dev/MEANING.md")
NOW, RECORDED = "2026-01-01", "2020-01-01"
CLOCK = 1_735_689_600_000_000
"""2025-01-01, when what is written without a recorded time is recorded."""
BLOCK = re.compile(
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```|^(?P<table>\| question \|.*?)(?:\n\n|\Z)", re.S | re.M
)
SAID = re.compile(
    r"(?:#|--) (?P<then>then)?(?: ?dataset (?P<dataset>\w+))?(?:,? ?recorded (?P<recorded>\S+?))?(?:,? ?refused: (?P<refused>.*))?\n"
)


class Block(NamedTuple):
    """A part of an example: a dataset, some writes, or a table of questions; and the rule that it belongs to."""

    rule: str
    language: str
    text: str


def blocks() -> Iterator[Block]:
    """Yield what the page has of examples, in its order."""
    for section in re.split(r"^(?=\*\*M\d)", PAGE, flags=re.M)[1:]:
        rule = re.match(r"\*\*(M\d+)", section)
        assert rule is not None
        for found in BLOCK.finditer(section):
            yield Block(rule[1], found["language"] or "table", found["text"] or found["table"])


BLOCKS = list(blocks())
FRAME = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.S | re.M)[0]


class Desk:
    """A database in the making, and what is asked of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.db = _empty()

    def take(self, block: Block) -> None:
        """Load a dataset, carry out writes, or ask the questions of a table."""
        if block.language == "table":
            assert self._answers(block.text) == block.text.splitlines()
            return
        said = SAID.match(block.text)
        told = said.groupdict() if said is not None else {}
        is_first = block.language == "yaml" and told.get("then") is None
        if is_first:
            self.db = _empty()
        recorded = told.get("recorded") or (RECORDED if is_first else None)
        if told.get("refused") is None:
            self._do(block, told.get("dataset"), recorded)
        else:
            with pytest.raises(tempodb.InputError, match=re.escape(told["refused"])):
                self._do(block, told.get("dataset"), recorded)

    def _do(self, block: Block, dataset: str | None, recorded: str | None) -> None:
        if block.language == "tql":
            self.db.run(block.text, recorded_at=recorded)
            return
        file = self._folder / "example.yaml"
        sections = _sections(FRAME) | _sections(block.text)
        sections |= {"dataset": f"dataset: {dataset}\n"} if dataset else {}
        file.write_text("".join(sections.values()), encoding="utf-8")
        self.db.load(file, recorded_at=recorded)

    def _answers(self, table: str) -> list[str]:
        """Return the lines of a table with what is answered now."""
        heading, line, *rows = table.splitlines()
        columns = _cells(heading)[1:]
        lines = [heading, line]
        for question in filter(None, (_cells(row)[0] for row in rows)):
            found = self.db.query(question.strip("`")).to_dicts()
            answers = [[_shown(column, row[column]) for column in columns] for row in found]
            for at, answer in enumerate(answers or [["no rows", *("" for _ in columns[1:])]]):
                lines.append(
                    "|"
                    + "".join(f" {cell} |".replace("  ", " ") for cell in ("" if at else question, *answer))
                )
        return lines


def _empty() -> tempodb.Database:
    return tempodb.open(":memory:", now=NOW, clock=lambda: CLOCK)


def _sections(text: str) -> dict[str, str]:
    """Return the sections of a dataset, each with its heading."""
    parts = re.split(r"^(?=\w+:)", text, flags=re.M)
    return {part.partition(":")[0]: part for part in parts if part and not part.startswith("#")}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _shown(column: str, value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return ("ongoing" if column in ("to", "recorded_to") else "") if value is None else str(value)


RULES = {rule: [block for block in BLOCKS if block.rule == rule] for rule, _, _ in BLOCKS}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_what_is_answered(rule: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for block in RULES[rule]:
        desk.take(block)


def test_the_rules_are_numbered_once() -> None:
    numbers = [int(number) for number in re.findall(r"^\*\*M(\d+)\.", PAGE, re.M)]

    assert numbers
    assert len(set(numbers)) == len(numbers)
