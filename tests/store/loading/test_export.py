"""What is exported and loaded again changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any
from unicodedata import category

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from store.loading.desk import WORLD, Content, Desk, counts, dataset, membership, tenure
from tempodb.base.spelling import is_blank, why_no_name
from tempodb.interchange.formats import FOLDER_EXPORTERS
from tempodb.markup.shown_texts import UNSAFE
from tempodb.model.kinds import CAPACITIES


@pytest.mark.parametrize("format_", ["yaml", "json"])
@pytest.mark.parametrize("name", ["csto.yaml", "csto-exact.yaml"])
def test_loading_what_was_exported_from_a_fixture_changes_nothing(
    desk: Desk, name: str, format_: str
) -> None:
    desk.db.load(tempodb.bundled_fixture(name))
    digest = desk.db.digest()

    exported = desk.db.export(format=format_)
    (report,) = desk.db.load(desk.file(exported, f".{format_}"))

    assert report.difference.is_empty
    assert desk.db.digest() == digest
    assert tempodb.check(desk.file(exported, f".{format_}")) == tempodb.check(tempodb.bundled_fixture(name))


def test_an_export_known_at_an_instant_gives_the_earlier_state(desk: Desk) -> None:
    world = {**WORLD, "statuses": []}
    early = dataset(world=world, memberships=[membership(from_="October 1992", note="early")])
    late = dataset(world=world, memberships=[membership(from_="1993"), membership("b")], tenures=[tenure()])
    desk.load(early, recorded_at="2017")
    then = desk.db.export()
    desk.load(late, recorded_at="2018")
    now = desk.db.export()

    assert desk.db.export(known_at="2017") == then
    assert desk.db.export(known_at="2018-01-01T00:00:00Z") == now
    assert then != now

    (report,) = desk.db.load(desk.file(then, ".yaml"))
    assert counts(report.as_dict())[:3] == (0, 1, 2)
    assert desk.periods() == [("member", "1992-10", None)]


def test_an_export_names_its_dataset_where_there_are_several(desk: Desk) -> None:
    desk.load(dataset("d"), dataset("e", memberships=[membership()]))

    with pytest.raises(tempodb.InputError, match="no dataset is named"):
        desk.db.export()
    with pytest.raises(tempodb.InputError, match="there is no dataset `x`"):
        desk.db.export("x")
    assert yaml.safe_load(desk.db.export("e"))["memberships"] == [{**membership(), "status": "member"}]
    assert "memberships" not in yaml.safe_load(desk.db.export("d"))


def test_a_declared_core_status_is_exported(desk: Desk) -> None:
    desk.load({"tempodb": 1, "dataset": "d", "statuses": ["observer", "sleeper"]})

    (report,) = desk.db.load(desk.file(desk.db.export(), ".yaml"))

    assert report.difference.is_empty


@pytest.mark.parametrize("defaults", [{}, {"standing": "disputed"}])
def test_what_is_accepted_of_a_disputed_party_is_exported_so(desk: Desk, defaults: Content) -> None:
    names = [{"name": "Org", "standing": "accepted"}]
    o = {"founded": "1990", "names": names} | ({} if defaults else {"standing": "disputed"})
    desk.load({"tempodb": 1, "dataset": "d", "defaults": defaults, "organizations": {"o": o}})

    (report,) = desk.db.load(desk.file(desk.db.export(), ".yaml"))

    assert report.difference.is_empty


FROM = ["1990", "1990-03", "1990-03-05", "March 1990", "March 5, 1990", "5 Mar 1990", "05.03.1990", "unknown",
        "[1990-02..1990-04]", "[..1990-03-05]", "[5 March 1990..June 1990]"]  # fmt: skip
TO = ["1995", "1995-11", "1995-11-30", "November 1995", "Nov 30, 1995", "30.11.1995", "unknown",
      "[1995-01..1995-02-03]", "[1995-11-30..]"]  # fmt: skip
SEEN = ["1993-02-03", "4 May 1992", "06.07.1992"]
AWKWARD = ["NO", "1992", "null", "~", "yes", "- a", "a: b", "#x", "'", '"', "a #b", "[x", "{", "0x1F", "1:30",
           "!tag", "&anchor", "*alias", "=", "<<", "@at", "%", "|", ">", " a ", "a\nb", "a\n\n b\t\n", "a\tb", "2012-06-28", "1e3",
           "Zoë", "日本", "😀", "a\u200db", "\xa0a", "é"]  # fmt: skip
IS_UNSAFE = re.compile(f"[{UNSAFE}]")


class Author:
    """Writes a random dataset with every section and spelling, in which no fact contradicts another."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._any = self._random.choice

    def content(self) -> Content:
        parties = {id_: self._party(id_) for id_ in ("a", "b", "p", "o", "c")}
        return given_only(
            tempodb=1,
            dataset="d",
            title=self._maybe(self._text),
            focus=self._any([None, "o"]),
            defaults=given_only(
                source=self._any([None, None, "s", ["s"], ["r", "s"]]), standing=self._standing()
            ),
            statuses=self._any([["sleeper"], ["observer", "sleeper"]]),
            coverage=self._any([None, {"o": "1992/2024", "c": "../.."}]),
            sources={
                "s": given_only(title=self._text(), published=self._any([None, *FROM]), note=self._note()),
                "r": given_only(
                    title=self._text(),
                    publisher=self._maybe(self._text),
                    url=self._any([None, "https://example.org/a?b", "doi:10.1/x"]),
                ),
            },
            states={id_: parties[id_] for id_ in ("a", "b")},
            persons={"p": parties["p"]},
            organizations={id_: parties[id_] for id_ in ("o", "c")},
            offices={"o/chair": self._office(None), "seat": self._office("a")},
            memberships=[entry for member in "abcp" for entry in self._timeline(self._membership, member)],
            tenures=[entry for office in ("o/chair", "seat") for entry in self._tenures(office)],
            events=[self._event(id_) for id_ in self._any(["", "e", "ef"])],
        )

    def _party(self, id_: str) -> Content:
        relations = {}
        if id_ in ("c", "o"):
            for key, other in (("part_of", "a"), ("succeeds", "b")):
                dated = self._timeline(lambda of: {"of": of}, other)
                relations[key] = self._any([None, other, [other], {"of": other}, dated])
        return given_only(
            **self._named("name"),
            aliases=self._any([None, self._label(), [self._label(), self._label()]]),
            code=self._maybe(self._text),
            kind=self._maybe(self._text),
            **self._lives(),
            **relations,
            **self._said(),
        )

    def _lives(self) -> Content:
        life = given_only(founded=self._any([None, *FROM]), dissolved=self._any([None, *TO]))
        again = {"founded": "1997", **self._said()}
        apart = [[life | self._said()] if life else [], [{"dissolved": "1980"}, again]]
        return self._any([life, life, *({"existence": lives} for lives in apart)])

    def _office(self, organization: str | None) -> Content:
        seats = self._any([None, 1, 3, "2", "many"])
        aliases = self._any([None, self._label()])
        return given_only(
            **self._named("title"), organization=organization, seats=seats, aliases=aliases, **self._said()
        )

    def _named(self, key: str) -> Content:
        def one(_: str = "") -> Content:
            short = self._maybe(self._label) if key == "name" else None
            return given_only(**{key: self._label()}, short=short)

        return self._any([one(), {f"{key}s": self._timeline(one, "") or [one()]}])

    def _membership(self, member: str) -> Content:
        status = self._any([None, "member", "suspended", "sleeper"])
        return given_only(member=member, of="o", status=status, end_reason=self._maybe(self._text))

    def _tenures(self, office: str) -> list[Content]:
        represented = self._any([None, "a"])

        def one(office: str) -> Content:
            ordinal, capacity = self._any([None, 0, 7, "12"]), self._any([None, *CAPACITIES])
            return given_only(
                holder="p",
                office=office,
                representing=represented,
                capacity=capacity,
                ordinal=ordinal,
                end_reason=self._maybe(self._text),
            )

        return self._timeline(one, office)

    def _event(self, id_: str) -> Content:
        return given_only(
            id=id_,
            kind=self._maybe(self._text),
            body=self._any([None, "c"]),
            number=self._any([None, 0, 21, "007"]),
            title=self._maybe(self._text),
            place=self._maybe(self._text),
            participants=self._any([None, "a", ["p", "a"]]),
            outcome=self._note(),
            state=self._any([None, "held", "planned"]),
            **self._any([{}, {"date": self._any(FROM)}, self._dates(0, may_observe=False)]),
            **self._said(),
        )

    def _timeline(self, entry: Callable[[str], Content], key: str) -> list[Content]:
        """Return entries of one key: none, one of any dates, or several one after the other."""
        may_observe = entry == self._membership
        if self._random.random() < 0.5:
            times = [self._dates(era, may_observe) for era in range(self._random.randint(0, 3))]
        else:
            open_ = [
                {"from": self._any([*FROM, *TO, "199X"])},
                {"to": self._any(TO)},
                {"through": self._any(TO)},
            ]
            times = [self._any([{}, *open_])]
        return [{**entry(key), **time, **self._said()} for time in times]

    def _dates(self, era: int, may_observe: bool) -> Content:
        forms: list[Content] = [
            {"from": self._any(FROM), "to": self._any(TO)},
            {"from": self._any(FROM), "through": self._any(TO)},
        ]
        if may_observe:
            forms += [{"observed": self._any(SEEN)}, {"observed": SEEN}, {"observed": SEEN[:1]}]
        dates: Content = json.loads(json.dumps(self._any(forms)).replace("199", f"{199 + era}"))
        return dates

    def _said(self) -> Content:
        return given_only(source=self._source(), note=self._note(), standing=self._standing())

    def _source(self) -> Any:
        detailed = {"id": "s", "detail": self._text()}
        return self._any(
            [None, None, "s", ["s"], ["r", "s"], detailed, ["r", detailed, {"id": "s", "detail": "p. 9"}]]
        )

    def _standing(self) -> str | None:
        return self._any([None, None, "accepted", "disputed"])

    def _note(self) -> str | None:
        return self._maybe(self._text)

    def _maybe(self, write: Callable[[], str]) -> str | None:
        return write() if self._random.random() < 0.3 else None

    def _label(self) -> str:
        return next(text for text in iter(self._text, None) if why_no_name(text) is None)

    def _text(self) -> str:
        if self._random.random() < 0.3:
            return self._any(AWKWARD)
        letters = [chr(self._random.randrange(0x20, self._any([0x80, 0x800, 0x20000]))) for _ in range(6)]
        text = "".join(
            c for c in letters if category(c) not in ("Cc", "Cs", "Cn") and not IS_UNSAFE.search(c)
        )
        return "x" if is_blank(text) else text


def given_only(**fields: object) -> Content:
    """Return the fields that are given."""
    return {key: value for key, value in fields.items() if value not in (None, [], {})}


@given(st.integers(0, 2**32))
@examples(40)
def test_loading_what_was_exported_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    with desk.db:
        desk.load(Author(seed).content())
        digest = desk.db.digest()

        for format_ in ("yaml", "json"):
            (report,) = desk.db.load(desk.file(desk.db.export(format=format_), f".{format_}"))

            assert list(report.lines()) == []
        for number, format_ in enumerate(FOLDER_EXPORTERS):
            to = desk.folder / f"tables-{number}"
            desk.db.export_folder(to, format=format_)

            assert list(desk.db.load(to)[0].lines()) == []
        assert desk.db.digest() == digest
        assert desk.db.verify() == []
