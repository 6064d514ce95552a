"""Hold both services until interrupted: `python -m config.embedded`."""

import signal
import sys
import time
from contextlib import suppress

from config import embedded
from config.paths import socket_folder


def main() -> None:
    """Hold, tell, wait."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    embedded.hold_postgres()
    embedded.hold_valkey()
    sys.stdout.write(f"PostgreSQL and Valkey are up in {socket_folder()}; Ctrl-C stops them.\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
