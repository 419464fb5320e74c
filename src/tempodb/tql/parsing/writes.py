"""Trees of writes → AST."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tempodb.base.errors import QueryError
from tempodb.syntax.trees import Token, Tree
from tempodb.temporal.bounds import Bound
from tempodb.temporal.placeholders import EXPLAINED, instead, is_placeholder
from tempodb.tql import ast, write_ast
from tempodb.tql.parsing.questions import QuestionReader

FACTS: dict[str, Callable[..., write_ast.WriteTarget]] = {
    "membership": write_ast.MembershipOf,
    "existence": write_ast.ExistenceOf,
    "part_of": write_ast.PartOf,
    "succeeds": write_ast.SuccessorOf,
    "event": write_ast.EventById,
}
DETAIL_BODIES = {"within": "part_of", "body_of": "organization"}
"""The fields of a definition that name a body."""
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

    def statement(self, tree: Tree) -> ast.ReadingStatement | write_ast.WritingStatement:
        """Return the statement that a tree stands for."""
        if tree.rule == "preview":
            return write_ast.PreviewStatement(self._writing(tree.trees[0]), tree.span)
        is_write = tree.rule in (*VERB_RULES, "erase", "undo")
        return self._writing(tree) if is_write else super().statement(tree)

    def _writing(
        self, tree: Tree
    ) -> write_ast.WriteStatement | write_ast.EraseStatement | write_ast.UndoStatement:
        match tree.rule:
            case "erase":
                return write_ast.EraseStatement(self.name(tree.trees[0]), tree.span)
            case "undo":
                return self._undo(tree)
            case _:
                return self._write(tree)

    def _undo(self, tree: Tree) -> write_ast.UndoStatement:
        number = next((token for token in tree.children if isinstance(token, Token)), None)
        note = next((self._text_of(part) for part in tree.trees), None)
        return write_ast.UndoStatement(None if number is None else self.number(number), note, tree.span)

    def _write(self, tree: Tree) -> write_ast.WriteStatement:
        fact, *said = tree.trees
        self._refuse_twice(said)
        return write_ast.WriteStatement(
            write_ast.Verb(tree.rule),
            self._fact(fact, said),
            tuple(
                sorted(
                    self._said_of(said, fact.rule), key=lambda value: value.field not in write_ast.AREA_FIELDS
                )
            ),
            self._dates(
                [part for part in said if part.rule in ("dated", "through", "onwards")],
                OPEN if tree.rule in (write_ast.Verb.RECORD, write_ast.Verb.CORRECT) else CLEARED,
            ),
            tuple(self._cited(cited) for part in said if part.rule == "source" for cited in part.trees),
            next((self._text_of(part) for part in said if part.rule == "note"), None),
            any(part.rule == "disputed" for part in said),
            tree.span,
        )

    def _said_of(self, said: list[Tree], about: str) -> Iterator[write_ast.FieldValue]:
        for part in said:
            if part.rule in ("area", "values"):
                yield from self._values(part)
            elif about == "definition" and part.rule in (*DETAIL_BODIES, "called", "field"):
                yield from self._details(part)

    def _details(self, part: Tree) -> Iterator[write_ast.FieldValue]:
        """Yield what a definition says of an id."""
        if part.rule in DETAIL_BODIES:
            body = self.name(part.trees[0])
            yield write_ast.FieldValue(DETAIL_BODIES[part.rule], body.text, body.span)
            return
        tokens = [token for token in part.children if isinstance(token, Token)]
        if part.rule == "field":
            yield write_ast.FieldValue(str(tokens[0]).lower(), self._said(tokens[1]), part.span)
            return
        word = self.text[part.span.start : tokens[0].span.start].strip().lower()
        for field, token in zip(("title" if word == "titled" else "name", "short"), tokens, strict=False):
            yield write_ast.FieldValue(field, self._said(token), token.span)

    def _refuse_twice(self, said: list[Tree]) -> None:
        seen: set[str] = set()
        for part in said:
            if part.rule in seen and part.rule not in ("dated", "field"):
                raise self.twice(part)
            seen.add(part.rule)

    def _fact(self, tree: Tree, said: list[Tree]) -> write_ast.WriteTarget:
        represented = [self.name(part.trees[0]) for part in said if part.rule == "representing"]
        languages = [part for part in said if part.rule == "language"]
        if languages and tree.rule != "name_of":
            message = "`language …` goes with a name"
            raise self.error(languages[0].span, "out-of-place", message, "leave it out")
        if tree.rule == "definition":
            word, token = tree.children
            assert isinstance(token, Token)
            if represented:
                raise self._no_representing(tree)
            return write_ast.Defined(str(word).lower(), self.named(self._said(token), token))
        if tree.rule == "event":
            return write_ast.EventById(self._event_id(tree))
        names = [self.name(child) for child in tree.trees]
        if tree.rule == "tenure":
            person, office = names
            return write_ast.TenureOf(person, ast.OfficeName(office), *represented)
        if tree.rule == "membership":
            return write_ast.MembershipOf(*names, *represented)
        if represented:
            raise self._no_representing(tree)
        if tree.rule == "name_of":
            (party,) = names
            return write_ast.NameOf(party, *map(self._text_of, languages))
        return FACTS[tree.rule](*names)

    def _no_representing(self, tree: Tree) -> QueryError:
        message = "`representing …` goes with a membership or a tenure"
        return self.error(tree.span, "out-of-place", message, "leave it out")

    def _event_id(self, tree: Tree) -> ast.Name:
        (token,) = tree.children
        assert isinstance(token, Token)
        return (
            self.name(tree) if token.terminal in ("STRING", "PARAMETER") else ast.Name(str(token), token.span)
        )

    def _values(self, tree: Tree) -> list[write_ast.FieldValue]:
        values: list[write_ast.FieldValue] = []
        for value in [tree] if tree.rule == "area" else tree.trees:
            tokens = [token for token in value.children if isinstance(token, Token)]
            match value.rule:
                case "word":
                    values.append(write_ast.FieldValue(None, str(tokens[0]), value.span))
                case "named":
                    named = zip(("name", "short"), tokens, strict=False)
                    values += [
                        write_ast.FieldValue(field, self._said(token), token.span) for field, token in named
                    ]
                case "area":
                    named = zip(("for",) if len(tokens) == 1 else ("for_name", "for"), tokens, strict=True)
                    values += [
                        write_ast.FieldValue(field, self._said(token), token.span) for field, token in named
                    ]
                case _:
                    field, token = tokens
                    name = "_".join(field.lower().split())
                    values.append(write_ast.FieldValue(name, self._said(token), token.span))
        return values

    def _said(self, token: Token) -> str:
        if token.terminal == "PARAMETER":
            return self.parameter_text(token)
        return str(token)[1:-1].replace('""', '"') if token.terminal == "STRING" else str(token)

    def _dates(self, parts: list[Tree], no_date: Mapping[str, str]) -> write_ast.WriteDates:
        dates = write_ast.WriteDates()
        for part in parts:
            name, value = self._date(part)
            self._refuse_placeholder(part, value, no_date.get(name))
            if getattr(dates, name) is not None:
                raise self.error(part.span, "twice", f"`{self.written(part)}` repeats a date", "keep one")
            dates = dates.having(**{name: value})
        return dates

    def _refuse_placeholder(self, part: Tree, value: object, hint: str | None) -> None:
        day = value.day if isinstance(value, write_ast.Through) else value
        if hint is not None and isinstance(day, Bound) and is_placeholder(day):
            message = f"`{day.text}` {EXPLAINED}"
            raise self.error(part.children[-1].span, "placeholder", message, instead(day, hint))

    def _date(self, part: Tree) -> tuple[str, ast.Day | write_ast.Through | write_ast.Onwards]:
        if part.rule == "onwards":
            return "to", write_ast.Onwards()
        if part.rule == "through":
            return "to", write_ast.Through(self.any_day(part.children[0]))
        word, day = part.children
        names = {"from": "from_", "since": "from_", "to": "to", "at": "at", "on": "on"}
        return names[str(word).lower()], self.any_day(day)

    def _cited(self, tree: Tree) -> write_ast.CitedName:
        token, *detail = (token for token in tree.children if isinstance(token, Token))
        return write_ast.CitedName(self.named(self._said(token), token), *map(self._said, detail))

    def _text_of(self, part: Tree) -> str:
        (token,) = part.children
        assert isinstance(token, Token)
        return self._said(token)
