"""TLS through the guard: the address is called, the name is what the certificate must bear."""

from __future__ import annotations

import hashlib
import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from dateline.capture.fetch import Fetcher, open_fetcher
from dateline.capture.limits import Limits
from dateline.errors import SourceError
from tests.capture.fetchers import NO_ROOTS, NOON
from tests.capture.wire import PUBLIC, Call, Lines, Names, local_server, reply

x509 = pytest.importorskip("cryptography.x509", reason="the extra 'stamp' brings cryptography")

HOST = "xn--bcher-kva.example"
pytestmark = pytest.mark.enable_socket


class Authority:
    """A certificate of its own making for one name, in a file with its key."""

    def __init__(self, folder: Path, *, name: str) -> None:
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Exercise")])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(7)
            .not_valid_before(NOON - timedelta(days=3650))
            .not_valid_after(NOON + timedelta(days=3650))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        pem = made.public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(private + pem)
        self.digest = hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest()
        self.asked: list[str | None] = []

    def server(self) -> ssl.SSLContext:
        """Return the server's side, which writes down the name that each client asks for."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        context.sni_callback = lambda _socket, name, _context: self.asked.append(name)
        return context

    def trust(self) -> ssl.SSLContext:
        """Return roots that hold this certificate alone."""
        return ssl.create_default_context(cafile=str(self.file))


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, name=HOST)


def fetcher(trust: ssl.SSLContext, lines: Lines, host: str = HOST) -> Fetcher:
    return open_fetcher(
        user_agent="Dateline/0",
        limits=Limits(interval_s=0, total_s=5),
        clock=lambda: NOON,
        resolver=Names({host: [[PUBLIC]]}),
        connector=lines,
        trust=trust,
    )


def refused(authority: Authority, trust: ssl.SSLContext, host: str) -> SourceError:
    with (
        local_server(lambda call: call.send(reply()), tls=authority.server()) as port,
        fetcher(trust, Lines(port), host) as opened,
        pytest.raises(SourceError) as told,
    ):
        opened.fetch(f"https://{host}/")
    return told.value


def test_the_name_stays_in_handshake_and_header_while_the_address_is_called(authority: Authority) -> None:
    hosts: list[str | None] = []

    def answer(call: Call) -> None:
        hosts.append(call.header("Host"))
        call.send(reply(b"page"))

    with local_server(answer, tls=authority.server()) as port:
        lines = Lines(port)
        with fetcher(authority.trust(), lines) as opened:
            got = opened.fetch("https://Bücher.example./page")
    assert got.body == b"page"
    assert got.address == PUBLIC
    assert got.certificate == authority.digest
    assert set(lines.called) == {(PUBLIC, 443)}
    assert set(authority.asked) == {HOST}
    assert set(hosts) == {HOST}


def test_a_certificate_for_another_name_is_refused(authority: Authority) -> None:
    told = refused(authority, authority.trust(), "other.example")
    assert told.code == "D129"
    assert "other.example" in told.message


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: Authority) -> None:
    assert refused(authority, NO_ROOTS, HOST).code == "D129"


def test_no_roots_are_taken_from_the_environment(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with local_server(lambda call: call.send(reply()), tls=authority.server()) as port:
        opened = open_fetcher(
            user_agent="Dateline/0",
            limits=Limits(),
            clock=lambda: NOON,
            resolver=Names({HOST: [[PUBLIC]]}),
            connector=Lines(port),
        )
        with opened, pytest.raises(SourceError) as told:
            opened.fetch(f"https://{HOST}/")
    assert told.value.code == "D129"


def test_a_server_without_tls_is_told(authority: Authority) -> None:
    with (
        local_server(lambda call: call.send(reply()), unread=True) as port,
        fetcher(authority.trust(), Lines(port)) as opened,
        pytest.raises(SourceError) as told,
    ):
        opened.fetch(f"https://{HOST}/")
    assert told.value.code == "D120"
