"""How people ask in English, and the question that each means: a table of openings, and no second language.

A text that is no TQL is held against the whole of each pattern; what it makes is tried in this order, and
only what is TQL and speaks of what is known is taken for what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BE = r"(?:is|are|was|were|has been|have been|had been)"
_REST = (
    r"(?P<rest>(?: (?:in|on|as of|at|since|during|between|throughout|ever|today|yesterday|last|this|[0-9]+ \w+ ago"
    r"|known at|published by|according to|including|that|while|before|after|where|by|order by|limit)(?: .*)?)?)"
)
_PEOPLE = "states|countries|parties|members|persons|people|organizations|ones"
_WORDS = {
    "{be}": _BE,
    "{the}": "(?:the |an? )?",
    "{ever}": "(?:ever )?",
    "{who}": f"(?:who|(?:which|what) (?:{_PEOPLE})|(?:all |the )*(?:{_PEOPLE}) (?:that|which|who))",
    "{have}": "(?:did|does|do|has|have|had)",
    "{rest}": _REST,
    "{a}": "(?P<a>.+?)",
    "{b}": "(?P<b>.+?)",
    "{c}": "(?P<c>.+?)",
    "{word}": r"(?P<word>\S+)",
    "{in}": "(?:of|in|from|by)",
}
_PLURALS = "members|observers|candidates|associates|partners|holders|organizations|offices|vacancies|bodies|events|periods|changes"

OPENINGS: tuple[tuple[str, str], ...] = (
    # Who.
    ("who {be} {the}(?P<word>first|last|longest serving|shortest serving) {a}{rest}", "{word} holders of {a}{rest}"),
    ("{who} (?:succeeded|replaced|followed|came after|took over from) {a} (?:as|in) {the}{b}", "successor of {a} in {b}"),
    ("{who} (?:preceded|came before) {a} (?:as|in) {the}{b}", "predecessor of {a} in {b}"),
    ("{who} did {a} (?:succeed|replace|follow|take over from) (?:as|in) {the}{b}", "predecessor of {a} in {b}"),
    ("(?:who {be} )?{a}[’']s? (?P<word>successor|predecessor) (?:as|in) {the}{b}", "{word} of {a} in {b}"),
    ("{who} (?:succeeded|replaced|followed|came after|took over from) {a}", "successor of {a} in {any}"),
    ("{who} (?:preceded|came before) {a}", "predecessor of {a} in {any}"),
    ("{who} did {a} (?:succeed|replace|follow|take over from)", "predecessor of {a} in {any}"),
    ("(?:who {be} )?{the}(?P<word>successor|predecessor) (?:of|to) {a}", "{word} of {a} in {any}"),
    ("(?:who {be} )?{a}[’']s? (?P<word>successor|predecessor)", "{word} of {a} in {any}"),
    ("who (?:has )?(?:held|been|was) {the}{a} (?:for )?the (?P<word>longest|shortest)(?: time)?", "{word} serving holders of {a}"),
    ("{who} {be} {the}(?:current|present|actual|incumbent|sitting) {a}", "holders of {a}"),
    ("who {be} {the}{a} (?:when|while) {b} (?:{be}|held|holds) {the}{c}", "holders of {a} while {b} holds {c}"),
    ("{who} {be} {the}members {in} {the}{a}{rest}", "members of {a}{rest}"),
    ("{who} {be} ever {the}members? {in} {the}{a}", "members of {a} ever"),
    ("{who} (?P<word>joined|left) {the}{a} (?P<rest>(?:in|before|after|between|since) .+)", "members of {a} that {word} {rest}"),
    ("{who} (?P<word>joined|left) {the}{a}", "members of {a} that {word}"),
    ("{who} (?P<word>joined|left) {the}{a}", "changes in {a}"),
    ("{who} (?:{be}|have) ever (?:been )?{word} {in} {the}{a}", "{word} members of {a} ever"),
    ("{who} {be} {word} {in} {the}{a}{rest}", "{word} members of {a}{rest}"),
    ("who (?:has |have )?ever (?:held|been|was) {the}{a}", "holders of {a} ever"),
    ("who (?:{be}|held|holds|has held) {the}{a}{rest}", "holders of {a}{rest}"),
    ("{who} {be} {the}(?:part of|in|on) {the}{a}{rest}", "members of {a}{rest}"),
    # When, and how long.
    ("when {be} {the}{a} (?:vacant|unfilled|empty){rest}", "vacancies of {a}{rest}"),
    ("(?:since )?when (?:joined|entered|left) {a} (?:to the|the|to|in) {b}", "periods of {a} in {b}"),
    ("when {be} {a} (?:last|first) {word} {in} {the}{b}", "when {a} is {word} in {b}"),
    ("when {be} {a} admitted (?:to|into) {the}{b}", "periods of {a} in {b}"),
    ("how (?:often|many times) (?:{be}|has|have) {a} (?:been )?{word} {in} {the}{b}{rest}", "when {a} is {word} in {b}{rest}"),
    ("(?:how long|when) (?:did|has) {a} (?:serve|served|been) (?:as|in) {the}{b}", "when {a} holds {b}"),
    ("(?:how long|when) (?:did|has|{be}) {a} (?:serve|served|retire|resign|step down|(?:been )?in (?:office|power)|(?:leave|take|enter|assume) office)", "offices of {a} ever"),
    ("when (?:did|does) {a} (?:join|enter) {the}{b}{rest}", "changes of {a} in {b}{rest} where change is joined"),
    ("when (?:did|does) {a} (?:leave|withdraw from) {the}{b}{rest}", "changes of {a} in {b}{rest} where change is left"),
    ("when (?:did|does) {a} (?:rejoin|return to) {the}{b}{rest}", "changes of {a} in {b}{rest}"),
    ("(?:since )?when (?:did|has|{be}) {a} (?:become |been )?{the}(?P<word>\\S+) (?:of|in|from|by) {the}{b}{rest}", "when {a} is {word} in {b}{rest}"),
    ("when {a} (?:is|was) {the}(?P<word>\\S+) (?:of|in|from|by) {the}{b}{rest}", "when {a} is {word} in {b}{rest}"),
    ("when (?:did|does) {a} (?:hold|have|become) {the}{b}{rest}", "when {a} holds {b}{rest}"),
    ("when {be} {person} {the}{b}{rest}", "when {a} holds {b}{rest}"),
    ("how long (?:did|does|has|{be}) {a} (?:been )?{the}(?P<word>\\S+) (?:of|in|from|by) {the}{b}{rest}", "when {a} is {word} in {b}{rest}"),
    ("how long (?:did|does|has) {a} (?:hold|held|have|been) {the}{b}{rest}", "when {a} holds {b}{rest}"),
    ("how long {be} {person} {the}{b}{rest}", "when {a} holds {b}{rest}"),
    # Yes or no.
    ("(?:{be}|has|have|did) {a} ever (?:been |become )?{the}{word} {in} {the}{b}", "whether {a} is {word} in {b} ever"),
    ("(?:did|has|have) {a} ever (?:join|joined) {the}{b}", "whether {a} is member of {b} ever"),
    ("(?:did|has|have|{be}) {a} ever (?:hold|held|been|become )?{the}{b}", "whether {a} holds {b} ever"),
    ("{be} {a} {the}{word} {in} {the}{b}{rest}", "whether {a} is {word} in {b}{rest}"),
    ("(?:did|does) {a} (?:hold|have) {the}{b}{rest}", "whether {a} holds {b}{rest}"),
    ("{be} {person} {the}{b}{rest}", "whether {a} holds {b}{rest}"),
    ("{be} {a} (?:in|on|part of|a part of) {the}{b}{rest}", "whether {a} is member of {b}{rest}"),
    ("(?:does|do) {a} (?:belong|sit|serve) (?:to|on|in) {the}{b}{rest}", "whether {a} is member of {b}{rest}"),
    ("(?:did|has|have) {a} (?:ever )?(?:belong|belonged|sit|sat|serve|served|been) (?:to|on|in) {the}{b}{rest}", "whether {a} is member of {b}{rest:ever}"),
    ("(?:did|has|have) {a} ever (?:leave|left|withdrawn?|rejoin|rejoined|quit|returned to|return to) (?:from )?{the}{b}", "periods of {a} in {b}"),
    ("{be} {a} {the}(?:successor|predecessor|heir) (?:of|to) {the}{b}", "describe {a}"),
    # How many.
    ("{the}(?:number|amount|quantity) of {a}", "count {a}"),
    ("how many (?P<word>(?:\\S+ )?members) (?:has|have|had) {the}{a}{rest}", "count {word} of {a}{rest}"),
    ("count (?:the )?(?:different|unique) {a}", "count distinct {a}"),
    (f"how many (?:different|distinct) (?P<word>(?:\\S+ )?(?:{_PLURALS})) of {{the}}{{a}}(?: {{be}})?(?: there)?{{rest}}", "count distinct {word} of {a}{rest}"),
    (f"how many (?P<word>(?:\\S+ )?(?:{_PLURALS})) {{have}} {{the}}{{a}} (?:have|had){{rest}}", "count {word} of {a}{rest}"),
    (f"how many (?P<word>(?:\\S+ )?(?:{_PLURALS})) of {{the}}{{a}}(?: {{be}})?(?: there)?{{rest}}", "count {word} of {a}{rest}"),
    ("how many (?:states|countries|parties|persons|people) {be} {the}members? {in} {the}{a}{rest}", "count members of {a}{rest}"),
    ("how many (?:states|countries|parties|persons|people) {be} {word} {in} {the}{a}{rest}", "count {word} members of {a}{rest}"),
    ("how many (?:states|countries|parties|persons|people) (?P<word>joined|left) {the}{a} (?P<rest>(?:in|before|after|between|since) .+)", "count members of {a} that {word} {rest}"),
    ("how many {a} {have} {the}{b} (?:have|had){rest}", "count holders of {a:one} of {b}{rest:ever}"),
    ("how many {a} (?:{be} there|{have} there been)? ?{in} {the}{b}{rest}", "count holders of {a:one} of {b}{rest:ever}"),
    ("(?:what|which) (?:share|percentage|percent|proportion|fraction) of {the}members {in} {the}{a} {be} {word}{rest}", "share of {word} members of {a}{rest}"),
    ("{the}(?:percentage|percent|proportion|fraction) of {a}", "share of {a}"),
    ("sum of (?:the )?durations? of {a}", "total duration of {a}"),
    # How long on the average.
    ("(?:what {be} )?{the}(?P<word>average|median|total) (?:tenure|term(?: of office)?|time in office|stay|duration) (?:of|for|as|in) {the}{a}", "{word} duration of holders of {a}"),
    ("{the}(?P<word>average|median|total) (?:length|duration) of (?:the )?suspensions? (?:in|from) {the}{a}", "{word} duration of suspended members of {a}"),
    # What, which, why.
    ("(?:what|which) organizations (?:does|do) {a} belong{rest}", "organizations of {a}{rest}"),
    ("(?:what|which) organizations (?:did|has) {a} (?:ever )?(?:belong|belonged|join|joined){rest}", "organizations of {a}{rest:ever}"),
    ("(?:what|which) organizations (?:{be}|has been) {a} {the}member{rest}", "organizations of {a}{rest}"),
    ("organizations (?:to which|that|which) {a} belongs?(?: to)?{rest}", "organizations of {a}{rest}"),
    ("{a}[’']s? status in {the}{b}{rest}", "status of {a} in {b}{rest}"),
    ("why {be} {a} {word}", "why {a} is {word}"),
    ("(?:what {be} )?{the}(?:sources?|evidence|proof|references?) (?:of|for|behind|on) {a} in {the}{b}{rest}", "why {a} in {b}{rest}"),
    ("(?:what {be} )?{the}(?:sources?|evidence|proof|references?) (?:of|for|behind|on) {a} (?:as|holding) {the}{b}{rest}", "why {a} holds {b}{rest}"),
    ("(?:what|which) offices {have} {a} (?:hold|held|have|had){rest}", "offices of {a}{rest:ever}"),
    ("(?:what|which) organizations {be} {a} {the}members? of{rest}", "organizations of {a}{rest}"),
    ("what {be} the status of {a} in {the}{b}{rest}", "status of {a} in {b}{rest}"),
    ("what (?:changed|has changed|happened) (?:for|to|with) {a} in {the}{b}{rest}", "changes of {a} in {b}{rest}"),
    ("what (?:changed|has changed|happened) in {the}{a}{rest}", "changes in {a}{rest}"),
    ("changes of {a}{rest}", "changes of {a} in every organization{rest}"),
    ("what {be} {the}{a} called{rest}", "names of {a}{rest}"),
    ("why {be} {a} {the}{word} {in} {the}{b}{rest}", "why {a} is {word} in {b}{rest}"),
    ("(?:who|what) {be} {the}{a}", "describe {a}"),
    # Questions of TQL with other words around them, and in the singular.
    ("(?:please |list of |list |show |give |get |find |tell |print |display |what |which |{be} |me |us |the |all of )+{a}", "{a}"),
    ("{the}(?P<word>(?:\\S+ ){0,2}(?:member|observer|candidate|associate|partner|holder|organization|office|name|event|period|change)) (?P<c>of|in) {the}{a}", "{word}s {c} {a}"),
    ("{a} that left and (?:came back|rejoined|returned)", "{a} that returned"),
    ("{a} (?:that (?:start|begin)|which (?:start|begin)|starting|beginning|whose names? (?:starts?|begins?)) with {word}", "{a} where name starts with {word}"),
    ("{a} (?:that contain|which contain|containing|whose names? contains?) {word}", "{a} where name contains {word}"),
    ("{the}(?:founding|original|earliest) (?P<word>members|holders) {in} {the}{a}", "first {word} of {a}"),
    ("{the}(?:newest|latest|most recent) (?P<word>members|holders) {in} {the}{a}", "last {word} of {a}"),
    ("{the}new members (?:of|in) {the}{a} (?P<rest>(?:in|since|before|after|between) .+)", "members of {a} that joined {rest}"),
    ("{the}members {in} {the}{a} (?:that|which|who) {be} {word}{rest}", "{word} members of {a}{rest}"),
    ("(?:list of )?{the}(?:member (?:states|countries)|states parties|state parties|membership|composition|members list) (?:of|to|in) {the}{a}{rest}", "members of {a}{rest}"),
    ("{the}suspensions? of {a} (?:in|from) {the}{b}", "when {a} is suspended in {b}"),
    ("{the}suspensions? (?:in|from|of) {the}{a}{rest}", "suspended members of {a}{rest:ever}"),
    ("{the}(?:accessions?|admissions?|entries|joiners) (?:to|in|of) {the}{a} (?P<rest>(?:in|since|before|after|between) .+)", "members of {a} that joined {rest}"),
    ("{the}(?:withdrawals?|departures?|exits|leavers) (?:from|of|in) {the}{a} (?P<rest>(?:in|since|before|after|between) .+)", "members of {a} that left {rest}"),
    ("{the}(?:withdrawals?|departures?|exits|leavers) (?:from|of|in) {the}{a}", "members of {a} that left"),
    ("(?:compare|differences? (?:between|in)) {the}members of {the}{a} (?:in|between|of|as of) (?P<b>\\S+) (?:and|with|to|vs\\.?) (?:in |as of )?(?P<c>\\S+)", "compare members of {a} as of {b} with as of {c}"),
    ("(?:which|what|who) {be} {the}(?P<word>first|last)(?P<rest> [0-9]+)? (?:country|state|member|party|nation|one|countries|states|members|parties|nations|ones) (?:to join|that joined|which joined|to enter|in|of) {the}{a}", "{word}{rest} members of {a}"),
    ("{the}(?P<word>first|last)(?P<rest> [0-9]+)? (?:country|state|member|party|nation|one|countries|states|members|parties|nations|ones) (?:to join|that joined|which joined|to enter|in|of) {the}{a}", "{word}{rest} members of {a}"),
    ("(?:which|what) {a} members {be} {word}{rest}", "{word} members of {a}{rest}"),
    ("(?:non|not)[- ](?P<word>\\S+) members {in} {the}{a}{rest}", "members of {a}{rest} except {word}"),
    ("{the}(?:former|past|previous|ex)[- ](?:members|countries|states) {in} {the}{a}", "members of {a} that left"),
    ("{the}(?:former|past|previous) {a} of {the}{b}", "holders of {a:one} of {b} ever"),
    ("{the}(?:current|present|actual) (?P<word>members|observers|candidates|holders) {in} {the}{a}", "{word} of {a}"),
    ("(?P<word>timeline|history|names|changes|events|offices|organizations|vacancies|holders|members) (?:for|about|on) {the}{a}{rest}", "{word} of {a}{rest}"),
    ("{a} (?:by|per) (?P<word>year|decade|month|quarter|day|status|representing|for|capacity|party|office)(?P<rest>(?: (?:between|since|in) .+)?)", "count {a} by {word}{rest}"),
    ("all (?:of )?(?:the )?{a} of {the}{b}", "holders of {a:one} of {b} ever"),
    ("{the}(?P<word>first|last|longest serving|shortest serving) {a}{rest}", "{word} holders of {a}{rest}"),
    ("{the}(?:current|present|actual|incumbent|sitting) {a}", "holders of {a}"),
    ("{the}acting {a}{rest}", "acting holders of {a}{rest:ever}"),
    ("{the}{a} (?:vacant|vacancies|vacancy){rest}", "vacancies of {a}{rest}"),
    ("(?:count )?{a} group(?:ed)? by (?P<word>\\S+){rest}", "count {a} by {word}{rest}"),
    ("{a} for (?P<word>(?:more|less) than [0-9]+ \\w+)", "{a} that held for {word}"),
    ("{the}vacancy of {a}", "vacancies of {a}"),
    ("{the}body of {a}", "bodies of {a}"),
    ("(?P<word>members|holders|observers|offices|organizations|changes) (?P<c>of|in) the {a}", "{word} {c} {a}"),
    ("{the}{a} (?P<word>members|observers|candidates){rest}", "{word} of {a}{rest}"),
    ("{the}{a} (?P<rest>(?:in|on|as of) (?:the )?[0-9].*)", "members of {a} {rest}"),
    ("{the}{a} (?P<rest>(?:in|on|as of) (?:the )?[0-9].*)", "organizations of {a} {rest}"),
    ("{a} in {the}(?P<b>[^0-9 ].*?) (?P<rest>(?:in|on|as of) .+)", "status of {a} in {b} {rest}"),
    ("{a} in {the}(?P<b>[^0-9 ].*?)", "periods of {a} in {b}"),
    ("{the}(?:predecessor|successor) (?:of|to) {the}{a}", "describe {a}"),
    ("what came (?:before|after) {the}{a}", "describe {a}"),
    # An office or a name alone; the organization may stand before the title.
    ("{the}(?P<a>[^\\s,]+ of .+?){rest}", "holders of {a}{rest}"),
    ("{the}{a} of {the}{b}{rest}", "holders of {a:one} of {b}{rest:ever}"),
    ("(?:(?:who {be}|holders of) )?{the}(?P<b>\\S+) (?P<a>\\S.*?){rest}", "holders of {a} of {b}{rest}"),
    ("(?:(?:who {be}|holders of) )?{the}(?P<b>\\S+ \\S+) (?P<a>\\S.*?){rest}", "holders of {a} of {b}{rest}"),
    ("{the}{a}{rest}", "holders of {a:one}{rest}"),
    ("{the}{a}", "describe {a}"),
)  # fmt: skip
"""What is asked → what it means; `{any}` stands for the office that somebody held, `:one` stands for the singular of a title, `:ever` for all time where none is named."""


def _compiled(opening: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of an opening: one, or one for each number of words of a name that nothing ends."""
    for person in _PERSONS if "{person}" in opening else [""]:
        pattern = opening.replace("{person}", person)
        for word, meant in _WORDS.items():
            pattern = pattern.replace(word, meant)
        yield re.compile(pattern, re.IGNORECASE)


