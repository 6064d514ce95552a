"""Addresses of the night service's pages."""

from django.urls import path

from disturbance.night import board, case, case_acts, intake

app_name = "night"
urlpatterns = [
    path("", board.board, name="board"),
    path("nu/", board.live, name="live"),
    path("arende/nytt/", intake.intake, name="intake"),
    path("arende/nytt/sok/", intake.find, name="find"),
    path("arende/nytt/platsen/", intake.look, name="look"),
    path("arende/<int:case>/", case.case_page, name="case"),
    path("arende/<int:case>/skicka/", case_acts.send_patrol, name="send"),
    path("arende/<int:case>/anteckna/", case_acts.add_entry, name="entry"),
    path("arende/<int:case>/ratta/", case_acts.correct_entry, name="correct"),
    path("arende/<int:case>/avsluta/", case_acts.close_case, name="close"),
    path("arende/<int:case>/hor-till/", case_acts.join_case, name="join"),
]
