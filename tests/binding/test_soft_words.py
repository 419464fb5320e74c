"""Words of the language in names: whatever stands in one, it is reached in every form that names such a thing.

Of each name there are decoys, called as the words before and behind the word of the language, so that the
text could mean something else: the longest name that is known is meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import tempodb
from tempodb import Database
from tempodb.language_service.terminal_words import texts_of
from tempodb.questions.catalogue import FORMS
from tempodb.tql.grammar import script_parser

PARTS = 12
"""In how many parts the table is tried."""
LAST = {"organization": "Guild", "member": "Realm", "person": "Smith", "office": "Perch"}
SECTIONS = {"organization": "organizations", "member": "states", "person": "persons", "office": "offices"}
FILLING = {
    "organization": '"Zeta Union"', "member": '"Gamma"', "other": '"Delta"', "person": '"Pia Example"', "office": '"Chair"', "source": '"s"',
    "status": "suspended", "before": "1991", "year": "2001", "held": "2001", "after": "2003", "later": "2005",
}  # fmt: skip
"""What stands in the places of an example that the name does not."""


class Named(NamedTuple):
    """Something whose name has a word of the language."""

    kind: str
    id: str
    name: str


@cache
def keywords() -> tuple[str, ...]:
    words = {
        word for terminal in script_parser().terminals for text in texts_of(terminal) for word in text.split()
    }
    return tuple(sorted(word for word in words if word.isalpha()))


@cache
def named() -> tuple[Named, ...]:
    found = []
    for word in keywords():
        for kind in SECTIONS:
            last = LAST[kind]
            names = (f"{word.title()} Alpha {last}", f"Alpha {word} Beta {last}", f"{last} Alpha {word}")
            found += [Named(kind, f"{kind}-{word}-{number}", name) for number, name in enumerate(names)]
    return tuple(found)


def decoys() -> Iterator[Named]:
    for kind in SECTIONS:
        last = LAST[kind]
        for number, name in enumerate((f"Alpha {last}", f"Beta {last}", f"{last} Alpha")):
            yield Named(kind, f"{kind}-decoy-{number}", name)
            if kind == "office":
                yield Named("person", f"holder-decoy-{number}", name)
    yield Named("organization", "alpha", "Alpha")
    yield Named("office", "alpha", "Alpha")


def dataset() -> dict[str, Any]:
    """Return a dataset in which each of them has something to be asked about."""
    sections: dict[str, Any] = {section: {} for section in SECTIONS.values()}
    sections["organizations"]["zeta"] = {"name": "Zeta Union"}
    sections["states"]["gamma"] = {"name": "Gamma"}
    sections["states"]["delta"] = {"name": "Delta"}
    sections["persons"]["pia"] = {"name": "Pia Example"}
    sections["offices"]["zeta/chair"] = {"title": "Chair", "organization": "zeta"}
    memberships: list[dict[str, Any]] = [{"member": "gamma", "of": "zeta", "from": 1990}]
    tenures: list[dict[str, Any]] = [{"holder": "pia", "office": "zeta/chair", "from": 1990}]
    for kind, id_, name in (*named(), *decoys()):
        if kind == "office":
            sections["offices"][f"zeta/{id_}"] = {"title": name, "organization": "zeta"}
            tenures.append({"holder": "pia", "office": f"zeta/{id_}", "from": 1992, "to": 2004})
        else:
            sections[SECTIONS[kind]][id_] = {"name": name}
        if kind == "organization":
            memberships.append({"member": "gamma", "of": id_, "from": 1992, "to": 2004})
        if kind == "member":
            memberships.append({"member": id_, "of": "zeta", "from": 1992, "to": 2004})
        if kind == "person":
            tenures.append({"holder": id_, "office": "zeta/chair", "from": 1992, "to": 2004})
    return {
        "tempodb": 1, "dataset": "words", "sources": {"s": {"title": "A source"}},
        **sections, "memberships": memberships, "tenures": tenures,
    }  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a database of them all."""
    file: Path = tmp_path_factory.mktemp("words") / "words.json"
    file.write_text(json.dumps(dataset()), encoding="utf-8")
    with tempodb.open(":memory:") as database:
        database.load(file)
        yield database


@cache
def examples_of(kind: str) -> tuple[str, ...]:
    """Return the examples of all forms that name such a thing once, with all else filled in."""
    # What an explanation says has the text in it.
    examples = (example for form in FORMS if form.name != "explain" for example in form.examples)
    left = {**FILLING, kind: f"{{{kind}}}"}
    return tuple(each.format_map(left) for each in examples if len(re.findall(rf"\{{{kind}\}}", each)) == 1)


def test_every_keyword_and_form_is_tried() -> None:
    assert len(keywords()) > 150
    assert {
        "before",
        "after",
        "where",
        "first",
        "last",
        "by",
        "for",
        "ever",
        "since",
        "having",
        "and",
    } <= set(keywords())
    assert {kind: len(examples_of(kind)) > 0 for kind in SECTIONS} == dict.fromkeys(SECTIONS, True)
    assert re.findall(r"\{", "".join(text for kind in SECTIONS for text in examples_of(kind))) == ["{"] * sum(
        len(examples_of(kind)) for kind in SECTIONS
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_a_name_with_a_word_of_the_language_is_reached_with_and_without_quotes(
    db: Database, part: int
) -> None:
    tried = 0
    for number, (kind, id_, name) in list(enumerate(named()))[part::PARTS]:
        (described, *_) = db.query(f'describe "{name}"')
        assert described.id.rpartition("/")[2] == id_
        texts = examples_of(kind)
        # Over all words, each form comes many times.
        text = texts[number // PARTS % len(texts)]
        asked = text.replace(f"{{{kind}}}", name)
        if "throughout between" in asked:
            # It is a clause of its own, and means something of the name before it.
            continue
        quoted = list(db.query(text.replace(f"{{{kind}}}", f'"{name}"')))
        try:
            assert list(db.query(asked)) == quoted, asked
        except tempodb.TempodbError as refusal:
            raise AssertionError(f"{asked}\n{refusal}") from None
        tried += 1

    assert tried > 100


@pytest.mark.parametrize("word", ["before", "after"])
def test_what_stands_between_two_names_is_meant_so_where_no_longer_name_is_known(
    db: Database, word: str
) -> None:
    found = db.query(f"holders of Chair {word} Smith Alpha {word}")

    assert found.columns[0] == "holder"
    assert db.query(f'holders of "Chair" {word} "Smith Alpha {word}"').rows == found.rows


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("holders of Alpha before Beta Perch", 'holders of "Alpha before Beta Perch"'),
        ('holders of "Alpha" before "Beta Perch"', 'holders of "Alpha" before "Beta Perch"'),
        (
            "members of Alpha representing Beta Guild",
            'members of "Alpha representing Beta Guild"',
        ),
        (
            'members of "Alpha" representing "Beta Guild"',
            'members of "Alpha" representing "Beta Guild"',
        ),
    ],
)
def test_the_longest_name_is_meant_and_quotes_say_otherwise(db: Database, asked: str, meant: str) -> None:
    assert list(db.query(asked)) == list(db.query(meant))
