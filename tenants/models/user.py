"""A login: one across landlords, known by its e-mail address."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes logins."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a login with a normalised address; without a password only codes and passkeys open it."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A login. What it may do follows from its persons and memberships, per landlord."""

    email = models.EmailField(_("e-postadress"), unique=True)
    language = models.CharField(_("språk"), max_length=2, default="sv")
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_platform_staff = models.BooleanField(_("plattformens personal"), default=False)
    date_joined = models.DateTimeField(_("skapad"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("inloggning")
        verbose_name_plural = _("inloggningar")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_any_case"),)

    def __str__(self) -> str:
        return self.email

    @property
    def is_staff(self) -> bool:
        """Say whether this login is staff of the platform; a landlord's staff are its memberships."""
        return self.is_platform_staff

    @property
    def is_superuser(self) -> bool:
        """Say no: there is no login that may do everything."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Say no: rights come from roles per landlord (`tenants.admin`), never from model permissions."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Say no, for the same reason."""
        return False
