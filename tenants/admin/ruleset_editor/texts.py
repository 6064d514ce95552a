"""Rules as files: a version or the draft downloaded, and a file read into the draft."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, must
from tenants.admin.ruleset_editor.desk import address, open_desk, to_the_draft
from tenants.admin.ruleset_editor.refusals import whole_sentence
from tenants.draft_checks import check_whole
from tenants.drafting import LARGEST, BadText, Data, plain, read
from tenants.drafts import replace_draft
from tenants.models import Ruleset

NOT_TOML = gettext_lazy("Texten är inte skriven som TOML. Felet, på engelska: %(why)s")
NOT_TEXT = gettext_lazy(
    "Filen går inte att läsa som text. Spara den som TOML med teckenkodningen UTF-8 och försök igen."
)


def version_file(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Give a version as the file it was read from."""
    must(request, Act.SEE_RULES)
    ruleset = Ruleset.objects.filter(pk=pk).first()
    if ruleset is None:
        raise Http404
    return _file(ruleset.source, f"regelverk-version-{ruleset.version}.toml")


def draft_file(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Give the draft as a file."""
    desk = open_desk(request)
    if desk is None:
        return to_the_draft()
    return _file(desk.draft.source, "regelverk-utkast.toml")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class TextForm(forms.Form):
    """A whole ruleset as TOML, from a file or pasted."""

    fil = forms.FileField(label=gettext_lazy("Fil"), required=False, help_text=gettext_lazy("Högst 200 000 tecken."))
    text = forms.CharField(
        label=gettext_lazy("Eller klistra in texten"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
    )

    rules: Data

    def clean(self) -> dict[str, Any]:
        """Read the text, and refuse it with a sentence that names the key."""
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("fil")
        field = "fil" if upload is not None else "text"
        if self.errors:
            return data
        text = self._text(upload) if upload is not None else data.get("text", "")
        if text is None or not text.strip():
            self.add_error(field, _("Välj en fil, eller klistra in en text.") if text is not None else NOT_TEXT)
            return data
        self._read(text, field)
        return data

    def _text(self, upload: Any) -> str | None:
        """Return an upload as text, which from then on stands in the box, so that it can be put right there."""
        raw = upload.read(4 * LARGEST + 1)
        try:
            text = str(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return None
        if len(text) <= LARGEST:
            self.data = {**self.data.dict(), "text": text}  # type: ignore[attr-defined]  # a QueryDict when bound
        return text

    def _read(self, text: str, field: str) -> None:
        try:
            found = read(text)
        except BadText as error:
            code, _space, why = str(error).partition(" ")
            large = _("Texten är för lång: ett regelverk får ha högst 200 000 tecken.")
            self.add_error(field, large if code == "too_large" else NOT_TOML % {"why": why[:200]})
            return
        rules, problems = check_whole(found)
        for problem in problems[:20]:
            self.add_error(field, whole_sentence(problem, found))
        if rules is not None:
            self.rules = plain(rules)


def text_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Ask for a file or a text, and let it be the draft."""
    desk = open_desk(request)
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    if request.method == "POST" and form.is_valid():
        outcome = replace_draft(form.rules, seen=request.POST.get("seen", ""), by=actor_of(request), now=clock.now())
        if outcome is None:
            tell(request, None, _("Filen är inläst i utkastet. Se skillnaden innan du publicerar."))
            return see_other(address(""))
        for words in sentences(outcome):
            form.add_error(None, words)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/text",
        title=_("Läs in en fil i utkastet"),
        subtitle=_("Utkast till nya regler"),
        status=422 if form.errors else 200,
        form=form,
        replaces=desk is not None,
        seen=desk.seen if desk is not None else "",
        back=address(""),
    )
