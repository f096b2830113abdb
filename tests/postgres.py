"""A throw-away PostgreSQL cluster: made in a temporary folder, reached by a Unix socket only, gone with the test run."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

_UNPRIVILEGED = ("postgres", "nobody")
_START_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running server and where its socket lies."""

    socket_folder: Path
    user: str
    pid: int

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}@/{database}?host={quote(str(self.socket_folder))}"

    def create(self, database: str) -> str:
        """A new database; its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        return self.url(database)

    def empty(self, database: str, keep: str) -> None:
        """Remove every row of a database, the table `keep` excepted, and what still holds a lock on one."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            others = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = %s"
            )
            connection.execute(others, (database,))
            found = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> %s"
            names = [sql.Identifier(name) for (name,) in connection.execute(found, (keep,))]
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(sql.SQL(", ").join(names)))


def binaries() -> Path | None:
    """The folder of the newest installed server, wherever Debian or PATH keeps it."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server, give it, stop it. Without PostgreSQL's programs the test is skipped; under CI that is a failure."""
    programs = binaries()
    if programs is None:
        message = (
            "PostgreSQL's server programs (initdb, postgres) are not installed; its half of the store tests cannot run."
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # The path of a Unix socket may be about 100 characters long, so it cannot lie in pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="puente-pg-"))
    owner = _owner()
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam(owner)
            os.chown(folder, account.pw_uid, account.pw_gid)
        data = folder / "data"
        options = ["--username", owner, "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C"]
        subprocess.run(
            [*_as(owner), programs / "initdb", "--pgdata", data, *options], check=True, capture_output=True, cwd=folder
        )
        yield from _serving(programs, folder, data, owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serving(programs: Path, folder: Path, data: Path, owner: str) -> Iterator[Cluster]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
        "shared_buffers": "32MB",
        "max_connections": "200",
        "log_min_messages": "warning",
    }
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*_as(owner), programs / "postgres", "-D", data, *flags], stdout=log, stderr=log, cwd=folder
        )
    running = Cluster(socket_folder=folder, user=owner, pid=server.pid)
    try:
        _wait_until_it_answers(running, server, folder / "server.log")
        yield running
    finally:
        # Nothing of it is kept, so it need not tidy up.
        server.send_signal(signal.SIGQUIT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_it_answers(running: Cluster, server: subprocess.Popen[bytes], log: Path) -> None:
    latest = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(running.url("postgres"), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > latest:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.05)


def _owner() -> str:
    """PostgreSQL refuses to run as root; then one of the accounts without rights runs it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)


def _as(owner: str) -> list[str]:
    if os.geteuid() != 0:
        return []
    account = pwd.getpwnam(owner)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
