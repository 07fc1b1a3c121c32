"""A time-stamp authority of RFC 3161, made up for tests: keys, certificates and answers of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client import _rust

SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
SIGNED_DATA = "1.2.840.113549.1.7.2"
TST_INFO = "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def seq(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def integer(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = (int(part) for part in dotted.split("."))
    out = bytearray([40 * first + second])
    for number in rest:
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(0x80 | (number & 0x7F))
        out += bytes(reversed(groups))
    return der(0x06, bytes(out))


def attribute(name: str, value: bytes) -> bytes:
    return seq(oid(name), der(0x31, value))


class Authority:
    """Stamps what it is sent; ``refuse`` and ``forge`` make it misbehave."""

    def __init__(self, name: str = "Example Time") -> None:
        self._root_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} Root")])
        own_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._root = self._certify(root_name, root_name, self._root_key, is_root=True)
        self._certificate = self._certify(own_name, root_name, self._key, is_root=False)
        self.at = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
        self.asked: list[str] = []
        self.refuse = False
        self.down = False
        self.forge: bytes | None = None

    @property
    def trust(self) -> bytes:
        """The root certificate, which a caller trusts."""
        return self._root.public_bytes(Encoding.PEM)

    def post(self, url: str, body: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
        """Answer a request, as an HTTP server of the authority would."""
        self.asked.append(url)
        assert ("Content-Type", "application/timestamp-query") in headers
        if self.down:
            raise OSError("no route to host")
        if self.refuse:
            return seq(seq(integer(2)))
        request: Any = _rust.parse_timestamp_request(body)
        imprint = self.forge or request.message_imprint.message
        return seq(seq(integer(0)), self._token(self._info(imprint, request.nonce)))

    def _certify(
        self, subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, is_root: bool
    ) -> x509.Certificate:
        start = datetime(2026, 1, 1, tzinfo=UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        )
        if not is_root:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(self._root_key, hashes.SHA256())

    def _info(self, imprint: bytes, nonce: int | None) -> bytes:
        stamped = seq(seq(oid(SHA256), der(0x05)), der(0x04, imprint))
        time = der(0x18, self.at.strftime("%Y%m%d%H%M%SZ").encode())
        extra = [] if nonce is None else [integer(nonce)]
        return seq(integer(1), oid("1.2.3.4.1"), stamped, integer(len(self.asked)), time, *extra)

    def _token(self, info: bytes) -> bytes:
        certificate = self._certificate.public_bytes(Encoding.DER)
        attributes = b"".join(
            sorted(
                (
                    attribute(CONTENT_TYPE, oid(TST_INFO)),
                    attribute(MESSAGE_DIGEST, der(0x04, hashlib.sha256(info).digest())),
                    attribute(
                        SIGNING_CERTIFICATE_V2,
                        seq(seq(seq(der(0x04, hashlib.sha256(certificate).digest())))),
                    ),
                )
            )
        )
        signature = self._key.sign(der(0x31, attributes), ec.ECDSA(hashes.SHA256()))
        issuer = self._certificate.issuer.public_bytes()
        signer = seq(
            integer(1),
            seq(issuer, integer(self._certificate.serial_number)),
            seq(oid(SHA256)),
            der(0xA0, attributes),
            seq(oid(ECDSA_SHA256)),
            der(0x04, signature),
        )
        content = seq(oid(TST_INFO), der(0xA0, der(0x04, info)))
        signed = seq(
            integer(3),
            der(0x31, seq(oid(SHA256))),
            content,
            der(0xA0, certificate),
            der(0x31, signer),
        )
        return seq(oid(SIGNED_DATA), der(0xA0, signed))
