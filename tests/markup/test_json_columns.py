"""What is read of JSON as columns is what is read of it as plain values; what is no clean JSON is read by neither."""

from __future__ import annotations

import json
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tempodb.markup import distinct_texts
from tempodb.markup.distinct_texts import KnownPieces
from tempodb.markup.json_columns import PlainRows, read_json_columns
from tempodb.markup.plain_json import NotCleanError, read_plain_json

LONG = "x" * 70
TEXTS = (
    "",
    "a",
    "b",
    "1990-01-02",
    "zoë",
    "[..1998]",
    "},{",
    ":",
    ",",
    "eight888",
    "nine99999",
    "nine99998",
    f"{LONG}a",
    f"{LONG}b",
)
KEYS = ("of", "member", "from", "organization", "é")
INDENTS = (None, 0, 1, 2, 4, "\t", "\r\n\t")
COLUMNS = [
    b'{"a":[{"b":"c"}]}',
    b'\xef\xbb\xbf{"a":[{"b":"c"}]}',
    b'{"n":1.50,"a":[{"b":"c"},{"b":"d"}],"x":{"y":[1,null]}}',
    b' { "a" : [ { "b" : "c" , "d" : "e" } , { "d" : "f" } ] , "z" : null } \n',
    b'{"a":[{"b":"c"}],"d":[{"b":"c"}]}',
    '{"title":"Zoë","a":[{"ñ":"é"}],"b":["ü"]}'.encode(),
]
OTHERS = [
    b'{"a":[]}',
    b'{"a":[{}]}',
    b'{"a":[{},{"b":"c"}]}',
    b'{"a":[{"b":"c"},{}]}',
    b'{"a":[{"b":1}]}',
    b'{"a":[{"b":"c"},{"b":null}]}',
    b'{"a":[{"b":["c","d"]}]}',
    b'{"a":[{"b":{"c":"d"}}]}',
    b'{"a":[{"b":"c"},"d"]}',
    b'{"a":["b","c"]}',
    b'{"a":{"b":{"c":"d"}}}',
    b'{"a":"[{"}',
    b'{"a":[{"a key that is longer than any other is, by far, and than white space":"c"}]}',
    b'{"x":[[{"b":"c"}]]}',
]
UNCLEAN = [
    b"", b"[]", b"{}x", b'{"a"}', b'{"a":1,}', b'{"a":1 "b":2}', b'{"a":1,"a":2}', b'{"a":[{"b":"c"}],"a":1}',
    b'{"a":[{"b":"c","b":"d"}]}', b'{"a":[{"b":"c"}]', b'{"a":[{"b":"c"}}', b'{"a":[{"b":"c"},]}',
    b'{"a":[{"b":"c",}]}', b'{"a":[{"b":"c"} {"b":"c"}]}', b'{"a":[{"b" "c"}]}', b'{"a":[{"b":"c":"d"}]}',
    b'{"a":[{"b","c"}]}', b'{"a":[{"b":"c"},{"d"}]}', b'{"a":[{"b":"c"}]"}', b'{"a":[{"b":"c\n"}]}',
    b'{"a":[{"b\t":"c"}]}', b'{"a":[{"b":"c\0"}]}', b'{"a":[{"b":\0"c"}]}', b'{"a":[{"b":"c"}\0]}',
    b'{"a\n":1}', b'{"a":[{"b":"\xff"}]}', b'{"a":[{"b":"c"}]}\xff', b'{"a":NaN}', b'{"a":' + b"[" * 100_000,
]  # fmt: skip


def plain(read: Any) -> Any:
    """Return what was read with its columns as lists of mappings."""
    if isinstance(read, PlainRows):
        mappings: list[dict[str, str]] = [{} for _ in range(read.length)]
        for key, (numbers, texts) in read.columns.items():
            for mapping, number in zip(mappings, numbers.tolist(), strict=True):
                if number:
                    mapping[key] = texts[number] or ""
        return mappings
    return {key: plain(value) for key, value in read.items()} if isinstance(read, dict) else read


def as_values(data: bytes) -> Any:
    return read_plain_json(data.decode("utf-8-sig"))


@pytest.mark.parametrize("data", COLUMNS + OTHERS)
def test_columns_are_read_as_plain_values_are(data: bytes) -> None:
    assert plain(read_json_columns(data, KnownPieces())) == as_values(data)


@pytest.mark.parametrize("data", COLUMNS)
def test_plain_mappings_are_columns(data: bytes) -> None:
    assert isinstance(read_json_columns(data, KnownPieces())["a"], PlainRows)


@pytest.mark.parametrize("data", OTHERS)
def test_other_values_are_not(data: bytes) -> None:
    assert not any(isinstance(value, PlainRows) for value in read_json_columns(data, KnownPieces()).values())


@pytest.mark.parametrize("data", UNCLEAN, ids=lambda data: repr(data[:30]))
def test_what_is_not_clean_is_read_by_neither(data: bytes) -> None:
    with pytest.raises(NotCleanError):
        read_json_columns(data, KnownPieces())
    with pytest.raises((NotCleanError, UnicodeDecodeError)):
        as_values(data)


def test_escaped_signs_are_not_looked_at() -> None:
    with pytest.raises(NotCleanError):
        read_json_columns(b'{"a":[{"b":"\\u0063"}]}', KnownPieces())


def random_mappings(random: Random) -> list[dict[str, str]]:
    return [
        {key: random.choice(TEXTS) for key in random.sample(KEYS, random.randint(1, 5))}
        for _ in range(random.randint(1, 40))
    ]


@pytest.mark.parametrize(("seed", "indent"), [*product(range(10), INDENTS)])
def test_any_mappings_are_read(seed: int, indent: int | str | None) -> None:
    mappings = random_mappings(Random(seed))
    content = {"one": mappings, "kept": [1], "two": mappings[::-1]}
    data = json.dumps(content, ensure_ascii=False, indent=indent).encode()

    read = read_json_columns(data, KnownPieces())

    assert isinstance(read["one"], PlainRows)
    assert plain(read) == as_values(data)
    for key, column in read["one"].columns.items():
        said = {mapping[key] for mapping in mappings if key in mapping}
        assert sorted(text for text in column.texts if text is not None) == sorted(said)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("mixing", [distinct_texts._MIXING, np.zeros(8, np.uint64)], ids=["mixed", "alike"])
def test_what_is_known_of_other_texts_is_read_alike(
    seed: int, mixing: NDArray[np.uint64], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distinct_texts, "_MIXING", mixing)
    random, known = Random(seed), KnownPieces()
    for _ in range(8):
        few = random.sample(TEXTS, random.randint(1, len(TEXTS)))
        data = json.dumps({"a": [{"b": text, "c": few[0]} for text in few]}, ensure_ascii=False).encode()

        assert plain(read_json_columns(data, known)) == as_values(data)
        assert len(set(known.texts)) == len(known.texts)
