from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture import merkle
from dateline.capture.archive import Archive
from dateline.capture.log import hash_of
from dateline.capture.seals import Proofs, seal_days, seals
from dateline.capture.timestamps import check, close_days, queue, queued, send
from dateline.errors import ConfigError, SourceError
from tests.capture.archives import Clock, failures, notes, open_at, page
from tests.capture.authority import Authority

URL = "https://time.example/tsr"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Archive:
    """An archive of two days, both over."""
    archive = open_at(tmp_path, clock=clock)
    for number in range(5):
        archive.store(page(number, body=b"<p>%d" % number))
    clock.at = clock.at.replace(day=26)
    archive.store(page(7, body=b"<p>7"))
    clock.at = clock.at.replace(day=27)
    return archive


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_a_proof_holds_for_its_own_leaf_alone(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, steps = merkle.root(leaves), merkle.path(leaves, index)
    assert merkle.holds(leaves[index], steps, root=root)
    assert not merkle.holds(leaves[index] + b"x", steps, root=root)


def test_the_tree_is_that_of_rfc_6962() -> None:
    """The roots of the first three and eight of the standard's usual test leaves."""
    leaves = [
        bytes.fromhex(text)
        for text in (
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        )
    ]
    assert merkle.root(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert merkle.root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_each_day_that_is_over_gets_one_seal(archive: Archive) -> None:
    made = seal_days(archive, before="2026-11-27")
    assert [(seal.day, seal.first) for seal in made] == [("2026-11-25", 0), ("2026-11-26", 6)]
    assert seal_days(archive, before="2026-11-27") == []
    assert list(seals(archive.log)) == made
    assert open_at(archive.folder).open_day() == archive.open_day() == "2026-11-27"
    assert failures(archive) == []


def test_a_day_that_is_not_over_is_left_open(archive: Archive) -> None:
    assert archive.open_day() == "2026-11-25"
    assert [seal.day for seal in seal_days(archive, before="2026-11-26")] == ["2026-11-25"]
    assert open_at(archive.folder).open_day() == archive.open_day() == "2026-11-26"


def test_seals_alone_are_not_sealed_again(archive: Archive, clock: Clock) -> None:
    seal_days(archive, before="2026-11-27")
    clock.at = clock.at.replace(day=29)
    assert seal_days(archive, before="2026-11-29") == []


def test_a_capture_can_be_proved_without_the_others(archive: Archive) -> None:
    assert Proofs(archive.log).of(1) is None
    seal_days(archive, before="2026-11-27")
    proved = Proofs(archive.log).of(1)
    assert proved is not None
    assert proved.row_hash == hash_of(archive.line(next(archive.rows()).id).encode())
    root = bytes.fromhex(proved.seal.root)
    assert merkle.holds(bytes.fromhex(proved.row_hash), proved.path, root=root)
    assert len(proved.path) <= 3


def test_a_stamp_is_queued_off_line_and_had_later(archive: Archive, authority: Authority) -> None:
    queue(archive, seal_days(archive, before="2026-11-27"), authorities=[URL])
    authority.down = True
    told = send(archive, post=authority.post, trust=[authority.trust])
    authority.down = False
    assert [(finding.code, finding.note) for finding in told] == [("D138", False)] * 2
    assert len(list(queued(archive))) == 2
    assert "still to be had" in notes(archive)[0].message
    told = send(archive, post=authority.post, trust=[authority.trust])
    assert all(finding.note for finding in told)
    assert list(queued(archive)) == []
    assert list(archive.verify(trust=[authority.trust])) == []


def test_without_a_root_certificate_the_signature_is_told_to_be_unchecked(
    archive: Archive, authority: Authority
) -> None:
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=[URL])
    send(archive, post=authority.post)
    (note,) = archive.verify()
    assert (note.note, "not checked" in note.message) == (True, True)
    roots = archive.folder / "stamps" / "roots"
    roots.mkdir()
    (roots / "example.pem").write_bytes(authority.trust)
    assert list(archive.verify()) == []


def test_a_stamp_of_another_authority_does_not_hold(archive: Archive, authority: Authority) -> None:
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=[URL])
    send(archive, post=authority.post)
    (finding,) = archive.verify(trust=[Authority("Other").trust])
    assert (finding.code, finding.note) == ("D138", False)


def test_an_archive_made_anew_around_an_old_stamp_is_found(
    tmp_path: Path, archive: Archive, authority: Authority
) -> None:
    """Somebody with our programs writes every file again with other words, and keeps the stamp."""
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=[URL])
    send(archive, post=authority.post)
    (stamp,) = (row.data for row in archive.log.rows() if row.data["type"] == "stamp")
    forged = open_at(tmp_path / "forged")
    forged.store(page(1, body=b"<p>Other words."))
    forged.store(page(2))
    (seal,) = seal_days(forged, before="2026-11-26")
    with forged.writing() as commit:
        forged.blobs.put(archive.blobs.read(stamp["token"], max_bytes=10_000))
        commit.add_row({**stamp, "seal": seal.row})
    (finding,) = forged.verify(trust=[authority.trust])
    assert (finding.code, finding.note) == ("D138", False)


def test_an_answer_that_does_not_hold_stays_queued(archive: Archive, authority: Authority) -> None:
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=[URL])

    def asked(trust: bytes = authority.trust, **named: object) -> str:
        for name, value in named.items():
            setattr(authority, name, value)
        (finding,) = send(archive, post=authority.post, trust=[trust])
        authority.refuse, authority.forge = False, None
        assert (finding.code, finding.note) == ("D138", False)
        assert len(list(queued(archive))) == 1
        return finding.message

    assert "refused" in asked(refuse=True)
    assert "other bytes" in asked(forge=b"\x00" * 32)
    assert "signature" in asked(trust=Authority("Other").trust)


def test_what_is_no_answer_is_told(authority: Authority) -> None:
    for data in (b"", b"<html>busy</html>", b"\x30\x80"):
        with pytest.raises(SourceError, match="D138"):
            check(data, root="00" * 32, trust=[authority.trust])


def test_a_seal_that_was_changed_in_the_queue_is_not_stamped(archive: Archive, authority: Authority) -> None:
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=[URL])
    (item,) = queued(archive)
    item.path.write_text(item.path.read_text().replace(item.root, "ab" * 32))
    before = len(authority.asked)
    (finding,) = send(archive, post=authority.post, trust=[authority.trust])
    assert not finding.note
    assert len(authority.asked) == before


def test_days_are_closed_in_one_call_and_stamped_when_there_is_a_way(
    archive: Archive, authority: Authority
) -> None:
    assert close_days(archive, authorities=[URL]) == []
    assert len(list(queued(archive))) == 2
    told = close_days(archive, authorities=[URL], post=authority.post)
    assert [finding.note for finding in told] == [True, True]
    assert close_days(archive, authorities=[URL], post=authority.post) == []
    assert failures(archive) == []


def test_without_the_extra_the_message_says_what_to_install(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(archive, seal_days(archive, before="2026-11-26"), authorities=[URL])
    real = builtins.__import__

    def without(name: str, *given: Any, **named: Any) -> Any:
        if name == "rfc3161_client":
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigError, match=r"D403 .*dateline\[stamp\]"):
        send(archive, post=lambda *_: b"")
    (note,) = close_days(archive, post=lambda *_: b"")
    assert (note.code, note.note) == ("D403", True)
