"""Addresses of the night service's pages."""

from django.urls import path

from disturbance.night import board

app_name = "night"
urlpatterns = [path("", board.board, name="board")]
