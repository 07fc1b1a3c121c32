"""Raw bytes under their SHA-256, each stored once."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.capture import codes, durable
from dateline.errors import SourceError

PREFIX = "sha256:"
_CHUNK_BYTES = 1 << 20
_DIGITS = re.compile(r"[0-9a-f]{64}")


def digest_of(data: bytes) -> str:
    """Return ``sha256:`` and the hexadecimal digits."""
    return PREFIX + hashlib.sha256(data).hexdigest()


class Blobs:
    """A folder of files named by their digests, two digits a subfolder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._drafts = folder / "drafts"

    def path(self, digest: str) -> Path:
        """Return where the bytes of a digest lie, or would."""
        digits = digest.removeprefix(PREFIX)
        return self.folder / digits[:2] / digits[2:]

    def put(self, data: bytes) -> str:
        """Return the digest of the bytes, which lie durably under it. Call it as the sole writer.

        What lies there already is read and compared: on a damaged copy nothing new may rest.
        """
        digest = digest_of(data)
        path = self.path(digest)
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return digest
        durable.make_folder(path.parent)
        durable.make_folder(self._drafts)
        durable.place(path, data, draft=self._drafts / path.name)
        return digest

    def sweep(self) -> None:
        """Remove drafts that a dead writer left. Call it as the sole writer."""
        if self._drafts.is_dir():
            for draft in self._drafts.iterdir():
                draft.unlink()

    def read(self, digest: str, *, max_bytes: int) -> bytes:
        """Return the bytes of a digest, checked against it.

        Raises:
            SourceError: D135 missing or changed, D104 larger than ``max_bytes``.
        """
        if not _DIGITS.fullmatch(digest.removeprefix(PREFIX)):
            raise SourceError(codes.NO_BYTES, f"{digest[:80]!r} is no digest")
        path = self.path(digest)
        try:
            if path.stat().st_size > max_bytes:
                raise SourceError(codes.TOO_LARGE, f"{digest}: more than {max_bytes} bytes")
            data = path.read_bytes()
        except OSError as error:
            raise SourceError(codes.NO_BYTES, f"{digest}: {error.strerror or error}") from None
        if digest_of(data) != digest:
            raise SourceError(codes.NO_BYTES, f"{digest}: the bytes kept under it are others")
        return data

    def files(self) -> Iterator[tuple[str | None, Path]]:
        """Yield every file in the folder with the digest it is named by, None where it is no such name."""
        for where, folders, names in os.walk(self.folder):
            folders.sort()
            folder = Path(where)
            for name in sorted(names):
                digits = folder.name + name
                is_blob = folder.parent == self.folder and len(folder.name) == 2 and _DIGITS.fullmatch(digits)
                yield (PREFIX + digits if is_blob else None), folder / name


def digest_of_file(path: Path) -> str:
    """Return the digest of a file's bytes, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return PREFIX + digest.hexdigest()
