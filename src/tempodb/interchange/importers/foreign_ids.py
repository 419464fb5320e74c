"""The ids of a source as ours: kept as they are, but for what no id may hold; what is two stays two."""

from __future__ import annotations

import hashlib
import re
from unicodedata import normalize

from tempodb.base.spelling import HIDDEN, LONGEST_ID, why_no_id

_NOT_IN_IDS = re.compile(rf"[\s,;:()\"{HIDDEN}\ud800-\udfff]+")

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)


def composed(text: str) -> str:
    r"""Return a text in NFC, in which those that look alike are; a long one as it is, since it names nothing.

    >>> composed("Zoe\u0308") == "Zo\u00eb"
    True
    """
    return text if text.isascii() or len(text) > 4 * LONGEST_ID else normalize("NFC", text)


def slug(text: str) -> str:
    """Return an id that is as near to *text* as ids may be.

    >>> slug("Q42"), slug("party/unknown"), slug("cow:615"), slug("  Alþingi (Iceland) "), slug("https://example.org/a")
    ('Q42', 'party/unknown', 'cow-615', 'Alþingi-Iceland', 'example.org/a')
    """
    begun = _SCHEME.sub("", text[: 4 * LONGEST_ID])
    dashed = _NOT_IN_IDS.sub("-", normalize("NFC", begun)).strip("-")
    parts = (part for part in re.split(r"[/\\]", dashed) if part.strip("."))
    made = "/".join(parts) or "unnamed"
    if len(made) > LONGEST_ID or why_no_id(made):
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        made = f"{made[: LONGEST_ID - 13]}-{digest}"
        made = f"unnamed-{digest}" if why_no_id(made) else made
    return made


class ForeignIds:
    """Makes an id of each that a source has, another one of each other."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()
        self.numbered: list[tuple[str, str]] = []

    def of(self, space: str, text: str) -> str:
        """Return the id of what a source calls *text* among all that is of one *space*, such as offices.

        >>> ids = ForeignIds()
        >>> ids.of("party", "a b"), ids.of("party", "a-b"), ids.of("party", "a b"), ids.of("office", "a-b")
        ('a-b', 'a-b-2', 'a-b', 'a-b')
        """
        known = self._made.get((space, text))
        if known is None and not text.isascii():
            # What is one text to a reader is one, however its accents are put together.
            text = composed(text)
            known = self._made.get((space, text))
        if known is not None:
            return known
        made = first = slug(text)
        number = 2
        while (space, made) in self._taken:
            made = f"{first[: LONGEST_ID - 8]}-{number}"
            number += 1
        if made != first:
            self.numbered.append((text, made))
        self._taken.add((space, made))
        self._made[space, str(text)] = made
        return made
