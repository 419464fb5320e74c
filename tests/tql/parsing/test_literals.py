"""Where a text is known by the form that it shares with others, it is read as it is written."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from oracle.thoroughness import rounds
from store.engines.any_questions import Asker
from tempodb.base.errors import QueryError
from tempodb.tql import ast
from tempodb.tql.parsing.literals import is_alike, lifted
from tempodb.tql.parsing.parser import parse_one

ALIKE = {
    "members of csto as of 2006": "members of :_word_1 as of :_year_2",
    "organizations of p7 as of 1999-03-01 known at 2015-01-01T00:00:00.000001Z": (
        "organizations of :_word_1 as of :_day_2 known at :_instant_3"
    ),
    'holders of "chair" of "CSTO"': "holders of :_quoted_1 of :_quoted_2",
    "holders of csto/chair in 2006-03": "holders of :_word_1 in :_month_2",
    "members of un-sc while ann holds chair": "members of :_word_1 while :_word_2 holds :_word_3",
    "count members of csto by year": "count members of :_word_1 by year",
}
FALLEN_BACK = {
    "suspended members of csto as of 2013": "suspended members of csto as of :_year_1",
    "members of Costa Rica as of 2013": "members of Costa Rica as of :_year_1",
    "holders of president of Mexico during 2013": "holders of president of Mexico during :_year_1",
    "members of csto order by holder": None,
    "members of Costa Rica order by holder": None,
    'names of " Club"': None,
    'names of "Club\N{NO-BREAK SPACE}"': None,
    "members of Q1-2001": None,
    "members of csto as of May 2006": None,
    "members of :o as of 2006": None,
    "members of csto -- as of 2006": None,
    "members of csto as of 2006; members": None,
}


@pytest.mark.parametrize(("text", "form"), [*ALIKE.items(), *FALLEN_BACK.items()])
def test_what_is_lifted_is_what_a_parameter_stands_for(text: str, form: str | None) -> None:
    assert next((asked[0] for asked in lifted(text) if is_alike(asked[0])), None) == form


def read(text: str, given: dict[str, object]) -> ast.Query | str:
    try:
        return parse_one(text, given)
    except QueryError as refusal:
        return refusal.problems[0].code


def test_any_question_is_read_as_it_is_written() -> None:
    gallery = Path(__file__).parents[2] / "cases"
    texts = [file.read_text(encoding="utf-8").partition("\n----\n")[0] for file in gallery.glob("*/*.txt")]
    assert texts
    texts += [*ALIKE, *FALLEN_BACK, *islice(Asker(Random(11)).questions(), len(rounds(300)))]
    forms = set()
    for text in texts:
        for form, given, _ in lifted(text):
            if is_alike(form):
                forms.add(form)
                assert read(form, dict(given)) == read(text, {}), text
    assert len(forms) > len(ALIKE)
