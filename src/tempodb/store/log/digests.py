"""The digest chain: each transaction's digest covers its content and the digest before it.

So Haber and Stornetta (1991) linked time stamps: what comes later vouches for all that came before.

An assertion is covered by the digest of its salted content. When a person's data is erased, content
and salt go and the digest stays, so that the chain still verifies and what is gone cannot be guessed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.printable import printable
from tempodb.model.caller_values import text_of
from tempodb.model.canonical_json import canonical, json_quoted

GENESIS = "0" * 64
"""The digest before the first transaction."""
_HEXADECIMAL = b"0123456789abcdef"


def read_digest(text: str) -> str:
    """Return the digest that *text* is, in whatever case, and in groups as it may be written down.

    >>> read_digest("0" * 64) == GENESIS
    True
    >>> read_digest("ABCD " * 15 + "ab-cd")[-8:]
    'abcdabcd'

    Raises:
        InputError: it is none.

    """
    hint = "a digest has 64 hexadecimal digits, as tempodb digest prints it"
    digest = re.sub(r"[\s-]+", "", text_of(text, hint)).lower()
    if re.fullmatch("[0-9a-f]{64}", digest) is None:
        wrong = re.search("[^0-9a-f]", digest)
        what = f"this has {len(digest)}" if wrong is None else f"`{wrong[0]}` is none"
        message = f"`{printable(text.strip()[:80])}` is no digest"
        raise InputError.of("digest", message, f"{hint}: {what}")
    return digest


StoredOperation = tuple[int, str, int | None, str | None, str | None, str]
"""Number, operation, claim, body, salt and digest of an assertion."""


class Header(NamedTuple):
    """What a transaction says about itself; instants in microseconds UTC."""

    id: int
    recorded: int
    clock: int
    dataset: str | None
    author: str | None
    note: str | None


def assertion_digest(salt: str, id_: int, operation: str, claim: int | None, body: str | None) -> str:
    """Return the digest of one assertion."""
    # As `canonical` writes the list of them.
    said = "null" if body is None else json_quoted(body)
    of = "null" if claim is None else claim
    content = f"[{json_quoted(salt)},{id_},{json_quoted(operation)},{of},{said}]"
    return hashlib.sha256(content.encode()).hexdigest()


def assertion_digests(operations: Iterable[StoredOperation]) -> list[str]:
    """Return the digests that are due to many assertions; an empty text to one that has no salt.

    >>> assertion_digests([(7, "state", None, "{}", "salt", "")]) == [
    ...     assertion_digest("salt", 7, "state", None, "{}")
    ... ]
    True
    """
    sha256, quoted = hashlib.sha256, cache(json_quoted)
    return [
        ""
        if salt is None
        else sha256(
            f"[{json_quoted(salt)},{id_},{quoted(operation)},{'null' if claim is None else claim},"
            f"{'null' if body is None else json_quoted(body)}]".encode()
        ).hexdigest()
        for id_, operation, claim, body, salt, _ in operations
    ]


def statement_digests(salts: Iterable[str], first: int, bodies: Iterable[str]) -> list[str]:
    """Return the digests of many assertions that state something, numbered from the *first* on.

    >>> statement_digests(["salt"], 7, ["{}"]) == [assertion_digest("salt", 7, "state", None, "{}")]
    True
    """
    sha256, texts, quote = hashlib.sha256, list(salts), '"'
    if not _are_hexadecimal(texts):
        texts, quote = list(map(json_quoted, texts)), ""
    return [
        sha256(f'[{quote}{salt}{quote},{id_},"state",null,{json_quoted(body)}]'.encode()).hexdigest()
        for id_, (salt, body) in enumerate(zip(texts, bodies, strict=True), first)
    ]


class GrowingDigest:
    """The digest of a transaction whose assertions come some at a time.

    >>> growing = GrowingDigest(GENESIS, Header(1, 0, 0, None, None, None))
    >>> growing.add(["a"])
    >>> growing.add(["b"])
    >>> growing.text() == transaction_digest(GENESIS, Header(1, 0, 0, None, None, None), ["a", "b"])
    True
    """

    def __init__(self, previous: str, header: Header) -> None:
        self._sha256 = hashlib.sha256(canonical([previous, *header])[:-1].encode())

    def add(self, assertions: Iterable[str]) -> None:
        """Take in the digests of more assertions."""
        texts = list(assertions)
        if texts and _are_hexadecimal(texts):
            said = ',"' + '","'.join(texts) + '"'
        else:
            said = ",".join(["", *map(json_quoted, texts)])
        self._sha256.update(said.encode())

    def text(self) -> str:
        """Return the digest of all that was taken in."""
        whole = self._sha256.copy()
        whole.update(b"]")
        return whole.hexdigest()


def transaction_digest(previous: str, header: Header, assertions: Iterable[str]) -> str:
    """Return the digest of a transaction: of the one before it, its header and its assertions in order.

    >>> transaction_digest(GENESIS, Header(1, 0, 0, None, None, None), [])[:8]
    'eccb36bc'
    """
    growing = GrowingDigest(previous, header)
    growing.add(assertions)
    return growing.text()


def erasure_mark(salt: str, id_: str) -> str:
    """Return what is kept of the id of a person who was erased.

    >>> is_marked(erasure_mark("salt", "paula"), "paula"), is_marked(erasure_mark("salt", "paula"), "pat")
    (True, False)
    """
    return f"{salt}:{_sha256([salt, id_])}"


def is_marked(mark: str, id_: str) -> bool:
    """Return whether a *mark* was made of an id."""
    return mark == erasure_mark(mark.partition(":")[0], id_)


def _are_hexadecimal(texts: list[str]) -> bool:
    """Return whether all of some salts or digests are as most are, so that `canonical` only puts them into quotes."""
    return not "".join(texts).encode().translate(None, _HEXADECIMAL)


def _sha256(content: list[object]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()
