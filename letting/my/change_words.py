"""A change of a lease in words, on Mina sidor: what is asked, what it means, what happens next (LEASE-7 to 10)."""

from datetime import date

from django.utils.translation import gettext, ngettext

from letting.change_words import OTHERS, REASONS, STATES
from letting.core.lease_changes import first_turn, longer_than_usual, rent_ceiling
from letting.models import ChangeState, Lease, LeaseChange
from letting.public.saying import listed
from letting.services.change_requests import Wish
from tenants import words
from tenants.core.calendar import Calendar
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.rulesets.change_rules import ChangeKind, ChangeReason, ChangeRules, SubletRules, SwapRules

SLUGS = {
    "andrahand": ChangeKind.SUBLET,
    "byte": ChangeKind.SWAP,
    "overlatelse": ChangeKind.TRANSFER,
    "inskrivning": ChangeKind.ADDITION,
}
ADDRESSES = {kind: slug for slug, kind in SLUGS.items()}


def asks(rules: ChangeRules, reason: ChangeReason) -> list[str]:
    """Return what a reason asks for, a sentence each."""
    ground, said = rules.grounds.get(reason), []
    if ground is not None and ground.at_least is not None:
        text = (
            gettext("Minst %(period)s.") if isinstance(rules, SubletRules) else gettext("Folkbokförd där %(period)s.")
        )
        said.append(text % {"period": words.period(ground.at_least)})
        if ground.shorter == "review":
            said.append(gettext("Vi prövar om kortare tid räcker."))
    if ground is not None and ground.document is not None:
        said.append(gettext("Visa: %(document)s.") % {"document": words.said(ground.document)})
    return said


def shows(rules: ChangeRules) -> str:
    """Return what is shown whatever the reason; nothing where only the reason asks for something."""
    if isinstance(rules, SubletRules) and rules.contract:
        return gettext("Kontraktet med andrahandshyresgästen, och det som anledningen kräver.")
    return ""


def before(kind: ChangeKind, lease: Lease, rules: Rules, today: date) -> list[str]:
    """Return what one should know before one applies."""
    ruled = rules.change(kind)
    match ruled:
        case SubletRules():
            said = _before_sublet(ruled, lease)
        case SwapRules():
            said = _before_swap(ruled, lease)
        case _ if kind is ChangeKind.TRANSFER:
            said = [gettext("Den som tar över flyttar inte in, utan bor redan i bostaden.")]
        case _:
            said = [gettext("Ni blir två på avtalet, och svarar båda för hela hyran.")]
    if ruled.requirements:
        text = gettext("%(who)s ska uppfylla våra krav. Vi prövar det när ansökan är komplett.")
        said.append(text % {"who": OTHERS[kind]})
    if kind is not ChangeKind.SUBLET:
        text = gettext("Lämnas ansökan i dag och den andra säger ja i tid kan den gälla tidigast %(day)s.")
        said.append(text % {"day": words.day(first_turn(today, ruled.ahead), year=True)})
    said += points_said(kind, rules)
    said.append(gettext("Du får besked inom tre veckor från det att ansökan är komplett."))
    return said


def _before_sublet(ruled: SubletRules, lease: Lease) -> list[str]:
    said = [gettext("Du står kvar på avtalet och svarar för att hyran betalas och att ingen störs.")]
    if ruled.usual is not None and ruled.longest is not None:
        text = gettext("Vi beviljar normalt %(usual)s och som längst %(longest)s.")
        said.append(text % {"usual": words.period(ruled.usual), "longest": words.period(ruled.longest)})
    text = gettext("Hyran får vara högst %(rent)s i månaden.")
    said.append(text % {"rent": words.kronor(rent_ceiling(lease.rent, ruled))})
    if lease.ends_on is not None:
        text = gettext("Hyresavtalet upphör %(day)s. Längre än så kan du inte hyra ut.")
        said.append(text % {"day": words.day(lease.ends_on, year=True)})
    return said


def _before_swap(ruled: SwapRules, lease: Lease) -> list[str]:
    said = [
        gettext("Ni ska båda bo i bostäderna ni byter till, inte bara för en tid."),
        gettext("Garage och parkeringsplats följer inte med."),
    ]
    text = gettext("Du ska ha bott här i minst %(period)s: från %(day)s kan du ansöka.")
    day = Calendar().last_day_after(lease.home_since or lease.starts_on, ruled.residence)
    said.append(text % {"period": words.period(ruled.residence), "day": words.day(day, year=True)})
    if ruled.inspected:
        said.append(gettext("Bostäderna besiktigas först, och skador betalas eller åtgärdas innan ni byter."))
    return said


