"""Addresses of the night service's pages."""

from django.urls import path

from disturbance.night import board, case, case_acts, intake, managing, registers, stream

app_name = "night"
urlpatterns = [
    path("", board.board, name="board"),
    path("nu/", board.live, name="live"),
    path("nu/strom/", stream.stream, name="stream"),
    path("arende/nytt/", intake.intake, name="intake"),
    path("arende/nytt/sok/", intake.find, name="find"),
    path("arende/nytt/platsen/", intake.look, name="look"),
    path("arende/<int:case>/", case.case_page, name="case"),
    path("arende/<int:case>/skicka/", case_acts.send_patrol, name="send"),
    path("arende/<int:case>/anteckna/", case_acts.add_entry, name="entry"),
    path("arende/<int:case>/ratta/", case_acts.correct_entry, name="correct"),
    path("arende/<int:case>/avsluta/", case_acts.close_case, name="close"),
    path("arende/<int:case>/hor-till/", case_acts.join_case, name="join"),
    path("patruller/", managing.patrols, name="patrols"),
    path("patruller/<int:patrol>/ur-tjanst/", managing.patrol_off, name="patrol_off"),
    path("kunder/", managing.customer_list, name="customers"),
    path("kunder/<int:landlord>/", managing.customer_page, name="customer"),
    path("medarbetare/", managing.staff_list, name="staff"),
    path("medarbetare/<int:worker>/", managing.worker_page, name="worker"),
    path("pass/", managing.shifts, name="shifts"),
    path("pass/<int:shift>/ta-bort/", managing.drop_shift, name="shift_drop"),
    path("register/", registers.registers, name="registers"),
    path("register/<int:landlord>/", registers.register, name="register"),
    path("register/<int:landlord>/<int:file>/", registers.register_file, name="register_file"),
    path("register/<int:landlord>/<int:file>/ja/", registers.confirm, name="register_confirm"),
    path("register/<int:landlord>/<int:file>/kasta/", registers.discard, name="register_discard"),
]
