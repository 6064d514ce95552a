"""The pages of one place: edited, added or copied, and taken out."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.ruleset_editor.desk import Desk, address, find_place, open_desk, place_url, to_the_draft
from tenants.admin.ruleset_editor.form import PlaceForm
from tenants.admin.ruleset_editor.words import name_of, place_words, section_word, value_word
from tenants.drafting import Place, Section, at, places, section_of
from tenants.drafts import remove_part, save_place, seen_at
from tenants.outbox import declared
from tenants.outcome import Refused
from tenants.rulesets.shape import Scalar, Table, Variants

NAME = r"^[a-z0-9][a-z0-9_-]{0,39}$"
NEW, COPY, KIND = "ny", "av", "slag"  # what the address of a part that is not there yet says of it
# Names that mean something elsewhere, by section.
KNOWN = {"messages": declared}


def place_page(request: HttpRequest, section: str, name: str = "", *, model_admin: Any) -> HttpResponse:
    """Show a place's form; a POST saves it in the draft, if its part of the schema takes it."""
    desk = open_desk(request)
    place = find_place(section, name)
    if desk is None:
        return to_the_draft()
    value = at(desk.data, place)
    is_new = bool(name) and value is None
    if is_new:
        value = _at_first(request, desk, place)
    form = PlaceForm(place, desk.data, value, posted=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcome = save_place(
            place, form.value, assumed=form.ticked, seen=request.POST.get("_seen", ""), by=actor_of(request),
            now=clock.now(),
        )  # fmt: skip
        if outcome is None:
            return _saved(request, place)
        for words in sentences(outcome):
            form.add_error(None, words)
    return _page(request, desk, place, form, is_new=is_new, model_admin=model_admin)


def _page(
    request: HttpRequest, desk: Desk, place: Place, form: PlaceForm, *, is_new: bool, model_admin: Any
) -> HttpResponse:
    around = list(places(desk.data))
    here = next((number for number, one in enumerate(around) if one.key == place.key), None)
    follows = [around[n] if 0 <= n < len(around) else None for n in (here - 1, here + 1)] if here is not None else []
    named = place.section.is_named
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/place",
        title=place_words(desk.data, place)
        if not is_new
        else _("Ny: %(what)s") % {"what": section_word(place.section)},
        subtitle=_("Utkast till nya regler"),
        status=422 if form.errors else 200,
        place=place,
        form=form,
        wrong=desk.wrong,
        seen="" if is_new else seen_at(desk.data, place),
        is_new=is_new,
        back=address(""),
        copy_url=f"{address('new', place.section.key)}?{urlencode({COPY: place.name})}" if named and not is_new else "",
        remove_url=address("remove", place.section.key, place.name) if named and not is_new else "",
        follows=[(place_words(desk.data, one), place_url(one)) if one else None for one in follows],
    )


def _saved(request: HttpRequest, place: Place) -> HttpResponse:
    """Go on to the draft; where it does not hang together, stay and say what stands in the way."""
    desk = open_desk(request)
    if desk is None:
        return to_the_draft()
    messages.success(request, _("Sparat i utkastet: %(what)s.") % {"what": place_words(desk.data, place)})
    return see_other(address("") if desk.rules is not None else place_url(place))


def _at_first(request: HttpRequest, desk: Desk, place: Place) -> Any:
    """Return what a new part begins as: a copy of another, or nothing but its kind; a 404 for what cannot be."""
    if NEW not in request.GET or not re.match(NAME, place.name):
        raise Http404
    copied = at(desk.data, Place(place.section, request.GET.get(COPY, "")))
    if copied is not None:
        return copied
    shape = _table(place.section).value
    if not isinstance(shape, Variants):
        return {}
    kind = request.GET.get(KIND, "")
    if kind not in shape.groups:
        raise Http404
    return {shape.tag: kind}


# ---- new


