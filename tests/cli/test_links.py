"""From links to a sheet, and what ``capture`` and ``verify`` say, against a small web of our own."""

from __future__ import annotations

import json
import os
import re
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.cli.settings import Settings
from tests.capture.wire import Call, reply
from tests.cli.web import EXERCISE, IDENT, PAGES, Web, address, addresses, feed, lines_of, never, small_web

pytestmark = pytest.mark.enable_socket


def impatient(settings: Settings) -> Settings:
    return replace(settings, timeout_s=0.5)


def failing(web: Web) -> dict[str, str]:
    """Let some addresses fail; gives the code that each should be told with."""
    web.say(
        "http://wire.example/robots.txt",
        reply(b"User-agent: *\nDisallow: /private\n", content_type="text/plain"),
    )
    circle = reply(status="302 Found", location="http://post.example/circle")
    return {
        "http://wire.example/gone": "D126",
        web.say("http://post.example/broken", reply(status="500 Internal Server Error")): "D127",
        "http://127.0.0.1/inside": "D118",
        "http://nowhere.example/x": "D119",
        web.say("http://herald.example/slow", never): "D124",
        web.put("http://post.example/report.pdf", b"%PDF-1.7\n", kind="application/pdf"): "D103",
        web.put("http://post.example/page.html", bytes(range(256)) * 40): "D103",
        web.put("http://wire.example/private/x", PAGES["r03-example-post"]): "D121",
        web.say("http://post.example/circle", circle): "D122",
        web.put("http://courier.example/api", b'{"a": 1}', kind="application/json"): "D148",
        web.put("http://courier.example/empty", b""): "D102",
        "ftp://wire.example/x": "D115",
    }


# From links to a sheet


def test_the_sheet_of_links_is_the_sheet_of_the_folder(web: Web) -> None:
    made = json.loads(web.run("sheet", *addresses(), "--json").stdout)
    saved = json.loads(web.run("sheet", str(EXERCISE), "--json").stdout)
    assert len(made["reports"]) == 14
    assert all(IDENT.fullmatch(report["id"]) for report in made["reports"])
    assert [o["name"] for o in made["origins"]] == [o["name"] for o in saved["origins"]]
    assert [(c["text"], c["prob"]) for c in made["claims"]] == [
        (c["text"], c["prob"]) for c in saved["claims"]
    ]
    assert [[row["text"] for row in c["ledger"]] for c in made["claims"]] == [
        [row["text"] for row in c["ledger"]] for c in saved["claims"]
    ]
    again = web.run("sheet", *addresses())
    assert again.exit_code == 0
    assert again.stdout.startswith("14 reports · 4 origins")


def test_each_link_that_fails_is_named_in_one_line_and_the_others_go_on(web: Web) -> None:
    bad = failing(web)
    done = web.run("sheet", *addresses()[:5], *bad, *addresses()[5:], settings=impatient)
    assert done.exit_code == 1
    assert done.stdout.startswith("14 reports ·")
    told = done.stderr.splitlines()
    for url, code in bad.items():
        (line,) = (line for line in told if url in line)
        assert line.startswith(f"dateline: {url}: {code} ")
        assert line.count(url) == 1


def test_a_machine_without_a_network_is_asked_after_it(web: Web) -> None:
    lost = ["http://nowhere.example/1", "http://elsewhere.example/2"]
    assert web.run("capture", *lost).stderr.count("is this machine on a network?") == 1
    assert "network?" not in web.run("capture", *lost, address(1)).stderr
    assert "network?" not in web.run("capture", lost[0]).stderr


def test_read_takes_a_link_and_gives_its_final_address(web: Web) -> None:
    web.say("http://post.example/old", reply(status="301 Moved Permanently", location=address(3)))
    done = web.run("read", "http://post.example/old", "--json")
    assert done.exit_code == 0
    reading = json.loads(done.stdout)
    assert IDENT.fullmatch(reading["id"])
    assert reading["title"]
    rows = json.loads(web.run("capture", reading["id"], "--json").stdout)
    assert (rows[0]["url"], rows[0]["final_url"]) == ("http://post.example/old", address(3))


