"""Web servers that stand in front of others: real ones, in a folder of the test's own."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEPLOY = Path(__file__).parents[1] / "deploy"
NGINX = """
user root; worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/start.log;
events {{ worker_connections 256; }}
http {{ types {{ text/html html; application/xml xml; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  {http}
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Front:
    """A web server and where it listens; what it writes down lies in `folder`."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own; `user_agent` is the header User-Agent."""
        return ask(self.port, path, method, body, **headers)

    @property
    def written(self) -> str:
        """Everything that it has written down."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in logs)


class OverSocket(http.client.HTTPConnection):
    """HTTP over the socket of a file, which tests may open."""

    def __init__(self, file: Path) -> None:
        super().__init__("localhost")
        self.file = file

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.file))


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    sent = {"Host": "clinics.example", "Accept-Encoding": "identity"}
    sent |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@contextmanager
def nginx(folder: Path, inside: str) -> Iterator[subprocess.Popen[bytes]]:
    """Runs nginx with what is to stand inside of http; `folder` is where it keeps everything."""
    folder.chmod(0o755)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, http=inside), encoding="utf-8")
    with running(["nginx", "-c", str(config), "-p", str(folder)], folder / "nginx-said.log") as process:
        yield process


@contextmanager
def nginx_before(upstream: str, folder: Path) -> Iterator[Front]:
    """nginx as deploy/nginx has it, in front of `upstream`."""
    port = _free_port()
    filled = {
        "127.0.0.1:8000": upstream,
        "/var/cache/nginx/locator": f"{folder}/cache",
        "/var/log/nginx": str(folder),
    }
    http = _filled(DEPLOY / "nginx" / "locator-http.conf", filled)
    server = _filled(DEPLOY / "nginx" / "locator-server.conf", filled)
    with nginx(folder, f"{http}\nserver {{ listen 127.0.0.1:{port};\n{server} }}") as process:
        _wait_for(port, process)
        yield Front(folder, process, port)


@contextmanager
def caddy_before(upstream: str, folder: Path) -> Iterator[Front]:
    """Caddy as deploy/Caddyfile has it, without certificates."""
    port = _free_port()
    text = _filled(
        DEPLOY / "Caddyfile", {"127.0.0.1:8000": upstream, "clinics.example.org": f"http://:{port}"}
    )
    text = text.replace("\n(locator) {", "\n{\n\tadmin off\n\tauto_https off\n}\n(locator) {", 1)
    (folder / "Caddyfile").write_text(text)
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    environ = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, folder / "caddy.log", environ) as process:
        _wait_for(port, process)
        yield Front(folder, process, port)


@contextmanager
def running(
    command: list[str], log: Path, environ: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environ)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


def _filled(file: Path, words: Mapping[str, str]) -> str:
    text = file.read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(400):
        assert process.poll() is None, "it has ended"
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("it does not listen")
