"""Names that may be taken for others, texts that were wrongly decoded, and sources that nothing names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tempodb.base.errors import Problem
from tempodb.base.folding import fold, fold_but_marks
from tempodb.base.lookalikes import mixed_word, skeleton
from tempodb.base.printable import printable
from tempodb.model.claims import Claim
from tempodb.model.kinds import Entity, Kind
from tempodb.model.labels import names_said
from tempodb.store.loading.doubts.warning import warning


def alike(claims: Iterable[Claim], definitions: Mapping[Entity, Claim]) -> Iterator[Problem]:
    """Yield a warning for every party that one file gives the same name as another of its class.

    Names that differ in a mark alone, such as Bình and Bỉnh, are two.
    """
    named: dict[tuple[str, str], str] = {}
    for claim in claims:
        definition = definitions.get(claim.subject) if claim.kind is Kind.NAME else None
        if definition is None:
            continue
        name, class_ = claim.fields["name"], definition.fields["class"]
        first = named.setdefault((class_, fold_but_marks(name)), claim.key[0])
        if first != claim.key[0]:
            message = f"`{claim.key[0]}` has the name `{name}`, which `{first}` has too"
            yield warning(claim, message, f"if they are one {class_}, give it one id")


def looking_alike(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every id, name or alias with letters of two scripts in a word, or with another's look."""
    seen: dict[str, tuple[str, Claim]] = {}
    for claim in claims:
        said = names_said(claim.kind, claim.key[0], claim.fields)
        for word, scripts in dict.fromkeys(filter(None, map(mixed_word, said))):
            message = f"`{printable(word)}` mixes {' and '.join(scripts)} letters"
            yield warning(claim, message, "type it anew in one script")
        for name in said:
            first, other = seen.setdefault(skeleton(name), (name, claim))
            if first == name or other.key[0] == claim.key[0] or mixed_word(name):
                continue
            # One name in two forms is found by both, and one id by one of them alone.
            if fold(first) != fold(name) or name == claim.key[0]:
                message = f"`{printable(name)}` looks like `{printable(first)}`, in other letters"
                yield warning(claim, message, "if they are one, type both in one script")


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