def points_said(kind: ChangeKind, rules: Rules) -> list[str]:
    """Return what becomes of points, where the queues' rules take them (QUEUE-10)."""
    causes = {cause for queue in rules.queues.values() for cause in queue.points_reset_by}
    match kind:
        case ChangeKind.SWAP if "swap" in causes:
            return [gettext("Köpoängen börjar om från noll när ni byter.")]
        case ChangeKind.ADDITION if "added" in causes:
            return [gettext("Köpoängen för den som skrivs in börjar om från noll.")]
        case ChangeKind.TRANSFER if "separation" in causes:
            return [gettext("Vid en separation börjar köpoängen om från noll för den som tar över.")]
    return []


def answers_of(wish: Wish, email: str, lease: Lease, rules: Rules) -> list[dict[str, str]]:
    """Return what is applied for, to be looked over before it is sent."""
    facts = [
        (gettext("Bostad"), lease.unit.street),
        (gettext("Anledning"), str(REASONS[wish.reason])),
        (str(OTHERS[wish.kind]), email),
        (gettext("Hyr hos"), (gettext("oss") if wish.swaps_here else wish.elsewhere) if _is_swap(wish) else ""),
        (gettext("Folkbokförd där sedan"), words.day(wish.since_on, year=True)),
        (gettext("Från"), words.day(wish.from_on, year=True)),
        (gettext("Till och med"), words.day(wish.until_on, year=True)),
        (gettext("Hyra i månaden"), words.kronor(wish.rent_asked) if wish.rent_asked is not None else ""),
        (gettext("Med egna ord"), wish.text),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def long_sublet(wish: Wish, rules: Rules) -> str:
    """Say that a sublet is longer than what is normally granted; else nothing."""
    sublet = rules.tenancy.sublet
    if wish.until_on is None or not longer_than_usual(sublet, wish.from_on, wish.until_on) or sublet.usual is None:
        return ""
    text = gettext("Vi beviljar normalt %(usual)s. Berätta varför du behöver längre tid.")
    return text % {"usual": words.period(sublet.usual)}


def _is_swap(wish: Wish) -> bool:
    return wish.kind is ChangeKind.SWAP


def change_status(change: LeaseChange, person_id: int) -> tuple[str, str]:
    """Return the word and the sign of how far an application has come, as one who takes part sees it."""
    word, kind = STATES[ChangeState(change.state)]
    if change.state == ChangeState.ASKED and change.role_of(person_id) in change.awaits:
        return gettext("Väntar på ditt svar"), "wait"
    if change.state == ChangeState.GRANTED and change.signers and not change.all_signed:
        mine = must_sign(change, person_id)
        return (gettext("Beviljad, skriv under") if mine else gettext("Beviljad, väntar på underskrift")), "wait"
    return str(word), kind


def must_sign(change: LeaseChange, person_id: int) -> bool:
    """Say whether someone has a lease of it to sign now."""
    who = change.role_of(person_id)
    waits = change.state == ChangeState.GRANTED and who in change.signers
    return bool(waits and getattr(change, f"{who}_signed_at") is None)


def facts_of(change: LeaseChange, person_id: int) -> list[tuple[str, str]]:
    """Return an application as names and values; the renters' own words are for themselves and staff."""
    kind = ChangeKind(change.kind)
    other = named(change.other, change.co_other) or change.invited_email
    mine = change.is_of_renter(person_id)
    facts = [
        (gettext("Bostad"), change.lease.unit.street),
        (gettext("Den andras bostad"), change.other_lease.unit.street if change.other_lease else change.elsewhere),
        (gettext("Hyresgäst"), "" if mine and not change.co_person else named(change.person, change.co_person)),
        (str(OTHERS[kind]), other if mine else ""),
        (gettext("Anledning"), str(REASONS[ChangeReason(change.reason)])),
        (gettext("Folkbokförd där sedan"), words.day(change.since_on, year=True)),
        (gettext("Önskad dag"), words.day(change.from_on, year=True)),
        (gettext("Till och med"), words.day(change.until_on, year=True)),
        (gettext("Kortad från"), words.day(change.until_before, year=True)),
        (gettext("Hyra i månaden"), words.kronor(change.rent_asked) if change.rent_asked is not None else ""),
        (gettext("Inlämnad"), words.moment(change.made_at)),
        (gettext("Väntar på ja från"), waits_for(change)),
        (gettext("Komplett"), words.moment(change.complete_at) if change.complete_at else ""),
        (gettext("Gäller från"), words.day(change.effective_on, year=True)),
        (gettext("Skäl för beslutet"), change.decision),
        (gettext("Med egna ord"), change.text if mine else ""),
    ]
    return [(name, said) for name, said in facts if said]


def next_of(change: LeaseChange, person_id: int) -> list[str]:
    """Return what happens next, and by when."""
    match ChangeState(change.state):
        case ChangeState.ASKED:
            said = gettext("Den andra svarar senast %(day)s. Då är ansökan komplett. Annars faller den av sig själv.")
            if change.role_of(person_id) in change.awaits:
                said = gettext("Ansökan behöver ditt ja senast %(day)s. Annars faller den av sig själv.")
            elif change.awaits != ("other",):
                said = gettext("Alla ska ha sagt ja senast %(day)s. Annars faller ansökan av sig själv.")
            return [said % {"day": words.deadline(change.answer_last_day)}]
        case ChangeState.COMPLETE:
            said = gettext("Vi prövar ansökan. Ni får besked senast %(day)s.")
            return [said % {"day": words.day(change.answer_by, year=True)}]
        case ChangeState.GRANTED:
            return _next_of_granted(change, person_id)
        case ChangeState.REFUSED:
            return [
                gettext("Avtalet gäller som förut."),
                gettext("Är du hyresgäst och vill få beslutet prövat kan du vända dig till hyresnämnden."),
            ]
        case ChangeState.DONE if change.moves:
            return [gettext("Det nya avtalet gäller. Du hittar det under Avtal om det är ditt.")]
        case ChangeState.DONE:
            return [gettext("Tiden är ute. Vill ni fortsätta lämnas en ny ansökan.")]
        case _:
            return [gettext("Ansökan är avslutad, och avtalet gäller som förut.")]


def _next_of_granted(change: LeaseChange, person_id: int) -> list[str]:
    day = words.day(change.effective_on, year=True)
    if not change.moves:
        until = words.day(change.until_on, year=True)
        return [
            gettext("Andrahandsuthyrningen upphör %(day)s av sig själv. Vi påminner en månad innan.") % {"day": until},
        ]
    if change.all_signed:
        return [gettext("Allt är undertecknat. Ändringen gäller från %(day)s.") % {"day": day}]
    if must_sign(change, person_id):
        return [gettext("Skriv under före %(day)s, annars blir det inte av.") % {"day": day}]
    if len(change.signers) > 2:
        return [gettext("Alla ska ha skrivit under före %(day)s, annars blir det inte av.") % {"day": day}]
    return [gettext("Den andra skriver under före %(day)s, annars blir det inte av.") % {"day": day}]


def named(*people: Person | None) -> str:
    """Return the names of one or two who rent together."""
    return listed([one.full_name for one in people if one is not None])


def waits_for(change: LeaseChange) -> str:
    """Return whose yes an application waits for, where two rent; nothing where it is the other's alone."""
    if change.state != ChangeState.ASKED or change.awaits == ("other",):
        return ""
    people = [getattr(change, role) for role in change.awaits]
    return listed([one.full_name if one else change.invited_email for one in people])


def waits_said(change: LeaseChange) -> str:
    """Return what is told of an application that has just been sent."""
    if change.co_person_id is None:
        return gettext("Ansökan är inlämnad. Nu väntar den på den andra.")
    return gettext("Ansökan är inlämnad. Nu väntar den på den andra, och på den du hyr tillsammans med.")


def left(answer_by: date | None, today: date) -> str:
    """Return how many days are left for the landlord's answer, or that it is late."""
    if answer_by is None:
        return ""
    days = (answer_by - today).days
    if days < 0:
        return gettext("Skulle ha besvarats %(day)s") % {"day": words.day(answer_by)}
    said = ngettext("Besked senast %(day)s, %(n)s dag kvar", "Besked senast %(day)s, %(n)s dagar kvar", days)
    return said % {"day": words.day(answer_by), "n": days}
