"""What logging in is set up with, beside the switches in settings: allauth's forms, its limits, and BankID's broker.

| variable | meaning | default |
| --- | --- | --- |
| KOLAPP_BANKID_ISSUER | the broker's issuer; without it there is no log-in with BankID | |
| KOLAPP_BANKID_CLIENT, KOLAPP_BANKID_SECRET | what the broker knows the portal by | |
| KOLAPP_BANKID_CLAIMS | claims that may hold the personal number, the first one there counts | `CLAIMS` |
| KOLAPP_BANKID_LEVELS | values of `acr` that are accepted, and asked for; none: the broker's own choice | |
| KOLAPP_BANKID_SCOPE | what is asked for | openid, profile |
| KOLAPP_BANKID_TIMEOUT | seconds for each of the broker's answers | 5 |

The broker must know `https://<host>/konto/bankid/svar/` of every landlord's host. Its page for logging in must be at
the issuer's own host: browsers are told to send forms nowhere else.
"""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment

FORMS = {
    "login": "tenants.account_forms.LoginForm",
    "signup": "tenants.account_forms.SignupForm",
    "request_login_code": "tenants.account_forms.RequestLoginCodeForm",
    "confirm_login_code": "tenants.account_forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "tenants.account_forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "tenants.account_forms.ConfirmPasswordResetCodeForm",
    "reset_password": "tenants.account_forms.ResetPasswordForm",
    "reset_password_from_key": "tenants.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "tenants.account_forms.ReauthenticateForm",
    "change_password": "tenants.account_forms.ChangePasswordForm",
}
SOCIAL_FORMS = {"signup": "tenants.account_forms.SocialSignupForm"}
# On top of allauth's own. Per address: a whole building may share one.
RATE_LIMITS = {"bankid": "60/5m/ip", "bankid_refused": "60/h/ip"}

# The names in the Swedish OpenID Connect profile, and the plain one.
CLAIMS = "https://id.oidc.se/claim/personalIdentityNumber,https://id.oidc.se/claim/coordinationNumber,personal_number"


def bankid(*, local: bool) -> dict[str, Any]:
    """Return allauth's providers: the broker, or none where none is named. Only in a checkout may it lack TLS."""
    issuer = environment.text("KOLAPP_BANKID_ISSUER", "")
    if not issuer:
        return {}
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (local and parts.hostname == "localhost"):
        raise ImproperlyConfigured("KOLAPP_BANKID_ISSUER must begin with https://")
    app = {
        "provider_id": "bankid",
        "name": "BankID",
        "client_id": environment.text("KOLAPP_BANKID_CLIENT"),
        "secret": environment.text("KOLAPP_BANKID_SECRET"),
        "settings": {
            "server_url": issuer,
            "oauth_pkce_enabled": True,
            "claims": environment.words("KOLAPP_BANKID_CLAIMS", CLAIMS),
            "levels": environment.words("KOLAPP_BANKID_LEVELS"),
            "scope": environment.words("KOLAPP_BANKID_SCOPE", "openid,profile"),
        },
    }
    return {"bankid": {"APPS": [app]}}


def origin() -> str:
    """Return where the broker is, for the content security policy; empty where there is none."""
    parts = urlsplit(environment.text("KOLAPP_BANKID_ISSUER", ""))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
