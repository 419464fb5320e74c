"""Files are written to the letter as the libraries write them that are not asked where all is plain."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb import bundled_fixture
from tempodb.interchange.dataset.json_text import JsonText
from tempodb.interchange.dataset.reader import read_dataset
from tempodb.interchange.dataset.writer import FileText, dataset_text, write_json, write_yaml
from tempodb.interchange.dataset.yaml_text import YamlText
from tempodb.model.body_pieces import StatedClaims
from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim, ClaimDates
from tempodb.model.kinds import Kind
from tempodb.temporal.facts import Standing

TEXTS = [
    *("", " ", "a ", " a", "a  b", "a: b", "a:b", "a #b", "a#b", "- a", "-", "a-b", "a/b", "a_b", "A. B.", "ab."),
    *("yes", "No", "y", "N", "on", "Off", "true", "null", "Null", "~", "=", "<<", "...", "---", "none", "nan"),
    *("1992", "1992-05", "1992-05-15", "1992-05-15 ", "0o7", "1e3", "0x1F", "12:30:45", "1_000", ".5", "+1", "-1"),
    *("[1990..1992]", "[..1992]", "[1990..]", "[a]", "199X", "unknown", "{x}", "a,b", "a, b", "a]", "?", "a?b"),
    *("é", "Åland", "日本", "\U0001f1f9", "e\u0301", "ʿAlī", "O'Neil", "'q'", '"', "\\", "a\nb", "\n", "a\tb", "\t"),
    *("\u2028", "\x85", "\xa0", "\ufeff", "\ud7ff", "\ue000", "#", "&a", "*a", "!t", "%d", "@", "`", "|", ">"),
    *("x" * 99, "x" * 150, "word " * 40, "null and void", "no one", "a\u200db", "1.5 m", "٣٤٥"),
]  # fmt: skip
scalars = st.sampled_from(TEXTS)
values = st.one_of(scalars, scalars, st.integers(0, 5), st.lists(scalars, min_size=1, max_size=3))
flat = st.dictionaries(
    st.sampled_from(["member", "of", "status", "from", "to", "note", "source"]), values, max_size=6
)
nested = st.lists(flat, min_size=1, max_size=3)
entries = st.dictionaries(st.sampled_from(["names", "part_of", "code", "kind", "seats", "aliases"]), st.one_of(values, nested), max_size=4)  # fmt: skip
contents = st.fixed_dictionaries(
    {"tempodb": st.just("1"), "dataset": scalars},
    optional={
        "title": scalars,
        "coverage": st.dictionaries(scalars, scalars, min_size=1, max_size=3),
        "statuses": st.lists(scalars, min_size=1, max_size=3),
        "sources": st.dictionaries(scalars, flat, min_size=1, max_size=3),
        "persons": st.dictionaries(scalars, entries, min_size=1, max_size=4),
    },
)
lists = st.dictionaries(st.sampled_from(["memberships", "tenures", "events"]), nested, max_size=3)


class Plainly:
    """Has a library write the whole file."""

    def __init__(self, format_: str) -> None:
        self._format = format_

    def item(self, entry: Mapping[str, Any]) -> Any:
        return entry

    def text(self, content: Mapping[str, Any], lists: Mapping[str, Sequence[Any]]) -> str:
        whole = {**content, **lists}
        if self._format == "json":
            return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
        dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        # A file that is a heading alone has its lines as well.
        in_lines = None if any(isinstance(value, dict | list) for value in whole.values()) else False
        text: str = yaml.dump(
            whole,
            Dumper=dumper,
            sort_keys=False,
            allow_unicode=True,
            width=10**6,
            default_flow_style=in_lines,
        )
        return text


def texts(format_: str) -> tuple[FileText, FileText]:
    return (JsonText() if format_ == "json" else YamlText()), Plainly(format_)


@pytest.mark.parametrize("format_", ["json", "yaml"])
@given(contents, lists)
@examples(200)
def test_a_file_is_what_the_library_writes(
    format_: str, content: dict[str, Any], lists: dict[str, list[dict[str, Any]]]
) -> None:
    ours, library = texts(format_)

    found, due = (
        text.text(
            content, {section: [text.item(entry) for entry in items] for section, items in lists.items()}
        )
        for text in (ours, library)
    )

    assert found == due


@pytest.mark.parametrize("format_", ["json", "yaml"])
@pytest.mark.parametrize("name", ["csto.yaml", "csto-exact.yaml"])
def test_a_dataset_is_what_the_library_writes(name: str, format_: str) -> None:
    claims = read_dataset(Path(bundled_fixture(name)), iter).dataset.claims

    found, due = (dataset_text("csto", claims, text) for text in texts(format_))

    assert found == due


@st.composite
def listed(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from([Kind.MEMBERSHIP, Kind.TENURE, Kind.EVENT, Kind.PARTY, Kind.NAME]))
    first, second, third = (draw(scalars.filter(bool)) for _ in range(3))
    areas = st.sampled_from([{}, {"for": second}, {"for": first, "for_name": third}])
    key, said = {
        Kind.MEMBERSHIP: ((first, second, draw(st.sampled_from(["", third]))), {"status": third, **draw(areas)}),
        Kind.TENURE: ((first, second, draw(st.sampled_from(["", third]))), {"capacity": "acting", "end_reason": third, **draw(areas)}),
        Kind.EVENT: ((first,), {"state": "held", "participants": [second]}),
        Kind.PARTY: (("p",), {"class": "person"}),
        Kind.NAME: (("p", draw(st.sampled_from(["", "fr"]))), {"name": second}),
    }[kind]  # fmt: skip
    dates = st.none() | st.sampled_from(["1992", "1992-05", "1992-05-15", "[1990..1992]", "199X", "May 1992"])
    when = draw(
        st.sampled_from([ClaimDates(observed=("1992", "1993")), ClaimDates(date="1992")])
        | st.builds(ClaimDates, dates, dates)
        | st.builds(ClaimDates, dates, st.none(), dates)
    )
    support = draw(st.sampled_from([(), ("s",), ("s", "r")])), draw(st.none() | scalars)
    when = ClaimDates() if kind.defines else when
    return Claim(kind, key, canonical(said), when, draw(st.sampled_from(Standing)), *support)


@pytest.mark.parametrize("write", [write_json, write_yaml])
@given(st.lists(listed(), max_size=6))
@examples(60)
def test_claims_of_the_log_are_written_as_any_others(write: Any, claims: list[Claim]) -> None:
    party = Claim(Kind.PARTY, ("p",), '{"class":"person"}')
    claims = [party, *(claim for claim in claims if claim.kind is not Kind.PARTY)]

    found = write("d", StatedClaims([claim.body() for claim in claims]))

    assert found == write("d", claims)
