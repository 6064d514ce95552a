"""What the codes of a case are called on pages and in reports."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from disturbance.core.categories import Category, Danger, Ending, Priority
from disturbance.core.repeated import Block, LawStep
from disturbance.core.steps import HeardFrom, Step

CATEGORIES: Mapping[Category, Any] = {
    Category.MUSIC: _("hög musik"),
    Category.PARTY: _("fest"),
    Category.QUARREL: _("bråk och skrik"),
    Category.KNOCKING: _("dunsar och bankningar"),
    Category.ANIMAL: _("djur"),
    Category.STAIRWELL: _("störning i trapphuset"),
    Category.YARD: _("störning på gården"),
    Category.DAMAGE: _("skadegörelse"),
    Category.THREAT: _("hot"),
    Category.OTHER: _("annat"),
}
DANGERS: Mapping[Danger, Any] = {
    Danger.VIOLENCE: _("våld pågår"),
    Danger.WEAPON: _("vapen"),
    Danger.FIRE: _("eld eller rök"),
    Danger.THREATS: _("hot"),
    Danger.DRUNK: _("berusade"),
    Danger.DOG: _("hund"),
}
PRIORITIES: Mapping[Priority, Any] = {
    Priority.NOW: _("genast"),
    Priority.SOON: _("snart"),
    Priority.LATER: _("i tur"),
}
ENDINGS: Mapping[Ending, Any] = {
    Ending.QUIET: _("störningen har upphört"),
    Ending.NOT_HEARD: _("ingen störning hördes"),
    Ending.STILL_ON: _("störningen fortsatte"),
    Ending.POLICE: _("polisen tog över"),
    Ending.NO_CALL_OUT: _("ingen utryckning enligt hyresvärdens instruktioner"),
    Ending.STOPPED_BEFORE: _("det blev tyst innan någon kom dit"),
    Ending.NO_PATROL: _("ingen patrull var ledig"),
    Ending.JOINED: _("hör till ett annat ärende"),
}
STEPS: Mapping[Step, Any] = {
    Step.OPENED: _("Samtal"),
    Step.TOLD: _("Mer från uppringaren"),
    Step.SENT: _("Patrull skickad"),
    Step.CALLED: _("Ringde den störda"),
    Step.ON_THE_WAY: _("På väg"),
    Step.ARRIVED: _("Framme"),
    Step.LET_IN: _("Insläppta"),
    Step.HEARD: _("Störning hördes"),
    Step.NOT_HEARD: _("Ingen störning hördes"),
    Step.SPOKE: _("Talade med den som stör"),
    Step.QUIET: _("Tyst"),
    Step.POLICE: _("Polis tillkallad"),
    Step.LEFT: _("Lämnade platsen"),
    Step.NOTE: _("Anteckning"),
    Step.CORRECTION: _("Rättelse"),
    Step.CLOSED: _("Avslutat"),
    Step.REOPENED: _("Öppnat igen"),
    Step.JOINED: _("Ett till samtal om samma sak"),
}
HEARD_FROM: Mapping[HeardFrom, Any] = {
    HeardFrom.STAIRWELL: _("från trapphuset"),
    HeardFrom.DISTURBED_FLAT: _("från den störda lägenheten"),
    HeardFrom.YARD: _("från gården"),
    HeardFrom.AT_THE_DOOR: _("vid dörren"),
}
LAW_STEPS: Mapping[LawStep, Any] = {
    LawStep.DEMAND: _("Hyresgästen uppmanad att sluta störa"),
    LawStep.BOARD: _("Socialnämnden underrättad"),
    LawStep.WARNING: _("Varning skickad med rekommenderat brev"),
    LawStep.SERIOUS: _("Störningarna bedömda som särskilt allvarliga"),
    LawStep.TERMINATION: _("Avtalet uppsagt"),
    LawStep.BOARD_COPY: _("Socialnämnden har fått en kopia av uppsägningen"),
    LawStep.BUNDLE: _("Underlaget lämnat till hyresnämnden"),
}
BLOCKS: Mapping[Block, Any] = {
    Block.NO_CONFIRMED: _("Ingen störning är konstaterad. Klagomål ensamma räcker inte."),
    Block.NO_DEMAND: _("Hyresgästen måste först uppmanas att sluta störa."),
    Block.NO_BOARD: _("Socialnämnden måste först underrättas."),
    Block.STOPPED: _("Ingen ny störning är konstaterad efter uppmaningen."),
    Block.NOT_REPEATED: _("Bara en störning är konstaterad. Hyresnämnden vill se att det har upprepats."),
    Block.NOT_SERIOUS: _("Behövs bara när störningarna är särskilt allvarliga."),
    Block.NO_TERMINATION: _("Avtalet är inte uppsagt."),
}
