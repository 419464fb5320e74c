"""Entries that stand a line each are found without a look at anything but braces, or left to whoever looks at more."""

from __future__ import annotations

import json
from random import Random

import pytest

from oracle.thoroughness import rounds
from tempodb.interchange.dataset import json_entries
from tempodb.interchange.dataset.json_entries import JsonEntries

VALUES = (
    '"a"',
    '"}"',
    '"{"',
    '"},{"',
    '"a\\\\"',
    '"\\"},\\n{\\""',
    "7",
    '["x", "y"]',
    '[{"name":"n"}]',
    '{"id":"x"}',
)
BETWEEN = (",\n", ",\n  ", ",\n\n", "\n,\n", ",", ", ", ",\r\n", ",\n\t")
BEFORE, BEHIND = ("\n", "\n  ", "", " "), ("\n", "\n ", "")


def written(random: Random) -> str:
    """Return a text of JSON, of which most is written a line an entry."""
    neat = random.random() < 0.7

    def drawn(choices: tuple[str, ...]) -> str:
        return choices[0] if random.random() < (0.97 if neat else 0.6) else random.choice(choices)

    def entry() -> str:
        keys = random.sample("abcd", random.randint(1, 3))
        values = (drawn(VALUES) for _ in keys)
        return "{" + ",".join(f'"{key}":{value}' for key, value in zip(keys, values, strict=True)) + "}"

    def section(name: str) -> str:
        entries = [entry() for _ in range(random.randint(1, 6))]
        said = entries[0] + "".join(drawn(BETWEEN) + each for each in entries[1:])
        return f'"{name}":[{drawn(BEFORE)}{said}{drawn(BEHIND)}]'

    heading = random.choice(
        ('"tempodb":1', '"defaults":{"source":"}"}', '"title":"{}"', '"defaults":{"a":{}}')
    )
    return "{" + ",".join([heading, *map(section, random.sample(("events", "states", "titles"), 2))]) + "}"


def test_what_is_found_in_lines_is_found_by_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    random, found = Random(7), 0
    for _ in rounds(2_000):
        data = written(random).encode()
        said = json.loads(data)
        own = JsonEntries.of(data)
        with monkeypatch.context() as patch:
            patch.setattr(json_entries, "_in_lines", lambda _: None)
            other = JsonEntries.of(data)
        assert own and other
        found += json_entries._in_lines(data) is not None
        theirs = {section.name: section for section in other.sections}
        for section in own.sections:
            texts = section.texts(data, 0, len(section.begins))
            assert texts == theirs[section.name].texts(data, 0, len(theirs[section.name].begins))
            if section.name != b"defaults":
                assert list(map(json.loads, texts)) == said[section.name.decode()]
        assert b"".join(own.around) == own.skeleton and own.with_entries({}).count(b"{") == data.count(b"{")
    assert found > 100
