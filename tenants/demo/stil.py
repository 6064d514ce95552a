"""The living page of the design language, with invented contents."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tenants.charts import Row, chart
from tenants.demo.views import demo_only
from tenants.words import number

BARS = (
    Row("1 rum och kök", "1 460 poäng", 1800, 900, 1460),
    Row("2 rum och kök", "2 555 poäng", 3300, 1900, 2555),
    Row("3 rum och kök", "färre än 5"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Namn"), help_text=_("Som det står i folkbokföringen."))
    email = forms.EmailField(label=_("E-post"))
    children = forms.IntegerField(label=_("Antal barn"), required=False)
    about = forms.CharField(label=_("Något mer vi bör veta"), required=False, widget=forms.Textarea({"rows": 3}))
    papers = forms.FileField(label=_("Intyg"), required=False, help_text=_("PDF eller bild, högst 10 MB."))
    agree = forms.BooleanField(label=_("Jag har läst reglerna"))


def _things(*rows: dict[str, Any]) -> list[SimpleNamespace]:
    return [SimpleNamespace(**row) for row in rows]


@demo_only
@require_safe
def stil(request: HttpRequest) -> HttpResponse:
    """Show every component once."""
    steps = _things(
        {"label": _("Annons"), "dates": "11–15 maj", "state": "done"},
        {"label": _("Visning"), "dates": "18–21 maj", "state": "done"},
        {"label": _("Svar"), "dates": "22–25 maj", "state": "now"},
        {"label": _("Kontroll"), "dates": "26 maj", "state": "todo"},
        {"label": _("Avtal"), "dates": "1 juni", "state": "todo"},
    )
    actions = _things(
        {"label": _("Tacka ja"), "url": "#", "kind": "primary", "post": True, "icon": "check"},
        {"label": _("Tacka nej"), "url": "#", "kind": "quiet", "post": True, "icon": ""},
    )
    ticket = SimpleNamespace(
        title=_("Vill du ha lägenheten på Åsgatan 14?"), deadline=_("Svara senast måndag 25 maj kl. 24"),
        left=_("2 arbetsdagar kvar"), facts="2 rum och kök, 58 m² · 7 200 kr", actions=actions,
        note=_("Svarar du inte räknas det som EJ SVAR."),
    )  # fmt: skip
    listing = {
        "url": "#", "address": "Åsgatan 14", "rooms_text": "2 rum och kök", "size_text": "58 m²",
        "rent_text": "7 200 kr/mån", "area": "Centrum", "move_in_text": "ons 1 juli",
        "last_day_text": "fredag 15 maj kl. 24", "interests": 47,
        "last_points": 3211, "picture_url": "", "picture_alt": "", "plan": "", "tags": [],
    }  # fmt: skip
    slots = _things(
        {"value": "1", "label": "kl. 16.00", "detail": "torsdag 21 maj", "checked": True, "disabled": False},
        {"value": "2", "label": "kl. 17.00", "detail": "torsdag 21 maj", "checked": False, "disabled": True},
    )
    answers = _things(
        {"label": _("Bostad"), "value": "Åsgatan 14, 2 rum och kök", "url": ""},
        {"label": _("Hyra"), "value": "7 200 kr", "url": "#"},
    )
    drawn = SimpleNamespace(
        wide=400, high=440, tiles=[], credit="", bar=72.4, bar_text="500 m", outside="", nearer="#", farther="#",
        whole="",
        marks=_things(
            {"x": 140.0, "y": 180.0, "count": 1, "name": "Åsgatan 14", "url": "#"},
            {"x": 270.0, "y": 290.0, "count": 3, "name": _("3 lediga nära varandra"), "url": "#"},
        ),
        districts=_things({"name": "Centrum", "x": 140.0, "y": 132.0, "outline": "M120 170L160 190L150 210Z"}),
    )  # fmt: skip
    context = {
        "steps": steps, "ticket": ticket, "listings": _things(listing, listing), "plans": [], "slots": slots,
        "answers": answers,
        "facts": [(_("Hyra"), "7 200 kr"), (_("Inflyttning"), "onsdag 1 juli")],
        "map": drawn,
        "acting": SimpleNamespace(person=SimpleNamespace(full_name="Anna Andersson"), may_act=True),
        "dots": [True, False, False],
        "chart": chart("stil-chart", str(_("Kötid per storlek")), BARS, said=number),
        "form": SampleForm({"name": "", "email": "anna"}), "page_obj": Paginator(range(50), 10).get_page(2),
    }  # fmt: skip
    return render(request, "stil.html", context)
