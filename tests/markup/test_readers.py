"""What the readers of dataset files read, with every place, and what they refuse, with its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tempodb.base.errors import DatasetError
from tempodb.markup import yaml_reader
from tempodb.markup.json_reader import read_json
from tempodb.markup.opened_files import MAX_DATASET_BYTES
from tempodb.markup.reading import read_tree
from tempodb.markup.toml_reader import read_toml
from tempodb.markup.tree import (
    MAX_TREE_DEPTH,
    MappingNode,
    ScalarNode,
    SequenceNode,
    TreeNode,
    key_place,
    locate,
    without_places,
)
from tempodb.markup.yaml_reader import read_yaml


def read_yaml_without_libyaml(text: str, file: str) -> MappingNode:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "PARSER", yaml.SafeLoader)
        return read_yaml(text, file)


READERS: dict[str, tuple[Callable[[str, str], MappingNode], ...]] = {
    "yaml": (read_yaml, read_yaml_without_libyaml),
    "json": (read_json,),
    "toml": (read_toml,),
}


def with_readers(rows: list[tuple[str, str, Any]]) -> pytest.MarkDecorator:
    """Run a test on every row (format, text, expected) with every reader of its format."""
    triples = [
        pytest.param(reader, text, expected, id=f"{reader.__name__}: {text[:40]!r}")
        for format_, text, expected in rows
        for reader in READERS[format_]
    ]
    return pytest.mark.parametrize(("reader", "text", "expected"), triples)


def places(node: TreeNode, path: str = "") -> Iterator[str]:
    """Yield each key, text and collection as `path line:column+length`, texts with `=text` behind the path."""
    said = f"={node.text}" if isinstance(node, ScalarNode) else ""
    yield f"{path}{said} {node.place.line}:{node.place.column}+{node.place.length}"
    match node:
        case SequenceNode(items=items):
            for i, item in enumerate(items):
                yield from places(item, f"{path}.{i}")
        case MappingNode(entries=entries):
            for key, value in entries:
                yield f"{path}.{key.text}: {key.place.line}:{key.place.column}+{key.place.length}"
                yield from places(value, f"{path}.{key.text}")


def told(error: DatasetError) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in error.problems]


READ = [
    ("yaml", "code: NO # a comment\nfrom: 1992-05-15\n",
     [" 1:1+4", ".code: 1:1+4", ".code=NO 1:7+2", ".from: 2:1+4", ".from=1992-05-15 2:7+10"]),
    ("yaml", "a:\n- x: 012\n  y: ~\n- 'it''s'\n",
     [" 1:1+1", ".a: 1:1+1", ".a 2:1+1", ".a.0 2:3+1", ".a.0.x: 2:3+1", ".a.0.x=012 2:6+3", ".a.1=it's 4:3+7"]),
    ("yaml", "a: {b: [1_0, \"x\\ty\"],\n  c: yes}\n",
     [" 1:1+1", ".a: 1:1+1", ".a 1:4+18", ".a.b: 1:5+1", ".a.b 1:8+13", ".a.b.0=1_0 1:9+3", ".a.b.1=x\ty 1:14+6",
      ".a.c: 2:3+1", ".a.c=yes 2:6+3"]),
    ("yaml", "note: |\n  one\n  two\nlong: a\n  b\nempty: ''\n\"<<\": x\n",
     [" 1:1+4", ".note: 1:1+4", ".note=one\ntwo\n 1:7+1", ".long: 4:1+4", ".long=a b 4:7+1", ".empty: 6:1+5",
      ".empty= 6:8+2", ".<<: 7:1+4", ".<<=x 7:7+1"]),
    ("yaml", "Ünï: 😀 x\r\nb: y\r\n", [" 1:1+3", ".Ünï: 1:1+3", ".Ünï=😀 x 1:6+3", ".b: 2:1+1", ".b=y 2:4+1"]),
    ("yaml", "%YAML 1.2\n---\na: b\n", [" 3:1+1", ".a: 3:1+1", ".a=b 3:4+1"]),
    ("yaml", "{1: a, 01: b, 1.0: c, true: d, NO: e, 1992-05-15: f, 0x1F: g, '~': h, '': i}",
     [" 1:1+76", ".1: 1:2+1", ".1=a 1:5+1", ".01: 1:8+2", ".01=b 1:12+1", ".1.0: 1:15+3", ".1.0=c 1:20+1",
      ".true: 1:23+4", ".true=d 1:29+1", ".NO: 1:32+2", ".NO=e 1:36+1", ".1992-05-15: 1:39+10", ".1992-05-15=f 1:51+1",
      ".0x1F: 1:54+4", ".0x1F=g 1:60+1", ".~: 1:63+3", ".~=h 1:68+1", ".: 1:71+2", ".=i 1:75+1"]),
    ("yaml", "a: |\n  x", [" 1:1+1", ".a: 1:1+1", ".a=x 1:4+1"]),
    ("json", '{"a": 1.50, "to": null,\n "b": [true, -0, 1e400]}',
     [" 1:1+23", ".a: 1:2+3", ".a=1.50 1:7+4", ".b: 2:2+3", ".b 2:7+17", ".b.0=true 2:8+4", ".b.1=-0 2:14+2",
      ".b.2=1e400 2:18+5"]),
    ("json", '{"\\u00e9": "\\ud83d\\ude00", "c": {}, "d": []}',
     [" 1:1+44", ".é: 1:2+8", ".é=😀 1:12+14", ".c: 1:28+3", ".c 1:33+2", ".d: 1:37+3", ".d 1:42+2"]),
    ("toml", "from = 1992-05-15 # x\nyear = 1_992\nok=true\nat = 1992-05-15 07:00:00\n",
     [" 1:1+0", ".from: 1:1+4", ".from=1992-05-15 1:8+10", ".year: 2:1+4", ".year=1_992 2:8+5", ".ok: 3:1+2",
      ".ok=true 3:4+4", ".at: 4:1+2", ".at=1992-05-15 07:00:00 4:6+19"]),
    ("toml", "[a.\"b.c\"]\nd.e = 'x'\nd.f = \"y\\tz\"\n[a]\ng = 1.0\n",
     [" 1:1+0", ".a: 1:2+1", ".a 4:1+3", ".a.b.c: 1:4+5", ".a.b.c 1:1+9", ".a.b.c.d: 2:1+1", ".a.b.c.d 2:1+1",
      ".a.b.c.d.e: 2:3+1", ".a.b.c.d.e=x 2:7+3", ".a.b.c.d.f: 3:3+1", ".a.b.c.d.f=y\tz 3:7+6", ".a.g: 5:1+1",
      ".a.g=1.0 5:5+3"]),
    ("toml", "[[t]]\nx = [ # ]\n 1,\n {y = 2, z.z = inf},\n]\n[[t]]\n[t.u]\nv = 0x1F\n",
     [" 1:1+0", ".t: 1:3+1", ".t 1:1+5", ".t.0 1:1+5", ".t.0.x: 2:1+1", ".t.0.x 2:5+5", ".t.0.x.0=1 3:2+1",
      ".t.0.x.1 4:2+18", ".t.0.x.1.y: 4:3+1", ".t.0.x.1.y=2 4:7+1", ".t.0.x.1.z: 4:10+1", ".t.0.x.1.z 4:10+1",
      ".t.0.x.1.z.z: 4:12+1", ".t.0.x.1.z.z=inf 4:16+3", ".t.1 6:1+5", ".t.1.u: 7:4+1", ".t.1.u 7:1+5",
      ".t.1.u.v: 8:1+1", ".t.1.u.v=0x1F 8:5+4"]),
    ("toml", "a = \"\"\"\n#\"x\"\\\n  ]\"\"\"\"\"\r\nb = '''''y'''\n'c' = ''\n\"\\u0064\" = \"\"\n",
     [" 1:1+0", ".a: 1:1+1", '.a=#"x"]"" 1:5+3', ".b: 4:1+1", ".b=''y 4:5+9", ".c: 5:1+3", ".c= 5:7+2",
      ".d: 6:1+8", ".d= 6:12+2"]),
]  # fmt: skip


@with_readers(READ)
def test_every_text_is_kept_as_written_with_its_place(
    reader: Callable[[str, str], MappingNode], text: str, expected: list[str]
) -> None:
    assert list(places(reader(text, "x"))) == expected


REFUSED = [
    ("yaml", "a: &x {b: *x}\nc: !!str d\n<<: e\n", ["1:4 anchors (`&x`) are not read",
     "1:11 aliases (`*x`) are not read", "2:4 tags (`!!str`) are not read", "3:1 merge keys (`<<`) are not read"]),
    ("yaml", "a: 1\nb: {c: 2, c: 3}\na: 4\n",
     ["2:11 `c` is given twice, on line 2", "3:1 `a` is given twice, on lines 1 and 3"]),
    ("yaml", "~: 1\nnull: 2\na: {NULL: 3, Null: 4}\n? ~\n: 5\n", ["1:1 `~` is null, which is no key",
     "2:1 `null` is null, which is no key", "3:5 `NULL` is null, which is no key",
     "3:14 `Null` is null, which is no key", "4:3 `~` is null, which is no key",
     "4:3 `~` is given twice, on lines 1 and 4"]),
    ("yaml", "a:\n  : b\n", ["2:3 a key is missing before `:`"]),
    ("yaml", "# c\n%YAML 1.1\n%TAG ! tag:x\n---\na: b\n",
     ["2:1 `%YAML 1.1` is not read: a dataset is YAML 1.2, without tags",
      "3:1 `%TAG ! tag:x` is not read: a dataset is YAML 1.2, without tags"]),
    ("yaml", "%YAML 1.3\n---\na: b\n", ["1:1 `%YAML 1.3` is not read: a dataset is YAML 1.2, without tags"]),
    ("yaml", "%YAML 1.2 # x\n---\na: b\n",
     ["1:1 `%YAML 1.2 # x` is not read: a dataset is YAML 1.2, without tags"]),
    ("yaml", "%FOO\na: b\n", ["1:1 `%FOO` is not read: a dataset is YAML 1.2, without tags"]),
    ("yaml", "a:\n- b:x\n  c: y\n", ["2:3 a blank is missing after the colon of `b:x`"]),
    ("yaml", "a:\n- - b:x\n    c: y\n", ["2:5 a blank is missing after the colon of `b:x`"]),
    ("yaml", "a:\n- c: y\n  b:x\nd: e\n", ["3:3 a blank is missing after the colon of `b:x`"]),
    ("yaml", "a:\n  url:http://x\n  c: y\n", ["2:3 a blank is missing after the colon of `url:http://x`"]),
    ("yaml", "a:\n  b: see\n    http://x\n    c: y\n",
     ["4:5 a key cannot stand inside the value of the line above"]),
    ("yaml", "a:1\nb: 2\n", ["1:1 a blank is missing after the colon of `a:1`"]),
    ("yaml", "to:\na:\n -\n - b\n - ~\nc: {d, e: f}\n",
     ["3:3 an item of the list has no value", "5:4 an item of the list has no value"]),
    ("yaml", "a: {{ x }}\n[b]: c\n? - d\n", ["1:5 a key must be a text, not a list, mapping or alias",
     "2:1 a key must be a text, not a list, mapping or alias",
     "3:3 a key must be a text, not a list, mapping or alias"]),
    ("yaml", "a: 1\n---\nb: 2\n", ["2:1 a second document starts here"]),
    ("yaml", "- a\n", ["1:1 the file holds a list, not keys with values"]),
    ("yaml", "a text\n", ["1:1 the file holds a text, not keys with values"]),
    ("yaml", "# nothing\n", ["1:1 the file holds nothing but comments"]),
    ("yaml", "---\n", ["1:1 the file holds nothing but comments"]),
    ("yaml", "a: " + "[" * MAX_TREE_DEPTH, [f"1:{3 + MAX_TREE_DEPTH} lists and mappings stand more than 12 deep in one another"]),
    ("yaml", "a: b\n\tc: d\n", ["2:1 a tab stands where only spaces may"]),
    ("yaml", "name: CST: a treaty\n", ["1:10 a second `: ` stands in this value"]),
    ("yaml", "a: b\n  c: d\n", ["2:3 a key cannot stand inside the value of the line above"]),
    ("yaml", "a:\n  b: c\n d: e\n", ["3:2 this does not fit the list or mapping that starts on line 1"]),
    ("yaml", "a: 'it's'\n", ["1:8 text follows a value that is already complete"]),
    ("yaml", "a: 'x\nb: c\n", ["1:4 the quote opened here is never closed"]),
    ("yaml", "a: [b\nc: d\n", ["1:4 the `[` opened here is never closed"]),
    ("yaml", "a: {b: c d: e}\n", ["1:11 a `,` or a closing bracket is missing before this"]),
    ("yaml", "a: b\nc\nd: e\n", ["2:1 this line holds no key with a value"]),
    ("yaml", "a: @x\n", ["1:4 a value cannot start with `@`"]),
    ("yaml", "a: **x**\n", ["1:4 a value cannot start with `*`"]),
    ("yaml", "a: \"C:\\dir\"\n", ["1:7 no escape that YAML knows starts with this `\\`"]),
    ("yaml", "a: - b\n", ["1:4 a list cannot start here"]),
    ("yaml", "a: [b, , c]\n", ["1:8 a value is missing before `,`"]),
    ("yaml", "a: | b\n", ["1:6 text follows the sign that starts a block of text"]),
    ("yaml", "{a: b} c\n", ["1:8 text follows the end of the document"]),
    ("yaml", "a: x\x1b\n", ["1:5 `\\x1b` is no character of a text"]),
    ("yaml", "\ufeffa: x\n", ["1:1 `\\ufeff` is no character of a text"]),
    ("json", '{"a": 1, "b": null,\n "a": 2, "b": 3}',
     ["2:2 `a` is given twice, on lines 1 and 2", "2:10 `b` is given twice, on lines 1 and 2"]),
    ("json", '{"a": [1, null], "b": "\\udead"}',
     ["1:11 an item of the list has no value", "1:23 `\\udead` is half a character"]),
    ("json", "[1]", ["1:1 the file holds no keys with values"]),
    ("json", " \n", ["1:1 the file is empty"]),
    ("json", '{"a": 1}\n{"b": 2}', ["2:1 text follows the end of the document"]),
    ("json", '{"a": NaN}', ["1:7 `NaN` is no JSON value"]),
    ("json", '{"a": 01}', ["1:7 `01` is no JSON value"]),
    ("json", "{'a': 1}", ["1:2 a key in double quotes is missing here"]),
    ("json", '{"a" 1}', ["1:6 a `:` is missing after the key `a`"]),
    ("json", '{"a": 1 "b": 2}', ["1:9 a `,` or `}` is missing before this"]),
    ("json", '{"a": [1,]}', ["1:9 a comma stands before the closing `]`"]),
    ("json", '{"a": [1', ["1:7 the `[` opened here is never closed"]),
    ("json", '{"a":', ["1:6 the text ends where a value should stand"]),
    ("json", '{"a": "x\n"}', ["1:7 the quote opened here is not closed on its line"]),
    ("json", '{"a": "x\ty"}', ["1:9 `\\t` stands inside a text"]),
    ("json", '{"a": "\\d"}\n', ["1:8 no escape that JSON knows starts with this `\\`"]),
    ("json", "{ // a\n}", ["1:3 JSON has no comments"]),
    ("json", '{"a":' + "[" * MAX_TREE_DEPTH, [f"1:{5 + MAX_TREE_DEPTH} lists and mappings stand more than 12 deep in one another"]),
    ("toml", "a = 1\n\na = 2\n", ["3:1 `a` is given twice, on lines 1 and 3"]),
    ("toml", "[a]\nb.c = 1\n[a.b]\n", ["3:1 a key or table of this line was given before"]),
    ("toml", "[a]\n[b]\n[a]\n", ["3:2 `a` is given twice, on lines 1 and 3"]),
    ("toml", "a = {b = 1, b = 2}\n", ["1:13 `b` is given twice, on line 1"]),
    ("toml", "a = 2002-10\n", ["1:9 text follows a value that is already complete"]),
    ("toml", "a = 2023-02-30\n", ["1:5 `2023-02-30` is no date of the calendar"]),
    ("toml", "a: 1\n", ["1:2 a `=` is missing after this key"]),
    ("toml", "a = no\n", ["1:5 `no` is no TOML value"]),
    ("toml", "a =\n", ["1:4 a value is missing here"]),
    ("toml", "a = 'x\n", ["1:5 the quote opened here is never closed"]),
    ("toml", 'a = """x\n', ["1:5 the quote opened here is never closed"]),
    ("toml", "a = [1,\nb = 2\n", ["2:1 `b` is no TOML value"]),
    ("toml", "a = [1\n", ["1:5 the `[` opened here is not closed"]),
    ("toml", "a = {b = 1,\nc = 2}\n", ["1:12 a table in braces must stand on one line"]),
    ("toml", 'a = "\\d"\n', ["1:6 no escape that TOML knows starts with this `\\`"]),
    ("toml", "a = " + "1" * 5000, ["1:5 a number has too many digits"]),
    ("toml", "# nothing\n", ["1:1 the file holds no keys"]),
    ("toml", "a = " + "[" * MAX_TREE_DEPTH, [f"1:{4 + MAX_TREE_DEPTH} lists and mappings stand more than 12 deep in one another"]),
    ("toml", "a." * MAX_TREE_DEPTH + "b = 1\n", ["1:1 lists and mappings stand more than 12 deep in one another"]),
]  # fmt: skip


