"""A night service's host as in demo mode, whatever the settings said when the addresses were first asked for."""

from django.urls import include, path

from config import night_urls

urlpatterns = [*night_urls.urlpatterns, path("demo/", include("disturbance.demo.urls"))]
