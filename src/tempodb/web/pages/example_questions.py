"""Questions that can be asked as they stand, about what is recorded."""

from __future__ import annotations

from datetime import date

from tempodb.model.kinds import EntityType, PartyClass
from tempodb.tql.printing.written_names import bare
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.descriptions import BEFORE_A_FOCUS

TEMPLATES = (
    "members of {name} including any status",
    "holders of any office in {name}",
    "timeline of {name}",
    "changes in {name}",
    "count members of {name} by year",
    "compare members of {name} as of {before} with as of {year}",
)
YEARS_BEFORE = 10


def example_questions(asking: PageQuestions) -> tuple[str, ...]:
    """Return questions about an organization, the one that the first dataset is about if any is; none where there is none."""
    details = [row.detail or "" for row in asking.ever("show datasets")]
    focused = [text.removeprefix(BEFORE_A_FOCUS) for text in details if text.startswith(BEFORE_A_FOCUS)]
    ids = focused or asking.database.ids_from(
        EntityType.PARTY, PartyClass.ORGANIZATION, "", 1, asking.clocks.known
    )
    year = date.fromordinal(asking.clocks.day).year
    before = f"{max(year - YEARS_BEFORE, 1):04}"
    return tuple(
        template.format(name=bare(id_), before=before, year=f"{year:04}")
        for id_ in [*ids][:1]
        for template in TEMPLATES
    )
