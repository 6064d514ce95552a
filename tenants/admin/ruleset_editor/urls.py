"""The addresses of the editor, below the list of rulesets."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from tenants.admin.ruleset_editor import comparing, editing, overview, publishing, texts
from tenants.admin.ruleset_editor.hooks import tools

PAGES: dict[str, tuple[Callable[..., Any], str]] = {
    "utkast/": (overview.overview, "draft"),
    "utkast/borja/": (overview.start, "draft_start"),
    "utkast/flytta/": (overview.rebase, "draft_rebase"),
    "utkast/kasta/": (overview.discard, "draft_discard"),
    "utkast/del/<str:section>/": (editing.place_page, "draft_section"),
    "utkast/del/<str:section>/<str:name>/": (editing.place_page, "draft_part"),
    "utkast/ny/<str:section>/": (editing.new_page, "draft_new"),
    "utkast/ta-bort/<str:section>/<str:name>/": (editing.remove_page, "draft_remove"),
    "utkast/skillnad/": (comparing.difference_page, "draft_difference"),
    "utkast/forhandsgranska/": (comparing.preview_page, "draft_preview"),
    "utkast/publicera/": (publishing.publish_page, "draft_publish"),
    "utkast/las-in/": (texts.text_page, "draft_text"),
    "utkast/fil/": (texts.draft_file, "draft_file"),
    "<int:pk>/fil/": (texts.version_file, "file"),
}


def urls(model_admin: Any) -> list[URLPattern]:
    """Return the editor's addresses, those that the apps above add among them."""
    view = model_admin.admin_site.admin_view
    own = {**PAGES, **{f"utkast/{tool.path}/": (tool.view, f"draft_{tool.name}") for tool in tools}}
    return [
        path(where, view(page), {"model_admin": model_admin}, name=f"tenants_ruleset_{name}")
        for where, (page, name) in own.items()
    ]
