"""What blocks are called: why there is one, and what counts as misconduct, in the middle of a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from queues.models import BlockReason, Misconduct

REASONS: dict[str, Any] = {
    BlockReason.NO_ANSWERS.value: _("för många EJ SVAR"),
    BlockReason.CREDIT_FAILED.value: _("kreditkontrollen var inte godkänd"),
    BlockReason.MISCONDUCT.value: _("misskött hyresförhållande"),
}
MISCONDUCT: dict[str, Any] = {
    Misconduct.ILLEGAL_SUBLETTING.value: _("olovlig andrahandsuthyrning"),
    Misconduct.SERIOUS_DISTURBANCE.value: _("allvarliga störningar"),
    Misconduct.NEGLECT.value: _("vanvård av lägenheten"),
    Misconduct.THREATS.value: _("hot eller våld som har polisanmälts"),
    Misconduct.EVICTION.value: _("verkställd avhysning"),
    Misconduct.ABANDONED_FLAT.value: _("övergiven lägenhet"),
    Misconduct.FALSE_STATEMENT.value: _("osant intygande"),
}
