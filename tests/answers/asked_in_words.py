"""Questions as new users type them, over a small invented world, and what each comes to.

`None` stands for a question of TQL that is answered as it stands; a text for how another is read, which is
answered too; and a `Refused` for what is refused, with the repair that is offered and answered.
"""

from __future__ import annotations

from typing import NamedTuple

DATASET = """
tempodb: 1
dataset: shores
states: {norland: {name: Norland}, sudland: {name: Sudland}, westland: {name: Westland}, ostland: {name: Ostland}}
persons:
  ada: {name: Ada Alder}
  bo: {name: Bo Birch-Maple}
  cy: {name: Cy Cedar}
  dee: {name: Dee Élan}
organizations:
  ls: {name: League of Shores, short: LS, founded: 2002, succeeds: ols}
  ols: {name: Old League of Shores, short: OLS, founded: 1963, dissolved: 2002}
  pact: {name: Pact of Harbours, short: Pact, founded: 1990}
offices:
  ls/keeper-general: {title: Keeper-General, organization: ls}
  ls/deputy-keeper-general: {title: Deputy Keeper-General, organization: ls}
  norland/president: {title: President, organization: norland}
  norland/vice-president: {title: Vice President, organization: norland}
memberships:
  - {member: norland, of: ols, from: 1963-05-25, to: 2002-07-09}
  - {member: sudland, of: ols, from: 1963-05-25, to: 1984-11-12}
  - {member: westland, of: ols, from: 1975, to: 2002-07-09}
  - {member: norland, of: ls, from: 2002-07-09, suspended: [{from: 2012-03-23, to: 2014-10-27}, {from: 2021-06-01, to: 2023}]}
  - {member: westland, of: ls, from: 2002-07-09, to: 2009}
  - {member: westland, of: ls, from: 2011}
  - {member: sudland, of: ls, from: 2017-01-31}
  - {member: norland, of: pact, from: 1992}
  - {member: ostland, of: pact, from: 1992, to: 2006}
tenures:
  - {holder: cy, office: ls/keeper-general, from: 2002-07-09, to: 2003, capacity: acting}
  - {holder: ada, office: ls/keeper-general, from: 2003, to: 2013-01-01}
  - {holder: bo, office: ls/keeper-general, from: 2013-01-01}
  - {holder: dee, office: ls/deputy-keeper-general, from: 2005, to: 2012}
  - {holder: bo, office: norland/president, from: 1994-05-10, to: 1999}
  - {holder: cy, office: norland/president, from: 1999, to: 2010-02}
  - {holder: cy, office: norland/vice-president, from: 1994-05-10, to: 1999}
"""
NOW = "2024-06-01T00:00:00Z"
RECORDED = "2024-01-01"


class Refused(NamedTuple):
    """What is refused, and the question that is offered in its place."""

    repair: str


Outcome = str | Refused | None
KEEPERS = "holders of keeper-general of LS"

