"""Known threads in the markup of known engines."""
# ruff: noqa: E501 - the markup of one element stands on one line

from __future__ import annotations

import json

from tests.dissect.threads import (
    DE,
    FLAT,
    FR,
    FRENCH,
    GERMAN,
    HE,
    HEBREW,
    PERSIAN,
    THREAD,
    Family,
    Said,
    flat,
    long_en,
    nest,
    page,
    spell,
)

_PING = '<li class="{} pingback" id="comment-{}"><div class="comment-body">Pingback: <a href="https://x.example/">Ferry notes</a></div></li>'
_RECENT = (
    '<div class="widget widget_recent_comments"><h2>Recent Comments</h2><ul id="recentcomments">'
    '<li class="recentcomments"><span class="comment-author-link">Someone Else</span> on <a '
    'href="/2031/03/market#comment-77">The market moves again</a></li></ul></div>'
)
_FORM = '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form id="commentform"><textarea name="comment"></textarea></form></div>'


def wordpress_old() -> Family:
    """Classic themes: ``ol.commentlist``, "NAME says:", a small line with the time."""
    lis = flat(
        FLAT,
        lambda n, s: (
            f'<li class="{"alt" if n % 2 else ""}" id="comment-{n + 11}"><cite><a href="#" rel="external nofollow">{s.author}</a></cite> '
            f'Says:<br /><small class="commentmetadata"><a href="#comment-{n + 11}" title="">{long_en(s.at)}</a> </small><p>{s.text}</p></li>'
        ),
    )
    return Family(
        page(f'<h3 id="comments">6 Responses to “Ferry”</h3><ol class="commentlist">{lis}</ol>{_FORM}'), FLAT
    )


def wordpress_html5() -> Family:
    """Themes since 2013, with a badge of a role and pingbacks between the comments."""
    said = (*THREAD[:4], THREAD[4]._replace(role="Author"), THREAD[5]._replace(role="Managing Editor"))

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        badge = f'<span class="author-badge">{s.role}</span>' if s.role else ""
        return (
            f'<li id="comment-{n + 100}" class="comment byuser even depth-{depth} parent"><article id="div-comment-{n + 100}" class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard"><img class="avatar" src="a.png"/><b class="fn"><a href="#" class="url">{s.author}</a></b>'
            f'{badge} <span class="says">says:</span></div><div class="comment-metadata"><a href="#comment-{n + 100}">'
            f'<time datetime="{s.at}:00+00:00">{long_en(s.at)}</time></a></div></footer><div class="comment-content"><p>{s.text}</p></div>'
            f'<div class="reply"><a class="comment-reply-link" href="?replytocom={n + 100}">Reply</a></div></article>{answers}</li>'
        )

    lis = nest(said, one, wrap='<ol class="children">{}</ol>') + _PING.format("comment", 900)
    return Family(
        page(
            f'{_RECENT}<div id="comments" class="comments-area"><h2 class="comments-title">6 thoughts on “Ferry”</h2><ol class="comment-list">{lis}</ol>{_FORM}</div>'
        ),
        said,
    )


