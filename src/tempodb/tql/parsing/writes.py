"""Lark's trees of writes → AST."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lark import Token

from tempodb.temporal.bounds import Bound
from tempodb.temporal.placeholders import EXPLAINED, instead, is_placeholder
from tempodb.tql import ast, write_ast
from tempodb.tql.parsing.questions import QuestionReader
from tempodb.tql.parsing.terminals import Branch, span_of, trees_of

FACTS: dict[str, Callable[..., write_ast.WriteTarget]] = {
    "membership": write_ast.MembershipOf,
    "name_of": write_ast.NameOf,
    "existence": write_ast.ExistenceOf,
    "part_of": write_ast.PartOf,
    "succeeds": write_ast.SuccessorOf,
    "event": write_ast.EventById,
}
VERB_RULES = tuple(write_ast.Verb)
OPEN = {
    "from_": "write `from unknown` where it is not known since when",
    "to": "write `onwards` for what is still going on, or `to unknown`",
    "on": "write `on unknown` where it is not known when",
}
"""What to write for no date, where a fact is stated."""
CLEARED = {
    "from_": "name the date that is meant, however imprecise",
    "to": "write `onwards` for all that comes after",
}
"""The same where what lies in a window is cleared, which has to be known."""


class WriteReader(QuestionReader):
    """Reads statements that write, beside those that ask."""

    def statement(self, tree: Branch) -> ast.ReadingStatement | write_ast.WritingStatement:
        """Return the statement that a tree stands for."""
        if str(tree.data) in VERB_RULES:
            return self._write(tree)
        if tree.data == "erase":
            return write_ast.EraseStatement(self._name(trees_of(tree)[0]), span_of(tree))
        return super().statement(tree)

    def _write(self, tree: Branch) -> write_ast.WriteStatement:
        fact, *said = trees_of(tree)
        represented = [self._name(trees_of(part)[0]) for part in said if part.data == "representing"]
        self._refuse_twice(said)
        return write_ast.WriteStatement(
            write_ast.Verb(str(tree.data)),
            self._fact(fact, represented),
            tuple(value for part in said if part.data == "values" for value in self._values(part)),
            self._dates(
                [part for part in said if part.data in ("dated", "through", "onwards")],
                OPEN if str(tree.data) in (write_ast.Verb.RECORD, write_ast.Verb.CORRECT) else CLEARED,
            ),
            tuple(self._source(token) for part in said if part.data == "source" for token in part.children),
            next((self._text_of(part) for part in said if part.data == "note"), None),
            any(part.data == "disputed" for part in said),
            span_of(tree),
        )

    def _refuse_twice(self, said: list[Branch]) -> None:
        seen: set[str] = set()
        for part in said:
            if part.data in seen and part.data != "dated":
                raise self._twice(part)
            seen.add(str(part.data))

    def _fact(self, tree: Branch, represented: list[ast.Name]) -> write_ast.WriteTarget:
        if tree.data == "event":
            return write_ast.EventById(self._event_id(tree))
        names = [self._name(child) for child in trees_of(tree)]
        if tree.data == "tenure":
            person, office = names
            return write_ast.TenureOf(person, ast.OfficeName(office), *represented)
        if represented:
            raise self._error(
                span_of(tree), "out-of-place", "`representing …` goes with a tenure", "leave it out"
            )
        return FACTS[str(tree.data)](*names)

    def _event_id(self, tree: Branch) -> ast.Name:
        (token,) = tree.children
        assert isinstance(token, Token)
        return (
            self._name(tree)
            if token.type in ("STRING", "PARAMETER")
            else ast.Name(str(token), span_of(token))
        )

    def _values(self, tree: Branch) -> list[write_ast.FieldValue]:
        values: list[write_ast.FieldValue] = []
        for value in trees_of(tree):
            tokens = [token for token in value.children if isinstance(token, Token)]
            match str(value.data):
                case "word":
                    values.append(write_ast.FieldValue(None, str(tokens[0]), span_of(value)))
                case "named":
                    named = zip(("name", "short"), tokens, strict=False)
                    values += [
                        write_ast.FieldValue(field, self._said(token), span_of(token))
                        for field, token in named
                    ]
                case _:
                    field, token = tokens
                    name = "_".join(field.lower().split())
                    values.append(write_ast.FieldValue(name, self._said(token), span_of(token)))
        return values

    def _said(self, token: Token) -> str:
        if token.type == "PARAMETER":
            return self._parameter_text(token)
        return str(token)[1:-1].replace('""', '"') if token.type == "STRING" else str(token)

    def _dates(self, parts: list[Branch], no_date: Mapping[str, str]) -> write_ast.WriteDates:
        dates = write_ast.WriteDates()
        for part in parts:
            name, value = self._date(part)
            self._refuse_placeholder(part, value, no_date.get(name))
            if getattr(dates, name) is not None:
                raise self._error(
                    span_of(part), "twice", f"`{self._written(part)}` repeats a date", "keep one"
                )
            dates = dates.having(**{name: value})
        return dates

    def _refuse_placeholder(self, part: Branch, value: object, hint: str | None) -> None:
        day = value.day if isinstance(value, write_ast.Through) else value
        if hint is not None and isinstance(day, Bound) and is_placeholder(day):
            message = f"`{day.text}` {EXPLAINED}"
            raise self._error(span_of(part.children[-1]), "placeholder", message, instead(day, hint))

    def _date(self, part: Branch) -> tuple[str, ast.Day | write_ast.Through | write_ast.Onwards]:
        if part.data == "onwards":
            return "to", write_ast.Onwards()
        if part.data == "through":
            return "to", write_ast.Through(self._any_day(part.children[0]))
        word, day = part.children
        names = {"from": "from_", "since": "from_", "to": "to", "at": "at", "on": "on"}
        return names[str(word).lower()], self._any_day(day)

    def _source(self, token: Token | Branch) -> ast.Name:
        assert isinstance(token, Token)
        return self._named(self._said(token), token)

    def _text_of(self, part: Branch) -> str:
        (token,) = part.children
        assert isinstance(token, Token)
        return self._said(token)
