"""Signatures by keys of SSH, which `ssh-keygen` makes and checks.

Most who have a machine have such a key, the program is where SSH is, and its format is written down:
https://www.openssh.com/txt/release-8.1, PROTOCOL.sshsig.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tempodb.base.errors import InputError, OperationalError
from tempodb.base.printable import printable

NAMESPACE = "tempodb-digest"
"""What the signatures are for: one that was made for something else does not pass for one of a digest."""
SIGNATURE = re.compile("-----BEGIN SSH SIGNATURE-----.*?-----END SSH SIGNATURE-----\n?", re.DOTALL)


def signature_of(text: str, key: str) -> str:
    """Return the signature of a text by the key in a file, or by the agent that has the key of which that is the public half.

    Raises:
        InputError: there is no such file, or no key in it.
        OperationalError: there is no ssh-keygen.

    """
    done = _ran(["sign", "-f", key, "-n", NAMESPACE], text)
    found = SIGNATURE.search(done.stdout)
    if done.returncode or found is None:
        hint = "name the file of a key, such as ~/.ssh/id_ed25519"
        raise InputError.of("key", f"`{printable(key)}` signs nothing: {_said(done)}", hint)
    return found[0]


def signer_of(text: str, signature: str, signers: str) -> str:
    """Return who of the allowed *signers*, a file as ssh-keygen takes it, made the signature of a text.

    Raises:
        InputError: none of them did, or there is no such file.
        OperationalError: there is no ssh-keygen.

    """
    with TemporaryDirectory(prefix="tempodb-") as folder:
        file = Path(folder) / "signature"
        file.write_text(signature, encoding="ascii", errors="replace")
        found = _ran(["find-principals", "-s", str(file), "-f", signers], "")
        signer = found.stdout.split("\n")[0].strip()
        if found.returncode == 0 and signer:
            found = _ran(["verify", "-f", signers, "-I", signer, "-n", NAMESPACE, "-s", str(file)], text)
            if found.returncode == 0:
                return signer
    hint = "a line of the file: ann@example.org ssh-ed25519 AAAA…, as in ~/.ssh/id_ed25519.pub"
    raise InputError.of(
        "signature", f"none of the signers in `{printable(signers)}` signed that: {_said(found)}", hint
    )


def _ran(arguments: list[str], text: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise OperationalError.of("no-ssh-keygen", "there is no ssh-keygen here", "install OpenSSH")
    try:
        return subprocess.run(
            [program, "-Y", *arguments],
            input=text,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except (ValueError, OSError) as error:
        raise InputError.of("path", f"ssh-keygen cannot be asked for that: {error}") from None


def _said(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in (done.stderr + "\n" + done.stdout).splitlines() if line.strip()]
    return printable(lines[0]) if lines else "it does not say why"
