"""The addresses of Mina sidor that are about queues, companions, wishes and priority; `letting.my.urls` joins them."""

from django.urls import URLPattern, path

from queues.my import companions, invitation, priority, views, wishes

urlpatterns: list[URLPattern] = [
    path("koer/", views.queues, name="queues"),
    path("koer/<slug:slug>/ga-med/", views.join, name="queue_join"),
    path("koer/<slug:slug>/klart/", views.joined, name="queue_joined"),
    path("koer/<slug:slug>/fornya/", views.renew, name="queue_renew"),
    path("koer/<slug:slug>/ateraktivera/", views.reactivate, name="queue_reactivate"),
    path("sokandeprofil/medsokande/", companions.companions, name="companions"),
    path("sokandeprofil/medsokande/bjud-in/<slug:slug>/", companions.companion_invite, name="companion_invite"),
    path("sokandeprofil/medsokande/<int:pk>/avsluta/", companions.companion_end, name="companion_end"),
    path("sokandeprofil/onskemal/", wishes.wishes, name="wishes"),
    path("inbjudan/<str:key>/", invitation.invitation, name="invitation"),
    path("fortur/", priority.priority, name="priority"),
    path("fortur/ansok/<slug:ground>/", priority.apply, name="priority_apply"),
    path("fortur/<int:pk>/ta-tillbaka/", priority.withdraw, name="priority_withdraw"),
]