def wordpress_block() -> Family:
    """Block themes: ``wp-block-comment-template``."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<li id="comment-{n + 5}" class="comment odd alt depth-{depth}"><div class="wp-block-columns is-layout-flex"><div class="wp-block-column" style="flex-basis:40px">'
            f'<div class="wp-block-avatar"><img class="avatar"/></div></div><div class="wp-block-column"><div class="wp-block-comment-author-name has-small-font-size"><a href="#">{s.author}</a></div>'
            f'<div class="wp-block-group"><div class="wp-block-comment-date has-small-font-size"><time datetime="{s.at}:00+00:00"><a href="#comment-{n + 5}">{spell(s.at, "%B %e, %Y")}</a></time></div></div>'
            f'<div class="wp-block-comment-content"><p>{s.text}</p></div><div class="wp-block-comment-reply-link"><a class="comment-reply-link" href="?replytocom={n}">Reply</a></div></div></div>{answers}</li>'
        )

    lis = nest(THREAD, one, wrap="<ol>{}</ol>")
    return Family(
        page(
            f'<div class="wp-block-comments"><h2 class="wp-block-comments-title">6 responses</h2><ol class="wp-block-comment-template">{lis}</ol></div>'
        ),
        THREAD,
    )


def blogger_old() -> Family:
    """Blogger before threads: ``dl#comments-block``, three siblings a comment, the time last."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<dt class="comment-author blogger-comment-icon" id="c{n + 1}111111111111111111"><a name="c{n + 1}111111111111111111"></a><a href="#">{s.author}</a> said... </dt>'
            f'<dd class="comment-body" id="Blog1_cmt-{n + 1}111"><p>{s.text}</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c{n + 1}1" title="comment permalink">'
            f"{spell(s.at, '%B %e, %Y at %I:%M %p')}</a></span></dd>"
        ),
    )
    return Family(
        page(
            f'<div class="comments" id="comments"><h4>6 comments:</h4><dl class="avatar-comment-indent" id="comments-block">{rows}</dl><p class="comment-footer"><a href="#">Post a Comment</a></p></div>'
        ),
        FLAT,
    )


def blogger_threads() -> Family:
    """Blogger's threads: the answers stand in the comment's own list."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<li class="comment" id="c{n + 1}222222222222222222"><div class="avatar-image-container"><img/></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="#">{s.author}</a></cite>'
            f'<span class="icon user"></span><span class="datetime secondary-text"><a href="#">{spell(s.at, "%B %e, %Y at %I:%M %p")}</a></span></div><p class="comment-content">{s.text}</p>'
            f'<span class="comment-actions secondary-text"><a class="comment-reply">Reply</a><span class="item-control"><a>Delete</a></span></span></div><div class="comment-replies">{answers}</div></li>'
        )

    wrap = '<div class="comment-thread inline-thread"><span class="thread-toggle"><span class="thread-count"><a>Replies</a></span></span><ol class="thread-chrome thread-expanded"><div>{}</div></ol></div>'
    thread = nest(THREAD, one, wrap=wrap)
    return Family(
        page(
            f'<div class="comments" id="comments"><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol>{thread}</ol></div></div></div>'
        ),
        THREAD,
    )


def drupal_old() -> Family:
    """Drupal 6 and 7: answers in ``div.indented`` behind their comment."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<a id="comment-{n + 40}"></a><div class="comment comment-by-anonymous clearfix"><div class="attribution"><div class="submitted"><p class="commenter-name"><span class="username">{s.author}</span></p>'
            f'<p class="comment-time"><span>{spell(s.at, "%a, %m/%d/%Y - %H:%M")}</span></p></div></div><div class="comment-text"><div class="content"><div class="field field-name-comment-body"><div class="field-items"><p>{s.text}</p></div></div></div>'
            f'<ul class="links inline"><li class="comment-reply first last"><a href="/comment/reply/9/{n + 40}">reply</a></li></ul></div></div>{answers}'
        )

    thread = nest(THREAD, one, wrap="<div class=indented>{}</div>")
    return Family(
        page(f'<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>{thread}</div>'),
        THREAD,
    )


def drupal_new() -> Family:
    """Drupal 8 and later, in French."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<article data-comment-user-id="0" id="comment-{n + 3}" class="comment js-comment"><mark class="hidden" data-comment-timestamp="1"></mark><footer class="comment__meta"><p class="comment__author"><span lang="">{s.author}</span></p>'
            f'<p class="comment__time">{spell(s.at, "%e %B %Y - %H:%M", FR)}</p><p class="comment__permalink"><a href="/comment/{n}#comment-{n}">Permalien</a></p></footer><div class="comment__content"><h3><a href="#">Le bac</a></h3>'
            f'<div class="field field--name-comment-body"><p>{s.text}</p></div><ul class="links inline"><li class="comment-reply"><a href="/comment/reply/node/1/comment/{n}">Répondre</a></li></ul></div></article>{answers}'
        )

    thread = nest(FRENCH, one, wrap='<div class="indented">{}</div>')
    return Family(
        page(f'<section class="comments-wrapper"><h2>Commentaires</h2>{thread}</section>', lang="fr"), FRENCH
    )


def movable_type_old() -> Family:
    """Movable Type before 4: the words first, then "Posted by NAME at TIME"."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<div id="c{n + 501}"><p>{s.text}</p><p class="posted">Posted by: <a href="http://n.example/" rel="nofollow">{s.author}</a> | {spell(s.at, "%B %e, %Y %I:%M %p")}</p></div>'
        ),
    )
    return Family(page(f'<h2 id="comments">Comments</h2>{rows}'), FLAT)