@with_readers(REFUSED)
def test_a_refusal_says_what_is_wrong_and_where(
    reader: Callable[[str, str], MappingNode], text: str, expected: list[str]
) -> None:
    with pytest.raises(DatasetError) as refusal:
        reader(text, "x")

    assert told(refusal.value) == expected
    assert all(problem.hint and problem.file == "x" for problem in refusal.value.problems)


def nested(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    values = st.recursive(
        texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(texts, values, min_size=1, max_size=4)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
YAML_TEXTS = st.text(
    # PyYAML writes these three as they are, and reads them as line breaks.
    st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"),
    max_size=20,
)


class DumperWithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_toml(data: Any) -> str:
    match data:
        case str():
            return json.dumps(data, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(as_toml, data))}]"
        case _:
            return f"{{{', '.join(f'{as_toml(key)} = {as_toml(value)}' for key, value in data.items())}}}"


@given(nested(TEXTS), st.booleans(), st.sampled_from([None, 2]))
def test_json_gives_back_what_was_dumped(data: dict[str, Any], ascii_: bool, indent: int | None) -> None:
    assert without_places(read_json(json.dumps(data, ensure_ascii=ascii_, indent=indent), "x")) == data


@given(nested(YAML_TEXTS), st.booleans(), st.booleans())
def test_yaml_gives_back_what_was_dumped(data: dict[str, Any], flow: bool, unicode_: bool) -> None:
    text = yaml.dump(data, Dumper=DumperWithoutAliases, default_flow_style=flow, allow_unicode=unicode_)

    assert (
        without_places(read_yaml(text, "x")) == without_places(read_yaml_without_libyaml(text, "x")) == data
    )


