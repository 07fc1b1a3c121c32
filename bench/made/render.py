"""Markup that several families of templates share."""

from __future__ import annotations

from bench.made.story import Known, Story, Wording


def page(story: Story, body: str, *, attributes: str = "", head: str = "") -> str:
    """Return a whole page around the markup of its report."""
    direction = ' dir="rtl"' if story.language in ("ar", "he") else ""
    return (
        f'<!doctype html><html lang="{story.language}"{direction}><head><meta charset="utf-8">'
        f"<title>{story.headline} | Example Post</title>"
        f'<meta property="article:published_time" content="2031-03-11T18:15:00">{head}</head>'
        f"<body{attributes}>{body}</body></html>"
    )


def paragraphs(story: Story, *, tag: str = "p", attributes: str = "", start: int = 0, stop: int = 99) -> str:
    """Return a run of the story's paragraphs."""
    return "".join(f"<{tag}{attributes}>{line}</{tag}>" for line in story.lines[start:stop])


def related(story: Story, *, tag: str = "ul", attributes: str = "") -> str:
    """Return a list of links to other stories, each with a picture."""
    items = "".join(
        f'<li><a href="/s/{n}"><img src="/t/{n}.jpg" alt=""><span>{title}</span></a></li>'
        for n, title in enumerate(story.related)
    )
    return f"<div{attributes}><h3>{story.more}</h3><{tag}>{items}</{tag}></div>"


def words(part: Known | None, pattern: str) -> str:
    """Return a part's words in some markup; nothing where the page has no such part."""
    return pattern.replace("{}", part.text) if part is not None else ""


def plain(story: Story, wording: Wording, *, order: str) -> str:
    """Return a page as a text capture: lines in the given order, one letter a line or run of lines.

    H headline, B byline and times, C caption with credit, N note, 1 to 3 pairs of paragraphs, U update, Q quote,
    R credit, V counter, L list of other stories.
    """
    caption = f"{wording.caption.text} {wording.photo}".strip() if wording.caption else ""
    lines = {
        "H": story.headline,
        "B": "By Example Desk\n11 March 2031, 20:15",
        "C": caption,
        "N": wording.note.text if wording.note else "",
        "1": "\n\n".join(story.lines[:2]),
        "2": "\n\n".join(story.lines[2:4]),
        "3": "\n\n".join(story.lines[4:]),
        "U": wording.update.text if wording.update else "",
        "R": wording.credit.text if wording.credit else "",
        "V": wording.counter or "",
        "L": "\n".join([f"{story.more}:", *story.related]),
    }
    return "\n\n".join(text for letter in order if (text := lines[letter])) + "\n"
