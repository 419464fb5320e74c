"""The REPL without its terminal: what is typed → what is shown, asked and done."""

from __future__ import annotations

import pytest

import tempodb
from conversing import NOW, Someone, Ticks
from repl.talking import WRITE, Talking
from tempodb.repl.display_options import DisplayOptions
from tempodb.repl.screen import Size
from tempodb.settings.options import Repl
from tempodb.temporal.instants import instant_text

# ── statements ───────────────────────────────────────────────────────────────────────────────────

SAID = [
    ("members of CSTO as of 2006 limit 1", ["Armenia  1992  ongoing", "1 row"]),
    ("members limit 1; count members", ["Armenia", "certain  possible"]),
    ("set as of 1998; count members", ["valid 1998"]),
    ("use CSTO", []),
    ("-- nothing", []),
    ("", []),
    (" \n ", []),
    (".timing on\nmembers\nas of 2006\nlimit 1\n.timing off", ["timing on", "Armenia", "0.0 ms", "timing off"]),
    ("help members", ["members: who belonged"]),
    ("HELP;", ["Questions", "Clauses", "Writes", "Commands"]),
    ("-- first\nhelp", ["Questions"]),
    ("members limit 1; -- done\n\\timing", ["Armenia", "timing on"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), SAID, ids=[repr(typed) for typed, _ in SAID])
def test_what_is_typed_is_answered_in_its_order(talk: Talking, typed: str, shown: list[str]) -> None:
    said = talk().says(typed)

    places = [said.find(text) for text in shown]
    assert -1 not in places, said
    assert places == sorted(places)
    assert "error" not in said
    assert bool(said) is bool(shown)


WRONG = [
    ("membres of CSTO", "`membres` does not fit here", "members of CSTO"),
    ("members limit 1; membres of CSTO", "`membres`", "members limit 1; members of CSTO"),
    (".timing off\nmembres of CSTO", "`membres`", "members of CSTO"),
    ("count members; members of CSTA; names", "`CSTA`", "members of csto; names"),
    ("members of CSTA as of 2006", "no organization is called `CSTA`", "members of csto as of 2006"),
    ("members limt 3", "`limt`", "members limit 3"),
    ("members as of 31-02-2006", "", None),
    ("members of", "", None),
    ("count", "", None),
    ('members of "CSTO', "the quote is not closed", None),
    ("members as of :day", "`.let NAME=VALUE` gives it one", None),
    (".source nosuch", "`nosuch` cannot be read", None),
]


@pytest.mark.parametrize(("typed", "said", "repair"), WRONG, ids=[typed for typed, _, _ in WRONG])
def test_an_error_is_told_and_its_repair_kept(
    talk: Talking, typed: str, said: str, repair: str | None
) -> None:
    begun = talk()

    shown = begun.says(typed)

    assert "error: " in shown
    assert said in shown
    assert ("F2 puts it right" in shown) is (begun.conversation.repair is not None)
    assert begun.conversation.repair == repair
    if repair is not None:
        assert "error" not in begun.says(repair)
        assert begun.conversation.repair is None


def test_nothing_of_a_text_is_carried_out_unless_all_of_it_can_be_read(talk: Talking) -> None:
    assert "Armenia" not in talk().says("members limit 1; membres")


def test_what_follows_an_error_is_left_out(talk: Talking) -> None:
    begun = talk()

    assert "timing" not in begun.says("membres\n.timing on")
    assert not begun.conversation.display.options.timing


def test_what_is_set_holds_for_what_follows(talk: Talking) -> None:
    begun = talk()
    begun.says("set as of 1998; set known at today")

    assert "valid 1998" in begun.says("count members")
    assert begun.conversation.session.context.as_of == "1998"
    begun.says("set as of today")
    assert begun.conversation.session.context.as_of is None


def test_the_focus_is_the_one_that_was_used_last(talk: Talking) -> None:
    begun = talk()

    assert begun.conversation.session.context.focus == "csto"
    begun.says("use ICMEC")
    assert begun.conversation.session.context.focus == "icmec"


def test_an_answer_too_wide_for_the_screen_is_shown_in_blocks(talk: Talking) -> None:
    assert "member   Armenia\n" in talk(size=Size(20, 24)).says("members as of 2006 limit 2")
    assert "Armenia  1992" in talk(size=Size(None, None)).says("members as of 2006 limit 2")


def test_help_is_broken_between_words_where_the_screen_is_narrow(talk: Talking) -> None:
    first, second = talk(size=Size(80, 24)).says(".help members").split("\n")[:2]

    assert (first[-7:], second) == ("and the", "like for others")


# ── writes ───────────────────────────────────────────────────────────────────────────────────────

ASK = "whether Uzbekistan is observer of CSTO as of 2024-06"


@pytest.mark.parametrize("agreed", [True, False])
def test_a_write_is_shown_and_done_if_the_person_agrees(talk: Talking, agreed: bool) -> None:
    begun = talk(person=Someone([agreed]))
    before = begun.conversation.database.recorded()

    said = begun.says(WRITE)

    assert said.startswith("record ")
    assert begun.conversation.latest == WRITE
    assert begun.conversation.runtime.prompter.asked == ["Write this?"]  # type: ignore[attr-defined]
    assert (f"done, recorded at {instant_text(NOW)}" in said) is agreed
    assert ("nothing was written" in said) is not agreed
    assert (begun.conversation.database.recorded() != before) is agreed
    assert ("yes" in begun.says(ASK)) is agreed


def test_a_write_is_done_though_nothing_can_be_read_after_it(
    talk: Talking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: object) -> None:
        raise tempodb.OperationalError.of("locked", "`x.db` is locked by another program")

    begun = talk(person=Someone([True]))
    with monkeypatch.context() as while_locked:
        while_locked.setattr(tempodb.Database, "last_recorded", locked)
        said = begun.says(f"{WRITE}; {ASK}")

    assert "\ndone\n" in said
    assert "error" not in said
    assert "yes" in said


def test_a_clause_on_a_line_of_its_own_belongs_to_its_write(talk: Talking) -> None:
    begun = talk(person=Someone([True]))
    begun.says(WRITE)

    assert "report-2017-04-21" in begun.says("observers of CSTO as of 2024-06")


def test_what_was_so_already_is_not_asked(talk: Talking) -> None:
    begun = talk(person=Someone([True]))
    begun.says(WRITE)

    assert "which was so already" in begun.says(WRITE)


def test_yes_beforehand_is_not_asked_again(talk: Talking) -> None:
    begun = talk(display=DisplayOptions(options=Repl(confirm_writes=False, pager="never")))

    assert begun.says(WRITE).startswith("record ")
    assert begun.person.asked == []
    assert "yes" in begun.says(ASK)


def test_each_write_of_several_is_asked_for_itself(talk: Talking) -> None:
    begun = talk(person=Someone([True, False]))
    more = WRITE.replace("Uzbekistan", "Georgia")

    said = begun.says(f"{WRITE};\n{more}")

    assert begun.person.asked == ["Write this?", "Write this?"]
    assert said.count("done, recorded") == said.count("nothing was written") == 1


@pytest.mark.parametrize("agreed", [True, False])
def test_to_erase_is_asked_in_other_words(talk: Talking, agreed: bool) -> None:
    begun = talk(person=Someone([agreed]))

    said = begun.says("erase Valery Semerikov")

    assert begun.person.asked == ["This cannot be undone. Erase it?"]
    assert ("done, recorded" in said) is agreed
    assert ("error" in begun.says("describe Valery Semerikov")) is agreed


# ── asked again ──────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_watched_until_ctrl_c(talk: Talking) -> None:
    begun = talk(ticks=Ticks(3), display=DisplayOptions())
    begun.says("members as of 2006 limit 1")

    said = begun.says(".watch 5")

    assert begun.ticks.slept == [5.0, 5.0, 5.0]
    assert said.count("Armenia") == 3
    assert said.endswith("no longer watched\n")
    assert begun.conversation.display.options.pager == "auto"


@pytest.mark.parametrize("command", [".again", ".watch 5", ".save x"])
def test_what_writes_is_not_done_twice(talk: Talking, command: str) -> None:
    begun = talk(person=Someone([False]))
    begun.says(f"members limit 1; {WRITE}; set as of 2006; count members")

    said = begun.says(command)

    assert "Write this?" not in said
    assert begun.conversation.asked == "members limit 1; count members"


def test_what_is_set_after_a_question_is_not_the_question(talk: Talking) -> None:
    begun = talk()
    begun.says("count members")
    begun.says("set as of 1998")
    begun.says("use CSTO;")

    assert "valid 1998" in begun.says(".again")


def test_what_the_editor_left_stands_at_the_next_prompt(talk: Talking) -> None:
    begun = talk(person=Someone(edit=lambda text: text.replace("membres", "members") + "\n"))
    begun.says("membres of CSTO")
    begun.says(".edit")

    assert begun.conversation.taken_draft() == "members of CSTO"
    assert begun.conversation.taken_draft() == ""