@given(nested(TEXTS))
def test_toml_gives_back_what_was_dumped(data: dict[str, Any]) -> None:
    text = "".join(f"{as_toml(key)} = {as_toml(value)}\n" for key, value in data.items())

    assert without_places(read_toml(text, "x")) == data


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("reader", "bomb"),
    [
        ("yaml", "'[' * 100_000"),
        ("yaml", "'a: ' + '{' * 100_000"),
        ("yaml", "'- ' * 50_000"),
        ("yaml", "'? ' * 50_000"),
        ("yaml", "'\\n'.join(' ' * depth + 'a:' for depth in range(1_000))"),
        ("json", "'[' * 100_000"),
        ("json", "'{\"a\":' * 100_000"),
        ("toml", "'a=' + '[' * 100_000"),
        ("toml", "'a=' + '{a=' * 100_000"),
        ("toml", "'a.' * 100_000 + 'a=1'"),
    ],
)
def test_deep_nesting_is_refused_and_ends_no_process(reader: str, bomb: str, parser: str) -> None:
    program = f"""
import yaml
from tempodb.base.errors import DatasetError
from tempodb.markup import yaml_reader
from tempodb.markup.{reader}_reader import read_{reader}
yaml_reader.PARSER = yaml.{parser}
try:
    read_{reader}({bomb}, "x")
except DatasetError as error:
    print(error.problems[-1].code)
"""

    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "too-deep\n", "")


