"""Sökandeprofil: household, incomes, documents, a reference, and what may stand in for a weak income."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from letting.models import Security, SecurityKind
from letting.my.applicant_forms import FilesForm, ProfileForm, rows_wanted, started
from letting.my.applicant_words import MISSING, SecurityCard, security_card
from letting.my.income_words import KINDS as INCOME_KINDS
from letting.my.income_words import SAID, income_rows, income_rules, kinds_by_what_they_count_for, lasting
from letting.refusals import PROFILE, SECURITIES
from letting.services.applicant_profiles import missing, profile_of, save_profile, subject_of
from letting.services.securities import offer_security, security_subject, take_back_security
from queues.models import Companion, CompanionRole, CompanionState
from tenants import clock
from tenants.core.calendar import local_day
from tenants.document_words import SENTENCES as OF_DOCUMENTS
from tenants.documents import store_document
from tenants.landlords import rules_today
from tenants.models import Document
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused
from tenants.rulesets import Rules


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def applicant(request: Visit) -> HttpResponse:
    """Show and save what she tells of herself (CHECK-2, CHECK-6, CHECK-12, CHECK-14)."""
    now, person = clock.now(), request.person
    rules, profile = rules_today(local_day(now)), profile_of(person.pk)
    posted = request.POST if request.method == "POST" else None
    rows = rows_wanted(profile, posted)
    form = ProfileForm(posted, rules=income_rules(rules), rows=rows, today=local_day(now), initial=started(profile))
    if form.is_valid():
        outcome = save_profile(
            person.pk,
            household=form.household(),
            income=form.incomes(),
            references=form.reference(),
            by=actor_of(request),
            now=now,
        )
        if outcome is None:
            messages.success(request, gettext("Din sökandeprofil är sparad."))
            return see_other("my:applicant")
        for code in outcome.codes:
            form.add_error(None, told([code], PROFILE))
    return _page(request, rules, form=form)


@require_POST
@my_page
def show_documents(request: Visit) -> HttpResponse:
    """Store files that show the incomes; each that is refused says why, the others are kept."""
    form = FilesForm(request.POST, request.FILES)
    if form.is_valid():
        for upload in form.cleaned_data["papers"]:
            outcome = store_document(
                request.person.pk, subject_of(request.person.pk), upload, by=actor_of(request), now=clock.now()
            )
            if isinstance(outcome, Refused):
                form.add_error("papers", f"{upload.name}: {told(outcome.codes, OF_DOCUMENTS)}")
        if not form.errors:
            messages.success(request, gettext("Handlingarna är inlämnade."))
            return see_other("my:applicant")
    return _page(request, rules_today(local_day(clock.now())), files=form)


@require_POST
@my_page
def offer(request: Visit, kind: str) -> HttpResponse:
    """Offer a security: a guarantor who has said yes, or a bank guarantee with its document (CHECK-11)."""
    now, person = clock.now(), request.person
    form = FilesForm(request.POST, request.FILES, prefix="guarantee")
    if kind == SecurityKind.BANK_GUARANTEE and not form.is_valid():
        return _page(request, rules_today(local_day(now)), guarantee=form)
    uploads = form.cleaned_data["papers"] if kind == SecurityKind.BANK_GUARANTEE else []
    guarantor = _guarantor(person.pk) if kind == SecurityKind.GUARANTOR else None
    outcome = offer_security(
        person.pk,
        kind,
        companion_id=guarantor.pk if guarantor else None,
        uploads=uploads,
        by=actor_of(request),
        now=now,
    )
    if not isinstance(outcome, Refused):
        messages.success(request, gettext("Säkerheten är erbjuden. Vi prövar den och hör av oss."))
        return see_other("my:applicant")
    if uploads and not set(outcome.codes) & set(SECURITIES):
        form.add_error("papers", told(outcome.codes, OF_DOCUMENTS))
        return _page(request, rules_today(local_day(now)), guarantee=form)
    messages.error(request, told(outcome.codes, SECURITIES))
    return see_other("my:applicant")


@require_POST
@my_page
def take_back(request: Visit, pk: int) -> HttpResponse:
    """Take back a security that nobody has decided on."""
    get_object_or_404(Security, pk=pk, person=request.person.pk)
    outcome = take_back_security(pk, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SECURITIES))
    else:
        messages.success(request, gettext("Säkerheten är tillbakatagen."))
    return see_other("my:applicant")


def _page(
    request: Visit, rules: Rules, *, form: ProfileForm | None = None, files: FilesForm | None = None,
    guarantee: FilesForm | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the page, with the form that has errors in it if one has; the others as they are saved."""
    now, person = clock.now(), request.person
    profile, incomes = profile_of(person.pk), income_rules(rules)
    securities = _securities(person.pk, rules)
    shown = _documents(person.pk, [card.pk for card in securities if card.pk])
    mine = shown.get(subject_of(person.pk), [])
    lacks = missing(profile, documents=len(mine))
    bad = next((one for one in (form, files, guarantee) if one is not None and one.errors), None)
    context = {
        "form": form
        or ProfileForm(
            rules=incomes, rows=rows_wanted(profile, None), today=local_day(now), initial=started(profile)
        ),
        "files": files or FilesForm(),
        "guarantee": guarantee or FilesForm(prefix="guarantee"),
        "bad": bad,
        "profile": profile,
        "told": income_rows(profile.income or (), incomes),
        "counts": [
            {"title": SAID[answer][2], "kinds": [INCOME_KINDS[kind] for kind in kinds]}
            for answer, kinds in kinds_by_what_they_count_for(incomes).items()
        ] if incomes else [],
        "lasting": lasting(incomes),
        "lacks": [{"text": MISSING[name][0], "field": MISSING[name][1]} for name in lacks],
        "documents": mine,
        "securities": [{"card": card, "documents": shown.get(_subject(card), [])} for card in securities],
        "needs_income": rules.checks.security_needs_income,
    }  # fmt: skip
    return render(request, "my/applicant.html", context, status=UNPROCESSABLE if bad else 200)


def _securities(person_id: int, rules: Rules) -> list[SecurityCard]:
    """Return the kinds of security that the landlord takes, each with the latest of it."""
    kinds = [str(kind) for kind in rules.checks.securities]
    if not kinds:
        return []
    latest = {row.kind: row for row in Security.objects.filter(person=person_id).order_by("pk")}
    guarantor = _guarantor(person_id) if SecurityKind.GUARANTOR in kinds else None
    return [
        security_card(kind, latest.get(kind), guarantor if kind == SecurityKind.GUARANTOR else None) for kind in kinds
    ]


def _guarantor(person_id: int) -> Companion | None:
    """Return whom she has asked to stand surety, if an answer waits or is a yes."""
    today = local_day(clock.now())
    rows = Companion.objects.filter(person=person_id, role=CompanionRole.GUARANTOR)
    waits = rows.filter(state=CompanionState.INVITED, answer_last_day__gte=today)
    return (rows.filter(state=CompanionState.ACCEPTED) | waits).first()


def _documents(person_id: int, securities: list[int]) -> dict[str, list[Document]]:
    """Return what she has shown for her profile and for securities, by what it is for: one statement."""
    subjects = [subject_of(person_id), *(security_subject(pk) for pk in securities)]
    found: dict[str, list[Document]] = {subject: [] for subject in subjects}
    rows = Document.objects.filter(person=person_id, subject__in=subjects, removed_at=None)
    for row in rows.order_by("uploaded_at", "pk"):
        found[row.subject].append(row)
    return found


def _subject(card: SecurityCard) -> str:
    return security_subject(card.pk) if card.pk else ""
