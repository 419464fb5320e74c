"""Addresses as they may be shown: without what opens them."""

from __future__ import annotations

import re

_PASSWORD = r"(?<=://)([^:/@]*):.*@"
_SECRET_OPTION = r"(?i)((?:^|&)[^=&]*(?:secret|password|token|key|sig)[^=&]*)=[^&]*"


def shown_url(url: str) -> str:
    """Return an address without the passwords and keys in it; whatever is none stays as it is.

    >>> shown_url("s3://AKIA:secret@bucket/lake?region=eu-west-1"), shown_url("lake")
    ('s3://AKIA@bucket/lake?region=eu-west-1', 'lake')
    """
    address, mark, options = url.partition("?")
    return re.sub(_PASSWORD, r"\1@", address) + mark + re.sub(_SECRET_OPTION, r"\1=…", options)