_PERSONS = [rf"(?P<a>\S+(?: \S+){{{more}}})" for more in range(5)]
_PATTERNS = tuple((pattern, meant) for opening, meant in OPENINGS for pattern in _compiled(opening))
_SAID_SHORTLY = (
    (re.compile(r"(?i)\b(who|what|when|where)[’']s\b"), r"\1 is"),
    (re.compile(r"(?i)\b(in|of|from|since|as of) (?:the )?year (?=[0-9])"), r"\1 "),
    (re.compile(r"(?i)^(?:in )?(?:what|which) year "), "when "),
    (re.compile(r"(?i) (?:right now|now|currently|at present|at the moment|nowadays)$"), " today"),
    (re.compile(r"(?i) still (?=an? |the |in |part |member|suspended)"), " "),
    (re.compile(r"(?i)\b(longest|shortest)-serving\b"), r"\1 serving"),
    (re.compile(r"(?i) (?:an? )?member of$"), " member"),
    (re.compile(r"(?i) belongs? to$"), " belong"),
)
"""Words of English that stand for others."""
_ARTICLE = re.compile(r"(?<= of| in) the(?= )", re.IGNORECASE)
_PART = re.compile(r"\{(?P<group>\w+)(?::(?P<how>\w+))?\}")
_JOINT = "(?:of|in|for|and|to|from|by|at)"
_NO_OPENING = re.compile(rf"^{_JOINT}(?!\S)|(?<!\S){_JOINT}$|;|--", re.IGNORECASE)
"""A text begins or ends with no word that joins others."""
MAX_WORDS = 40
"""How many words a question in English may have."""


