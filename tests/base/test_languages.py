"""What the code of a language is: the shape that BCP 47 gives it, in small letters."""

from __future__ import annotations

import pytest

from tempodb.base.errors import InputError
from tempodb.base.spelling import why_no_language
from tempodb.interchange.importers.conventions import conventions_of
from tempodb.interchange.importers.foreign_names import language_code

NO_CODE = "a language is a code in small letters, as `en` or `zh-hant`"


CODES = (
    *("en", "gsw", "zh-Hant", "sr-Latn", "be-tarask", "en-GB", "es-419", "zh-Hant-TW", "sl-rozaj-biske"),
    *("de-1996", "zh-min-nan", "zh-cmn-Hans-CN", "be-x-old", "roa-tara", "sr-EC", "en-u-ca-gregory", "mul"),
)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_written_in_small_letters(code: str) -> None:
    small = code.lower()

    assert why_no_language(small) is None
    assert conventions_of(language=small).language == small
    assert language_code(code) == language_code(code.replace("-", "_")) == small
    assert small == code or why_no_language(code) == f"write `{small}`"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("XX", "write `xx`"),
        ("pt_BR", "write `pt-br`"),
        *((text, NO_CODE) for text in ["english", "English", "true", "e", "", "en-", "en--gb", "en gb"]),
        *((text, NO_CODE) for text in ["en-gb-us", "x-old", "zh-hant-latn", "en-a", "fr\n", "français"]),
    ],
)
def test_what_is_no_code_is_refused_with_what_to_write(text: str, why: str) -> None:
    assert why_no_language(text) == why
    with pytest.raises(InputError, match="is no language"):
        conventions_of(language=text)