ASKED: tuple[tuple[str, Outcome], ...] = (
    # Who held an office.
    ("who was LS keeper-general in 2008", f"{KEEPERS} as of 2008"),
    ("who was keeper-general of LS in 2008", f"{KEEPERS} as of 2008"),
    ("Who was the keeper-general of the LS in 2008?", f"{KEEPERS} as of 2008"),
    ("who is keeper-general of LS", KEEPERS),
    ("who holds keeper-general of LS", KEEPERS),
    ("who has ever held keeper-general of LS", f"{KEEPERS} ever"),
    ("holder of keeper-general of LS in 2008", f"{KEEPERS} as of 2008"),
    ("keeper-general of LS in 2008", f"{KEEPERS} as of 2008"),
    ("holders of LS keeper-general in 2008", f"{KEEPERS} as of 2008"),
    ("keepers-general of LS", f"{KEEPERS} ever"),
    ("presidents of Norland", "holders of president of Norland ever"),
    ("president of Norland last year", "holders of president of Norland as of last year"),
    ("list the holders of keeper-general of LS", KEEPERS),
    ("holders of keeper-general of LS", None),
    ("all holders of keeper-general of LS", None),
    ("holders of keeper-general of LS ever", None),
    ("holders of keeper-general of LS at any time", None),
    ("holders of keeper-general of LS between 1945 and 2026 order by from", None),
    ("history of holders of keeper-general of LS", None),
    ("first holder of keeper-general of LS", f"first {KEEPERS}"),
    ("holders of keeper-general of LS between 1945 and 2026 order by from limit 1", None),
    ("last holder of keeper-general of LS", f"last {KEEPERS}"),
    ("longest serving holder of keeper-general of LS", f"longest serving {KEEPERS}"),
    ("holders of keeper-general of LS order by duration desc", None),
    ("holders of keeper-general of LS that held for more than 9 years", None),
    ("who succeeded Ada Alder", "successor of Ada Alder in ls/keeper-general"),
    ("successor of Ada Alder in keeper-general of LS", None),
    ("holders of keeper-general of LS after Ada Alder", None),
    ("holders of keeper-general of LS that began after 2000", None),
    ("predecessor of Bo Birch-Maple", Refused("predecessor of Bo Birch-Maple in ls/keeper-general")),
    ("keepers-general before Ada Alder", "holders of keeper-general before Ada Alder"),
    ("holders of keeper-general of LS that ended before 2014", None),
    ("average tenure of keeper-general of LS", f"average duration of {KEEPERS}"),
    ("count holders of keeper-general of LS between 1945 and 2026", None),
    ("how many keepers-general did LS have", f"count {KEEPERS} ever"),
    ("who was deputy keeper-general when Ada Alder was keeper-general", "holders of deputy keeper-general while Ada Alder holds keeper-general"),
    ("holders of deputy-keeper-general of LS while Ada Alder holds keeper-general of LS between 1990 and 2010", None),
    ("acting holders of keeper-general of LS between 1945 and 2026", None),
    ("vacancies of keeper-general of LS between 1946 and 2026", None),
    ("whether Ada Alder holds keeper-general of LS as of 2006-12-31", None),
    ("was Ada Alder keeper-general of LS in 2006", "whether Ada Alder holds keeper-general of LS as of 2006"),
    ("when did Ada Alder hold keeper-general of LS", "when Ada Alder holds keeper-general of LS"),
    ("when was Ada Alder keeper-general of LS", "when Ada Alder holds keeper-general of LS"),
    ("how long did Ada Alder hold keeper-general of LS", "when Ada Alder holds keeper-general of LS"),
    ("when Ada Alder holds keeper-general of LS", None),
    ("which offices did Cy Cedar hold", "offices of Cy Cedar ever"),
    ("offices of Cy Cedar", None),
    ("offices in LS", None),
    # Who belonged to what.
    ("who are the members of LS", "members of LS"),
    ("which states were members of LS in 2010", "members of LS as of 2010"),
    ("who joined LS in 2017", "members of LS that joined in 2017"),
    ("which states left OLS before 2000", "members of OLS that left before 2000"),
    ("members of LS except suspended", None),
    ("members of LS except (suspended members of LS)", None),
    ("members of LS including suspended", None),
    ("count members of LS including suspended", None),
    ("count members of LS in 2021", None),
    ("how many members did the LS have in 2021", "count members of LS as of 2021"),
    ("how many members of LS are there", "count members of LS"),
    ("how many states were suspended in LS in 2013", "count suspended members of LS as of 2013"),
    ("suspended members of LS between 2002 and 2026", None),
    ("which states were ever suspended in LS", "suspended members of LS ever"),
    ("is Norland a member of LS", "whether Norland is member of LS"),
    ("was Norland suspended in LS in 2013?", "whether Norland is suspended in LS as of 2013"),
    ("has Norland ever been suspended in LS", "whether Norland is suspended in LS ever"),
    ("was Sudland ever a member of LS", "whether Sudland is member of LS ever"),
    ("did Ostland ever join LS", "whether Ostland is member of LS ever"),
    ("when Norland is suspended in LS", None),
    ("when Norland is a member of LS", "when Norland is member of LS"),
    ("when was Norland suspended in LS", "when Norland is suspended in LS"),
    ("when did Sudland join LS", "changes of Sudland in LS where change is joined"),
    ("when did Westland leave the LS?", "changes of Westland in LS where change is left"),
    ("when did Westland rejoin LS", "changes of Westland in LS"),
    ("what happened to Norland in LS since 2020", "changes of Norland in LS between 2020 and today"),
    ("why was Norland suspended in LS in 2013", "why Norland is suspended in LS as of 2013"),
    ("what changed in LS in 2021", "changes in LS as of 2021"),
    ("what is the status of Norland in LS", "status of Norland in LS"),
    ("what was OLS called in 1970", "names of OLS as of 1970"),
    ("count suspended members of LS by year between 2002 and 2026", None),
    ("members of LS that joined after 2003", None),
    ("members of OLS as of 1983 except (members of OLS as of 1986)", None),
    ("members of LS including predecessors as of 1990", None),
    ("periods of Sudland in LS including predecessors", None),
    ("history of Sudland in LS", None),
    ("members of LS that left and came back", "members of LS that returned"),
    ("members of LS intersect (members of Pact)", None),
    ("members of both LS and Pact", None),
    ("which states are members of both LS and Pact", "members of LS intersect (members of Pact)"),
    ("count members of both LS and OLS in 2002", None),
    ("organizations of both Norland and Ostland in 2003", None),
    ("members of LS that left", None),
    ("members of LS that returned", None),
    ("overlap of Ada Alder and Dee Élan", None),
    ("overlap of Norland and Westland in LS", None),
    ("overlap of Cy Cedar and Bo Birch-Maple in Norland", None),
    ("when were Norland and Westland both members of LS", "overlap of Norland and Westland in LS"),
    ("when were Ada Alder and Dee Élan in LS together", "overlap of Ada Alder and Dee Élan in LS"),
    ("did Norland and Westland overlap in LS", "overlap of Norland and Westland in LS"),
    ("organizations of Sudland as of 1990", None),
    ("organizations of Sudland between 1960 and 2020", None),
    ("timeline of Sudland", None),
    ("describe Sudland", None),
    ("changes in LS in 2021", None),
    ("changes of Norland in LS", None),
    ("changes of Ada Alder in LS", None),
    ("changes of Ada Alder", "changes of Ada Alder in every organization"),
    ("compare members of LS as of 2010 with as of 2020", None),
    ("history of members of LS", None),
    ("members of LS order by from desc limit 3", None),
    ("latest members of LS", "last members of LS"),
    ("founding members of OLS", "first members of OLS"),
    ("members of OLS that joined in 1963 and left before 2002", None),
    ("members of OLS for less than 30 years", "members of OLS that held for less than 30 years"),
    ("members of LS that held for less than 3 years", None),
    ("suspended members of LS that ended in 2014", None),
    ("members of LS starting with N", "members of LS where name starts with N"),
    ("members of LS where name like No%", Refused("members of LS where name starts with No")),
    ("count suspended members of LS by party in 2013", None),
    ("members of LS group by status", "count members of LS by status"),
    ("members of LS having status is suspended", Refused("members of LS where status is suspended")),
    ("count members of LS by year where certain > 2", Refused("count members of LS by year having certain > 2")),
    ("count members of LS by year having representing is unknown", Refused("count members of LS by year where representing is unknown")),
    ("share of suspended members of LS by year between 2010 and 2015", None),
    ("share of members of LS including any status by status in 2013", None),
    ("percentage of suspended members of LS", "share of suspended members of LS"),
    ("what percentage of members of LS was suspended in 2013", "share of suspended members of LS as of 2013"),
    ("sum of durations of holders of keeper-general of LS", "total duration of holders of keeper-general of LS"),
    ("sum of members of every organization by year between 2000 and 2005", None),
    ("sum of (count members of LS including any status by status by year) by status", None),
    ("total number of members of all organizations by year", "sum of members of every organization by year"),
    ("total number of members of LS in 2010", "count members of LS as of 2010"),
    ("sum of the counts of members of every organization in 2010", "sum of members of every organization as of 2010"),
    ("sum of members of LS by year", Refused("count members of LS by year")),
    ("count distinct members of LS", None),
    ("count holders of keeper-general of LS by status ever", Refused("count holders of keeper-general of LS by capacity ever")),
    ("count distinct capacity of members of LS", Refused("count distinct status of members of LS")),
    ("share of holders of keeper-general of LS by status ever", Refused("share of holders of keeper-general of LS by capacity ever")),
    ("count distinct holders of keeper-general of LS between 1945 and 2026", None),
    ("count distinct offices of holders of any office in LS ever", None),
    ("count unique members of every organization", "count distinct members of every organization"),
    ("how many different members of LS are there", "count distinct members of LS"),
    ("sources of Norland in LS", "why Norland in LS"),
    ("why Norland is suspended in LS as of 2022", None),
    # As journalists, diplomats, analysts and students of English put it.
    ("who preceded Ada Alder", "predecessor of Ada Alder in ls/keeper-general"),
    ("Ada Alder's successor", "successor of Ada Alder in ls/keeper-general"),
    ("who took over from Ada Alder as keeper-general", "successor of Ada Alder in keeper-general"),
    ("who replaced Cy Cedar", Refused("successor of Cy Cedar in ls/keeper-general")),
    ("who did Ada Alder succeed", "predecessor of Ada Alder in ls/keeper-general"),
    ("who succeeded Dee Élan in deputy-keeper-general of LS", "successor of Dee Élan in deputy-keeper-general of LS"),
    ("who's the current keeper-general of LS", "holders of keeper-general of LS"),
    ("who is the actual keeper-general of the LS", "holders of keeper-general of LS"),
    ("the first keeper-general of LS", "first holders of keeper-general of LS"),
    ("longest-serving keeper-general of the LS", "longest serving holders of keeper-general of LS"),
    ("who held keeper-general of LS the longest", "longest serving holders of keeper-general of LS"),
    ("acting keeper-general of LS", "acting holders of keeper-general of LS ever"),
    ("list all keepers-general of LS", "holders of keeper-general of LS ever"),
    ("former presidents of Norland", "holders of president of Norland ever"),
    ("list the vacancies of keeper-general of LS", "vacancies of keeper-general of LS"),
    ("when was keeper-general of LS vacant", "vacancies of keeper-general of LS"),
    ("what is the average term of keeper-general of LS", "average duration of holders of keeper-general of LS"),
    ("when did Ada Alder leave office", "offices of Ada Alder ever"),
    ("how long did Ada Alder serve", "offices of Ada Alder ever"),
    ("when did Cy Cedar become president of Norland", "when Cy Cedar holds president of Norland"),
    ("offices of Cedar", None),
    ("offices of Birch-Maple in 1995", None),
    ("Ada Aldre", Refused("describe ada")),
    ("Andy Alder", Refused("describe ada")),
    ("who is Bo Birch", "describe Bo Birch"),
    ("is Norlnd a member of LS", Refused("whether norland is member of LS")),
    ("countries that joined LS after 2010", "members of LS that joined after 2010"),
    ("new members of LS since 2010", "members of LS that joined between 2010 and today"),
    ("accessions to LS since 2010", "members of LS that joined between 2010 and today"),
    ("withdrawals from OLS", "members of OLS that left"),
    ("member states of LS in 2010", "members of LS as of 2010"),
    ("membership of the LS in the year 2010", "members of LS as of 2010"),
    ("list of members of LS", "members of LS"),
    ("LS members in 2010", "members of LS as of 2010"),
    ("LS in 2010", "members of LS as of 2010"),
    ("current members of LS", "members of LS"),
    ("members of the LS now", "members of the LS as of today"),
    ("former members of OLS", "members of OLS that left"),
    ("members of LS that are suspended", "suspended members of LS"),
    ("non-suspended members of LS", "members of LS where status is not suspended"),
    ("which LS members were suspended in 2013", "suspended members of LS as of 2013"),
    ("which countries are suspended from the LS right now", "suspended members of LS as of today"),
    ("suspensions in LS", "suspended members of LS ever"),
    ("suspensions of Norland from LS", "when Norland is suspended in LS"),
    ("how many times was Norland suspended in LS", "when Norland is suspended in LS"),
    ("when was Norland last suspended from LS", "when Norland is suspended in LS"),
    ("members of LS by status", "count members of LS by status"),
    ("number of members of LS in 2010", "count members of LS as of 2010"),
    ("how many members has the LS", "count members of LS"),
    ("compare members of LS in 2010 and 2020", "compare members of LS as of 2010 with as of 2020"),
    ("difference between members of LS in 2010 and 2020", "compare members of LS as of 2010 with as of 2020"),
    ("first country to join OLS", "first members of OLS"),
    ("in which year did Sudland join the LS", "changes of Sudland in LS where change is joined"),
    ("in what year joined Sudland the LS", "periods of Sudland in LS"),
    ("since when is Sudland a member of the LS", "when Sudland is member of LS"),
    ("is Westland still a member of LS", "whether Westland is member of LS"),
    ("does Westland belong to LS", "whether Westland is member of LS"),
    ("did Sudland ever leave the OLS", "periods of Sudland in OLS"),
    ("Sudland in LS", "periods of Sudland in LS"),
    ("Norland's status in LS in 2013", "status of Norland in LS as of 2013"),
    ("which organizations is Norland a member of", "organizations of Norland"),
    ("what organizations did Sudland belong to", "organizations of Sudland ever"),
    ("timeline for Norland", "timeline of Norland"),
    ("why is Norland suspended in LS", "why Norland is suspended in LS"),
    ("what are the sources for Norland in LS", "why Norland in LS"),
    ("is LS the successor of OLS", "describe LS"),
    ("what happened in LS last week", "changes in LS as of last week"),
    ("members of LS last week", None),
    ("members of LS as of last week", None),
    ("members of ls 5 years ago", None),
    ("who leads the LS", "holders of any office in LS"),
    ("who was in charge of LS in 2010", "holders of any office in LS as of 2010"),
    ("officials of LS in 2010", "holders of any office in LS as of 2010"),
    ("who have been keeper-general of LS", "holders of keeper-general of LS ever"),
    ("who were the presidents of Norland", "holders of president of Norland ever"),
    ("how many people have been keeper-general of LS", "count distinct holders of keeper-general of LS ever"),
    ("who served longest as keeper-general of LS", "longest serving holders of keeper-general of LS"),
    ("last 2 keepers-general of LS", "last 2 holders of keeper-general of LS"),
    ("is keeper-general of LS vacant", "vacancies of keeper-general of LS"),
    ("can you show me the members of LS in 2010", "members of LS as of 2010"),
    ("I want the members of LS", "members of LS"),
    ("LS membership in 2010", "members of LS as of 2010"),
    ("LS members 2010", "members of LS as of 2010"),
    ("in 2010 which states were members of LS", "members of LS as of 2010"),
    ("in 2010 who was keeper-general of LS", "holders of keeper-general of LS as of 2010"),
    ("which states have left OLS", "members of OLS that left"),
    ("which states have been suspended from LS", "suspended members of LS ever"),
    ("has Norland been suspended from LS", "whether Norland is suspended in LS ever"),
    ("on what date was Norland suspended from LS", "when Norland is suspended in LS"),
    ("when did Westland quit LS", "changes of Westland in LS where change is left"),
    ("why did Westland leave LS", "why Westland in LS"),
    ("how long has Sudland been in LS", "when Sudland is member of LS"),
    ("members of LS left in 2009", "members of LS that left in 2009"),
    ("which members of LS left in 2009", "members of LS that left in 2009"),
    ("members of LS who joined before 2010", "members of LS that joined before 2010"),
    ("what bodies does LS have", "bodies of LS"),
    ("which offices are there in LS", "offices of LS"),
    ("what changed between 2010 and 2012 in LS", "changes in LS between 2010 and 2012"),
    ("changes since 2010 in LS", "changes in LS between 2010 and today"),
    ("former names of LS", "names of LS"),
    ("first two members of LS", "first 2 members of LS"),
    ("until when was Westland member of LS", "when Westland is member of LS"),
    ("source for Westland leaving LS", "why Westland in LS"),
    ("members of LS ten years ago", "members of LS as of 10 years ago"),
    ("members of LS during the nineties", "members of LS during 199X"),
    ("Quienes son los miembros de LS", Refused("members of LS")),
    # Times.
    ("members of ls as of last year", None),
    ("members of LS 5 years ago", None),
    ("members of LS as of yesterday", None),
    ("members of LS since 2010", None),
    ("members of LS on 1 March 2020", None),
    ("members of LS at 2020", Refused("members of LS as of 2020")),
    ("members of LS from 2010 to 2012", Refused("members of LS between 2010 and 2012")),
    ("members of LS before Sudland", None),
    ("members of LS after Norland", None),
    ("who joined LS before Sudland", "members of LS before Sudland"),
    ("members of LS before 2010", Refused("members of LS that joined before 2010")),
    ("members of LS as of the 1990s", None),
    ("members of OLS in 199X", None),
    ("count holders of president of Norland in 19XX", None),
    ("count holders of president of Norland by decade between 1900 and 2020", None),
    # Names alone, and in part.
    ("Ada Alder", "describe Ada Alder"),
    ("who is Ada Alder", "describe Ada Alder"),
    ("offices of Birch-Maple ever", None),
    ("describe Birch-Maple", None),
    ("holders of president of Norland in April 1999", None),
    ("holders of president of Norland before Cy Cedar", None),
    ("holders of president of Norland while Cy Cedar holds vice president of Norland", None),
    ("holders of vice-president of Norland ever intersect (holders of president of Norland ever)", None),
)  # fmt: skip
