"""Addresses that anyone may read."""

from django.urls import path

from letting.public import (
    barrier,
    dates,
    explaining,
    favourite,
    feeds,
    finding,
    interest,
    leaving,
    statements,
    statistics,
    views,
)

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("lediga/", finding.listings, name="listings"),
    path("lediga/<int:pk>/", views.flat, name="flat"),
    path("lediga/<int:pk>/datum.ics", dates.dates_file, name="flat_dates"),
    path("lediga/<int:pk>/anmal/", interest.make_interest, name="make_interest"),
    path("lediga/<int:pk>/anmald/", interest.interest_made, name="interest_made"),
    path("lediga/<int:pk>/favorit/", favourite.favourite, name="favourite"),
    path("lediga/flode.xml", feeds.feed, name="feed"),
    path("avsluta-mejl/<str:key>/", leaving.leave_alerts, name="leave_alerts"),
    path("sitemap.xml", feeds.site_map, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path("bilder/<int:pk>/", views.picture, name="picture"),
    path("sa-fungerar-det/", explaining.how, name="how"),
    path("regler/", explaining.rules, name="rules"),
    path("statistik/", statistics.statistics, name="statistics"),
    path("statistik/<slug:what>.csv", statistics.statistics_file, name="statistics_file"),
    path("tillganglighet/", statements.accessibility, name="accessibility"),
    path("tillganglighet/hinder/", barrier.tell, name="barrier"),
    path("tillganglighet/hinder/tack/", barrier.told, name="barrier_told"),
    path("personuppgifter/", statements.privacy, name="privacy"),
    path("driftlage/", statements.status, name="status"),
]
