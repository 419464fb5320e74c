"""What is matched is matched whole, so that the types tell which place has not heard of a new class."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.adding import ROOT, edited_copy, places, typed
from tempodb.planning import plan
from tempodb.tql import clause_ast

FOLDER = Path(__file__).parent / "unheard_of"
MODULES = {
    *("tempodb.tql.ast", "tempodb.tql.clause_ast", "tempodb.tql.write_ast"),
    *("tempodb.questions.resolved", "tempodb.planning.plan", "tempodb.planning.fact_tests"),
}
CLASSES = {
    name for module in (plan, clause_ast) for name, value in vars(module).items() if isinstance(value, type)
}


def _matches() -> Iterator[tuple[str, ast.Match]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if " match " not in text:
            continue
        nodes = list(ast.walk(ast.parse(text)))
        called = {name for node in nodes for name in _called(node)}
        for node in nodes:
            if isinstance(node, ast.Match) and any(_is_ours(case, called) for case in node.cases):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _called(node: ast.AST) -> Iterator[str]:
    """Yield what an import calls the modules of the questions, of what they mean, and of the plans."""
    if isinstance(node, ast.ImportFrom):
        yield from (
            each.asname or each.name for each in node.names if f"{node.module}.{each.name}" in MODULES
        )


def _is_ours(case: ast.match_case, called: set[str]) -> bool:
    """Whether a case is for a class of the modules that are *called* so, or for one that is imported itself."""
    pattern = case.pattern
    while isinstance(pattern, ast.MatchAs | ast.MatchOr) and not (
        isinstance(pattern, ast.MatchAs) and pattern.pattern is None
    ):
        pattern = pattern.patterns[0] if isinstance(pattern, ast.MatchOr) else pattern.pattern  # type: ignore[assignment]
    match pattern:
        case ast.MatchClass(ast.Attribute(ast.Name(module))):
            return module in called
        case ast.MatchClass(ast.Name(name)):
            return name in CLASSES
        case _:
            return False


def test_each_match_over_questions_or_plans_ends_with_what_can_never_be() -> None:
    matches = dict(_matches())
    ends = {place: ast.unparse(match.cases[-1]) for place, match in matches.items()}

    assert ends == {
        place: f"case _:\n    assert_never({ast.unparse(match.subject)})" for place, match in matches.items()
    }
    assert matches


UNHEARD = {
    "Unheard": {"binding/binder", "binding/session_defaults", "tql/printing/questions"},
    "UnheardCondition": {"binding/parts", "tql/printing/questions"},
    "UnheardDay": {"api/session", "binding/time_clauses", "tql/printing/questions", "tql/printing/writes"},
    "UnheardEntities": {"execution/row_executor"},
    "UnheardFacts": {"answers/facts", "planning/fact_plans"},
    "UnheardOf": {"answers/dispatch", "answers/explain"},
    "UnheardPlan": {"execution/row_executor"},
    "UnheardStatement": {"api/session", "tql/printing/questions"},
    "UnheardTest": {"execution/judging"},
    "UnheardThat": {"binding/binder", "tql/printing/questions"},
}
"""Classes that a copy of the program has beside its own → the files of which the types say that they know nothing of them."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    copy = edited_copy(tmp_path_factory.mktemp("unheard") / "tempodb", FOLDER, places(FOLDER))
    files: dict[str, set[str]] = defaultdict(set)
    for file, name in re.findall(
        r'src/tempodb/(\S+)\.py:\d+: .*"assert_never" has incompatible type "(\w+)"', typed(copy).stdout
    ):
        files[name].add(file)
    return files


@pytest.mark.parametrize("name", UNHEARD)
def test_the_types_tell_who_has_not_heard_of_a_class(told: dict[str, set[str]], name: str) -> None:
    assert UNHEARD[name] <= told[name]