class NewForm(forms.Form):
    """A new part: its name, what it begins as, and of which kind it is."""

    name = forms.CharField(
        label=gettext_lazy("Kortnamn"),
        max_length=40,
        help_text=gettext_lazy(
            "Små bokstäver a–z, siffror, - och _. Kortnamnet syns inte för sökande. En tabell har årtalet som kortnamn."
        ),
        error_messages={
            "required": gettext_lazy("Fyll i ett kortnamn."),
            "max_length": gettext_lazy("Kortnamnet är för långt. Det får ha högst 40 tecken."),
        },
    )

    def __init__(self, section: Section, desk: Desk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.there = desk.data.get(section.key, {})
        table = _table(section)
        pattern = table.key.limits.pattern if isinstance(table.key, Scalar) else None
        self.pattern = pattern or NAME
        if section.key in KNOWN:
            known = [(name, word) for name, word in KNOWN[section.key]().items() if name not in self.there]
            self.fields["name"].widget = forms.Select(choices=known)
            self.fields["name"].help_text = ""
        if self.there:
            copies = [
                ("", _("inget, jag fyller i allt")),
                *((n, name_of(desk.data, section.key, n)) for n in self.there),
            ]
            self.fields["copy"] = forms.ChoiceField(label=_("Utgå från"), choices=copies, required=False)
        if isinstance(table.value, Variants):
            kinds = [(str(kind), value_word(kind)) for kind in table.value.groups]
            self.fields["kind"] = forms.ChoiceField(
                label=_("Slag"), choices=[("", "–"), *kinds], required=False,
                help_text=_("Behövs när du inte utgår från något."),
            )  # fmt: skip

    def clean_name(self) -> str:
        """Refuse a name of the wrong form, and one that is taken."""
        name = str(self.cleaned_data["name"])
        if not re.match(self.pattern, name) or not re.match(NAME, name):
            raise forms.ValidationError(_("Skriv med små bokstäver a–z, siffror, - och _, och börja med en bokstav."))
        if name in self.there:
            raise forms.ValidationError(_("Det finns redan en del med det kortnamnet."))
        return name

    def clean(self) -> dict[str, Any]:
        """Ask for the kind where nothing is copied."""
        data: dict[str, Any] = super().clean() or {}
        if "kind" in self.fields and not data.get("copy") and not data.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Välj ett slag, eller något att utgå från."))
        return data


def new_page(request: HttpRequest, section: str, *, model_admin: Any) -> HttpResponse:
    """Ask for a new part's name; its form comes next, and nothing is saved before that."""
    desk = open_desk(request)
    found = section_of(section)
    if found is None or not found.is_named:
        raise Http404
    if desk is None:
        return to_the_draft()
    form = NewForm(found, desk, request.POST or None, initial={"copy": request.GET.get(COPY, "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = {NEW: 1, COPY: data.get("copy", ""), KIND: data.get("kind", "")}
        query = urlencode({key: value for key, value in wanted.items() if value})
        return see_other(f"{address('part', found.key, data['name'])}?{query}")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Lägg till: %(what)s") % {"what": section_word(found)},
        subtitle=_("Utkast till nya regler"),
        form=form,
        button=_("Fortsätt"),
        cancel=address(""),
        status=422 if form.errors else 200,
    )


def remove_page(request: HttpRequest, section: str, name: str, *, model_admin: Any) -> HttpResponse:
    """Ask once more, and take a part out of the draft."""
    desk = open_desk(request)
    place = find_place(section, name)
    if desk is None:
        return to_the_draft()
    if at(desk.data, place) is None:
        raise Http404
    words = place_words(desk.data, place)
    if request.method == "POST":
        outcome = remove_part(place, seen=request.POST.get("seen", ""), by=actor_of(request), now=clock.now())
        tell(request, outcome, _("Borttaget ur utkastet: %(what)s.") % {"what": words})
        return see_other(place_url(place) if isinstance(outcome, Refused) else address(""))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/sure",
        title=_("Ta bort: %(what)s") % {"what": words},
        intro=_("Delen tas bort ur utkastet. Reglerna som gäller påverkas inte förrän du publicerar."),
        seen=seen_at(desk.data, place),
        button=_("Ta bort ur utkastet"),
        cancel=place_url(place),
    )


def _table(section: Section) -> Table:
    shape = section.entries[0].shape
    assert isinstance(shape, Table)  # noqa: S101  (a section with named parts is a table)
    return shape
