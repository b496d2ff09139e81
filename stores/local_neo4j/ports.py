"""The ports of a local server."""

import socket
from collections.abc import Mapping

from .jars import LocalServerError
from .settings import HOST


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def accepts(port: int) -> bool:
    """Whether something listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def refuse_taken(ports: Mapping[str, int]) -> None:
    """Raise LocalServerError for the first port that is taken; each is named by its option."""
    for option, port in ports.items():
        if accepts(port):
            raise LocalServerError(
                f"port {port} is in use; stop what listens there, or choose another port with {option} "
                "(0 takes a free one)"
            )
