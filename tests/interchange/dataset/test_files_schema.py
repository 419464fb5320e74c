"""The JSON Schema that editors check with refuses the same ids, names, addresses and numbers as the reader."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any
from unicodedata import category

import jsonschema
import pytest

import tempodb
from tempodb.base.spelling import HIDDEN, LONGEST_ID, LONGEST_NAME
from tempodb.interchange.dataset.json_schema import schema_text

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema_text()))
UNSEEN = [
    "\0", "\x1b", "\x7f", "\x9b",  # controls
    "\xad", "\u061c", "\u180e", "\u200b", "\u200d", "\u200e", "\u202e", "\u2060", "\u2066", "\ufeff", "\ufff9",  # formats
    "\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef", "\u180b",  # variation selectors
    "\U000e0001", "\U000e0041", "\U000e0fff",  # tags, and what may become some
    "\u034f", "\u115f", "\u17b4", "\u3164", "\uffa0", "\u2800",  # fillers
    "\u2028", "\u2029", "\ue000", "\U000f0000", "\U0010fffd",  # lines, private use
]  # fmt: skip


def filled(field: str, value: Any) -> dict[str, Any]:
    """Return a dataset with one value in a place of that sort."""
    content: dict[str, Any] = {"tempodb": 1, "dataset": "d"}
    match field:
        case "id":
            content["states"] = {value: {"name": "A"}}
        case "event":
            content["events"] = [{"id": value}]
        case "name":
            content["states"] = {"a": {"name": value}}
        case "alias":
            content["states"] = {"a": {"name": "A", "aliases": [value]}}
        case "note":
            content["states"] = {"a": {"name": "A", "note": value}}
        case "url":
            content["sources"] = {"s": {"title": "S", "url": value}}
        case "number":
            content["events"] = [{"id": "e", "number": value}]
        case "seats":
            content["organizations"] = {"o": {"name": "O"}}
            content["offices"] = {"o/c": {"title": "C", "seats": value}}
    return content


IDS = (
    ["a", "1", "a/b", "a.b", "...", "..a", "a..", "a/..b", "Ünï", "日本", "कि", "i" * LONGEST_ID],
    ["", " ", "a b", "a\tb", "a\nb", "a\n", "\u00a0a", "a\u3000b", "a,b", "a;b", "a:b", "(a", "a)", 'a"b', ".", "..",
     "./a", "/a", "a/", "a//b", "/", "a\\\\", "../a", "a/..", "a/../b", "a/./b", "a\\..\\b", "i" * (LONGEST_ID + 1), *(f"m{c}1" for c in UNSEEN)],
)  # fmt: skip
NAMES = (
    ["A", "Group of 77", "a, b: (c)", "می‌خواهم", "🏳️‍🌈", "a\u00a0b", "n" * LONGEST_NAME],
    [
        "",
        " ",
        "\u00a0\u2003",
        "\u200b\u3164",
        "\ufe0f\u2800",
        "a\nb",
        "a\u2028b",
        "A\n",
        "n" * (LONGEST_NAME + 1),
    ],
)
TABLE: dict[str, tuple[list[Any], list[Any]]] = {
    "id": IDS,
    "event": IDS,
    "name": NAMES,
    "alias": NAMES,
    "note": (["a", "a\nb", " a ", "n" * 5_000], ["", " ", "\n\n", "\u200b\u2800"]),
    "url": (
        ["http://a.org", "HTTPS://a.org/b?c#d", "https://[::1]/a", "https://münchen.de/ü", "doi:10.1000/182",
         "urn:isbn:0451450523", "isbn:0451450523", "https://u@a.org/%20"],
        ["", "a", "www.a.org", "javascript:alert(1)", "file:///etc/passwd", "ftp://a", "//a.org", "http:a.org",
         "http://", "https:///x", "https://?x", "https://#x", "https://:80", "https://@a", "https:\\\\a", "doi:", "urn:",
         "https://x .org", " https://x.org", "https://x.org ", "https://x.org\n", "https://x.org/a\tb", "doi: 10.1",
         "https://x.org/a\u00a0b", *(f"https://x.org/{c}" for c in UNSEEN)],
    ),
    "number": ([0, 1, "1", "007", 999_999_999], [-1, "-1", "", "x", "1.5", 10**9, "1234567890", True]),
    "seats": ([1, "2", "many", 999_999_999], [0, "0", "00", -1, "few", "", 10**9, False]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "is_right"),
    [
        pytest.param(field, value, is_right, id=f"{field}-{is_right}-{ascii(value)[:40]}")
        for field, (right, wrong) in TABLE.items()
        for values, is_right in ((right, True), (wrong, False))
        for value in values
    ],
)
def test_schema_and_reader_agree(tmp_path: Path, field: str, value: Any, is_right: bool) -> None:
    content = filled(field, value)
    file = tmp_path / "d.json"
    file.write_text(json.dumps(content))
    errors = [problem for problem in tempodb.check(file) if problem.code != "warning"]

    assert (SCHEMA.is_valid(content), errors == []) == (is_right, is_right), errors
    assert len(errors) <= 1 and all(problem.hint and problem.line == 1 for problem in errors)


def test_no_character_that_unicode_calls_a_format_can_be_in_an_id() -> None:
    hidden = re.compile(f"[{HIDDEN}]")
    formats = ("Cc", "Cf", "Co", "Zl", "Zp")

    assert [
        c for c in map(chr, range(sys.maxunicode)) if category(c) in formats and not hidden.match(c)
    ] == []
