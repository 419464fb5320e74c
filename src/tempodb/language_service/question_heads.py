"""The terminals that say what is asked → the forms of question that begin with them."""

from __future__ import annotations

from tempodb.questions.catalogue import FORMS
from tempodb.questions.form import Form
from tempodb.tql.openings import joint_in


def terminal_of(form: Form) -> str:
    """Return the terminal of the words by which a form is known.

    >>> from tempodb.questions.catalogue import form_of
    >>> from tempodb.tql import ast
    >>> terminal_of(form_of(ast.HoldersOfAny()))
    '_HOLDERS'
    """
    return f"_{form.name.upper().replace(' ', '_')}"


def forms_of(terminal: str | None) -> tuple[Form, ...]:
    """Return the forms that a terminal begins; a plural such as `observers` stands for `members`."""
    return HEADS.get(terminal or "", ())


def joints(terminal: str) -> tuple[str, ...]:
    """Return what joins a name to the words of a terminal, in what its forms say and in their examples.

    >>> joints("_CHANGES"), joints("_OFFICES"), joints("_WHETHER")
    (('in', 'of'), ('of', 'in'), ())
    """
    said = [text for form in forms_of(terminal) for text in (form.asked.says, *form.examples)]
    return tuple(dict.fromkeys(word for text in said if (word := joint_in(text))))


_PLAIN = tuple(form for form in FORMS if form.about != "query")
HEADS: dict[str, tuple[Form, ...]] = {
    terminal: tuple(form for form in _PLAIN if terminal_of(form) == terminal)
    for terminal in map(terminal_of, _PLAIN)
}
HEADS["PLURAL"] = HEADS["_MEMBERS"]
AROUND = frozenset(terminal_of(form) for form in FORMS if form.about == "query")
"""What begins a question about the one that follows, or goes on with another."""
