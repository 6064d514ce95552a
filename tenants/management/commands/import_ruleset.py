"""`manage.py import_ruleset FILE`: read a landlord's rules from a TOML file, as its next version."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tenants import clock
from tenants.actors import PORTAL
from tenants.landlords import give_host, import_ruleset
from tenants.rulesets import BadRuleset


class Command(BaseCommand):
    """A wrong file is one sentence on standard error and exit status 2; nothing is changed."""

    help = "Read a landlord's rules from a TOML file, as the next immutable version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and from when and at which host it holds."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--valid-from", type=date.fromisoformat, default=None, help="first day, default today")
        parser.add_argument("--host", help="host name of the landlord's portal")

    def handle(self, *args: Any, file: Path, valid_from: date | None, host: str | None, **options: Any) -> None:
        """Import the file."""
        now = clock.now()
        try:
            source = file.read_text(encoding="utf-8")
            ruleset = import_ruleset(source, valid_from=valid_from or now.date(), by=PORTAL, now=now)
        except (OSError, UnicodeDecodeError) as error:
            self._refuse(f"{file}: {error}")
        except BadRuleset as error:
            self._refuse(f"{file}: {error}")
        if host:
            give_host(ruleset.landlord, host)
        self.stdout.write(f"{ruleset.landlord.slug}: version {ruleset.version}, valid from {ruleset.valid_from}")

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(2)
