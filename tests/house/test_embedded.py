"""The embedded services: from nothing, from many processes at once, from a path too long for a socket."""

import os
import subprocess
import sys
from pathlib import Path

from config.paths import ROOT

SCRIPT = """
import psycopg, redis, sys
from config import embedded, paths
embedded.hold_postgres()
embedded.hold_valkey()
with psycopg.connect(paths.embedded_postgres_url("kolapp_app")) as connection:
    role, = connection.execute("SELECT current_user").fetchone()
print(role, redis.Redis(unix_socket_path=str(paths.embedded_valkey_socket())).ping(), flush=True)
sys.stdin.read()
"""


def hold(var: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "KOLAPP_VAR": str(var)}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    )


def test_three_processes_share_what_the_first_one_starts_and_the_last_one_stops(tmp_path: Path) -> None:
    var = tmp_path / ("long " * 20) / "var"
    processes = [hold(var) for _ in range(3)]
    try:
        assert [process.stdout.readline() for process in processes] == ["kolapp_app True\n"] * 3
        processes[0].kill()  # the kernel lets go for it
        processes[0].wait(10)
        processes[1].communicate(timeout=30)
        assert (var / "postgres" / "postmaster.pid").exists()
        processes[2].communicate(timeout=30)
        assert not (var / "postgres" / "postmaster.pid").exists()
        assert not (var / "run" / "valkey.sock").exists()
    finally:
        for process in processes:
            process.kill()
            process.communicate()
        for link in Path("/tmp").glob("kolapp-*"):
            if link.is_symlink() and link.readlink() == var / "run":
                link.unlink()
