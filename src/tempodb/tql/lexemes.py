"""What of a text is a quote, a comment or the end of a statement: known of wrong texts too."""

from __future__ import annotations

import re

_COMMENT = r"(?:(?<=\s)|(?<![\s\S]))--[^\n]*"
# A quote that is never closed ends with its line, since a `;` in it may stand before words of a name.
LEXEME = re.compile(
    rf'(?P<comment>{_COMMENT})|(?P<quoted>"(?:[^"\n]+|"")*"?)|(?P<end>;)'
    r'|:(?P<name>[A-Za-z_]\w*)|(?P<rest>:|[^\s";:]+)'
)
"""What stands between blanks: one of its groups, of which `name` is that of a parameter."""
BLANK = re.compile(rf"(?:\s+|{_COMMENT})*")
"""Blanks and comments."""
