"""Who published a source of FollowTheMoney: what an entity says that names one address, and nothing by guess."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb

ONE, TWO = "https://example.org/1", "https://example.org/2"


@pytest.mark.parametrize(
    ("said", "told", "lost"),
    [
        ([([ONE], ["P"])], {ONE: "P"}, 0),
        ([([ONE], ["P", "Q"])], {ONE: None}, 1),
        ([([ONE, TWO], ["P"])], {ONE: None, TWO: None}, 1),
        ([([ONE, TWO], ["P", "Q"])], {ONE: None, TWO: None}, 1),
        ([([ONE, TWO], ["P", "Q"]), ([TWO], ["Q"])], {ONE: None, TWO: "Q"}, 1),
        ([([ONE, TWO], ["Q"]), ([TWO], ["Q"])], {ONE: None, TWO: "Q"}, 0),
        ([([ONE], ["P"]), ([ONE], ["Q"])], {ONE: None}, 2),
        ([([], ["P"])], {}, 1),
    ],
)
def test_a_publisher_is_one_of_the_address_that_it_is_told_of(
    tmp_path: Path, said: list[tuple[list[str], list[str]]], told: dict[str, str | None], lost: int
) -> None:
    things: list[dict[str, Any]] = [
        {
            "id": f"a{i}",
            "schema": "Person",
            "properties": {"name": [f"A{i}"], "sourceUrl": urls, "publisher": by},
        }
        for i, (urls, by) in enumerate(said)
    ]
    (tmp_path / "x.ftm.json").write_text("".join(f"{json.dumps(each)}\n" for each in things))

    source = tempodb.read_foreign("ftm", tmp_path / "x.ftm.json")

    sources = json.loads(source.text("json")).get("sources", {}).values()
    assert {each["url"]: each.get("publisher") for each in sources} == told
    assert sum(each.count for each in source.report.unexpressed if "`publisher`" in each.reason) == lost
