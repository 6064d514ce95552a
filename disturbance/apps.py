"""The night service: register, calls, cases, patrols, reports."""

from django.apps import AppConfig


class DisturbanceConfig(AppConfig):
    """The night service of one or more landlords."""

    name = "disturbance"
    verbose_name = "Störningsjour"
