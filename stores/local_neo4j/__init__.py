"""A real Neo4j on this machine, with neither Docker nor Java installed."""

from .home import ServerHome, servers_directory
from .jars import LocalServerError
from .server import LocalNeo4j, State
from .settings import BOLT_PORT, DEFAULTS, HEAP, HTTP_PORT, PAGE_CACHE, VERSIONS, Release

__all__ = [
    "BOLT_PORT",
    "DEFAULTS",
    "HEAP",
    "HTTP_PORT",
    "PAGE_CACHE",
    "VERSIONS",
    "LocalNeo4j",
    "LocalServerError",
    "Release",
    "ServerHome",
    "State",
    "servers_directory",
]
