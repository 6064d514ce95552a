"""The demo's addresses at a night service's host."""

from django.urls import include, path

from disturbance.demo import views

urlpatterns = [
    path("", views.log_ins, name="demo_logins"),
    path("logga-in/", views.log_in, name="demo_log_in"),
    path("klocka/", views.move_clock, name="demo_clock"),
    path("", include("tenants.demo.platform_urls")),
]
