"""The compose file gives the same Neo4j as the local server, private and with a password of one's own."""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bankgraph.stores.local_neo4j import DEFAULTS, VERSIONS, LocalNeo4j

COMPOSE = Path(__file__).parent.parent / "docker" / "compose.yaml"
PASSWORD = "a password of one's own"  # noqa: S105 - of a server that lives as long as a test
NOT_SETTINGS = {"NEO4J_AUTH"}


@pytest.fixture(scope="module")
def client() -> list[str]:
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and succeeds(*command, "version"):
            return command
    reason = "no compose client: install docker-compose (Debian) or Docker's compose plugin"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def service(client: list[str]) -> dict[str, Any]:
    """The only service, as the client reads it."""
    shown = config(client, NEO4J_PASSWORD=PASSWORD)
    assert shown.returncode == 0, shown.stderr
    (only,) = yaml.safe_load(shown.stdout)["services"].values()
    assert isinstance(only, dict)
    return only


@pytest.fixture(scope="module")
def settings(service: dict[str, Any]) -> dict[str, str]:
    """Neo4j's own settings among the variables, named as the image's entry point names them."""
    return {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in service["environment"].items()
        if name.startswith("NEO4J_") and name not in NOT_SETTINGS
    }


def succeeds(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def config(client: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    others = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    return subprocess.run(
        [*client, "--file", str(COMPOSE), "config"],
        env=others | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_there_is_no_default_password(client: list[str], service: dict[str, Any]) -> None:
    for variables in ({}, {"NEO4J_PASSWORD": ""}):
        refused = config(client, **variables)
        assert refused.returncode != 0
        assert "NEO4J_PASSWORD" in refused.stderr
    assert service["environment"]["NEO4J_AUTH"] == f"neo4j/{PASSWORD}"


def test_the_image_is_the_release_that_the_tests_run(service: dict[str, Any]) -> None:
    assert service["image"] == f"neo4j:{VERSIONS['5.26'].number}-community"


def test_every_port_is_open_on_loopback_only(service: dict[str, Any]) -> None:
    addresses = [
        port.get("host_ip") if isinstance(port, dict) else port.partition(":")[0] for port in service["ports"]
    ]
    assert addresses == ["127.0.0.1", "127.0.0.1"]


def test_data_and_logs_are_in_named_volumes(service: dict[str, Any]) -> None:
    mounts = [
        (volume["source"], volume["target"]) if isinstance(volume, dict) else tuple(volume.split(":")[:2])
        for volume in service["volumes"]
    ]
    assert mounts == [("data", "/data"), ("logs", "/logs")]


def test_its_settings_are_the_local_servers(settings: dict[str, str]) -> None:
    public = {name: value for name, value in DEFAULTS.items() if not name.startswith("internal.")}
    assert settings == public


def test_the_server_of_that_release_accepts_its_settings_and_its_health_check_is_true(
    service: dict[str, Any], settings: dict[str, str], tmp_path: Path
) -> None:
    assert settings["server.config.strict_validation.enabled"] == "true"
    kind, *command = service["healthcheck"]["test"]
    assert kind == "CMD"
    with LocalNeo4j("5.26", tmp_path, settings=settings, http_port=free_port()) as server:
        local = [re.sub(r":7474$", f":{server.http_port}", part) for part in command]
        assert local != command
        assert succeeds(*local)
    assert not succeeds(*local)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
