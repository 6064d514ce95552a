"""A human as one landlord knows her: applicant, renter or both."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class LastDigits(models.Func):
    """The last nine digits of a telephone number: the same with and without a country code, however it is spaced."""

    function = "RIGHT"
    template = "RIGHT(REGEXP_REPLACE(%(expressions)s, '[^0-9]', '', 'g'), 9)"
    output_field = models.CharField()


def begins(name: str, *columns: str) -> models.Index:
    """Return an index that finds texts by how they begin, upper and lower case alike, as Django asks for it."""
    return models.Index(
        models.F("landlord"), *(OpClass(Upper(column), "text_pattern_ops") for column in columns), name=name
    )


class Identity(models.TextChoices):
    """What kind of identity number a person has shown (QUEUE-4)."""

    PERSONAL_NUMBER = "personal_number", _("personnummer")
    COORDINATION_NUMBER = "coordination_number", _("samordningsnummer")
    NONE = "none", _("inget nummer")


class Person(LandlordOwned):
    """A human as one landlord knows her. The number is encrypted; its blind index finds it again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("inloggning"),
        null=True,
        blank=True,
        related_name="persons",
    )
    given_name = models.CharField(_("förnamn"), max_length=80)
    family_name = models.CharField(_("efternamn"), max_length=80)
    born = models.DateField(_("född"))
    identity = models.CharField(_("identitet"), max_length=20, choices=Identity, default=Identity.NONE)
    identified_at = models.DateTimeField(_("legitimerad med e-legitimation"), null=True, blank=True)
    number_sealed = models.BinaryField(_("personnummer, krypterat"), null=True, editable=False)
    number_index = models.BinaryField(_("personnummer, blindindex"), null=True, editable=False)
    email = models.EmailField(_("e-postadress"), blank=True, default="")
    phone = models.CharField(_("telefon"), max_length=30, blank=True, default="")
    street = models.CharField(_("gatuadress"), max_length=120, blank=True, default="")
    postal_code = models.CharField(_("postnummer"), max_length=10, blank=True, default="")
    city = models.CharField(_("postort"), max_length=80, blank=True, default="")
    language = models.CharField(_("språk"), max_length=2, default="sv")
    protected = models.BooleanField(_("skyddade personuppgifter"), default=False)
    last_login_on = models.DateField(_("senast inloggad"), null=True, blank=True)
    created_at = models.DateTimeField(_("skapad"))
    erased_at = models.DateTimeField(_("raderad"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = (
            models.UniqueConstraint("landlord", "user", name="one_person_per_login_and_landlord"),
            models.UniqueConstraint("landlord", "number_index", name="one_person_per_number_and_landlord"),
            models.CheckConstraint(
                condition=models.Q(number_sealed__isnull=True, number_index__isnull=True)
                | models.Q(number_sealed__isnull=False, number_index__isnull=False),
                name="number_sealed_with_its_index",
            ),
        )
        indexes = (
            models.Index(fields=["landlord", "family_name", "given_name"], name="person_by_name"),
            begins("person_family_begins", "family_name"),
            begins("person_given_begins", "given_name"),
            begins("person_email_begins", "email"),
            models.Index(models.F("landlord"), LastDigits("phone"), name="person_by_phone"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return given and family name; of one who has been erased, that she has."""
        if self.erased_at is not None:
            return gettext("Raderad person")
        return f"{self.given_name} {self.family_name}".strip()
