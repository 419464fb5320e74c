"""What dataset files may not say: each mistake is one error, at its place, with one thing to try."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tempodb
from tempodb.base.errors import Problem
from tempodb.cli import main

HEAD = "tempodb: 1\ndataset: d\n"


def found(folder: Path, text: str, suffix: str = "yaml") -> list[Problem]:
    """Return the errors of a file with a text, without warnings."""
    file = folder / f"d.{suffix}"
    file.write_text(text, encoding="utf-8")
    return [problem for problem in tempodb.check(file) if problem.code != "warning"]


def stated(folder: Path, text: str, suffix: str) -> str:
    """Return what a database exports that loaded a file with a text."""
    file = folder / f"d.{suffix}"
    file.write_text(text, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(file)
        return db.export("d")


@pytest.mark.parametrize("null", ["~", "null", "Null", "NULL", ""])
@pytest.mark.parametrize(
    "entries",
    [
        "states: {{a: {{name: Aland, short: {}}}}}",
        "states: {{a: {{name: Aland, code: {}, kind: {}, part_of: {}, note: {}}}}}",
        "states: {{a: {{name: Aland, aliases: {}, founded: {}, dissolved: {}, standing: {}}}}}",
        "states: {{a: {{names: [{{name: Aland, short: {}, from: {}, to: {}}}], name: {}, source: {}}}}}",
        "sources: {{s: {{title: S, publisher: {}, published: {}, url: {}}}}}",
        "defaults: {{source: {}, standing: {}}}\nstates: {{a: {{name: Aland}}}}",
        "defaults: {}\nstatuses: {}\ncoverage: {}\nmemberships: {}\nfocus: {}\ntitle: {}",
        "organizations: {{o: {{name: O}}}}\noffices: {{o/c: {{title: C, seats: {}, organization: {}}}}}",
        "organizations: {{o: {{name: O}}}}\nstates: {{a: {{name: A}}}}\n"
        "memberships: [{{member: a, of: o, status: {}, from: {}, to: {}, observed: {}, source: {}}}]",
        "organizations: {{o: {{name: O}}}}\nevents: [{{id: e, body: {}, place: {}, number: {}, date: {}}}]",
    ],
)
def test_null_is_an_absent_value(tmp_path: Path, entries: str, null: str) -> None:
    given = HEAD + entries.format(*[null] * 8)
    lines = [line for line in given.splitlines() if not line.endswith((f": {null}", ":"))]
    absent = "\n".join(lines)
    for key in ("short", "code", "kind", "part_of", "note", "aliases", "founded", "dissolved", "standing",
                "from", "to", "name", "source", "publisher", "published", "url", "seats", "organization",
                "status", "observed", "body", "place", "number", "date"):  # fmt: skip
        absent = absent.replace(f", {key}: {null}", "").replace(f"{{{key}: {null}}}", "{}")
    absent = absent.replace(f"{{source: {null}}}", "{}")

    assert stated(tmp_path, given, "yaml") == stated(tmp_path, absent, "yaml")


def test_null_in_quotes_is_a_word(tmp_path: Path) -> None:
    text = HEAD + 'states: {a: {name: "null", short: "~"}}\n'

    assert "null" in stated(tmp_path, text, "yaml")
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("entries", "place", "message"),
    [
        ('states: {a: {name: "   "}}', (3, 20), "a name has something that can be seen"),
        ('states: {a: {name: "\u00a0\u2003"}}', (3, 20), "a name has something that can be seen"),
        ('states: {a: {name: "\u200b\u3164"}}', (3, 20), "a name has something that can be seen"),
        ('states: {a: {name: "a\\nb"}}', (3, 20), "a name stands on one line"),
        ("states: {a: {name: A, short: 'b\n\n c'}}", (3, 30), "a name stands on one line"),
        ("states: {a: {name: A, aliases: [B, 'b\n\n c']}}", (3, 36), "a name stands on one line"),
        ("states:\n  a:\n    name: |\n      A\n", (5, 11), "a name stands on one line"),
        (f"states: {{a: {{name: {'n' * 501}}}}}", (3, 20), "at most 500 characters, and this has 501"),
        (f"states: {{a: {{names: [{{name: {'n' * 501}}}]}}}}", (3, 29), "at most 500 characters"),
        ("organizations: {o: {name: O}}\noffices: {o/c: {title: ' '}}", (4, 24), "something that can be seen"),
        ('states:\n  "m 1":\n    name: M', (4, 3), "an id has no blanks"),
        ('states:\n  "m\\u200b1":\n    name: M', (4, 3), "U+200B"),
        ("states:\n  ../../etc/passwd: {name: M}", (4, 3), "an id has no part that is empty or `..`"),
        ("states:\n  a/..: {name: M}", (4, 3), "an id has no part that is empty or `..`"),
        ('states:\n  "a\\\\..\\\\b": {name: M}', (4, 3), "an id has no part that is empty or `..`"),
        (f"states:\n  {'i' * 120}{'d' * 81}: {{name: M}}", (4, 3), "an id has at most 200 characters"),
        ("events: [{id: 'm\u200b'}]", (3, 15), r"`m\u200b` is no id: an id has no character that cannot be seen, and U+200B"),
        ("events: [{id: 'm\ufe0f'}]", (3, 15), "cannot be seen, and U+FE0F is one"),
        ("states:\n  m\U000e0100: {name: M}", (4, 3), "cannot be seen, and U+E0100 is one"),
        ('states:\n  "": {name: M}', (4, 3), "`` is no id: it is empty"),
        ("events: [{id: ''}]", (3, 15), "`` is no id: it is empty"),
        ("statuses: ['']", (3, 12), "`` is no id: it is empty"),
        ("sources: {s: {title: ' '}}", (3, 22), "nothing of this text can be seen"),
        ("states: {a: {name: A, note: '\u200b'}}", (3, 29), "nothing of this text can be seen"),
        ("sources: {s: {title: S, url: 'https://x .org'}}", (3, 30), "a blank stands in it"),
        ('sources: {s: {title: S, url: "https://x.org/\\t"}}', (3, 30), "U+0009 stands in it"),
        *((f"sources: {{s: {{title: S, url: '{url}'}}}}", (3, 30), "what it leads to is missing")
          for url in ("http://", "https:///x", "doi:")),
        *((f"sources: {{s: {{title: S, url: '{url}'}}}}", (3, 30), "is no address")
          for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a", "www.a.org")),
        ("events: [{id: e, number: 12345678901234567890}]", (3, 26), "is too large"),
        ("events: [{id: e, number: three}]", (3, 26), "`three` is no whole number"),
        ("organizations: {o: {name: O}}\noffices: {o/c: {title: C, seats: [{a: b}]}}", (4, 34),
         "a mapping is no number of seats with its dates"),
        ("events: [{id: e, participants: [{a: b}]}]", (3, 33), "an item of `participants` takes one text"),
        ("states: {a: ~}", (3, 10), "`a` takes keys with values"),
        ("states:\n  a:\n", (4, 3), "`a` takes keys with values"),
        ("focus: o\nstates: {}", (3, 8), "no party has the id `o`"),
        ("states: {a: {name: A}}\nfocus: a", (4, 8), "`a` is a state, and an organization is wanted here"),
        ("sources: {s: {title: S}}\ndefaults:\n  source:\n  - s\n  - z\n", (7, 5), "no source has the id `z`"),
        ("coverage: {o: 1990/..}", (3, 12), "no party has the id `o`"),
        ("organizations: {o: {name: O}}\ncoverage: {o: 2000/1990}", (4, 15), "`2000/1990` ends before it begins"),
        ("states: {a: {name: A}}\nmemberships:\n- from: 1990\n  of: a\n  member: a", (5, 3), "stands on both sides"),
        ("states: {a: {name: A}}\nmemberships:\n- member: a\n  from: 1990\n  of: a2", (7, 7), "the id `a2`"),
        ("states: {a: {name: A}}\nmemberships:\n- member: a\n  of:\n    o", (7, 5), "the id `o`"),
        ("events:\n- id: e\n  note: z\n  participants:\n  - z", (7, 5), "no party has the id `z`"),
        ("states:\n  a:\n    name: z\n    part_of:\n    - from: 1990\n      of: z", (8, 11), "no party has the id `z`"),
        ("states:\n  a:\n    name: z\n    source: [z]", (6, 14), "no source has the id `z`"),
        ("states:\n  a:\n    name: z\n    source: [[z]]", (6, 14), "a list is no source"),
        ("states:\n  a:\n    name: z\n    founded: " + 300 * "x", (6, 14), f"`{99 * 'x'}…` is no date"),
        ("states:\n  e" + 31 * "\u0301" + ": {name: z}", (4, 3), "more than 30 marks stand on one character"),
        ("states:\n  a:\n    names:\n    - name: z\n      source: z", (7, 15), "no source has the id `z`"),
        ("states:\n  a:\n    name: A\n    part_of: z", (6, 14), "no party has the id `z`"),
        ("states: {a: {name: A}}\norganizations:\n  a:\n    name: A", (5, 3), "the id `a` stands in `states` too"),
        ("offices:\n  c:\n    title: C", (4, 3), "the office `c` names no organization"),
        ("organizations: {o: {name: O}}\noffices:\n  o/c:\n    title: C\n    organization: z", (7, 19), "the id `z`"),
        ("states:\n  a//b: {name: A}", (4, 3), "an id has no part that is empty or `..`"),
        ("states:\n  /a: {name: A}", (4, 3), "an id has no part that is empty or `..`"),
        ("states: {a: {name: ~}}", (3, 13), "a party has either a `name` or `names`"),
        ("sources: {s: {title: ~}}", (3, 15), "`title` is missing"),
    ],
)  # fmt: skip
def test_what_nobody_could_read_or_type_again_is_refused(
    tmp_path: Path, entries: str, place: tuple[int, int], message: str
) -> None:
    (problem,) = found(tmp_path, HEAD + entries + "\n")

    assert message in problem.message and problem.hint
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    "url", ["http://a.org", "HTTPS://a.org/b?c", "doi:10.1000/182", "urn:isbn:0451450523", "isbn:0451450523"]
)
def test_addresses_of_sources(tmp_path: Path, url: str) -> None:
    assert found(tmp_path, f"{HEAD}sources: {{s: {{title: S, url: '{url}'}}}}\n") == []


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ("{membr: a, of: o}", "there is no key `membr` here", "the nearest key is `member`"),
        ("{member: a, off: o}", "there is no key `off` here", "the nearest key is `of`"),
        ("{member:a, of: o}", "there is no key `member:a` here",
         "a blank is missing after the colon: write `member: a`"),
        ("{member: a, of:o}", "there is no key `of:o` here", "a blank is missing after the colon: write `of: o`"),
        ("member:a", "a blank is missing after the colon of `member:a`", "write `member: a`"),
        ("member:a\n  of: o", "a blank is missing after the colon of `member:a`", "write `member: a`"),
        ("{of: o}", "`member` is missing", "add member: …"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_error(tmp_path: Path, entry: str, message: str, hint: str | None) -> None:
    parties = "states: {a: {name: A}}\norganizations: {o: {name: O}}\n"

    (problem,) = found(tmp_path, f"{HEAD}{parties}memberships:\n- {entry}\n")

    assert problem.message == message and problem.line == 6
    assert hint in (None, problem.hint)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("rep", "the nearest key is `representing`"),
        ("person", "the keys here are "),
        ("x", "the keys here are "),
    ],
)
def test_a_key_is_named_only_where_it_is_near(tmp_path: Path, key: str, hint: str) -> None:
    parties = "states: {a: {name: A}}\norganizations: {o: {name: O}}\n"

    (problem,) = found(tmp_path, f"{HEAD}{parties}memberships:\n- {{member: a, of: o, {key}: o}}\n")

    assert problem.hint and problem.hint.startswith(hint)


@pytest.mark.parametrize("typo", ["nane: A", "nmae: A"])
def test_a_misspelt_name_is_one_error(tmp_path: Path, typo: str) -> None:
    (problem,) = found(tmp_path, f"{HEAD}states:\n  a: {{{typo}}}\n")

    assert problem.hint == "the nearest key is `name`"


def test_what_is_missing_in_json_is_told_at_its_null(tmp_path: Path) -> None:
    text = json.dumps({"tempodb": 1, "dataset": None}, indent=1)

    (problem,) = found(tmp_path, text, "json")

    assert (problem.message, problem.line, problem.column) == ("`dataset` is missing", 3, 2)


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("a:{name: A}", "write a blank after the colon, or an id without one"),
        ("a:{name: A, code: x}", "write `a: {name: A, code: x}`"),
    ],
)
def test_a_blank_that_is_missing_before_a_brace_is_one_error(tmp_path: Path, entry: str, hint: str) -> None:
    (problem,) = found(tmp_path, f"{HEAD}states:\n  {entry}\n")

    assert (problem.line, problem.column, problem.hint) == (4, 3, hint)


MARKS = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
LABELLED = [
    f"{mark} {label}" for mark, label in zip(MARKS, ["HEAD", "3f2a", "", "a/b"], strict=True) if label
]
OUTSIDE = {
    "yaml": "tempodb: 1\n{}\ndataset: d\n",
    "json": '{{"tempodb": 1,\n{}\n"dataset": "d"}}',
    "toml": 'tempodb = 1\n{}\ndataset = "d"\n',
}
WITHIN = {
    "yaml": [
        f"tempodb: 1\ndataset: d\nstates: {{{{a: {{{{name: A, note: {quote}x\n{{}}\n y{quote}}}}}}}}}\n" for quote in "\"'"
    ],
    "toml": [
        f'tempodb = 1\ndataset = "d"\nstates.a = {{{{name = "A", note = {quote * 3}x\n{{}}\ny{quote * 3}}}}}\n' for quote in "\"'"
    ],
}  # fmt: skip


@pytest.mark.parametrize("suffix", OUTSIDE)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [*MARKS, *LABELLED])
def test_a_merge_that_stopped_is_named(tmp_path: Path, suffix: str, line_end: str, mark: str) -> None:
    (problem,) = found(tmp_path, OUTSIDE[suffix].format(mark).replace("\n", line_end), suffix)

    assert (problem.code, problem.line, problem.column) == ("merge-conflict", 2, 1)
    assert problem.excerpt == mark


@pytest.mark.parametrize("suffix", OUTSIDE)
def test_of_a_whole_merge_each_beginning_is_named(tmp_path: Path, suffix: str) -> None:
    merge = "<<<<<<< HEAD\n=======\n>>>>>>> other"

    problems = found(tmp_path, OUTSIDE[suffix].format(f"{merge}\n{merge}"), suffix)

    assert [(problem.line, problem.excerpt) for problem in problems] == [
        (2, "<<<<<<< HEAD"),
        (5, "<<<<<<< HEAD"),
    ]


@pytest.mark.parametrize(
    ("suffix", "text"), [(suffix, text) for suffix, texts in WITHIN.items() for text in texts]
)
def test_within_a_text_only_what_git_labels_is_a_merge(tmp_path: Path, suffix: str, text: str) -> None:
    for mark in LABELLED:
        (problem,) = found(tmp_path, text.format(mark), suffix)
        assert (problem.code, problem.line, problem.column, problem.excerpt) == ("merge-conflict", 4, 1, mark)
    for underline in (*MARKS, " <<<<<<< HEAD", "x >>>>>>> y", "======== ="):
        assert found(tmp_path, text.format(underline), suffix) == []


def test_a_text_without_quotes_goes_on_over_no_mark(tmp_path: Path) -> None:
    for mark in (*MARKS, *LABELLED):
        (problem,) = found(tmp_path, f"{HEAD}states: {{a: {{name: A\n{mark}\n B}}}}\n")
        assert (problem.code, problem.line, problem.excerpt) == ("merge-conflict", 4, mark)
    assert found(tmp_path, f"{HEAD}states: {{a: {{name: A\n B ======= C}}}}\n") == []


def test_an_underline_hides_no_other_error(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, WITHIN["toml"][0].format("=======") + "x = no\n", "toml")

    assert (problem.line, problem.message) == (6, "`no` is no TOML value")


def test_of_very_many_problems_a_person_is_told_the_first_and_a_program_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.yaml"
    doubts = "".join(f"  s{i}: {{name: Twin}}\n" for i in range(130))
    wrong = "".join(f"  w{i}: {{nam: A}}\n" for i in range(99))
    file.write_text(f"tempodb: 1\ndataset: d\nstates:\n{doubts}{wrong}", encoding="utf-8")

    for arguments in (["check"], ["--db", str(tmp_path / "x.db"), "load"]):
        is_checked = arguments == ["check"]
        main([*arguments, str(file)])
        told = "".join(capsys.readouterr())
        main([*arguments, str(file), "--errors", "json"])
        codes = [json.loads(line)["code"] for line in "".join(capsys.readouterr()).splitlines()]

        assert told.count(": error: ") == codes.count("unknown-key") == 99
        assert told.count(": warning: ") == (1 if is_checked else 0)
        assert codes.count("warning") == (129 if is_checked else 0)
        assert ("warning: 128 more warnings\nhelp: `--errors json` tells all of them\n" in told) is is_checked
    refused = str(tempodb.DatasetError(*[Problem("value", "wrong")] * 102))
    assert refused.splitlines()[-2:] == ["2 more errors", "help: `problems` of the error has all of them"]


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("states: {aland: Aland}", "write aland: {name: Aland}"),
        ("persons: {p: Paula d'Or}", "write p: {name: Paula d'Or}"),
        ("organizations: {o: [Org]}", "write o: {name: …}"),
        ("states: {a: ~}", "write a: {name: …}"),
        ("sources: {s: 'A: B'}", "write s: {title: …}"),
        ("offices: {o/chair: Chair}", "write o/chair: {title: Chair}"),
        ("memberships: [aland]", "write key: value"),
    ],
)
def test_a_name_alone_is_refused_with_the_entry_that_has_it(tmp_path: Path, entry: str, hint: str) -> None:
    assert [problem.hint for problem in found(tmp_path, f"{HEAD}{entry}\n")] == [hint]
