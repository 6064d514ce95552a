"""How a lease is ended and a home left, in words for the page of rules (LEASE-2 to 4, LEASE-11)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.my.notice_words import long
from letting.public.saying import Said, is_assumed
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.tenancy_rules import NoticeGround, NoticeReason

WHEN = {
    NoticeReason.INTERNAL: gettext_lazy("Flyttar du till en annan bostad hos oss"),
    NoticeReason.LARGER: gettext_lazy("Flyttar du till en större bostad hos oss"),
    NoticeReason.SMALLER: gettext_lazy("Flyttar du till en mindre bostad hos oss"),
    NoticeReason.CARE_HOME: gettext_lazy("Flyttar du till ett vård- och omsorgsboende"),
    NoticeReason.ESTATE: gettext_lazy("Har hyresgästen avlidit"),
}


def notice(rules: Rules) -> list[Said]:
    """Say how long a notice is, what makes it shorter, and what goes with the home."""
    given = rules.tenancy.notice
    found = [Said(long(given.months), is_assumed(rules, "tenancy.notice", "months"))]
    for reason, ground in given.grounds.items():
        found.append(Said(_ground(reason, ground), is_assumed(rules, "tenancy.notice.grounds", reason.value)))
    if given.takes_parking:
        text = _("Säger du upp din enda bostad upphör dina fordonsplatser samtidigt.")
        found.append(Said(text, is_assumed(rules, "tenancy.notice", "takes_parking")))
    return found + _two(rules) + _earlier(rules)


def _two(rules: Rules) -> list[Said]:
    """Say what notice by one of two on a lease means (LEASE-6, LEASE-9)."""
    two = rules.tenancy.two_on_lease
    if two is None:
        return []
    many = ngettext(
        "Får den andra bo kvar är uppsägningstiden mot den personen minst %(n)s månad.",
        "Får den andra bo kvar är uppsägningstiden mot den personen minst %(n)s månader.",
        two.months,
    )
    signing = _("Den som får bo kvar skriver under ett eget avtal inom %(period)s.")
    return [
        Said(
            _(
                "Är ni två på avtalet och den ena säger upp det upphör hela avtalet. Den andra kan begära att få bo"
                " kvar och ska då uppfylla grundkraven."
            )
        ),
        Said(many % {"n": two.months}, is_assumed(rules, "tenancy.two_on_lease", "months")),
        Said(signing % {"period": words.period(two.signing)}, is_assumed(rules, "tenancy.two_on_lease", "signing")),
    ]


def _earlier(rules: Rules) -> list[Said]:
    """Say that renters may agree on an earlier day (LEASE-5)."""
    earlier = rules.tenancy.earlier_move_in
    if earlier is None:
        return []
    text = ngettext(
        "Den som flyttar ut och nästa hyresgäst kan komma överens om ett månadsskifte minst %(n)s månad tidigare, om"
        " vi godkänner det.",
        "Den som flyttar ut och nästa hyresgäst kan komma överens om ett månadsskifte minst %(n)s månader tidigare, om"
        " vi godkänner det.",
        earlier.months_earlier,
    )
    return [Said(text % {"n": earlier.months_earlier}, is_assumed(rules, "tenancy.earlier_move_in", "months_earlier"))]


def leaving(rules: Rules) -> list[Said]:
    """Say how a home is looked over and left (LEASE-11); by when is the tenancy code's, and the same for all."""
    given = rules.tenancy.inspection
    found = []
    if given.pre_within is not None:
        text = _(
            "När du har sagt upp avtalet besiktar vi bostaden, normalt inom %(period)s. Det som är mer slitet än"
            " normalt kan du laga innan du flyttar."
        )
        found.append(_of(rules, text % {"period": words.period(given.pre_within)}, "pre_within"))
    if given.move_out:
        text = _("Du bokar en avflyttningsbesiktning nära den sista dagen, när bostaden är tömd och städad.")
        found.append(_of(rules, text, "move_out"))
    by = _("Bostaden ska vara lämnad senast kl. 12.00 första vardagen efter avtalets sista dag.")
    if given.approved_by_noon:
        by = _("Bostaden ska vara godkänd och lämnad senast kl. 12.00 första vardagen efter avtalets sista dag.")
    found.append(_of(rules, by, "approved_by_noon"))
    if given.damages:
        text = _("Du betalar för skador utöver normalt slitage, och för städning om den inte blir godkänd.")
        found.append(_of(rules, text, "damages"))
    if given.keys:
        text = _("Lämna tillbaka alla nycklar, kort och taggar. Saknas någon betalar du för det.")
        found.append(_of(rules, text, "keys"))
    return found


def _of(rules: Rules, text: str, key: str) -> Said:
    return Said(text, is_assumed(rules, "tenancy.inspection", key))


def house_rules(rules: Rules) -> list[Said]:
    """Say how one lives in the houses (LEASE-13)."""
    assumed = is_assumed(rules, "tenancy", "house_rules")
    return [Said(words.said(rule.text), assumed) for rule in rules.tenancy.house_rules]


def _ground(reason: NoticeReason, ground: NoticeGround) -> str:
    text = ngettext("%(when)s är den %(n)s månad.", "%(when)s är den %(n)s månader.", ground.months)
    said = [text % {"when": WHEN[reason], "n": ground.months}]
    if ground.within is not None:
        said.append(_("Det gäller om dödsboet säger upp inom %(period)s.") % {"period": words.period(ground.within)})
    if ground.document:
        said.append(_("Du visar upp en handling."))
    if ground.staff_decide:
        said.append(_("Det gäller om vi kan hyra ut bostaden igen till dess."))
    return " ".join(said)
