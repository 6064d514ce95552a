"""PostgreSQL and Valkey from wheels, for whoever has no servers at hand.

1. A service starts when the first process asks for it (`hold_postgres`, `hold_valkey`) and stops when the last
   process that asked ends. Who holds it is told by a shared file lock, which the kernel drops even for a process
   that is killed: no list of process ids to go stale.
2. The first start makes the cluster, the roles and the database; it is done in a folder beside and renamed, so
   that an interrupted start leaves nothing half made.
3. Sockets lie in `var/run`, which only the services' user may enter; there is no port that could be taken.
4. PostgreSQL refuses to run as root. Started by root, both services run as the owner of `var/`, or, if that is root
   too, as a system user made for it.

The wheels' own server classes are not used: they keep lock and process lists in the system's temporary folder,
where a second user of the machine is refused, and open every parent folder to all for reading.
"""

from config.embedded import postgres, valkey
from config.embedded.ground import EmbeddedError
from config.embedded.holds import hold

__all__ = ["EmbeddedError", "empty", "hold_postgres", "hold_valkey"]


def hold_postgres() -> None:
    """Have PostgreSQL up, with roles and database, until this process ends."""
    hold("postgres", postgres.start, postgres.stop)


def hold_valkey() -> None:
    """Have Valkey up until this process ends."""
    hold("valkey", valkey.start, valkey.stop)


def empty() -> None:
    """Throw away what both services hold; for `make demo-reset`."""
    postgres.empty()
    valkey.empty()
