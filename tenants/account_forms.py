"""allauth's forms without grey words in the fields: the label says it, and stays when one writes."""

from typing import Any

from allauth.account import forms
from allauth.socialaccount.forms import SignupForm as AllauthSocialSignupForm


class _Plain:
    """Takes the placeholders away."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_Plain, forms.LoginForm):
    """Logging in with a password."""


class SignupForm(_Plain, forms.SignupForm):
    """Making an account."""


class RequestLoginCodeForm(_Plain, forms.RequestLoginCodeForm):
    """Asking for a code by mail."""


class ResetPasswordForm(_Plain, forms.ResetPasswordForm):
    """Asking for a new password."""


class ResetPasswordKeyForm(_Plain, forms.ResetPasswordKeyForm):
    """Choosing a new password."""


class ReauthenticateForm(_Plain, forms.ReauthenticateForm):
    """Showing once more that it is oneself."""


class ChangePasswordForm(_Plain, forms.ChangePasswordForm):
    """Changing the password."""


class ConfirmLoginCodeForm(_Plain, forms.ConfirmLoginCodeForm):
    """The code of a login."""


class ConfirmEmailVerificationCodeForm(_Plain, forms.ConfirmEmailVerificationCodeForm):
    """The code that shows that the address is one's own."""


class ConfirmPasswordResetCodeForm(_Plain, forms.ConfirmPasswordResetCodeForm):
    """The code of a new password."""


class SocialSignupForm(_Plain, AllauthSocialSignupForm):
    """The address of someone who has shown a BankID, the first time."""
