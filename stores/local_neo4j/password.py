"""The password of a local server that is asked by its address."""

from urllib.parse import urlsplit

from .home import ServerHome, servers_directory
from .process import find
from .settings import BOLT_PORT, HOST, VERSIONS


def password_kept_for(uri: str) -> str | None:
    """Return the password of the server in the user's directory that runs at `uri`, None where none does.

    It is for the server's own process alone: for no other host or name, and not for what may have taken
    the port of a server that is gone.
    """
    try:
        address = urlsplit(uri)
        port = address.port or BOLT_PORT
    except ValueError:  # no address at all; the driver will say so
        return None
    if address.scheme not in ("neo4j", "bolt") or address.hostname != HOST:
        return None
    for version in VERSIONS:
        home = ServerHome(servers_directory().resolve() / version)
        started = home.started()
        if started and started.bolt_port == port and find(started.pid, home.path):
            return home.password() or None
    return None