def test_a_tree_is_walked_by_path() -> None:
    tree = read_yaml("names:\n- {name: CST}\n- {name: CSTO}\n", "x")

    assert locate(tree, ("names", 1, "name")) == ScalarNode("CSTO", tree.place)
    assert without_places(locate(tree, ("names", 1, "short"))) == {"name": "CSTO"}
    assert without_places(locate(tree, ("names", 7))) == [{"name": "CST"}, {"name": "CSTO"}]
    assert locate(tree, ("nothing", 0)) is tree
    assert key_place(tree, "names").length == 5
    assert key_place(tree, "nothing") == tree.place


def test_twenty_thousand_entries_are_read(tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    file.write_text("tenures:\n" + "".join(f"- {{holder: p{i}, from: 1992}}\n" for i in range(20_000)))

    tree = read_tree(file)

    last = locate(tree, ("tenures", 19_999, "holder"))
    assert (without_places(last), last.place.line, last.place.column) == ("p19999", 20_001, 12)


def refusal_of(path: Path) -> DatasetError:
    with pytest.raises(DatasetError) as refusal:
        read_tree(path)
    assert all(problem.hint or problem.code == "too-many" for problem in refusal.value.problems)
    return refusal.value


@pytest.mark.parametrize("name", ["x.yaml", "x.yml", "x.json", "x.toml", "X.JSON"])
def test_the_suffix_chooses_the_reader(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"\xef\xbb\xbf" + (b'a = "b"' if name.endswith("toml") else b'{"a": "b"}'))

    tree = read_tree(file)

    assert without_places(tree) == {"a": "b"}
    assert (tree.entries[0][0].place.file, tree.entries[0][0].place.line) == (str(file), 1)


def test_what_is_no_file_is_refused_and_nothing_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "x.csv").write_text("a")
    with (tmp_path / "large.yaml").open("wb") as large:
        large.truncate(MAX_DATASET_BYTES + 1)

    assert "there is no file" in str(refusal_of(tmp_path / "none.yaml"))
    assert "no ordinary file" in str(refusal_of(tmp_path / "pipe.yaml"))
    assert "no ordinary file" in str(refusal_of(Path("/dev/zero")))
    assert "is a folder" in str(refusal_of(tmp_path / "folder.yaml"))
    assert "more than 64 MiB" in str(refusal_of(tmp_path / "large.yaml"))
    assert "cannot be read" in str(refusal_of(tmp_path / "x.csv" / "y.yaml"))
    assert "cannot be read: embedded null byte" in str(refusal_of(tmp_path / "a\0b.yaml"))
    assert "or read the table with `tempodb import csv`" in str(refusal_of(tmp_path / "x.csv"))
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    assert refusal_of(tmp_path / "x.txt").problems[0].hint == "name a file that ends in .yaml, .json or .toml"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["None:None the file is empty"]),
        (b"a: b\n\xc3\xa9: \xe9\n", ["2:4 the byte 0xe9 is no UTF-8"]),
        (b"\xff\xfea\0", ["1:1 the byte 0xff is no UTF-8"]),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)

    assert told(refusal_of(file)) == expected


