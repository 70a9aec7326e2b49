"""Object storage on loopback: moto's server, which checks keys and rights, and a way to it with faults."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

import boto3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

REGION = "us-east-1"
ALL = ("s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")
LISTED = 50  # objects at a time, so that lists go on
_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}


@dataclass(frozen=True)
class Key:
    """What signs in: its environment is what a user of `locator build` would set."""

    name: str
    secret: str

    @property
    def environ(self) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": self.name,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_REGION": REGION,
        }


@dataclass
class Storage:
    """A server of S3; nobody may do anything there but with a key that it has made."""

    endpoint: str
    owner: Key
    _buckets: int = 0
    _keys: dict[tuple[str, ...], Key] = field(default_factory=dict)

    def client(self, service: str = "s3") -> Any:
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            aws_access_key_id=self.owner.name,
            aws_secret_access_key=self.owner.secret,
            region_name=REGION,
        )

    def key(self, *actions: str) -> Key:
        """A key that allows these actions on all buckets."""
        if actions not in self._keys:
            self._keys[actions] = _user(self.client("iam"), f"user-{len(self._keys)}", actions)
        return self._keys[actions]

    def bucket(self) -> str:
        """The name of a new bucket."""
        self._buckets += 1
        self.client().create_bucket(Bucket=f"site-{self._buckets}")
        return f"site-{self._buckets}"

    def objects(self, bucket: str, prefix: str = "") -> dict[str, bytes]:
        """The bytes of all objects by key, without the prefix."""
        client = self.client()
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        keys = [each["Key"] for page in pages for each in page.get("Contents", [])]
        return {key[len(prefix) :]: client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


def _user(iam: Any, name: str, actions: tuple[str, ...]) -> Key:
    iam.create_user(UserName=name)
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
    iam.put_user_policy(UserName=name, PolicyName="rights", PolicyDocument=policy)
    made = iam.create_access_key(UserName=name)["AccessKey"]
    return Key(made["AccessKeyId"], made["SecretAccessKey"])


@contextmanager
def storing(scratch: Path) -> Iterator[Storage]:
    """Starts a server for as long as tests need it."""
    log = scratch / "storage.log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    environ = os.environ | {"MOTO_S3_DEFAULT_MAX_KEYS": str(LISTED)}
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=errors, stderr=errors, env=environ) as process,
    ):
        try:
            while not (address := re.search(r"http://127\.0\.0\.1:\d+", log.read_text())):
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            storage = Storage(address[0], Key("anybody", "anything"))
            storage.owner = _user(storage.client("iam"), "owner", ("*",))
            heed_keys = f"{storage.endpoint}/moto-api/reset-auth"
            urlopen(Request(heed_keys, b"0", {"Content-Type": "text/plain"})).close()
            yield storage
        finally:
            process.terminate()


@dataclass
class Fault:
    """What befalls a request: it is refused with a status, waits, is damaged, cut off before or after."""

    status: int = 0
    code: str = "InternalError"
    seconds: float = 0.0
    damages: bool = False
    drops: bool = False
    drops_answer: bool = False


@dataclass(frozen=True)
class Sent:
    """A request, by its place in the order of all."""

    number: int
    method: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Gateway:
    """A way to a server on which requests meet with faults; `asked` are all since a test looked last."""

    target: str
    fault: Callable[[Sent], Fault | None] = lambda _: None
    asked: list[Sent] = field(default_factory=list)
    endpoint: str = ""

    def written(self, prefix: str) -> list[str]:
        """The keys that were put below a prefix of a bucket, in their order."""
        paths = [each.path for each in self.asked if each.method == "PUT"]
        return [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]


@contextmanager
def gateway(target: str) -> Iterator[Gateway]:
    way = Gateway(target)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(way))
    server.daemon_threads = True
    way.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield way
    server.shutdown()
    server.server_close()
    thread.join()


def _handler(way: Gateway) -> type[BaseHTTPRequestHandler]:  # one class
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with lock:
                path, headers = unquote(urlsplit(self.path).path), dict(self.headers.items())
                sent = Sent(len(way.asked) + 1, self.command, path, headers)
                way.asked.append(sent)
            fault = way.fault(sent) or Fault()
            time.sleep(fault.seconds)
            if fault.drops:
                self.close_connection = True
            elif fault.status:
                self.answer(fault.status, f"<Error><Code>{fault.code}</Code></Error>".encode(), {})
            else:
                self.forward(body[:-1] + b"\0" if fault.damages else body, fault)

        def forward(self, body: bytes, fault: Fault) -> None:
            connection = HTTPConnection(urlsplit(way.target).netloc, timeout=60)
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            connection.request(self.command, self.path, body, headers)
            response = connection.getresponse()
            content = response.read()
            connection.close()
            if fault.drops_answer:
                self.close_connection = True
            else:
                self.answer(response.status, content, _kept(response))

        def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
            self.send_response_only(status)
            length = headers.pop("Content-Length", None) if self.command == "HEAD" else str(len(content))
            for name, value in {**headers, "Content-Length": length or "0"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do

        def handle(self) -> None:
            with suppress(OSError):  # the client has gone
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _kept(response: HTTPResponse) -> dict[str, str]:
    return {name: value for name, value in response.getheaders() if name.lower() not in _HOP}
