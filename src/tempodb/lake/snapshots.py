"""The snapshots of a lake: which there are, and one more."""

from __future__ import annotations

from tempodb.base.errors import InputError, OperationalError
from tempodb.lake.lake_layout import LakeLayout
from tempodb.lake.lake_places import LakePlace
from tempodb.lake.manifest import MANIFEST_NAME, MANIFESTS, Manifest, damaged, read_manifest


def manifest_names(place: LakePlace) -> list[str]:
    """Return the names of the manifests of a lake, the oldest first; none where there is no lake."""
    return [name for name in place.names(MANIFESTS) if MANIFEST_NAME.fullmatch(name)]


def newest_snapshot(place: LakePlace) -> Manifest | None:
    """Return the snapshot that was published last, which is the one of the highest number; None where there is none.

    Raises:
        OperationalError: its manifest is damaged, or the place cannot be reached.
        DatasetError: it is no manifest.

    """
    names = manifest_names(place)
    return read_snapshot(place, names[-1]) if names else None


def kept_snapshots(place: LakePlace) -> list[Manifest]:
    """Return all snapshots of a lake, the oldest first.

    Raises:
        OperationalError: a manifest is damaged, or the place cannot be reached.
        DatasetError: one is no manifest.

    """
    return [read_snapshot(place, name) for name in manifest_names(place)]


def read_snapshot(place: LakePlace, name: str) -> Manifest:
    """Return the snapshot whose manifest has some name.

    Raises:
        OperationalError: the manifest is damaged or gone.
        DatasetError: it is no manifest.

    """
    try:
        content = place.read(f"{MANIFESTS}/{name}")
    except FileNotFoundError:
        raise damaged(f"{MANIFESTS}/{name}", "it is not there") from None
    return read_manifest(name, content)


def opened_snapshot(place: LakePlace) -> Manifest:
    """Return the newest snapshot of what has to be a lake.

    Raises:
        InputError: there is no lake.
        OperationalError: its manifest is damaged, or the place cannot be reached.

    """
    manifest = newest_snapshot(place)
    if manifest is None:
        message, hint = f"there is no lake at `{place.name}`", f"publish one: tempodb publish {place.name}"
        if {*LakeLayout} & {*place.names("")}:
            message = f"`{place.name}` has no snapshot"
            hint = f"{hint}; or make one of what others wrote: tempodb check-lake {place.name} --adopt --buckets N"
        raise InputError.of("no-lake", message, hint)
    return manifest


def add_snapshot(place: LakePlace, manifest: Manifest) -> None:
    """Write the manifest of one more snapshot, from which moment on the lake has it.

    Raises:
        OperationalError: somebody else has published meanwhile.

    """
    place.add(f"{MANIFESTS}/{manifest.file_name}", manifest.written())
    number = f"{manifest.snapshot:08}-"
    if [name for name in manifest_names(place) if name.startswith(number)] != [manifest.file_name]:
        place.remove(f"{MANIFESTS}/{manifest.file_name}")
        message = f"somebody else published to `{place.name}` meanwhile"
        raise OperationalError.of("locked", message, "publish again")


def refuse_other_folder(place: LakePlace) -> None:
    """Refuse to make a lake where something else lies.

    Raises:
        InputError: something else lies there.

    """
    ours = {MANIFESTS, *LakeLayout}
    others = [name for name in place.names("") if name not in ours]
    if others and not manifest_names(place):
        message = f"`{place.name}` holds something else, such as `{others[0]}`"
        raise InputError.of("output", message, "name a folder that is new or empty, or that holds a lake")