UNSAFE = [
    "\0",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\U000e0041",
    "\uffff",
]


def test_every_unsafe_character_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    written = [f"- x{character}" for character in UNSAFE]
    escaped = [f'- "x{json.dumps(character)[1:-1]}"' for character in UNSAFE if character < "\U00010000"]
    file.write_text("\n".join(["a:", *written, *escaped]) + "\n", encoding="utf-8")

    problems = refusal_of(file).problems

    assert [problem.line for problem in problems] == list(range(2, len(written) + len(escaped) + 2))
    assert problems[2].message == "`\\x1b` controls a terminal or is no character"
    assert (problems[2].column, problems[2].excerpt) == (4, "- x\ufffd")
    assert all(problem.excerpt and problem.excerpt.isprintable() for problem in problems)


def test_a_c1_control_that_a_wrong_decoding_left_is_let_in(tmp_path: Path) -> None:
    yaml, json_ = tmp_path / "x.yaml", tmp_path / "x.json"
    yaml.write_text('a: "v\\x8ard"\n')
    json_.write_text('{"a": "v\x8ard"}', encoding="utf-8")

    assert without_places(read_tree(yaml)) == without_places(read_tree(json_)) == {"a": "v\x8ard"}


def test_unsafe_characters_do_not_hide_what_else_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: &b x\x1b\nc: \x07d\n")

    assert [(problem.line, problem.code) for problem in refusal_of(file).problems] == [
        (1, "syntax"),
        (1, "character"),
        (2, "character"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a\\nb": "c\\n\\td"}', ["1:2 `\\n` controls a terminal or is no character"]),
        ('{"\u00e9": "1",\n"e\u0301": "2"}', ["2:1 `\u00e9` is given twice, on lines 1 and 2"]),
        ('{"a": "e' + "\u0301\u0327" * 20 + '"}', ["1:7 more than 30 marks stand on one character"]),
        (
            '{"a": 1}\r{"b": 2}',
            ["1:9 `\\r` controls a terminal or is no character", "1:9 text follows the end of the document"],
        ),
    ],
)
def test_texts_that_cannot_be_kept_are_refused(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8", newline="")

    assert told(refusal_of(file)) == expected


def test_texts_are_kept_in_nfc(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("e\u0301: [\u1100\u1161, x]\n", encoding="utf-8")

    assert without_places(read_tree(file)) == {"\u00e9": ["\uac00", "x"]}


def test_reading_ends_after_a_hundred_problems(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: *b\n" * 1_000)

    problems = refusal_of(file).problems

    assert (len(problems), problems[-1].code) == (101, "too-many")
