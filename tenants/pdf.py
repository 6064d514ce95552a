"""PDFs, made by a worker from templates of ours and nothing else: no file or address can be reached from one."""

import hashlib
from typing import Any

import pydyf
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetchingError


class NothingFetched(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Refuses every address but `data:`: a document holds all that it shows."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)


def render_pdf(template: str, context: dict[str, Any]) -> tuple[bytes, str]:
    """Return a tagged PDF of a template, and its SHA-256. Raises URLFetchingError if the template reaches outside.

    It is in Swedish whoever asks: a lease is one text, and that text is the one that counts.
    """
    with translation.override("sv"):
        html = render_to_string(f"pdf/{template}.html", context)
    css = CSS(string=render_to_string("pdf/document.css"), url_fetcher=NothingFetched())
    document = HTML(string=html, url_fetcher=NothingFetched(), base_url=None)
    content = document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1", finisher=_say_languages)
    if content is None:
        raise ValueError(f"{template} came out empty")
    return content, hashlib.sha256(content).hexdigest()


def _say_languages(document: Any, pdf: Any) -> None:
    """Say in the tags which language each article is in; WeasyPrint tells that of the whole document alone.

    An article is a letter, which begins on a page of its own: the language of a page's article is its page's.
    """
    languages = {
        pdf.page_references[number]: language
        for number, page in enumerate(document.pages)
        if (language := _language_of_article(page))
    }
    for tag in pdf.objects:
        if isinstance(tag, pydyf.Dictionary) and tag.get("S") == "/Art" and tag["Pg"] in languages:
            tag["Lang"] = pydyf.String(languages[tag["Pg"]])


def _language_of_article(page: Any) -> str:
    boxes = page._page_box.descendants()  # noqa: SLF001  (there is no other way to a page's elements)
    articles = (box.element for box in boxes if box.element is not None and box.element_tag == "article")
    return next((str(article.get("lang")) for article in articles if article.get("lang")), "")


__all__ = ["NothingFetched", "URLFetchingError", "render_pdf"]
