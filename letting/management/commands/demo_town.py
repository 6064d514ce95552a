"""`manage.py demo_town`: the landlords that come with the portal, each with a living town. What is there is kept."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from letting.demo.logins import DEMO_STAFF, connect_bankid
from letting.demo.named import DEMO_PERSONS
from letting.demo.town import make_town
from letting.models import Unit
from tenants import clock
from tenants.actors import PORTAL
from tenants.demo.people import DOMAIN
from tenants.landlords import give_host, import_ruleset
from tenants.rulesets import presets
from tenants.scoping import scope


class Command(BaseCommand):
    help = "Make the demo's landlords and their towns; what is there already is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--landlord", help="make this landlord's town only")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo_town makes invented people: it runs in demo mode only (KOLAPP_DEMO=1).")
        now = clock.now()
        self.stdout.write(f"  http://{settings.BASE_HOST}/")
        only = options["landlord"]
        for slug, path in presets().items():
            if only not in (None, slug):
                continue
            ruleset = import_ruleset(
                path.read_text(encoding="utf-8"), valid_from=now.date().replace(month=1, day=1), by=PORTAL, now=now
            )
            host = f"{slug}.{settings.BASE_HOST}"
            give_host(ruleset.landlord, host)
            with scope(ruleset.landlord.pk):
                if not Unit.objects.exists():
                    make_town(ruleset.landlord.pk, slug, now)
            self.stdout.write(f"  http://{host}/   {ruleset.landlord.name}")
        connect_bankid()
        names = ", ".join(name for name, *_ in (*DEMO_PERSONS, *DEMO_STAFF))
        self.stdout.write(f"  Log in with one click at /demo/ as {names} (addresses end in @{DOMAIN}).")
