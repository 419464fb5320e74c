"""The tracks of a timeline."""

from __future__ import annotations

from enum import StrEnum


class Track(StrEnum):
    """Of what sort a holding on a timeline is."""

    EXISTENCE = "existence"
    NAME = "name"
    MEMBER = "member"
    MEMBERSHIP = "membership"
    TENURE = "tenure"
    BODY = "body"
    EVENT = "event"
