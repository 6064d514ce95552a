"""Logging in: allauth's adapter, with its mails through the outbox, and what a login means for a person."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse

from tenants import clock, host_mail, words
from tenants.bankid.settling import settle
from tenants.models import Person
from tenants.outbox import Letter, post
from tenants.persons import log_in
from tenants.scoping import scope


class AccountAdapter(DefaultAccountAdapter):
    """Mail about a login goes out like all other mail: after the transaction, by the worker, with retries."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post a mail of allauth's to the outbox of the landlord at whose host the login happens, or of the host.

        Some are sent when the request's transaction is over, and with it its scope: hence one of their own.
        """
        landlord = getattr(self.request, "landlord", None)
        full = {**context, "email": email, "request": self.request}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", full).split())
        text = render_to_string(f"{template_prefix}_message.txt", full).strip()
        now = clock.now()
        if landlord is None:
            host_mail.post(email, subject, text, now=now)
            return
        key = f"account:{email}:{now.timestamp()}"
        said = {"mail_subject": subject, "mail_text": text, "language": words.language()}
        with scope(landlord.pk):
            post([Letter("account_mail", key, to=email, context=said)], now=now)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin, everyone else to Mina sidor; at no landlord's host to its first page."""
        if getattr(request, "landlord", None) is None:
            return "/"
        if getattr(request, "membership", None):
            return reverse("admin:index")
        return reverse("my:overview")

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponseBase:
        """Speak the person's language from here on, unless this browser has chosen one before."""
        response: HttpResponseBase = super().post_login(request, user, **how)
        cookie = settings.LANGUAGE_COOKIE_NAME
        person = getattr(request, "person", None)
        if person and cookie not in request.COOKIES:
            response.set_cookie(cookie, person.language, samesite="Lax", secure=request.is_secure())
        return response

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Lead a new login to the page that asks who she is."""
        return reverse("my:overview")


@receiver(user_logged_in, dispatch_uid="tenants.person_logged_in")
def person_logged_in(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Note the login for the person that this user is at the landlord, so that her points are kept (QUEUE-6)."""
    if getattr(request, "landlord", None) is None:
        return
    settle(request, user)
    person = Person.objects.filter(user=user).first()
    if person is not None:
        log_in(person.pk, now=clock.now())
