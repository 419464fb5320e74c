"""What people write for what TQL says otherwise, as patterns with what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tempodb.base.errors import Span
from tempodb.tql.ast import SHOWN
from tempodb.tql.diagnosis.repairs import Repair
from tempodb.tql.openings import NOUNS

MAX_TRIES_OF_PARAPHRASE = 3
"""How often each paraphrase is looked for in one text: what is found is tried, and each try is a parse."""


def paraphrases(text: str, start: int, end: int) -> Iterator[Repair]:
    """Yield what may be meant by the words between two places of *text*, the likeliest first.

    >>> [repair.words for repair in paraphrases("members of CSTO now", 0, 19)]
    ['as of today']
    """
    for pattern, meant in PARAPHRASES:
        for found in islice(pattern.finditer(text, start, end), MAX_TRIES_OF_PARAPHRASE):
            yield Repair(Span(*found.span()), found.expand(meant))


_A_DATE = r"\s+\S+(?:\s+\S+){0,2}"
_LISTS = "|".join(words for words in NOUNS if words != "organizations")
"""What is asked for by its noun; organizations of nobody are what `show` shows."""
_SORTS = "|".join(sort for sort in SHOWN if sort not in _LISTS.split("|"))
_VERBS = r"please|list|show|give|get|find|print|display|which|what|who|all|me|us|the|are|were|current"
_AFTER_A_NEW_NAME = r"(?=\s+(?:from|to|through)\s+(?:[0-9\[]|unknown)|\s+(?:short|onwards|source|note)\s|\s+onwards|\s*(?:;|$))"
_TIMES = r"as\s+of|during|in|between|and|throughout|known\s+at|published\s+by"

PARAPHRASES = tuple(
    (re.compile(rf"(?i)(?<![\w'-]){pattern}(?![\w'-])"), meant)
    for pattern, meant in (
        # Questions that begin as they do in English.
        (r"how\s+many(?:\s+are)?(?:\s+the)?", "count"),
        (r"who\s+(?:is|was|are|were)\s+(?:an?\s+|the\s+)?members?", "members"),
        (r"who\s+(?:is|was|are|were|holds|held)(?:\s+the)?", "holders of"),
        (rf"(?:(?:{_VERBS})\s+)+({_LISTS}|organizations\s+of)", r"\1"),
        (rf"(?:(?:{_VERBS})\s+)+({_SORTS})", r"show \1"),
        (r"what\s+is", "describe"),
        (r"(average|median|total)\s+(?:tenure|term)(?:\s+of)?", r"\1 duration of holders of"),
        (r"(?:earliest|original|founding)\s+(members|holders)", r"first \1"),
        (r"(?:latest|newest|most\s+recent)\s+(members|holders)", r"last \1"),
        (r"(longest|shortest)\s+(members|holders)", r"\1 serving \2"),
        # Conditions.
        (r"(?:is|was|were)(?:\s+(?:an?|the))?\s+(?!(?:an?|the)\s)(\S+)\s+member", r"is \1"),
        (r"(?:was|were)(?:\s+(?:an?|the))?", "is"),
        (r"(?<!that )held", "holds"),
        # Clauses.
        (r"(?:now|currently|presently|at\s+present|at\s+the\s+moment)", "as of today"),
        (rf"({_TIMES})\s+\"([^\"\n]+)\"", r"\1 \2"),
        (r"in\s+(?:the\s+)?[’'`]?([0-9])0s", r"in 19\1X"),
        (rf"throughout(?={_A_DATE}\s+and)", "throughout between"),
        (rf"(?:as\s+of|during|in)(?={_A_DATE}\s+and)", "between"),
        (r"that\s+(joined|left|began|ended|returned)(?=\s+[0-9])", r"that \1 in"),
        (r"that\s+left\s+and\s+(?:came\s+back|rejoined)", "that returned"),
        (r"that\s+held\s+for\s+(?:at\s+least|over)(?=\s+[0-9])", "that held for more than"),
        (r"that\s+held\s+for\s+(?:at\s+most|under)(?=\s+[0-9])", "that held for less than"),
        (r"that\s+held\s+for(?=\s+[0-9])", "that held for more than"),
        (r"(before|after)", r"that joined \1"),
        (r"(before|after)", r"that began \1"),
        # Filters.
        (r"where\s+from\s+(before|after|in)", r"that began \1"),
        (r"where\s+to\s+(before|after|in)", r"that ended \1"),
        (r"group(?:ed)?\s+by", "by"),
        (r"like\s+[\"']?%([^%\s\"']+)%?[\"']?", r"contains \1"),
        (r"like\s+[\"']?([^%\s\"']+)%?[\"']?", r"starts with \1"),
        (r"([a-z_]+)\s+(?:is\s+)?not\s+in(?=\s*\()", r"not \1 in"),
        (r"is\s+in(?=\s*\()", "in"),
        (r"(?:begins|starting|beginning|begin)\s+with", "starts with"),
        (r"(?:equals|equal\s+to)", "is"),
        (r"(?:contain|includes|include)", "contains"),
        (r"(?:is|has)\s+(?:more|greater)\s+than", ">"),
        (r"(?:is|has)\s+less\s+than", "<"),
        (r"(?:sort|sorted|order|ordered)\s+by", "order by"),
        # A name that is written down for the first time.
        (rf"(name\s+of\s+[^\n;]+?\s+as)\s+([^\"\n;]+?){_AFTER_A_NEW_NAME}", r'\1 "\2"'),
    )
)
"""They are tried in this order, and only where a text means nothing as it stands."""