def readings(text: str) -> Iterator[str]:
    """Yield the questions that *text* may mean, the likeliest first; most of them mean nothing.

    >>> next(readings("How many members did the AU have in 2021?"))
    'count members of AU in 2021'
    """
    said = " ".join(text.strip(" \t\r\n;?.!¿¡").split())
    for short, long in _SAID_SHORTLY:
        said = short.sub(long, said)
    if len(said.split(" ")) > MAX_WORDS or _NO_OPENING.search(said):
        return
    # An article may be a part of a name.
    for words in dict.fromkeys((_ARTICLE.sub("", said), said)):
        for pattern, meant in _PATTERNS:
            if found := pattern.fullmatch(words):
                yield from _filled(meant, found)
                if meant == "{a}":
                    # What stands within such words may be English too.
                    yield from readings(found["a"])


ANY_OFFICE = "{any}"
"""What stands in a reading for the one office of the person that it names."""


def of_any_office(reading: str) -> str | None:
    """Return the name of the person whose office a *reading* leaves open, None where it does not.

    >>> of_any_office("successor of Kofi Annan in {any}")
    'Kofi Annan'
    """
    if not reading.endswith(f" in {ANY_OFFICE}"):
        return None
    return reading.partition(" of ")[2].removesuffix(f" in {ANY_OFFICE}")


def _filled(meant: str, found: re.Match[str]) -> Iterator[str]:
    ones = list(singulars(found["a"])) if ":one}" in meant else [""]
    for one in ones:

        def part(place: re.Match[str], one: str = one) -> str:
            if place[0] == ANY_OFFICE:
                return ANY_OFFICE
            said = found[place["group"]] or ""
            if place["how"] == "one":
                return one
            return " ever" if place["how"] == "ever" and not said else said

        yield _PART.sub(part, meant)


def singulars(title: str) -> Iterator[str]:
    """Yield what one of those is called who are called so.

    >>> list(singulars("secretaries-general")), list(singulars("vice presidents"))
    (['secretary-general'], ['vice president'])
    """
    for found in re.finditer(r"(?i)(?:ies|men|s)(?![\w])", title):
        ending = {"ies": "y", "men": "man", "s": ""}[found[0].lower()]
        yield title[: found.start()] + ending + title[found.end() :]
