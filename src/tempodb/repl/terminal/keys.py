"""What each key does, beside what Emacs or Vi keys do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.application import get_app, run_in_terminal
from prompt_toolkit.filters import Condition, has_focus, is_searching
from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys

from tempodb.api.session import TimeAxis
from tempodb.temporal.granules import Granule

TIME_STEPS = {
    "f3": (Granule.DAY, -1),
    "f4": (Granule.DAY, 1),
    "f5": (Granule.MONTH, -1),
    "f6": (Granule.MONTH, 1),
    "f7": (Granule.YEAR, -1),
    "f8": (Granule.YEAR, 1),
}
SHIFTED = 12
"""What a terminal adds to the number of a function key that is pressed with Shift."""
SHIFT_F3 = "\x1b[1;2R"
"""What most terminals send for Shift-F3, and also to tell that the cursor is in the second column of the
first line, where no prompt begins."""


class KeyActions(NamedTuple):
    """What keys can do that is not about the text alone."""

    submits: Callable[[str], bool]
    repaired: Callable[[str], str | None]
    step: Callable[[TimeAxis, Granule, int], None]
    reset: Callable[[], None]
    help: Callable[[str], None]
    last: Callable[[], str | None]
    proposed: Callable[[], str]


IS_TYPING = has_focus("DEFAULT_BUFFER") & ~is_searching
"""Whether keys go to the text that is typed."""


def keys(actions: KeyActions) -> KeyBindingsBase:
    """Return the keys of the prompt."""
    return merge_key_bindings([_of_writing(actions), _of_helping(actions), _of_time(actions)])


def _of_writing(actions: KeyActions) -> KeyBindings:
    """Return the keys with which a text is run, goes on, or is completed."""
    bindings = KeyBindings()

    @bindings.add("enter", filter=IS_TYPING)
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            # Who has chosen a completion wants it, and goes on.
            buffer.complete_state = None
        elif actions.submits(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    @bindings.add("escape", "enter", filter=IS_TYPING)
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if actions.submits(buffer.text):
            buffer.newline(copy_margin=False)
        else:
            buffer.validate_and_handle()

    @bindings.add("tab", filter=IS_TYPING & Condition(_is_sole))
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        assert buffer.complete_state is not None
        (sole,) = buffer.complete_state.completions
        buffer.cancel_completion()
        buffer.apply_completion(sole)

    return bindings


def _of_helping(actions: KeyActions) -> KeyBindings:
    """Return the keys that explain a text, put it right, or write one."""
    bindings = KeyBindings()

    @bindings.add("f1")
    def _(event: KeyPressEvent) -> None:
        text = event.current_buffer.text
        run_in_terminal(lambda: actions.help(text))

    @bindings.add("f2", filter=IS_TYPING)
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        repaired = actions.repaired(buffer.text)
        if repaired is not None:
            buffer.save_to_undo_stack()
            buffer.text = repaired
            buffer.cursor_position = len(repaired)

    @bindings.add("f9", filter=IS_TYPING & Condition(_is_empty))
    def _(event: KeyPressEvent) -> None:
        if last := actions.last():
            event.current_buffer.text = last
            event.current_buffer.validate_and_handle()

    @bindings.add("right", filter=IS_TYPING & Condition(lambda: _is_empty() and bool(actions.proposed())))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(actions.proposed())

    return bindings


def _of_time(actions: KeyActions) -> KeyBindings:
    """Return the keys that step the clocks."""
    bindings = KeyBindings()

    @bindings.add("f12")
    def _(event: KeyPressEvent) -> None:
        actions.reset()
        event.app.invalidate()

    @bindings.add(Keys.CPRResponse, save_before=lambda _: False)
    def _(event: KeyPressEvent) -> None:
        if event.data == SHIFT_F3:
            actions.step(TimeAxis.KNOWN_AT, *TIME_STEPS["f3"])
        else:
            event.app.renderer.report_absolute_cursor_row(int(event.data[2:].partition(";")[0]))

    for key, (granule, by) in TIME_STEPS.items():
        _bind(bindings, key, TimeAxis.AS_OF, granule, by, actions)
        _bind(bindings, f"f{int(key[1:]) + SHIFTED}", TimeAxis.KNOWN_AT, granule, by, actions)
    return bindings


def _is_empty() -> bool:
    return not get_app().current_buffer.text


def _is_sole() -> bool:
    """Return whether one completion alone is offered."""
    state = get_app().current_buffer.complete_state
    return state is not None and len(state.completions) == 1


def _bind(
    bindings: KeyBindings, key: str, clock: TimeAxis, granule: Granule, by: int, actions: KeyActions
) -> None:
    @bindings.add(key)
    def _(event: KeyPressEvent) -> None:
        actions.step(clock, granule, by)
        event.app.invalidate()
