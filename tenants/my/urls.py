"""The addresses of Mina sidor that are about the person herself; `letting.my.urls` joins them."""

from django.urls import URLPattern, path

from tenants.my import inbox, profile, who

urlpatterns: list[URLPattern] = [
    path("vem-ar-du/", who.who, name="who"),
    path("uppgifter/", profile.profile, name="profile"),
    path("meddelanden/", inbox.inbox, name="messages"),
    path("meddelanden/alla-lasta/", inbox.mark_all_read, name="messages_read"),
    path("meddelanden/<int:pk>/", inbox.message, name="message"),
    path("meddelanden/<int:pk>/last/", inbox.mark_read, name="message_read"),
]
