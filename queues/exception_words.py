"""What the rules are called that staff may except someone from, in the middle of a sentence (CHECK-19)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RULES: dict[str, Any] = {
    "personal_number": _("kravet på svenskt personnummer"),
    "residents_only": _("kravet att redan hyra här"),
    "ranking": _("turordningen"),
}
