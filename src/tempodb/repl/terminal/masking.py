"""No typed or pasted character that moves the cursor, reorders or hides others reaches the terminal as such."""

from __future__ import annotations

from itertools import accumulate

from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout import Layout
from prompt_toolkit.layout.controls import SearchBufferControl
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput

from tempodb.base.printable import printable


class Mask(Processor):
    """Spells such characters out, and knows where the cursor stands among them."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the line as it is shown."""
        fragments = transformation_input.fragments
        line = fragment_list_to_text(fragments)
        if printable(line) == line:
            return Transformation(fragments)
        shown: StyleAndTextTuples = [(fragment[0], printable(fragment[1])) for fragment in fragments]
        starts = [0, *accumulate(len(printable(character)) for character in line)]
        return Transformation(
            shown,
            source_to_display=lambda at: starts[min(at, len(line))] + max(0, at - len(line)),
            display_to_source=lambda at: sum(start <= at for start in starts[1:]),
        )


class Masked(AutoSuggest):
    """Suggestions of another kind, those left out that could not be shown as they are."""

    def __init__(self, suggestions: AutoSuggest) -> None:
        self._suggestions = suggestions

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        """Return how the line may go on."""
        suggestion = self._suggestions.get_suggestion(buffer, document)
        if suggestion is None or printable(suggestion.text) != suggestion.text:
            return None
        return suggestion


def mask_searches(layout: Layout) -> None:
    """Let what is searched for be spelt out as well."""
    for control in layout.find_all_controls():
        if isinstance(control, SearchBufferControl):
            control.input_processors = [*(control.input_processors or []), Mask()]
