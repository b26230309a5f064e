"""Identifiers: digests of what they name, so that two machines agree."""

from __future__ import annotations

import hashlib

ID_LENGTH = 20  # hexadecimal digits, 80 bits: no collision among any number of rows we will meet


def digest_id(*parts: str | int | None) -> str:
    """20 hexadecimal digits of SHA-256 over `parts`, in order.

    None differs from the empty string, and ("a", "b") from ("ab",).
    """
    digest = hashlib.sha256()
    for part in parts:
        piece = b"-" if part is None else b"+" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()[:ID_LENGTH]
