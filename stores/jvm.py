"""The Java virtual machine inside this process, started once and quietly.

It is started here and not by the engine's own helper, which asks for a 4 GB heap and an incubator
module that prints a warning, and leaves the collector and the compiler to run for a long-lived server.
"""

import os
import shlex
import signal
import tempfile
import threading
from pathlib import Path

import jpype
from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path

from bankgraph.ontology import UnreachableError

from . import aot

_ARGUMENTS = (
    "-XX:TieredStopAtLevel=1",  # answers come before the optimizing compiler would pay off
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    # A query may read the graph and nothing else: no files, no network, no scripts.
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    "-Darcadedb.polyglotEngineEnabled=false",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)


def start_jvm() -> None:
    """Start the engine's Java runtime unless it runs already.

    `BANKGRAPH_JVM_ARGS` adds arguments, such as `-Xmx4g` for a large graph. Raises `UnreachableError`.
    """
    if jpype.isJVMStarted():
        return
    own = shlex.split(os.environ.get("BANKGRAPH_JVM_ARGS", ""))
    heap = [] if any(a.startswith("-Xmx") for a in own) else ["-Xmx1g"]
    jars = sorted(str(jar) for jar in Path(get_jar_path()).glob("*.jar"))
    quiet = Path(__file__).with_name("quiet.properties").resolve()
    crash_log = f"-XX:ErrorFile={Path(tempfile.gettempdir()) / 'bankgraph-jvm-%p.log'}"
    try:
        jpype.startJVM(
            get_bundled_jre_lib_path(),
            *_ARGUMENTS,
            *heap,
            *aot.arguments(jars, _ARGUMENTS),
            f"-Djava.util.logging.config.file={quiet}",
            crash_log,
            *own,
            classpath=jars,
            interrupt=False,  # Ctrl-C belongs to Python
        )
    except Exception as error:
        raise UnreachableError(
            f"the embedded engine's Java runtime does not start ({error}); check BANKGRAPH_JVM_ARGS, "
            "or reinstall with: pip install --force-reinstall arcadedb-embedded"
        ) from error
    if (
        threading.current_thread() is threading.main_thread()
    ):  # JPype's own handler may crash, and ends nothing
        signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGTERM) or signal.SIG_DFL)
