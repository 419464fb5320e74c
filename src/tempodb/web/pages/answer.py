"""The page of a question: its answer, or what is wrong with it and what would be right."""

from __future__ import annotations

from tempodb.base.errors import Problem, TempodbError
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.answer_tables import answer_table
from tempodb.web.pages.example_questions import example_questions
from tempodb.web.pages.explaining import why
from tempodb.web.pages.page import TextPiece, Trouble, WebPage


def answered(asking: PageQuestions, question: str, because: str | None = None) -> WebPage:
    """Return the page of a question that a person typed, and what is behind a bar of its picture."""
    if not question.strip():
        lead = (
            TextPiece("Ask who held which office, and what belonged to what, in the language of tempodb."),
        )
        return WebPage("Ask a question", "question", lead, examples=example_questions(asking))
    try:
        answer = asking.typed(question)
        # Of an answer that is too long, only whoever looks at its rows is told.
        table = answer_table(answer, question)
    except TempodbError as error:
        return WebPage("No answer", "question", question=question, trouble=trouble(question, error))
    notes = tuple(TextPiece(f"{note} ") for note in answer.told)
    return WebPage(
        "Answer", "question", notes, question=question, tables=(table,),
        picture=answer, why=why(asking, because),
    )  # fmt: skip


def trouble(question: str, error: TempodbError) -> Trouble:
    """Return where a question is wrong, and each text that would do."""
    problem = error.problems[0]
    if problem.offset is None:
        return Trouble(question, question, "", "", problem.message, problem.hint, ())
    start, end = problem.offset, problem.offset + (problem.length or 0)
    before, blamed, after = question[:start], question[start:end], question[end:]
    return Trouble(
        question,
        before,
        blamed,
        after,
        problem.message,
        problem.hint,
        tuple(_repairs(problem, before, after)),
    )


def _repairs(problem: Problem, before: str, after: str) -> list[str]:
    return [f"{before}{suggestion}{after}" for suggestion in problem.suggestions]
