"""Questions of every form, with clauses of every kind, drawn from a seed; some mean nothing, and are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

ORGANIZATIONS = ("csto", "CSTO", "ICMEC", "UN", "o0", "o1", "o3", "o5", "o7", "Collective Security Treaty")
STATES = ("Uzbekistan", "russia", "Tajikistan", "Armenia", "p0", "p7", "p12", "p20", "p23")
PERSONS = ("Denis Manturov", "Boutros Boutros-Ghali", "kofi-annan", "Ban Ki-moon", "antónio guterres")
OFFICES = ("secretary-general of CSTO", "secretary-general of UN", "chairman of ICMEC", "president of Russia")
NOBODY = (
    *("CSTA", "Ruritania", "o99", '"Name 3 "', "NAME 3", "ＣＳＴＯ", "Überstaat", "p", "Security"),
    *("secretary", "nowhere"),
)
"""What nothing is called, or many are, or something of another kind."""
SOURCES = ("s1", "s2", "s3", "report-2017-04-21")
STATUSES = ("member", "member", "observer", "suspended")
CAPACITIES = ("", "", "acting ", "substantive ", "elect ")
SORTS = ("organizations", "states", "persons", "offices", "sources", "datasets", "transactions")
DAYS = (
    *("1945-10-24", "1992", "1998-04", "1999-04-02", "2001-02-01", "2003", "2003-05-01", "2006", "2009-11"),
    *(
        "2012-06-28",
        "2013",
        "2017-04-19",
        "2020",
        "199X",
        "[2005..2007]",
        "[..1999]",
        "today",
        "0001",
        "9999",
    ),
)
INSTANTS = ("2014", "2015-06-01", "2016-06", "2017-12", "2019", "2020-02-02T03:04:05Z", "2021", "today")
COLUMNS = (
    "from",
    "from desc",
    "to",
    "to desc",
    "certainty",
    "standing",
    "organization",
    "member_name",
    "sources",
)
RANKS = ("first", "last", "longest serving", "shortest serving", "first 2", "last 3", "longest serving 2")
FILTERS = (
    *(
        "status is suspended",
        "name starts with a",
        "member contains b or certainty is possible",
        "from is unknown",
    ),
    *("to is ongoing", "to is not ongoing and not status is member", "sources contains report"),
    *("member in (Armenia, p0, p7)", "representing is unknown"),
)
"""What rows are kept by; some speak of columns that an answer does not have."""
RECENTLY = ("yesterday", "last year", "this decade", "10 years ago", "last quarter", "300 months ago")
SAID = ("representing", "areas", "statuses", "parties", "end reasons", "capacities")
GRANULES = ("year", "decade", "quarter", "month")


class Asker:
    """Draws questions."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.one_of = random.choice

    def questions(self) -> Iterator[str]:
        """Yield questions without end, each once."""
        seen: set[str] = set()
        while True:
            question = self.one_of(FORMS)(self)
            if question not in seen:
                seen.add(question)
                yield question

    def maybe(self, text: Callable[[], str], share: float = 0.3) -> str:
        """Return a text, or none."""
        return text() if self._random.random() < share else ""

    def name(self, known: tuple[str, ...]) -> str:
        """Return what something is called, or seldom what nothing is."""
        return self.one_of(NOBODY if self._random.random() < 0.04 else known)

    def organization(self) -> str:
        """Return an organization."""
        return self.name(ORGANIZATIONS)

    def of(self) -> str:
        """Return of which organization, or of every one."""
        every = " of every organization"
        return self.one_of([*(f" of {self.organization()}" for _ in range(4)), every, every])

    def when(self) -> str:
        """Return a time clause."""
        days = sorted(self._random.sample(DAYS[:13], 2))
        sure = self.one_of(["", "", "", " certainly", " possibly"])
        said = [f" as of {self.one_of(DAYS)}", f" during {days[0]}", f" between {days[0]} and {days[1]}"]
        recently = [f" {self.one_of(RECENTLY)}", f" since {days[0]}", " ever"]
        throughout = [f" throughout {days[0]}", f" throughout between {days[0]} and {days[1]}"]
        return sure + self.one_of([*said, *said, *throughout, *recently])

    def where(self) -> str:
        """Return what rows are kept by."""
        return f" where {self.one_of(FILTERS)}"

    def evidence(self) -> str:
        """Return by whose word, and as known when."""
        said = [
            *(" including disputed", f" published by {self.one_of(DAYS[5:14])}"),
            *(f" according to {self.one_of(SOURCES)}", f" known at {self.one_of(INSTANTS)}"),
        ]
        return "".join(self._random.sample(said, self.one_of([0, 0, 1, 1, 2])))

    def ending(self) -> str:
        """Return in which order, and how many."""
        order = self.maybe(lambda: f" order by {self.one_of(COLUMNS)}", 0.15)
        return order + self.maybe(lambda: f" limit {self._random.randrange(6)}", 0.15)

    def clauses(self) -> str:
        """Return clauses that most questions take."""
        return f"{self.maybe(self.when, 0.75)}{self.evidence()}{self.ending()}"

    def that(self) -> str:
        """Return a clause of moments or lengths."""
        moment = self.one_of(["joined", "left", "began", "ended"])
        passed = self.one_of(["joined", "left", "began", "ended", "returned"])
        days = sorted(self._random.sample(DAYS[:13], 2))
        then = self.one_of(
            [f"in {days[0]}", f"before {days[1]}", f"after {days[0]}", f"between {days[0]} and {days[1]}"]
        )
        unit = self.one_of(["days", "weeks", "months", "years"])
        lasted = f"held for {self.one_of(['more', 'less'])} than {self._random.randrange(20)} {unit}"
        both = f"{moment} {then} and {passed}"
        return f" that {self.one_of([f'{moment} {then}', lasted, passed, both])}"

    def condition(self) -> str:
        """Return what holds or not."""
        status = self.one_of(STATUSES)
        belongs = f"{self.name(STATES)} is {status} of {self.organization()}"
        return self.one_of([belongs, belongs, f"{self.name(PERSONS)} holds {self.name(OFFICES)}"])

    def within(self) -> str:
        """Return in which organization, or in every one."""
        return f" in {self.one_of(['every organization', self.organization()])}"

    def period(self) -> str:
        """Return by which period is counted."""
        return f" by {self.one_of(GRANULES)}"

    def group(self) -> str:
        """Return by what is counted."""
        return f" by {self.one_of(['representing', 'for', 'status', 'party', 'end reason', 'capacity'])}"

    def members(self) -> str:
        """Return a question about members, without a time."""
        asked = self.one_of(["members", "members", "observers", "suspended members"])
        more = self.one_of(
            [
                "",
                "",
                " including suspended",
                " including any status",
                " including bodies",
                " including predecessors",
            ]
        )
        return f"{asked}{self.of()}{more}"

    def holders(self) -> str:
        """Return a question about holders, without a time."""
        capacity = self.one_of(CAPACITIES)
        some = self.one_of([f"any office in {self.organization()}", self.name(OFFICES), self.name(OFFICES)])
        return f"{capacity}holders of {some}"