def test_files_links_and_ids_mix_in_the_order_given(web: Web, tmp_path: Path) -> None:
    page = tmp_path / "own.html"
    page.write_bytes(PAGES["r01-authority-statement-14"])
    ident = IDENT.findall(web.run("capture", address(5)).stdout)[0]
    rows = json.loads(web.run("read", str(page), address(2), ident, "--json").stdout)
    assert rows[0]["id"] == "own"
    assert rows[2]["id"] == ident
    assert IDENT.fullmatch(rows[1]["id"])


def test_the_same_page_by_two_links_is_one_report(web: Web) -> None:
    web.say("http://post.example/old", reply(status="302 Found", location=address(3)))
    twin = web.put("http://herald.example/twin", PAGES["r03-example-post"])
    done = web.run("read", address(3), "http://post.example/old", twin, address(3), "--json")
    assert done.exit_code == 0
    assert isinstance(json.loads(done.stdout), dict)
    assert len(lines_of(done.stderr, "D110")) == 3


def test_an_unknown_id_is_told(web: Web) -> None:
    done = web.run("read", "cap-0123456789abcdef")
    assert done.exit_code == 1
    assert lines_of(done.stderr, "D143") == [
        "dateline: cap-0123456789abcdef: D143 no such capture in the archive"
    ]


def test_a_page_without_scheme_is_told_how_an_address_begins(web: Web) -> None:
    done = web.run("read", "wire.example/story")
    assert done.exit_code == 1
    assert "https://" in done.stderr


@pytest.mark.parametrize(
    "given", ["x" * 5000, "http://wire.example/" + "x" * 5000 + ".xml", "x" * 400 + ".xml", "a\0b"]
)
def test_names_that_no_file_can_have_are_one_line(web: Web, given: str) -> None:
    done = web.run("read", given, address(1), "--json")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


# Feeds


def test_a_feed_stands_for_its_newest_entries(web: Web) -> None:
    url = web.put("http://wire.example/feed", feed(*addresses()), kind="application/rss+xml")
    done = web.run("sheet", url, "--limit", "3", "--json")
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["reports"]) == 3
    assert lines_of(done.stderr, "D145") == [
        f"dateline: {url}: D145 a feed: 3 of its 14 entries stand for it, newest first"
    ]
    assert sorted(web.asked) == sorted([url, *addresses()[:3]])


def test_entries_that_are_given_beside_their_feed_are_not_taken_twice(web: Web) -> None:
    url = web.put("http://wire.example/feed", feed(*addresses()[:4]), kind="application/rss+xml")
    done = web.run("capture", *addresses()[:2], url, "--limit", "3")
    assert [line.split()[2] for line in done.stdout.splitlines()] == [*addresses()[:2], url, addresses()[2]]
    assert "3 of its 4 entries" in done.stderr


def test_a_page_without_anything_to_read_is_named_by_its_address(web: Web) -> None:
    url = web.put("http://wire.example/bare", b"<html><body><script>x()</script></body></html>")
    done = web.run("sheet", url, address(1))
    assert done.exit_code == 1
    (line,) = (line for line in done.stderr.splitlines() if "cap-" in line)
    assert url in line