def movable_type() -> Family:
    """Movable Type 4 and 5: "NAME replied to comment from NAME | TIME | Reply"."""

    def one(n: int, s: Said) -> str:
        to = (
            ""
            if s.parent is None
            else f' replied to <a href="#comment-{s.parent + 700}">comment from {THREAD[s.parent].author}</a>'
        )
        return (
            f'<div class="comment" id="comment-{n + 700}"><div class="inner"><div class="comment-header"><div class="asset-meta"><span class="byline"><span class="vcard author">{s.author}</span>{to}</span>'
            f' | <a href="#comment-{n + 700}"><abbr class="published" title="{s.at}:00-05:00">{spell(s.at, "%B %e, %Y %I:%M %p")}</abbr></a> | <a href="javascript:void(0)" title="Reply">Reply</a></div></div>'
            f'<div class="comment-content"><p>{s.text}</p></div></div></div>'
        )

    return Family(
        page(
            f'<div id="comments" class="comments"><h2 class="comments-header">6 Comments</h2><div class="comments-content">{flat(THREAD, one)}</div></div>'
        ),
        THREAD,
    )


def serendipity() -> Family:
    """Serendipity: the words first, the trace "#1.1" says what a comment answers; in German."""
    trace = {0: "#1", 1: "#1.1", 2: "#2", 3: "#2.1"}
    rows = flat(
        GERMAN,
        lambda n, s: (
            f'<a id="c{n + 60}"></a><div id="serendipity_comment_{n + 60}" class="serendipity_comment serendipity_comment_author_x" style="padding-left: {20 * (s.parent is not None)}px">'
            f'<div class="serendipity_commentBody">{s.text}</div><div class="serendipity_comment_source"><a class="comment_source_trace" href="#c{n + 60}">{trace[n]}</a> '
            f'<span class="comment_source_author">{s.author}</span> am <span class="comment_source_date">{spell(s.at, "%d.%m.%Y %H:%M")}</span> (<a class="comment_reply" href="#">Antwort</a>)</div></div>'
        ),
    )
    return Family(
        page(
            f'<div class="serendipity_comments serendipity_section_comments"><a id="comments"></a><div class="serendipity_commentsTitle">Kommentare</div>{rows}</div>',
            lang="de",
        ),
        GERMAN,
    )


def typepad() -> Family:
    """TypePad: words, then a footer with name and time."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<div id="comment-6a00d8341c0{n}ef" class="comment comment-even"><div class="comment-content" id="comment-6a00d8341c0{n}ef-content"><span><p>{s.text}</p></span></div>'
            f'<p class="comment-footer">Posted by: <a rel="nofollow" href="#">{s.author}</a> | <a class="date" href="#comment-6a00d8341c0{n}ef"><span>{spell(s.at, "%B %e, %Y at %I:%M %p")}</span></a></p></div>'
        ),
    )
    return Family(
        page(
            f'<div id="all-comments" class="comments"><h2 class="comments-header">Comments</h2><div class="comments-content">{rows}</div></div>'
        ),
        FLAT,
    )


def microdata() -> Family:
    """schema.org microdata with class names that say nothing, answers nested."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<div class="x{n}" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{s.author}</span></span>'
            f'<meta itemprop="dateCreated" content="{s.at}:00Z"/><i>lately</i><div itemprop="text">{s.text}</div>{answers}</div>'
        )

    thread = nest(THREAD, one, wrap="<section>{}</section>")
    return Family(page(f"<section>{thread}</section>"), THREAD)


