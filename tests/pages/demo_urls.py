"""A landlord's addresses as they are in demo mode."""

from django.urls import include, path

from config.urls import urlpatterns as landlord_urls
from tenants.demo.stil import stil

urlpatterns = [*landlord_urls, path("demo/", include("tenants.demo.urls")), path("stil/", stil, name="demo_stil")]
