"""What the kinds and reasons of a lease's changes are called, to all who read them (LEASE-7 to 10)."""

from django.utils.translation import gettext_lazy as _

from letting.models import ChangeState
from tenants.rulesets.change_rules import ChangeKind, ChangeReason

# What one does, as a heading and a link; and what it is called in a sentence.
DOING = {
    ChangeKind.SUBLET: _("Hyra ut i andra hand"),
    ChangeKind.SWAP: _("Byta bostad med någon"),
    ChangeKind.TRANSFER: _("Överlåta avtalet"),
    ChangeKind.ADDITION: _("Skriva in någon på avtalet"),
}
NAMES = {
    ChangeKind.SUBLET: _("andrahandsuthyrning"),
    ChangeKind.SWAP: _("direktbyte"),
    ChangeKind.TRANSFER: _("överlåtelse"),
    ChangeKind.ADDITION: _("inskrivning på avtalet"),
}
OTHERS = {
    ChangeKind.SUBLET: _("Andrahandshyresgästen"),
    ChangeKind.SWAP: _("Den du byter med"),
    ChangeKind.TRANSFER: _("Den som tar över"),
    ChangeKind.ADDITION: _("Den som skrivs in"),
}
REASONS = {
    ChangeReason.WORK_STUDY: _("Arbete eller studier på annan ort"),
    ChangeReason.TRIAL: _("Provbo tillsammans med någon"),
    ChangeReason.ABROAD: _("Längre vistelse utomlands"),
    ChangeReason.AGE_ILLNESS: _("Ålder eller sjukdom"),
    ChangeReason.FAMILY: _("Familjen har förändrats"),
    ChangeReason.ECONOMY: _("Ekonomin har förändrats mycket"),
    ChangeReason.SEPARATION: _("Separation"),
    ChangeReason.DEATH_KIN: _("Dödsfall: make, maka, registrerad partner eller barn tar över"),
    ChangeReason.DEATH: _("Dödsfall: någon annan som bor kvar tar över"),
    ChangeReason.PUPIL: _("Gymnasieeleven som bor i bostaden tar över efter studierna"),
    ChangeReason.SPOUSE: _("Make, maka eller registrerad partner"),
    ChangeReason.COHABITANT: _("Sambo"),
    ChangeReason.OTHER: _("Annat skäl, som du berättar om"),
}
STATES = {
    ChangeState.ASKED: (_("Väntar på den andra"), "wait"),
    ChangeState.COMPLETE: (_("Väntar på beslut"), "wait"),
    ChangeState.GRANTED: (_("Beviljad"), "good"),
    ChangeState.REFUSED: (_("Avslagen"), "bad"),
    ChangeState.DECLINED: (_("Den andra sade nej"), "plain"),
    ChangeState.LAPSED: (_("Blev inte av i tid"), "plain"),
    ChangeState.WITHDRAWN: (_("Tillbakatagen"), "plain"),
    ChangeState.DONE: (_("Genomförd"), "done"),
}
