"""The demo's addresses at a landlord's host."""

from django.urls import path

from tenants.demo import views

urlpatterns = [
    path("", views.logins, name="demo_logins"),
    path("logga-in/", views.log_in, name="demo_log_in"),
    path("klocka/", views.move_clock, name="demo_clock"),
    path("mejl/", views.mails, name="demo_mails"),
    path("mejl/<slug:key>/", views.mail, name="demo_mail"),
    path("mejl/<slug:key>/utseende/", views.mail_look, name="demo_mail_look"),
]
