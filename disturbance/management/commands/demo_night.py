"""`manage.py demo_night`: a night service for the demo's landlords, with the nights before. What is there is kept."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disturbance.demo.crew import WORKERS
from disturbance.demo.making import make_service
from disturbance.demo.playing import SLUG
from disturbance.models import NightService
from tenants import clock


class Command(BaseCommand):
    help = "Make the demo's night service; one that is there already is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo_night makes invented people: it runs in demo mode only (KOLAPP_DEMO=1).")
        host = f"jour.{settings.BASE_HOST}"
        service = NightService.objects.filter(slug=SLUG).first() or make_service(host, clock.now())
        if service.host != host:
            service.host = host
            service.save(update_fields=["host"])
        self.stdout.write(f"  http://{host}/demo/   {service.name}: {', '.join(name for name, _role in WORKERS)}")
