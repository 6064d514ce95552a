"""PDFs, made by a worker from templates of ours and nothing else: no file or address can be reached from one."""

import hashlib
from typing import Any

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
    content = document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1")
    if content is None:
        raise ValueError(f"{template} came out empty")
    return content, hashlib.sha256(content).hexdigest()


__all__ = ["NothingFetched", "URLFetchingError", "render_pdf"]
