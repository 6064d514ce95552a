"""The demo's addresses on hosts that are no landlord's."""

from django.urls import path

from tenants.demo import views

urlpatterns = [
    path("mejl/", views.mails, name="demo_mails"),
    path("mejl/<slug:key>/", views.mail, name="demo_mail"),
    path("mejl/<slug:key>/utseende/", views.mail_look, name="demo_mail_look"),
]
