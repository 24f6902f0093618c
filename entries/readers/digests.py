"""Digests as WARC files have them: "sha1:" and the value, in whatever letters it is written."""

from __future__ import annotations

import base64
import hashlib

KNOWN = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}


def fits(digest: str, content: bytes) -> bool:
    """Whether a digest is that of some bytes; what cannot be checked fits nothing."""
    name, _, value = digest.partition(":")
    algorithm = name.strip().lower().replace("-", "")
    if algorithm not in KNOWN:
        return False
    made = hashlib.new(algorithm, content, usedforsecurity=False).digest()
    given = value.strip().rstrip("=")
    forms = (base64.b32encode(made), base64.b16encode(made))
    letters = {form.decode().rstrip("=") for form in forms}
    exact = {base64.b64encode(made).decode(), base64.urlsafe_b64encode(made).decode()}
    return given.upper() in letters or given in {form.rstrip("=") for form in exact}


def can_be_checked(digest: str) -> bool:
    return digest.partition(":")[0].strip().lower().replace("-", "") in KNOWN
