"""The demo's addresses at a night service's host."""

from django.urls import path

from disturbance.demo import views
from tenants.demo import views as everywhere

urlpatterns = [
    path("", views.log_ins, name="demo_logins"),
    path("logga-in/", views.log_in, name="demo_log_in"),
    path("klocka/", views.move_clock, name="demo_clock"),
    path("mejl/", everywhere.mails, name="demo_mails"),
    path("mejl/<slug:key>/", everywhere.mail, name="demo_mail"),
    path("mejl/<slug:key>/utseende/", everywhere.mail_look, name="demo_mail_look"),
]
