"""The properties and items of Wikidata that mean something here, by what they are called there."""

from __future__ import annotations

POSITION_HELD = "P39"
MEMBER_OF = "P463"
IN_PARTY = "P102"
STATED = (POSITION_HELD, MEMBER_OF, IN_PARTY)
"""What is stated: who held a position, what was a member of what, who was in which party."""

START, END, POINT = "P580", "P582", "P585"
EARLIEST, LATEST = "P1319", "P1326"
LATEST_START, EARLIEST_END, LATEST_END = "P8555", "P8554", "P12506"
DATES = (START, END, POINT, LATEST_START, EARLIEST_END, LATEST_END)
ORDINAL = "P1545"
GROUP = "P4100"
DISTRICT = "P768"
TERM = "P2937"
END_CAUSE = "P1534"
ROLES_OF_STATEMENT = ("P5102", "P3831", "P2868", "P794")
"""What a role, or the nature of a statement, is said by."""
NOTED = {"P1365": "replaces", "P1366": "replaced by", "P155": "follows", "P156": "followed by", TERM: "term"}
"""What has no key of its own, and is told in notes."""

INSTANCE_OF = "P31"
ORGANIZATION_OF = ("P2389", "P361", "P1001", "P17")
"""By what an office says of which organization, or state, it is an office; the first one counts."""
ORGANIZATION_OF_STATEMENT = ("P2389", "P642")
JURISDICTION = ("P1001", "P17")
NUMBER_OF_SEATS = "P1342"
OFFICIAL_NAME = "P1448"
FOUNDED, DISSOLVED = "P571", "P576"
PART_OF, REPLACES = "P361", "P1365"
BORN, DIED = "P569", "P570"
STATE_CODE = "P297"

STATED_IN, URL, TITLE, PUBLISHED, PUBLISHER, IMPORTED_FROM = "P248", "P854", "P1476", "P577", "P123", "P143"

KEPT = frozenset(
    [
        *STATED,
        INSTANCE_OF,
        *ORGANIZATION_OF,
        NUMBER_OF_SEATS,
        OFFICIAL_NAME,
        FOUNDED,
        DISSOLVED,
        REPLACES,
        BORN,
        DIED,
        STATE_CODE,
        START,
        END,
    ]
)
"""What is kept of an entity; a term says when it was by its start and end, too."""

HUMAN = "Q5"
KINDS_OF_STATES = frozenset(
    [
        "Q3624078",
        "Q6256",
        "Q7275",
        "Q3024240",
        "Q1763527",
        "Q15634554",
        "Q112099",
        "Q123480",
        "Q7270",
        "Q417175",
    ]
)
"""What states are instances of: sovereign state, country, state, historical country and the like."""
ACTING = {"Q4676846": "acting"}
JULIAN = "Q1985786"
