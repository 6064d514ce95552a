"""The addresses of the log-in with BankID, below the account's."""

from django.urls import URLPattern, path

from tenants.bankid import views

urlpatterns: list[URLPattern] = [
    path("bankid/", views.begin, name="bankid_login"),
    path("bankid/svar/", views.answer, name="bankid_callback"),
]
