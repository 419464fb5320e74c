"""Digests that are kept elsewhere: on paper, in a file, signed, or in a repository of git."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tempodb.api.location_names import location_name
from tempodb.api.signatures import SIGNATURE, signature_of, signer_of
from tempodb.base.errors import InputError
from tempodb.base.printable import printable
from tempodb.base.text_files import opened, stream_text
from tempodb.interchange.repositories.committing import commit_file
from tempodb.interchange.repositories.file_history import history_of
from tempodb.interchange.repositories.git import opened_repository
from tempodb.store.log.digests import read_digest


class KeptDigest(NamedTuple):
    """A digest, and who signed it, where that was looked at."""

    digest: str
    signer: str | None = None


def signed(digest: str, key: str) -> str:
    """Return a digest with its signature, as a file keeps it.

    Raises:
        InputError: there is no such key.
        OperationalError: there is no ssh-keygen.

    """
    return f"{digest}\n{signature_of(digest + chr(10), key)}"


def keep_in_repository(text: str, location: str, repository: str, message: str) -> str | None:
    """Commit a digest of the database at a location, and return the commit; None if it is there already.

    Raises:
        InputError: there is no such repository.
        OperationalError: git cannot write to it, or does not know who commits.

    """
    return commit_file(repository, file_name(location), text.encode(), message)


def kept_digests(place: str, location: str, signers: str | None = None) -> Sequence[KeptDigest]:
    """Return the digests of the database at a *location* that are kept at a *place*: the digest itself, a file, a repository.

    Of a repository they are all that were ever committed there. With *signers*, each has to be signed by one of them.

    Raises:
        InputError: there is none, or one is not signed as it has to be.

    """
    path = _path(place)
    if path is not None and path.is_dir():
        return [_read(text, signers) for text in _committed(place, file_name(location))]
    if path is not None:
        with opened(place) as stream:
            return [_read(stream_text(stream, place), signers)]
    return [_read(place, signers)]


def _path(place: str) -> Path | None:
    """Return where something lies, if anything does."""
    try:
        return Path(place) if place.strip() and Path(place).exists() else None
    except OSError:
        # It is too long for a path.
        return None


def file_name(location: str) -> str:
    """Return what the file of a database's digest is called in a repository.

    >>> file_name("/srv/posts.db")
    'posts.digest'
    """
    return f"{location_name(location)}.digest"


def _committed(repository: str, name: str) -> Iterator[str]:
    with opened_repository(repository) as git, history_of(git, name, None, follows=False) as history:
        for version in history.versions:
            if version.blob is not None:
                yield history.content(version).decode("utf-8", "replace")


def _read(text: str, signers: str | None) -> KeptDigest:
    digest = read_digest(SIGNATURE.sub("", text))
    if signers is None:
        return KeptDigest(digest)
    signature = SIGNATURE.search(text)
    if signature is None:
        message = f"the digest {printable(digest[:8])}… is not signed"
        raise InputError.of(
            "signature", message, "leave --signers out, or name the file that tempodb digest --sign made"
        )
    return KeptDigest(digest, signer_of(digest + "\n", signature[0], signers))
