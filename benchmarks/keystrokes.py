"""What an editor asks at each key of some statements, with 100,000 names."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from benchmarks.measuring import Figure
from tempodb.language_service import completeness as completeness_of
from tempodb.language_service import diagnostics, highlighting, tokens
from tempodb.language_service.completeness import completeness
from tempodb.language_service.completions import Vocabulary, complete
from tempodb.language_service.diagnostics import fault
from tempodb.language_service.highlighting import paint
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.labels import Label
from tempodb.temporal.bounds import NEVER

NAMES = 100_000
TYPED = (
    "members of European Union as of 2006 known at 2017-12-31 order by member desc limit 3",
    "holders of Ministry of Foreign Affairs of Tajikistan between 1999 and 2006 including disputed",
    "whether United Nations is member of Organization of the Willing as of today",
    "describe o",
    "record membership of Uzbekistan in European Union as suspended from 2012-06-28 onwards",
    "members as of 2006 limt 3 and so on",
)


def made_up_names() -> Iterator[Label]:
    """Yield many names of parties and offices, of which half begin with one of a few words."""
    random = Random(1)
    syllables = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]
    words = ["".join(random.choices(syllables, k=random.randint(1, 3))).title() for _ in range(4000)]
    common = ["Ministry of", "United", "Organization of the", "European"]
    for number in range(NAMES):
        first = random.choice([*common, *words[: len(common)]])
        name = " ".join([first, *random.choices(words, k=random.randint(1, 3))])
        periods = random.choice([(), ((day(1992), day(2002)),), ((day(2002), NEVER),)])
        if number % 5 == 0:
            yield Label(name, f"body-{number % 90}/{number}", EntityType.OFFICE, None, periods)
        else:
            yield Label(name, f"id-{number}", EntityType.PARTY, random.choice(list(PartyClass)), periods)


def day(year: int) -> int:
    """Return the first day of a year."""
    return date(year, 1, 1).toordinal()


def forget() -> None:
    """Empty what is kept of texts that were read before."""
    for module in (tokens, highlighting, completeness_of, diagnostics):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


def keystrokes() -> Iterator[Figure]:
    """Yield how long the names take to be sorted, and each key of some statements typed letter by letter."""
    started = time.thread_time()
    known = Vocabulary(NameIndex(made_up_names()), today=day(2026))
    yield Figure("names sorted", "tempodb", NAMES, time.thread_time() - started)
    for text in TYPED:
        complete(text, len(text), known)
    asked: dict[str, Callable[[str], object]] = {
        "complete": lambda text: complete(text, len(text), known),
        "paint": paint,
        "completeness": completeness,
        "fault": fault,
    }
    for what, ask in asked.items():
        forget()
        taken = []
        for text in TYPED:
            for end in range(len(text) + 1):
                started = time.thread_time()
                ask(text[:end])
                taken.append(time.thread_time() - started)
        yield Figure(f"{what}, a key", "tempodb", NAMES, statistics.median(taken), slowest=max(taken))
