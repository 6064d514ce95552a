"""The addresses of Mina sidor, all under one name space."""

from django.urls import URLPattern, path

from letting.my import (
    applicant,
    complaints,
    favourites,
    interests,
    leases,
    moving_in,
    notices,
    offers,
    overview,
    profiles,
    searches,
    viewings,
)
from queues.my.urls import urlpatterns as of_queues
from tenants.my.urls import urlpatterns as of_persons

app_name = "my"
urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="overview"),
    path("intressen/", interests.interests, name="interests"),
    path("intressen/<int:pk>/ta-tillbaka/", interests.withdraw, name="interest_withdraw"),
    path("favoriter/", favourites.favourites, name="favourites"),
    path("bevakningar/", searches.searches, name="searches"),
    path("bevakningar/ny/", searches.new, name="search_new"),
    path("bevakningar/<int:pk>/", searches.change, name="search"),
    path("bevakningar/<int:pk>/pausa/", searches.pause, name="search_pause"),
    path("bevakningar/<int:pk>/aterta/", searches.resume, name="search_resume"),
    path("bevakningar/<int:pk>/ta-bort/", searches.remove, name="search_remove"),
    path("erbjudanden/", offers.offers, name="offers"),
    path("erbjudanden/<int:pk>/", offers.offer, name="offer"),
    path("erbjudanden/<int:pk>/boka/", viewings.book, name="offer_book"),
    path("erbjudanden/<int:pk>/har-varit-pa-visning/", viewings.confirm, name="offer_confirm"),
    path("erbjudanden/<int:pk>/tacka-ja/", offers.say_yes, name="offer_accept"),
    path("erbjudanden/<int:pk>/tacka-nej/", offers.say_no, name="offer_decline"),
    path("erbjudanden/<int:pk>/sokandeprofil/", profiles.offer_profile, name="offer_profile"),
    path("erbjudanden/<int:pk>/klart/", offers.done, name="offer_done"),
    path("erbjudanden/<int:pk>/visning.ics", viewings.viewing_file, name="offer_viewing_file"),
    path("erbjudanden/<int:pk>/sista-svarsdag.ics", viewings.deadline_file, name="offer_deadline_file"),
    path("avtal/", leases.leases, name="leases"),
    path("avtal/<int:pk>/", leases.lease, name="lease"),
    path("avtal/<int:pk>/inflyttning/", moving_in.lease_move_in, name="lease_move_in"),
    path("avtal/<int:pk>/skriv-under/", leases.lease_sign, name="lease_sign"),
    path("avtal/<int:pk>/tacka-nej/", leases.lease_decline, name="lease_decline"),
    path("avtal/<int:pk>/klart/", leases.lease_done, name="lease_done"),
    path("avtal/<int:pk>/avtal.pdf", leases.lease_pdf, name="lease_pdf"),
    path("avtal/<int:pk>/sag-upp/", notices.give, name="notice_give"),
    path("avtal/<int:pk>/uppsagning/", notices.notice, name="notice"),
    path("avtal/<int:pk>/uppsagning/angra/", notices.undo, name="notice_undo"),
    path("sokandeprofil/", applicant.applicant, name="applicant"),
    path("sokandeprofil/handlingar/", applicant.show_documents, name="applicant_documents"),
    path("sokandeprofil/sakerhet/<slug:kind>/", applicant.offer, name="security_offer"),
    path("sokandeprofil/sakerhet/<int:pk>/ta-tillbaka/", applicant.take_back, name="security_take_back"),
    path("klagomal/", complaints.complaints, name="complaints"),
    path("klagomal/ny/", complaints.new, name="complaint_new"),
    path("klagomal/<int:pk>/", complaints.complaint, name="complaint"),
    path("klagomal/<int:pk>/avsluta/", complaints.close, name="complaint_close"),
    *of_queues,
    *of_persons,
]