def json_ld() -> Family:
    """Nothing but JSON-LD: a graph, one broken block, answers by ``parentItem``."""
    nodes = [
        {
            "@type": "Comment",
            "@id": f"#m{n}",
            "author": {"@type": "Person", "name": s.author},
            "dateCreated": f"{s.at}:00Z",
            "text": s.text,
            **({} if s.parent is None else {"parentItem": {"@id": f"#m{s.parent}"}}),
        }
        for n, s in enumerate(THREAD)
    ]
    graph = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "NewsArticle", "@id": "#a", "headline": "Ferry waits for a pier"}, *nodes],
    }
    head = f'<script type="application/ld+json">{{"@type": "Org", broken</script><script type="application/ld+json">{json.dumps(graph)}</script>'
    return Family(page("", head=head), THREAD)


def json_ld_nested() -> Family:
    """JSON-LD with answers inside the comment, in an array at the top."""

    def row(n: int, s: Said) -> dict[str, object]:
        return {
            "@type": "Comment",
            "creator": [{"name": s.author}],
            "datePublished": f"{s.at}:00Z",
            "text": s.text,
            "comment": [row(m, t) for m, t in enumerate(THREAD) if t.parent == n],
        }

    article = {
        "@type": ["NewsArticle"],
        "headline": "Ferry waits for a pier",
        "comment": [row(n, s) for n, s in enumerate(THREAD) if s.parent is None],
    }
    return Family(
        page(
            "",
            head=f'<script type="application/ld+json">{json.dumps([{"@type": "WebSite"}, article])}</script>',
        ),
        THREAD,
    )


def disqus() -> Family:
    """A copy of a page that Disqus' script had filled, as of old."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<li id="dsq-comment-{n + 90}" class="dsq-comment dsq-odd"><div id="dsq-comment-header-{n + 90}" class="dsq-comment-header"><cite id="dsq-cite-{n + 90}"><span id="dsq-author-user-{n + 90}">{s.author}</span></cite></div>'
            f'<div class="dsq-comment-header-time"><a href="#comment-{n + 90}" title="x">{spell(s.at, "%m/%d/%Y %I:%M %p")}</a></div><div id="dsq-comment-body-{n + 90}" class="dsq-comment-body"><div id="dsq-comment-message-{n + 90}" class="dsq-comment-message"><p>{s.text}</p></div></div></li>'
        ),
    )
    return Family(
        page(f'<div id="disqus_thread"><div id="dsq-content"><ul id="dsq-comments">{rows}</ul></div></div>'),
        FLAT,
    )


def joomla() -> Family:
    """JComments of Joomla: boxes with a numbered anchor; Persian."""
    rows = flat(
        PERSIAN,
        lambda n, s: (
            f'<div class="even" id="comment-item-{n + 7}"><div class="rbox"><div class="comment-box usertype-guest"><span class="comments-vote"><span id="comment-vote-holder-{n}"><span class="vote-none">0</span></span></span>'
            f'<a class="comment-anchor" href="#comment-{n + 7}" id="comment-{n + 7}">#{n + 1}</a> <span class="comment-author">{s.author}</span> <span class="comment-date">{spell(s.at, "%Y-%m-%d %H:%M")}</span>'
            f'<div class="comment-body" id="comment-body-{n + 7}">{s.text}</div><span class="comments-buttons"><a href="#">پاسخ</a> | <a href="#">نقل قول</a></span></div></div></div>'
        ),
    )
    said = tuple(s._replace(parent=None) for s in PERSIAN)
    return Family(
        page(
            f'<div id="comments"><h4>نظرات</h4><div id="comments-list" class="comments-list">{rows}</div></div>',
            lang="fa",
            rtl=True,
        ),
        said,
    )


def k2() -> Family:
    """K2 of Joomla: ``ul.itemCommentsList``, camel case."""
    rows = flat(
        FLAT,
        lambda n, s: (
            f'<li class="{"odd" if n % 2 else "even"}"><span class="commentLink"><a href="#comment{n}" name="comment{n}">Comment Link</a></span><img class="k2-avatar"/><span class="commentDate">{spell(s.at, "%A, %d %B %Y %H:%M")}</span>'
            f'<span class="commentAuthorName">posted by <a href="#">{s.author}</a></span><p>{s.text}</p></li>'
        ),
    )
    return Family(
        page(
            f'<div class="itemComments"><h3 class="itemCommentsCounter"><span>6</span> comments</h3><ul class="itemCommentsList">{rows}</ul></div>'
        ),
        FLAT,
    )


def hebrew() -> Family:
    """A theme of WordPress in Hebrew, answers nested."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<li class="comment even depth-{depth}" id="li-comment-{n + 31}"><div id="comment-{n + 31}" class="comment"><div class="comment-author vcard"><cite class="fn">{s.author}</cite> <span class="says">הגיב:</span></div>'
            f'<div class="comment-meta commentmetadata"><a href="#comment-{n + 31}">{spell(s.at, "%e %B %Y בשעה %H:%M", HE)}</a></div><div class="comment-body"><p>{s.text}</p></div><div class="reply"><a class="comment-reply-link" href="#">הגב</a></div></div>{answers}</li>'
        )

    thread = nest(HEBREW, one, wrap="<ul class=children>{}</ul>")
    return Family(
        page(
            f'<ol class="commentlist">{thread}</ol>',
            lang="he",
            rtl=True,
        ),
        HEBREW,
    )


