"""Names that may be taken for others, texts that were wrongly decoded, and sources that nothing names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tempodb.claims import Claim
from tempodb.errors import Problem
from tempodb.folding import fold
from tempodb.kinds import Entity, Kind
from tempodb.lookalikes import mixed_word, skeleton
from tempodb.printable import printable
from tempodb.store.doubts.warning import warning

NAMED = (Kind.NAME, Kind.TITLE)


def alike(claims: Iterable[Claim], definitions: Mapping[Entity, Claim]) -> Iterator[Problem]:
    """Yield a warning for every party that one file gives the same name as another of its class."""
    named: dict[tuple[str, str], str] = {}
    for claim in claims:
        definition = definitions.get(claim.subject) if claim.kind is Kind.NAME else None
        if definition is None:
            continue
        name, class_ = claim.fields["name"], definition.fields["class"]
        first = named.setdefault((class_, fold(name)), claim.key[0])
        if first != claim.key[0]:
            message = f"`{claim.key[0]}` has the name `{name}`, which `{first}` has too"
            yield warning(claim, message, f"if they are one {class_}, give it one id")


def looking_alike(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every name with letters of two scripts in a word, or with another's look."""
    seen: dict[str, str] = {}
    for claim in claims:
        if claim.kind not in NAMED:
            continue
        name = claim.fields["name"]
        if mixed := mixed_word(name):
            word, scripts = mixed
            message = f"`{printable(word)}` mixes {' and '.join(scripts)} letters"
            yield warning(claim, message, "type it anew in one script")
            continue
        first = seen.setdefault(skeleton(name), name)
        if first != name and fold(first) != fold(name):
            message = f"`{printable(name)}` looks like `{printable(first)}`, in letters of another script"
            yield warning(claim, message, "if they are one name, type both in one script")


def unused_sources(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every source that no claim names."""
    stated = list(claims)
    named = {source for claim in stated for source in claim.sources}
    for claim in stated:
        if claim.kind is Kind.SOURCE and claim.key[0] not in named:
            message = f"the source `{claim.key[0]}` is named by nothing"
            yield warning(claim, message, "name it, or leave it out")


def misdecoded(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every text with a control character that a wrong decoding left there."""
    for claim in claims:
        if found := re.search(r"[\x80-\x9f]", claim.value):
            message = f"`{printable(found[0])}` is a control character, which a wrong decoding may have left"
            yield warning(claim, message, "look at the name where it came from")
