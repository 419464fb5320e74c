"""Whether an organization existed at all on the days for which something is said of it."""

from __future__ import annotations

from tempodb.answers.context import AnswerContext
from tempodb.answers.coverage import organizations_of
from tempodb.execution.evidence import lives_of
from tempodb.questions import resolved


def remark(asked: AnswerContext) -> str | None:
    """Return that the organization was dissolved before the days asked about, or founded after them.

    MEANING.md, M20.
    """
    query = asked.query
    if isinstance(query.question, resolved.Sum):
        query = query.question.counted
    if isinstance(query.question, resolved.Count | resolved.Share) and query.question.by is None:
        query = query.question.counted
    window, view = query.scope.window, asked.view.at(query.scope.known_at)
    if window is None:
        return None
    places = organizations_of(query.question, view)
    asked_about = [id_ for id_, days in places if days.start < window.end and window.start < days.end]
    if not asked_about:
        return None
    organization = asked_about[-1]
    lived = lives_of(organization, view, query.scope.published_by, query.scope.according_to)
    if not lived:
        return None
    # What dissolves it may take place on that day.
    before = [life for life in lived if life.period.to.latest < window.start]
    later = [life for life in lived if window.end <= life.extent.f1]
    if len(before) + len(later) < len(lived):
        return None
    said = [f"was dissolved ({before[-1].period.to.text})"] if before else []
    said += [f"was founded {'again ' if before else ''}later ({later[0].period.from_.text})"] if later else []
    return f"`{asked.display.party(organization)}` {' and '.join(said)}"
