"""What datasets state, written as their files, or folders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tempodb.base.errors import InputError, Problem, TempodbError
from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.formats import EXPORTERS, FOLDER_EXPORTERS
from tempodb.model.claims import Claim
from tempodb.store.engines.port import Snapshot
from tempodb.store.log import entries
from tempodb.temporal.instants import FOREVER, instant_text


class ExportedText(str):
    """The text of a file, and what is to be known of it: such as what of the dataset it could not state."""

    remarks: tuple[Problem, ...] = ()


def exported(
    snapshot: Snapshot, dataset: str | None, known_at: int, format: str, progress: Progress = unwatched
) -> ExportedText:
    """Return what a dataset stated by an instant, the only one if none is named, as the text of a file.

    Raises:
        InputError: there is no such dataset, or there are several and none is named; or nothing was
            recorded yet; or there is no such format.

    """
    if format in FOLDER_EXPORTERS:
        raise InputError.of("format", f"`{format}` is a folder, and no text", "write it with -o DIR/")
    if format not in EXPORTERS:
        raise _no_format(format, EXPORTERS)
    name, claims = _stated(snapshot, dataset, known_at)
    written = EXPORTERS[format](name, claims, progress)
    text = ExportedText(written.text)
    text.remarks = (*written.report.remarks(), *_left_out(snapshot, known_at))
    return text


def exported_folder(
    snapshot: Snapshot, dataset: str | None, known_at: int, format: str, to: Path, progress: Progress
) -> Sequence[Problem]:
    """Write what a dataset stated by an instant as the files of an empty folder, and return what is to be known of it.

    Raises:
        InputError: as `exported` does.

    """
    if format not in FOLDER_EXPORTERS:
        raise _no_format(format, FOLDER_EXPORTERS)
    name, claims = _stated(snapshot, dataset, known_at)
    FOLDER_EXPORTERS[format](name, claims, to, progress)
    return _left_out(snapshot, known_at)


def _no_format(format: str, known: Iterable[str]) -> TempodbError:
    message = f"`{format}` is no format to export to"
    return InputError.of("format", message, f"choose {' or '.join(known)}")


def _stated(snapshot: Snapshot, dataset: str | None, known_at: int) -> tuple[str, Sequence[Claim]]:
    first = entries.first_recorded(snapshot)
    if first is not None and known_at < first:
        message = f"nothing was recorded yet at {instant_text(known_at)}"
        raise InputError.of("empty", message, f"the first transaction is of {instant_text(first)}")
    stating = entries.stating(snapshot, known_at)
    name = _chosen(dataset, list(stating))
    return name, entries.stated_in(snapshot, stating[name], known_at)


# Transactions are few, and looked at first: as a join, the whole log may be gone through.
_WRITES_STATE = """SELECT EXISTS (SELECT 1 FROM tx t WHERE t.dataset IS NULL
AND EXISTS (SELECT 1 FROM assertion a WHERE a.tx = t.id AND a.operation = 'state'))"""
_WRITTEN_CLAIMS = """SELECT count(DISTINCT claim) FROM belief WHERE recorded_from <= ? AND recorded_to > ?
AND claim IN (SELECT a.id FROM tx t JOIN assertion a ON a.tx = t.id WHERE t.dataset IS NULL AND a.operation = 'state')"""


def _left_out(snapshot: Snapshot, known_at: int) -> list[Problem]:
    """Return what to say of what writes state, which is no dataset's."""
    # All that is believed is gone through to count them, and mostly there is none.
    if not snapshot.execute(_WRITES_STATE, ()).fetchone()[0]:
        return []
    ((count,),) = snapshot.execute(_WRITTEN_CLAIMS, (known_at, min(known_at, FOREVER - 1))).fetchall()
    if not count:
        return []
    claims = "1 claim that a write states is" if count == 1 else f"{count} claims that writes state are"
    hint = "keep the statements beside the file, or write them into it"
    return [Problem("left-out", f"{claims} no dataset's, and not in the file", hint)]


def _chosen(dataset: str | None, known: Sequence[str]) -> str:
    if dataset is None and len(known) == 1:
        return known[0]
    if dataset in known and dataset is not None:
        return dataset
    listed = f"the datasets are {', '.join(known)}" if known else "nothing was loaded by then"
    if dataset is None:
        raise InputError.of("dataset", "no dataset is named", listed)
    raise InputError.of("dataset", f"there is no dataset `{dataset}`", listed)