def spip() -> Family:
    """SPIP: ``ul.forum``, "Le 11 mars 2031 à 10:15, par NAME"."""

    def one(n: int, s: Said, answers: str, depth: int) -> str:
        return (
            f'<li class="forum-fil" id="forum{n + 3}"><div class="forum-message"><div class="forum-chapo"><strong class="forum-titre"><a href="#forum{n + 3}">Le bac</a></strong> '
            f'<small>Le <abbr class="published" title="{s.at}:00Z">{spell(s.at, "%e %B %Y à %H:%M", FR)}</abbr>, <span class="sep">par</span> <span class="vcard"><span class="fn">{s.author}</span></span></small></div>'
            f'<div class="forum-texte"><p>{s.text}</p><p class="forum-repondre-message"><a href="?page=forum&amp;id_forum={n}" rel="nofollow">Répondre à ce message</a></p></div></div>{answers}</li>'
        )

    thread = nest(FRENCH, one, wrap="<ul>{}</ul>")
    return Family(
        page(
            f'<a name="forum" id="forum"></a><h2>Vos commentaires</h2><ul class="forum">{thread}</ul>',
            lang="fr",
        ),
        FRENCH,
    )


def phpbb() -> Family:
    """phpBB below a report that is no post itself; in German."""
    rows = flat(
        GERMAN,
        lambda n, s: (
            f'<div id="p{n + 4001}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile{n + 4001}"><dt class="has-profile-rank"><a href="./member?u={n}" class="username">{s.author}</a></dt>'
            f'<dd class="profile-rank">Mitglied</dd><dd class="profile-posts"><strong>Beiträge:</strong> 42</dd></dl><div class="postbody"><p class="author"><span class="responsive-hide">von <strong>{s.author}</strong> » </span>'
            f'{spell(s.at, "%e. %B %Y, %H:%M", DE)}</p><div class="content">{s.text}</div></div></div></div><hr class="divider"/>'
        ),
    )
    said = tuple(s._replace(parent=None, role="Mitglied") for s in GERMAN)
    return Family(page(f"<h2>Diskussion</h2>{rows}", lang="de"), said)


ENGINES = (
    wordpress_old,
    wordpress_html5,
    wordpress_block,
    blogger_old,
    blogger_threads,
    drupal_old,
    drupal_new,
    movable_type_old,
    movable_type,
    serendipity,
    typepad,
    microdata,
    json_ld,
    json_ld_nested,
    disqus,
    joomla,
    k2,
    hebrew,
    spip,
    phpbb,
)
