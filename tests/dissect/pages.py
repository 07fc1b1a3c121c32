"""Pages of our own writing, in the shapes that real templates have."""

from __future__ import annotations

PARAGRAPHS = (
    "The crossing at Al-Qaim was closed to all traffic on Tuesday after a fire in the truck yard, officials said.",
    "Drivers who had waited since the evening were sent back to the town and told to return in two days.",
    "A spokesman for the crossing authority said that an inspection of the yard would take until Thursday.",
    "Traders in the market said that flour and fuel had become dearer within hours of the closing.",
)


def page(body: str, *, head: str = "", title: str = "Crossing closed after fire") -> bytes:
    """Return a page with a headline and the given inner markup."""
    return (
        f"<html lang='en'><head><title>{title} | Example Post</title>{head}</head><body><main><article>"
        f"<h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


def story(*before: str, after: str = "") -> str:
    """Return the paragraphs of the story between other markup."""
    return "".join(before) + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + after


WORDPRESS_THREAD = """
<div id="comments" class="comments-area"><h2 class="comments-title">3 thoughts on this</h2>
<ol class="comment-list">
<li id="comment-11" class="comment even depth-1 parent"><article id="div-comment-11" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Reader One</b>
<span class="says">says:</span></div><div class="comment-metadata">
<a href="#"><time datetime="2031-03-11T20:15:00+03:00">March 11, 2031 at 8:15 pm</time></a></div></footer>
<div class="comment-content"><p>Is the bridge open as well?</p><p>I have to go to town.</p></div>
<div class="reply"><a class="comment-reply-link" href="#">Reply</a></div></article>
<ol class="children"><li id="comment-12" class="comment odd depth-2">
<article id="div-comment-12" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Reader Two</b>
<span class="says">says:</span></div><div class="comment-metadata">
<a href="#"><time datetime="2031-03-11T21:00:00+03:00">March 11, 2031 at 9:00 pm</time></a></div></footer>
<div class="comment-content"><p>It is, but only for walkers.</p></div></article></li></ol></li>
<li id="comment-13" class="comment even depth-1"><article id="div-comment-13" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Reader Three</b></div></footer>
<div class="comment-content"><p>Thank you for the map.</p></div></article></li>
<li id="comment-14" class="pingback even depth-1"><div class="comment-body"><a href="#">Another site</a></div></li>
</ol>
<div id="respond" class="comment-respond"><form id="commentform"><textarea name="comment"></textarea></form></div>
</div>
"""

BLOGGER_THREAD = """
<div class="comments" id="comments"><h4>2 comments:</h4><ol id="top-ra">
<li class="comment" id="c1111111111111111111"><div class="comment-block"><div class="comment-header">
<cite class="user"><a href="#">Reader Four</a></cite>
<span class="datetime"><a href="#">March 12, 2031 at 7:05 AM</a></span>
</div><p class="comment-content">The price of flour is up here too.</p></div></li>
<li class="comment" id="c2222222222222222222"><div class="comment-block"><div class="comment-header">
<cite class="user">Reader Five</cite><span class="datetime">March 12, 2031 at 8:40 AM</span>
</div><p class="comment-content">Not in our street.</p></div></li></ol></div>
"""