def test_a_sitemap_index_is_followed_until_there_are_enough(web: Web) -> None:
    def sitemap(*urls: str) -> bytes:
        return f"<urlset>{''.join(f'<url><loc>{u}</loc></url>' for u in urls)}</urlset>".encode()

    web.put("http://wire.example/s1.xml", sitemap(*addresses()[:2]), kind="text/xml")
    web.put("http://wire.example/s2.xml", sitemap(*addresses()[2:6]), kind="text/xml")
    web.put("http://wire.example/s3.xml", sitemap(*addresses()[6:]), kind="text/xml")
    rows = "".join(
        f"<sitemap><loc>http://wire.example/s{n}.xml</loc><lastmod>2031-03-{20 - n}</lastmod></sitemap>"
        for n in (3, 1, 0, 2)
    )
    index = web.put(
        "http://wire.example/index.xml", f"<sitemapindex>{rows}</sitemapindex>".encode(), kind="text/xml"
    )
    done = web.run("capture", index, "--limit", "5")
    found = [line.split()[2] for line in done.stdout.splitlines()]
    assert found == [
        index,
        "http://wire.example/s1.xml",
        *addresses()[:2],
        "http://wire.example/s2.xml",
        *addresses()[2:5],
    ]
    assert len(lines_of(done.stderr, "D126")) == 1
    assert "http://wire.example/s3.xml" not in web.asked


def test_a_packed_sitemap_is_read(web: Web) -> None:
    import gzip

    body = gzip.compress(f"<urlset><url><loc>{address(2)}</loc></url></urlset>".encode(), mtime=0)
    url = web.put("http://wire.example/s.xml.gz", body, kind="application/x-gzip")
    assert [line.split()[2] for line in web.run("capture", url).stdout.splitlines()] == [url, address(2)]


