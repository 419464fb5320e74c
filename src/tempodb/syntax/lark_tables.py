"""Grammar → tables, which Lark makes: the one module that knows it."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark.lexer import ContextualLexer
from lark.parsers.lalr_analysis import Shift

from tempodb.syntax.parse_tables import Moves, ParseTables, Rule

if TYPE_CHECKING:
    from lark.common import LexerConf

OPTIONS: dict[str, Any] = {"parser": "lalr", "maybe_placeholders": False}


def tables_of(grammar: str, start: str) -> ParseTables:
    """Return the tables of a grammar whose texts are made by the rule *start*."""
    made = Lark(grammar, **OPTIONS, start=start, **_UNCHECKED)
    # Lark lets its tables be walked, which is no API of it: only here.
    table: Any = made.parse_interactive("").parser_state.parse_conf
    numbers = {state: number for number, state in enumerate(table.states)}
    rules = {rule: number for number, rule in enumerate(made.rules)}

    def moves(actions: dict[str, tuple[Any, Any]]) -> Moves:
        return {
            str(name): numbers[target] if action is Shift else ~rules[target]
            for name, (action, target) in actions.items()
        }

    return ParseTables(
        tuple((str(each.name), each.pattern.to_regexp(), _begins(each.pattern)) for each in _in_order(made)),
        tuple(map(str, made.ignore_tokens)),
        tuple(map(_rule, rules)),
        tuple(marshal.dumps(moves(actions)) for actions in table.states.values()),
        numbers[table.start_state],
        numbers[table.end_state],
    )


def _contextual_lexer(terminals: LexerConf, *states: Any, **more: Any) -> ContextualLexer:
    terminals.skip_validation = True
    return ContextualLexer(terminals, *states, **more)


_UNCHECKED: dict[str, Any] = {"_plugins": {"ContextualLexer": _contextual_lexer}}
"""Where `interegular` is installed, Lark compares all terminals for seconds: a test does, for everyone."""


def _in_order(made: Lark) -> list[Any]:
    """Return the terminals in the order in which Lark tries them."""

    def rank(terminal: Any) -> tuple[int, int, int, str]:
        pattern = terminal.pattern
        return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name

    return sorted(made.terminals, key=rank)


def _rule(rule: Any) -> Rule:
    kept = [
        at
        for at, part in enumerate(rule.expansion)
        if rule.options.keep_all_tokens or not (part.is_term and part.filter_out)
    ]
    # Names are tokens of Lark, and tables are plain.
    name = str(rule.origin.name)
    is_only_child = bool(rule.options.expand1) and not rule.alias
    return name, len(rule.expansion), str(rule.alias or name), is_only_child, tuple(kept)


# ── with which signs a pattern begins ────────────────────────────────────────────────────────────────


def _begins(pattern: Any) -> str | None:
    """Return the ASCII signs that can begin what a pattern matches, if there are few; None if that is not known."""
    regular: Any = import_module("re._parser")
    found = _firsts(regular.parse(pattern.to_regexp()))
    return None if found is None else "".join(sorted(found))


def _firsts(parts: Iterable[tuple[Any, Any]]) -> set[str] | None:
    for operator, operand in parts:
        match str(operator):
            case "ASSERT" | "ASSERT_NOT" | "AT":
                continue
            case "LITERAL":
                return _in_any_case(operand, operand)
            case "IN":
                return _all_of(map(_range, operand))
            case "BRANCH":
                return _all_of(map(_firsts, operand[1]))
            case "SUBPATTERN":
                return _firsts(operand[-1])
            case "MAX_REPEAT" | "MIN_REPEAT" if operand[0]:
                return _firsts(operand[2])
            case _:
                return None
    return None


def _range(part: tuple[Any, Any]) -> set[str] | None:
    operator, operand = part
    match str(operator):
        case "LITERAL":
            return _in_any_case(operand, operand)
        case "RANGE":
            return _in_any_case(*operand)
        case _:
            return None


def _in_any_case(first: int, last: int) -> set[str] | None:
    if last >= 0x80:
        return None
    signs = "".join(map(chr, range(first, last + 1)))
    return {*signs.lower(), *signs.upper()}


def _all_of(found: Iterable[set[str] | None]) -> set[str] | None:
    every = set[str]()
    for signs in found:
        if signs is None:
            return None
        every |= signs
    return every