def _simple(ask: Asker) -> str:
    """Return a question that others are made of, without a time."""
    asked: Callable[[], str] = ask.one_of([
        ask.members, ask.members, ask.holders,
        lambda: f"organizations of {ask.name(STATES)}",
        lambda: f"status of {ask.name(STATES)} in {ask.organization()}",
        lambda: f"periods of {ask.name(STATES)} in {ask.organization()}",
        lambda: f"offices of {ask.name(PERSONS)}",
        lambda: f"offices in {ask.organization()}",
        lambda: f"names of {ask.one_of([ask.organization(), ask.name(STATES)])}",
        lambda: f"bodies of {ask.organization()}",
        lambda: f"events of {ask.organization()}",
    ])  # fmt: skip
    return asked()


FORMS: tuple[Callable[[Asker], str], ...] = (
    *(lambda ask: f"{_simple(ask)}{ask.clauses()}",) * 6,
    lambda ask: f"{ask.one_of([ask.members, ask.holders])()}{ask.that()}{ask.evidence()}{ask.ending()}",
    lambda ask: f"{ask.one_of([ask.members, ask.holders])()} while {ask.condition()}{ask.clauses()}",
    *(lambda ask: f"{ask.one_of(RANKS)} {ask.one_of([ask.members, ask.holders])()}{ask.maybe(ask.when)}",)
    * 2,
    *(lambda ask: f"{_simple(ask)}{ask.maybe(ask.when)}{ask.where()}{ask.ending()}",) * 2,
    lambda ask: (
        f"members of {ask.organization()} {ask.one_of(['before', 'after'])} {ask.name(STATES)}{ask.maybe(ask.when)}"
    ),
    lambda ask: f"holders of {ask.name(OFFICES)} {ask.one_of(['before', 'after'])} {ask.name(PERSONS)}",
    lambda ask: (
        f"{ask.one_of(['predecessor', 'successor'])} of {ask.name(PERSONS)} in {ask.name(OFFICES)}{ask.evidence()}"
    ),
    lambda ask: (
        f"{ask.one_of(['average ', 'median ', 'total ', ''])}duration of {ask.one_of([ask.members, ask.holders])()}{ask.maybe(ask.when)}{ask.evidence()}"
    ),
    lambda ask: f"count {_simple(ask)}{ask.clauses()}",
    lambda ask: f"count {_simple(ask)}{ask.maybe(ask.when)}{ask.where()}",
    lambda ask: f"count distinct {ask.members()}{ask.maybe(ask.period)}{ask.maybe(ask.when)}{ask.evidence()}",
    lambda ask: (
        f"count distinct {ask.one_of(SAID)} of {ask.one_of([ask.members, ask.holders])()}{ask.maybe(ask.period)}{ask.maybe(ask.when)}{ask.evidence()}"
    ),
    lambda ask: (
        f"share of {ask.one_of([ask.members, ask.holders])()}{ask.maybe(ask.group)}{ask.maybe(ask.period)}{ask.maybe(ask.when)}{ask.evidence()}"
    ),
    lambda ask: f"share of {ask.members()}{ask.maybe(ask.when)}{ask.where()}",
    lambda ask: (
        f"sum of {ask.members()}{ask.maybe(ask.group)}{ask.maybe(ask.period)}{ask.maybe(ask.when)}{ask.evidence()}"
    ),
    lambda ask: (
        f"sum of (count {ask.members()} by status by year between 1991 and 2016){ask.one_of(['', ' by status', ' by year'])}"
    ),
    lambda ask: f"count {ask.members()} by year between 1991 and 2016 having certain > {ask.one_of('123')}",
    lambda ask: f"count {ask.members()} by {ask.one_of(GRANULES)} between 1991 and 2016{ask.evidence()}",
    lambda ask: f"count {ask.members()} by {ask.one_of(['representing', 'for', 'status'])}{ask.clauses()}",
    lambda ask: f"history of {ask.members()}{ask.maybe(ask.when)}{ask.evidence()}",
    lambda ask: f"overlaps of {ask.members()}{ask.clauses()}",
    lambda ask: f"changes in {ask.one_of(['every organization', ask.organization()])}{ask.clauses()}",
    lambda ask: (
        f"changes of {ask.one_of([ask.name(STATES), ask.name(PERSONS)])}{ask.within()}{ask.maybe(ask.when)}"
    ),
    lambda ask: f"history of {ask.name(STATES)} in {ask.organization()}{ask.maybe(ask.when)}{ask.evidence()}",
    lambda ask: (
        f"overlap of {ask.name(STATES)} and {ask.name(STATES)}{ask.maybe(ask.within)}{ask.evidence()}"
    ),
    lambda ask: (
        f"overlap of {ask.name(PERSONS)} and {ask.name(PERSONS)}{ask.maybe(lambda: f' in {ask.name(OFFICES)}')}"
    ),
    lambda ask: f"members of both {ask.organization()} and {ask.organization()}{ask.maybe(ask.when)}",
    lambda ask: f"organizations of both {ask.name(STATES)} and {ask.name(STATES)}{ask.maybe(ask.when)}",
    lambda ask: f"all {_simple(ask)}{ask.evidence()}{ask.ending()}",
    lambda ask: f"{ask.members()} except {ask.one_of(STATUSES)}{ask.maybe(ask.when)}",
    lambda ask: f"compare {ask.members()} as of 1998 with as of {ask.one_of(DAYS)}{ask.evidence()}",
    lambda ask: f"compare {ask.members()} known at 2015-06-01 with known at {ask.one_of(INSTANTS)}",
    lambda ask: (
        f"{ask.members()}{ask.maybe(ask.when)} {ask.one_of(['union', 'intersect', 'except'])}"
        f" ({ask.members()}{ask.maybe(ask.when)}{ask.evidence()})"
    ),
    lambda ask: f"whether {ask.condition()}{ask.clauses()}",
    lambda ask: f"when {ask.condition()}{ask.evidence()}",
    lambda ask: f"why {ask.condition()}{ask.clauses()}",
    lambda ask: (
        f"vacancies of {ask.one_of([ask.name(OFFICES), f'any office in {ask.organization()}'])}{ask.clauses()}"
    ),
    lambda ask: f"timeline of {ask.one_of([ask.organization(), ask.name(STATES)])}{ask.evidence()}",
    lambda ask: (
        f"revisions of {ask.one_of([f'{ask.name(STATES)} in {ask.organization()}', f'{ask.name(PERSONS)} in {ask.name(OFFICES)}'])}{ask.ending()}"
    ),
    lambda ask: f"conflicts in {ask.organization()}{ask.clauses()}",
    lambda ask: f"show {ask.one_of(SORTS)}",
    lambda ask: f"describe {ask.one_of([ask.organization(), ask.name(PERSONS), ask.name(OFFICES)])}",
    lambda ask: f"explain {_simple(ask)}{ask.clauses()}",
)
"""How each form is asked; what most is about comes more often."""