def test_a_broken_feed_gives_what_can_be_read_and_a_failure(web: Web) -> None:
    whole = feed(*addresses())
    url = web.put("http://wire.example/feed", whole[: len(whole) // 3], kind="application/rss+xml")
    done = web.run("capture", url)
    assert done.exit_code == 1
    assert 3 <= len(done.stdout.splitlines()) <= 6
    assert len(lines_of(done.stderr, "D140")) == 1


def test_a_feed_named_by_a_feed_is_not_followed(web: Web) -> None:
    inner = web.put("http://post.example/feed", feed(address(1)), kind="application/rss+xml")
    outer = web.put("http://wire.example/feed", feed(inner, address(2)), kind="application/rss+xml")
    done = web.run("capture", outer)
    assert len(lines_of(done.stderr, "D148")) == 1
    assert address(1) not in web.asked


def test_a_feed_on_disk_has_its_entries_fetched(web: Web, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feed(address(2), address(3)))
    done = web.run("sheet", str(path), "--json")
    assert len(json.loads(done.stdout)["reports"]) == 2


# Kept, unchanged, off line


def test_a_page_captured_moments_ago_is_not_asked_for_again(web: Web) -> None:
    assert [line.split()[1] for line in web.run("capture", *addresses()).stdout.splitlines()] == ["new"] * 14
    web.asked.clear()
    web.later(hours=5)
    done = web.run("sheet", *addresses())
    assert done.stdout.startswith("14 reports ·")
    assert web.asked == []
    assert len(lines_of(done.stderr, "D147")) == 1
    assert {line.split()[1] for line in web.run("capture", *addresses()).stdout.splitlines()} == {"kept"}


@pytest.mark.parametrize("words", [["--fetch"], ["--fresh", "1"]])
def test_what_is_not_fresh_is_asked_for_with_its_validators(web: Web, words: list[str]) -> None:
    def answer(call: Call) -> None:
        known = call.header("If-None-Match") == '"v1"'
        call.send(reply(status="304 Not Modified", etag='"v1"') if known else first)

    first = reply(PAGES["r03-example-post"], content_type="text/html", etag='"v1"')
    url = web.say("http://wire.example/tagged", answer)
    web.run("capture", url)
    web.later(hours=2)
    rows = json.loads(web.run("capture", url, *words, "--json").stdout)
    assert (rows[0]["state"], rows[0]["status"]) == ("unchanged", 304)
    reading = json.loads(web.run("read", rows[0]["id"], "--json").stdout)
    assert reading["text"]


def test_the_same_bytes_again_are_unchanged_and_other_bytes_are_new(web: Web) -> None:
    url = address(2)
    web.run("capture", url)
    web.later(seconds=1)
    assert "unchanged" in web.run("capture", url, "--fetch").stdout
    web.put(url, PAGES["r03-example-post"])
    web.later(hours=7)
    assert " new " in web.run("capture", url).stdout


def test_a_feed_is_asked_again_after_a_quarter_of_an_hour(web: Web) -> None:
    url = web.put("http://wire.example/feed", feed(address(1)), kind="application/rss+xml")
    web.run("capture", url)
    web.later(minutes=10)
    web.run("capture", url)
    assert web.asked.count(url) == 1
    web.later(minutes=10)
    web.put(url, feed(address(2), address(1)), kind="application/rss+xml")
    done = web.run("capture", url)
    assert web.asked.count(url) == 2
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["new", "new", "kept"]


def test_off_line_takes_what_is_kept_however_old_and_names_the_rest(web: Web) -> None:
    web.run("capture", *addresses()[:3])
    web.asked.clear()
    web.later(days=300)
    done = web.run("sheet", *addresses()[:4], "--offline", "--json")
    assert done.exit_code == 1
    assert len(json.loads(done.stdout)["reports"]) == 3
    assert lines_of(done.stderr, "D144") == [
        f"dateline: {address(4)}: D144 not in the archive, and nothing is fetched"
    ]
    assert web.asked == []


# Interrupted


def interrupt(call: Call) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    never(call)


def test_an_interrupted_run_keeps_what_it_has_and_goes_on_from_there(web: Web) -> None:
    stuck = web.say("http://herald.example/stuck", interrupt)
    first = web.run("capture", *addresses()[:4], stuck, *addresses()[4:])
    assert first.exit_code == 1
    (line,) = lines_of(first.stderr, "D146")
    stored = len(first.stdout.splitlines())
    assert f"{15 - stored} not fetched" in line
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    web.put(stuck, PAGES["r03-example-post"].replace(b"</body>", b"<p>More.</p></body>"))
    web.asked.clear()
    again = web.run("capture", *addresses()[:4], stuck, *addresses()[4:])
    assert again.exit_code == 0
    assert again.stdout.count(" kept ") >= stored
    assert len(web.asked) == 15 - again.stdout.count(" kept ")
    assert web.run("verify").exit_code == 0


def test_an_interrupted_sheet_is_not_weighed(web: Web) -> None:
    stuck = web.say("http://herald.example/stuck", interrupt)
    done = web.run("sheet", address(1), stuck)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "D146" in done.stderr


# Hosts


def test_hosts_are_called_side_by_side_and_each_one_at_a_time(web: Web) -> None:
    import threading

    together = threading.Barrier(3, timeout=5)
    busy: dict[str, int] = {}
    most: list[int] = []

    def meet(call: Call) -> None:
        host = call.header("Host") or ""
        busy[host] = busy.get(host, 0) + 1
        most.append(busy[host])
        together.wait()
        busy[host] -= 1
        call.send(reply(f"<p>{call.path} of {host}".encode(), content_type="text/html"))

    hosts = ("wire.example", "post.example", "herald.example")
    urls = [web.say(f"http://{host}/{n}", meet) for n in range(3) for host in hosts]
    done = web.run("capture", *urls)
    assert done.exit_code == 0
    assert max(most) == 1
    assert [line.split()[2] for line in done.stdout.splitlines()] == urls


def test_the_contact_is_sent_along(web: Web) -> None:
    seen: list[str | None] = []

    def answer(call: Call) -> None:
        seen.append(call.header("User-Agent"))
        call.send(reply(b"<p>Words.", content_type="text/html"))

    url = web.say("http://wire.example/x", answer)
    web.run("capture", url, settings=lambda s: replace(s, contact="desk@wire.example"))
    assert re.fullmatch(r"dateline/\S+ \(\+desk@wire\.example\)", seen[0] or "")


# Files, WARC


def test_files_are_archived_and_read_by_their_ids(web: Web) -> None:
    done = web.run("capture", str(EXERCISE))
    assert done.exit_code == 0
    ids = [line.split()[0] for line in done.stdout.splitlines()]
    assert len(ids) == 14
    assert "D109" in done.stderr
    assert web.run("sheet", *ids).stdout.startswith("14 reports ·")
    assert {line.split()[1] for line in web.run("capture", str(EXERCISE)).stdout.splitlines()} == {"kept"}


def test_a_file_that_is_no_page_is_told_through_capture_too(web: Web, tmp_path: Path) -> None:
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "rows.jsonl").write_text('{"id": "r1", "text": "t"}')
    (tmp_path / "good.txt").write_text("Words of a report.")
    done = web.run(
        "capture", *(str(tmp_path / n) for n in ("binary.html", "rows.jsonl", "none.html", "good.txt"))
    )
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    for code in ("D103", "D149", "D101"):
        assert len(lines_of(done.stderr, code)) == 1


def test_our_own_warc_gives_the_same_captures(web: Web, tmp_path: Path) -> None:
    first = web.run("capture", *addresses())
    (warc,) = (tmp_path / "home" / "archive" / "warc").glob("*.warc.gz")
    assert web.run("sheet", str(warc)).stdout.startswith("14 reports ·")
    with small_web(tmp_path / "other") as other:
        again = other.run("capture", str(warc))
        assert again.exit_code == 0
        assert sorted(IDENT.findall(again.stdout)) == sorted(IDENT.findall(first.stdout))
        assert {line.split()[1] for line in again.stdout.splitlines()} == {"new"}
        assert other.run("verify").exit_code == 0


def test_a_file_comes_out_of_our_own_warc_as_the_capture_it_was(web: Web, tmp_path: Path) -> None:
    page = tmp_path / "own.html"
    page.write_bytes(PAGES["r03-example-post"])
    first = web.run("capture", str(page))
    (warc,) = (tmp_path / "home" / "archive" / "warc").glob("*.warc.gz")
    again = web.run("capture", str(warc))
    assert IDENT.findall(again.stdout) == IDENT.findall(first.stdout)
    assert " kept " in again.stdout


def test_a_warc_cut_short_gives_its_whole_records_and_a_failure(web: Web, tmp_path: Path) -> None:
    web.run("capture", *addresses())
    (warc,) = (tmp_path / "home" / "archive" / "warc").glob("*.warc.gz")
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(warc.read_bytes()[: warc.stat().st_size // 2])
    done = web.run("sheet", str(cut), "--json")
    assert done.exit_code == 1
    assert 1 <= len(json.loads(done.stdout)["reports"]) < 14
    assert lines_of(done.stderr, "D132")


# Usage


@pytest.mark.parametrize(
    "words",
    [
        ["capture"],
        ["verify", "--noted", "14"],
        ["verify", "--noted", "14:xyz"],
        ["capture", "x", "--limit", "0"],
        ["sheet", "x", "--fresh", "-1"],
        ["sheet", "x", "--fetch", "--offline"],
        ["read", "x", "--fetch", "--fresh", "2"],
    ],
)
def test_wrong_usage_is_2(web: Web, words: list[str]) -> None:
    assert web.run(*words).exit_code == 2


def test_json_of_capture_has_a_row_for_each_capture_and_failure(web: Web) -> None:
    url = web.put("http://wire.example/feed", feed(address(1), "http://wire.example/gone"), kind="text/xml")
    rows = json.loads(web.run("capture", url, "--json").stdout)
    assert [row.get("kind") for row in rows] == ["feed", "page", None]
    assert rows[1]["item"]["title"] == "Report 0"
    assert rows[1]["item"]["published"] == {"value": "2031-03-11T20:00:00+03:00", "precision": "second"}
    assert rows[2]["id"] == "http://wire.example/gone"
    assert rows[2]["error"]["code"] == "D126"
