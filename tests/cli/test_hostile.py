"""A page that attacks whoever shows it: nothing of its markup reaches ours, on the page or on the terminal."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.capture.wire import reply
from tests.cli.web import PAGES, Web, address

pytestmark = pytest.mark.enable_socket

ATTACKS = (
    "<script>alert('X1')</script>",
    "<img src=x onerror=alert('X2')>",
    "<svg onload=alert('X3')><animate onbegin=alert('X3') attributeName=x></svg>",
    "<a href=\"javascript:alert('X4')\">X4</a>",
    "<a href=\"data:text/html,<script>alert('X5')</script>\">X5</a>",
    "<iframe srcdoc=\"<script>alert('X6')</script>\"></iframe>",
    "\"><script>alert('X7')</script><x y=\"",
    "' onmouseover='alert(\"X8\")",
    "</title></style></textarea></script><script>alert('X9')</script>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert('X10')&gt;\">",
    "<scr<script>ipt>alert('X11')</scr</script>ipt>",
    "{{ 7 * 7 }}{% for x in y %}",
    "\x1b]0;owned\x07\x1b[31mred\x1b[2J",
    "\u202egnp.exe",
)


def hostile_page(attack: str) -> bytes:
    """Return a page that tries one attack wherever words of a page go, both as markup and as words."""
    said = html.escape(attack)
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": f"Crossing closes {attack}",
            "author": {"@type": "Person", "name": f"Rana Example {attack}"},
            "publisher": {"@type": "Organization", "name": f"Example Wire {attack}"},
            "datePublished": "2031-03-11T08:40:00+03:00",
            "articleSection": attack,
            "keywords": [attack],
        }
    ).replace("</", "<\\/")
    return f"""<!DOCTYPE html><html><head><title>Crossing closes {said} | Example Wire</title>
<meta property="og:site_name" content="Example Wire {said}"><meta property="og:title" content="Crossing {said}">
<meta name="author" content="{said}"><link rel="canonical" href="javascript:alert(1)">
<script type="application/ld+json">{data}</script></head><body><article>
<h1>Crossing closes {said}</h1><p class="byline">By Rana Example {said}</p>
<p>AL-QAIM, Iraq — The crossing near Al Bukamal closed at noon {said}, the Example Crossing Authority said.</p>
<p>“Eleven people {said} were wounded in Mosul and Raqqa,” the Example Crossing Authority said on Tuesday.</p>
<p>{attack}</p><blockquote>{said}</blockquote>
<figure><img src="x.jpg"><figcaption>Lorries queue {said}. Photo: {said}</figcaption></figure>
<p>At least four people were wounded, Example Border Monitor {said} said.</p></article>
<div id="comments"><ol class="comment-list"><li class="comment depth-1" id="comment-1"><div class="comment-author">
<cite class="fn">{said}</cite></div><div class="comment-content"><p>{said} {attack}</p></div></li></ol></div>
</body></html>""".encode()


def elements(page: str) -> list[lxml_html.HtmlElement]:
    return [e for e in lxml_html.document_fromstring(page).iter() if isinstance(e.tag, str)]


def check(page: str) -> None:
    """Check that every element is one that our templates write: no script, no handler, no way out."""
    for element in elements(page):
        assert element.tag not in {
            "script",
            "iframe",
            "object",
            "embed",
            "img",
            "math",
            "base",
            "form",
            "animate",
        }
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name.lower() not in {"srcdoc", "src", "action", "formaction", "xlink:href"}
            if name.lower() == "href":
                assert value.startswith("#")
            assert not re.search(r"(?:javascript|vbscript|data)\s*:", value, re.IGNORECASE) or name in {
                "title",
                "aria-label",
                "datetime",
            }


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_markup_of_a_page_reaches_ours(web: Web, tmp_path: Path, attack: str) -> None:
    url = web.put("http://wire.example/hostile", hostile_page(attack))
    sheet, drawn = tmp_path / "sheet.html", tmp_path / "map.html"
    done = web.run("sheet", url, address(2), "--html", str(sheet))
    assert "D901" not in done.stderr
    check(sheet.read_text(encoding="utf-8"))
    assert ("{{ 7 * 7 }}" in attack) == ("{{ 7 * 7 }}" in sheet.read_text(encoding="utf-8"))
    done = web.run("read", url, "--map", str(drawn))
    assert done.exit_code == 0
    check(drawn.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", ["read", "sheet", "capture"])
@pytest.mark.parametrize("attack", ATTACKS[-2:])
def test_no_page_moves_the_terminal(web: Web, command: str, attack: str) -> None:
    url = web.put("http://wire.example/hostile", hostile_page(attack))
    bad = web.say("http://wire.example/bad", reply(status=f"404 {attack.encode().decode('latin-1')}"))
    done = web.run(command, url, bad)
    for shown in (done.stdout, done.stderr):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", shown)


def test_hostile_records_are_as_harmless(web: Web, tmp_path: Path) -> None:
    rows = [
        {
            "id": f"r{n} {attack}",
            "outlet": attack,
            "title": attack,
            "url": "javascript:alert(1)",
            "published_at": "2031-03-11",
            "text": f"Eleven people were wounded in Mosul, the Example Authority said. {attack}",
        }
        for n, attack in enumerate(ATTACKS)
    ]
    path, out = tmp_path / "rows.jsonl", tmp_path / "sheet.html"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert web.run("sheet", "--jsonl", str(path), "--html", str(out)).exit_code == 0
    check(out.read_text(encoding="utf-8"))


def test_the_check_itself_sees_an_attack() -> None:
    for attack in ATTACKS[:3]:
        with pytest.raises(AssertionError):
            check(f"<html><body>{attack}</body></html>")
    assert len(elements(PAGES["r03-example-post"].decode())) > 5
