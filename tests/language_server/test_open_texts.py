"""Places and changes, counted in each way, beside a text that is encoded as the editor counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.language_server.open_texts import Document, TextChange
from tempodb.language_server.positions import Encoding, TextLines

TEXTS = st.text("aé€𐍈\U0010ffff\n\r \x0b\x0c\x85\u2028", max_size=40)
UNITS = {Encoding.UTF_8: ("utf-8", 1), Encoding.UTF_16: ("utf-16-le", 2), Encoding.UTF_32: ("utf-32-le", 4)}


def width(text: str, encoding: Encoding) -> int:
    name, size = UNITS[encoding]
    return len(text.encode(name)) // size


def line_starts(text: str) -> list[int]:
    """Return where lines begin, found letter by letter."""
    starts, at = [0], 0
    while at < len(text):
        at += 2 if text[at : at + 2] == "\r\n" else 1
        if text[at - 1] in "\r\n":
            starts.append(at)
    return starts


@examples(500)
@given(TEXTS, st.sampled_from(Encoding), st.integers(0, 50))
def test_a_place_is_the_line_and_what_stands_before_it_there(
    text: str, encoding: Encoding, offset: int
) -> None:
    offset = min(offset, len(text))
    line, character = TextLines(text, encoding).position(offset)

    starts = line_starts(text)
    assert starts[line] <= offset
    assert line + 1 == len(starts) or offset < starts[line + 1]
    assert character == width(text[starts[line] : offset], encoding)


@examples(500)
@given(TEXTS, st.sampled_from(Encoding), st.integers(0, 50))
def test_a_place_leads_back_to_its_offset(text: str, encoding: Encoding, offset: int) -> None:
    offset = min(offset, len(text))
    lines = TextLines(text, encoding)
    back = lines.offset(*lines.position(offset))

    # Between a carriage return and its line feed there is no place.
    assert back == offset or text[offset - 1 : offset + 1] == "\r\n"


@examples(300)
@given(TEXTS, st.sampled_from(Encoding), st.integers(-5, 50), st.integers(-5, 2**31 - 1))
def test_any_place_is_in_the_text(text: str, encoding: Encoding, line: int, character: int) -> None:
    assert 0 <= TextLines(text, encoding).offset(line, character) <= len(text)


@examples(300)
@given(TEXTS, TEXTS, st.sampled_from(Encoding), st.integers(0, 50), st.integers(0, 50))
def test_a_change_puts_a_text_in_the_place_of_a_part(
    text: str, new: str, encoding: Encoding, first: int, last: int
) -> None:
    lines = TextLines(text, encoding)
    start, end = (lines.offset(*lines.position(at)) for at in sorted((first, last)))
    change = TextChange(new, lines.position(start), lines.position(end))
    found = Document("file:///a.tql", "tql", 1, text).changed([change], 2, encoding)

    assert found.text == text[:start] + new + text[end:]
    assert found.version == 2


@pytest.mark.parametrize(
    ("uri", "language", "text", "kind"),
    [
        ("file:///a.tql", "plaintext", "", "script"),
        ("untitled:1", "tql", "", "script"),
        ("file:///a.yaml", "yaml", "tempodb: 1", "dataset"),
        ("file:///a.yml", "yaml", "", "dataset"),
        ("untitled:1", "yaml", "tempodb: 1", "dataset"),
        ("file:///a.yaml", "yaml", "name: x", "neither"),
        ("file:///a.py", "python", "tempodb: 1", "neither"),
    ],
)
def test_what_is_open_is_known_by_its_name_and_its_text(
    uri: str, language: str, text: str, kind: str
) -> None:
    document = Document(uri, language, 1, text)

    assert (document.is_script, document.is_dataset) == (kind == "script", kind == "dataset")
