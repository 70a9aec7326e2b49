"""An export sent to a real server: in order, cut off at every step, over a bad network."""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from storage import ALL, LISTED, Fault, Sent

from locator.errors import LocatorError, UsageError
from locator.pages.output import BRIEFLY, FOREVER, HTML, XML
from locator.publish.cloud import bucket as bucket_module
from locator.publish.cloud import sending
from locator.publish.cloud.bucket import REDIRECT, Bucket
from locator.publish.cloud.destination import Destination
from locator.publish.cloud.item import LARGE, Item, Stage, stage_of
from locator.publish.cloud.manifest import KEY, parse_manifest
from locator.publish.cloud.plan import Plan, draw_plan
from locator.publish.cloud.refusals import told
from locator.publish.cloud.sending import carry_out

if TYPE_CHECKING:
    from pathlib import Path

    from storage import Gateway, Storage

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TODAY = date(2026, 11, 27)
SERVER_FAULTS = {
    "500": Fault(500),
    "503": Fault(503, "SlowDown"),
    "cut off": Fault(drops=True),
    "cut off after it was done": Fault(drops_answer=True),
    "slow": Fault(seconds=0.3),
}


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of a test's length."""
    monkeypatch.setattr(bucket_module, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(bucket_module, "LONGEST_WAIT", 0.05)


def site(word: str, pages: str) -> list[Item]:
    """A site whose pages name a stylesheet of this edition, and whose sitemap names its pages."""
    sheet = f"static/style.{hashlib.sha256(word.encode()).hexdigest()[:6]}.css"
    items = [Item(sheet, word.encode(), "text/css", FOREVER, Stage.ASSET)]
    for page in pages:
        body = f'<link href="/{sheet}"> {word}'.encode()
        items.append(Item(f"{page}/index.html", body, HTML, BRIEFLY, Stage.PAGE))
    listed = " ".join(f"/{page}/" for page in pages).encode()
    items.append(Item("sitemaps/pages.xml", listed, XML, BRIEFLY, Stage.LIST))
    items.append(Item("sitemap.xml", b"/sitemaps/pages.xml " + word.encode(), XML, BRIEFLY, Stage.INDEX))
    return items


def send(items: list[Item], bucket: str, endpoint: str) -> Plan:
    """One run, as the command does it."""
    there = Bucket(Destination("s3", bucket, "p", endpoint))
    found = there.found()
    text = there.read(KEY) if KEY in found else None
    known = None if text is None else parse_manifest(text)
    assert known is not None or not found
    plan = draw_plan(items, known or {}, found, TODAY)
    assert plan.foreign == ()
    carry_out(plan, there, known)
    return plan


def wanted(items: list[Item]) -> dict[str, bytes]:
    return {item.key: bytes_of(item) for item in items}


def bytes_of(item: Item) -> bytes:
    assert isinstance(item.content, bytes)
    return item.content


def without_old(objects: dict[str, bytes], items: list[Item]) -> dict[str, bytes]:
    """All but the manifest and the stylesheets that stay a week."""
    kept = {item.key for item in items}
    return {key: body for key, body in objects.items() if key in kept or not key.startswith((KEY, "static/"))}


def assert_nobody_is_led_astray(objects: dict[str, bytes], *editions: list[Item]) -> None:
    """Every object is whole, every page finds its stylesheet, and every listed page is there."""
    for key, body in objects.items():
        assert key == KEY or body in [wanted(each).get(key) for each in editions], key
        named = re.findall(rb"(?:/|=\"/)((?:static|sitemaps)/[\w.]+)", body) if key != KEY else []
        assert all(name.decode() in objects for name in named), key
    for path in objects.get("sitemaps/pages.xml", b"").decode().split():
        assert f"{path.strip('/')}/index.html" in objects, path


def test_objects_go_in_an_order_that_nobody_can_tell(bucket: str, way: Gateway) -> None:
    items = site("one", "abcdefgh")
    send(list(reversed(items)), bucket, way.endpoint)
    keys = way.written(f"/{bucket}/p/")
    assert keys[0] == keys[-1] == KEY
    stages = [stage_of(key) for key in keys if key != KEY]
    assert stages == sorted(stages)
    assert len(stages) == len(items)
    way.asked.clear()
    send(site("two", "abcd"), bucket, way.endpoint)
    (deleted,) = (sent.number for sent in way.asked if sent.method == "POST")
    (listed,) = (sent.number for sent in way.asked if sent.path.endswith("/sitemap.xml"))
    assert listed < deleted < len(way.asked)


def test_nothing_is_sent_that_has_not_changed(bucket: str, way: Gateway, storage: Storage) -> None:
    items = site("one", "abcd")
    send(items, bucket, way.endpoint)
    assert without_old(storage.objects(bucket, "p/"), items) == wanted(items)
    way.asked.clear()
    send(items, bucket, way.endpoint)
    assert [sent.method for sent in way.asked] == ["GET", "GET"]
    items[1] = Item("a/index.html", bytes_of(items[2]) + b"!", HTML, BRIEFLY, Stage.PAGE)
    way.asked.clear()
    send(items, bucket, way.endpoint)
    assert way.written(f"/{bucket}/p/") == [KEY, "a/index.html", KEY]


def test_a_run_may_end_at_every_step_and_the_next_one_finishes(
    storage: Storage, way: Gateway, monkeypatch: pytest.MonkeyPatch, bucket: str
) -> None:
    """The request of the step is carried out, and nothing is heard of that; later ones reach nobody."""
    monkeypatch.setattr(bucket_module, "RETRIES", 0)
    monkeypatch.setattr(sending, "CONNECTIONS", 3)
    monkeypatch.setattr(sending, "AT_A_TIME", 2)
    before, after = site("one", "ab"), site("two", "bc")
    step, has_ended = 2, False
    while not has_ended:
        step, place = step + 1, storage.bucket()
        send(before, place, storage.endpoint)
        way.asked.clear()
        way.fault = partial(ends_at, step)
        try:
            send(after, place, way.endpoint)
            has_ended = True
        except LocatorError as error:
            assert "no answer from" in str(error)
        assert_nobody_is_led_astray(storage.objects(place, "p/"), before, after)
        send(after, place, storage.endpoint)
        assert without_old(storage.objects(place, "p/"), after) == wanted(after)
    assert step > len(after)


def ends_at(step: int, sent: Sent) -> Fault:
    return Fault(drops_answer=sent.number == step, drops=sent.number > step)


@pytest.mark.parametrize("fault", SERVER_FAULTS.values(), ids=list(SERVER_FAULTS))
def test_a_service_that_fails_now_and_then_is_asked_again(
    fault: Fault, bucket: str, way: Gateway, storage: Storage
) -> None:
    way.fault = lambda sent: None if sent.number % 3 else fault
    items = site("one", "abcdefghijkl")
    send(items, bucket, way.endpoint)
    assert without_old(storage.objects(bucket, "p/"), items) == wanted(items)
    way.fault = lambda _: None
    assert send(items, bucket, way.endpoint).send == ()


def test_a_service_that_fails_for_good_is_told_in_one_line(
    bucket: str, way: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket_module, "RETRIES", 2)
    way.fault = lambda sent: Fault(503, "SlowDown") if sent.method == "PUT" else None
    with pytest.raises(LocatorError, match=r"^s3://\S+ at \S+ answers 503 again and again; .* try later$"):
        send(site("one", "abcd"), bucket, way.endpoint)


def test_an_object_that_arrives_damaged_is_sent_again(bucket: str, way: Gateway, storage: Storage) -> None:
    spoilt: set[str] = set()

    def spoil_once(sent: Sent) -> Fault:
        is_first = sent.method == "PUT" and not sent.path.endswith(KEY) and sent.path not in spoilt
        spoilt.add(sent.path)
        return Fault(damages=is_first)

    way.fault = spoil_once
    items = site("one", "abcd")
    send(items, bucket, way.endpoint)
    assert without_old(storage.objects(bucket, "p/"), items) == wanted(items)
    way.fault = lambda sent: Fault(damages=sent.path.endswith("/a/index.html"))
    with pytest.raises(LocatorError, match=r"a/index\.html arrives damaged in s3://"):
        send(site("two", "abcd"), bucket, way.endpoint)


def test_where_redirects_are_not_known_the_page_itself_leads_on(
    bucket: str, way: Gateway, storage: Storage
) -> None:
    moved = Item("old/index.html", b"way on", HTML, BRIEFLY, Stage.PAGE, redirect="/new/")
    send([moved], bucket, way.endpoint)
    head = storage.client().head_object(Bucket=bucket, Key="p/old/index.html")
    assert head["WebsiteRedirectLocation"] == "/new/"
    way.fault = lambda sent: Fault(501, "NotImplemented") if REDIRECT in sent.headers else None
    place = storage.bucket()
    send([moved], place, way.endpoint)
    assert any(REDIRECT in sent.headers for sent in way.asked)
    assert "WebsiteRedirectLocation" not in storage.client().head_object(Bucket=place, Key="p/old/index.html")
    assert send([moved], place, way.endpoint).send == ()


def test_objects_bear_their_headers(bucket: str, way: Gateway, storage: Storage) -> None:
    item = Item("a.html", b"packed", HTML, BRIEFLY, Stage.PAGE, is_packed=True, tags="site lang:en")
    send([item], bucket, way.endpoint)
    head = storage.client().head_object(Bucket=bucket, Key="p/a.html")
    assert (head["ContentType"], head["CacheControl"], head["ContentEncoding"]) == (HTML, BRIEFLY, "gzip")
    assert head["Metadata"] == {"surrogate-key": "site lang:en"}


def test_many_objects_and_large_ones(bucket: str, storage: Storage, tmp_path: Path) -> None:
    """Lists follow one another; a large one is sent in parts."""
    large = tmp_path / "large.pmtiles"
    large.write_bytes(b"tiles" * (LARGE // 5 + 1))
    items = [Item("static/large.pmtiles", large, "application/octet-stream", FOREVER, Stage.ASSET)]
    items += [Item(f"{at}/index.html", b"%d" % at, HTML, BRIEFLY, Stage.PAGE) for at in range(2 * LISTED)]
    send(items, bucket, storage.endpoint)
    assert send(items, bucket, storage.endpoint).send == ()
    assert storage.objects(bucket, "p/static/") == {"large.pmtiles": large.read_bytes()}
    plan = send(items[:1], bucket, storage.endpoint)
    assert len(plan.delete) == 2 * LISTED
    assert set(storage.objects(bucket, "p/")) == {KEY, "static/large.pmtiles"}


def test_a_service_whose_tags_are_no_sums_is_believed(bucket: str, storage: Storage) -> None:
    """As Amazon's are where objects are locked with a key of one's own."""
    there = Bucket(Destination("s3", bucket, "p", storage.endpoint))
    item = site("one", "a")[1]
    there.send(item)
    assert there._has_arrived(item.key, item.body, "0" * 32)
    assert not there._tags_are_sums


@pytest.mark.parametrize(
    ("environ", "actions", "message"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "wrong"}, ALL, r"does not accept the key \(SignatureDoesNotMatch\)"),
        ({"AWS_ACCESS_KEY_ID": "nobody"}, ALL, r"does not accept the key \(InvalidAccessKeyId\)"),
        ({}, ALL[1:], "the key may not list in s3://"),
        ({}, (ALL[0], ALL[1], ALL[3]), r"the key may not write \.locator-export\.jsonl in s3://"),
    ],
)
def test_a_key_that_does_not_open_is_told_in_one_line(
    *,
    environ: dict[str, str],
    actions: tuple[str, ...],
    message: str,
    bucket: str,
    storage: Storage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (storage.key(*actions).environ | environ).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(LocatorError, match=message) as raised:
        send(site("one", "a"), bucket, storage.endpoint)
    assert "\n" not in str(raised.value)
    assert storage.objects(bucket) == {}


def test_a_bucket_that_is_not_there_is_told_in_one_line(bucket: str, storage: Storage) -> None:
    with pytest.raises(LocatorError, match=r"^there is no bucket absent \(s3://absent/p at \S+\): create"):
        send(site("one", "a"), "absent", storage.endpoint)


@pytest.mark.parametrize(
    ("scheme", "text", "keys"),
    [
        ("gs", "Error after 0 retries: http://169.254.169.254/", "GOOGLE_APPLICATION_CREDENTIALS"),
        ("az", "Account must be specified", "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY"),
    ],
)
def test_each_service_has_keys_of_its_own(scheme: str, text: str, keys: str) -> None:
    line = told(ValueError(text), "open", Destination(scheme, "absent"))
    assert line == f"no key for {scheme}://absent: set {keys}"


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.delitem(sys.modules, "locator.publish.cloud.bucket")
    with pytest.raises(UsageError, match=r"python\S* -m pip install 'locator\[cloud\]'"):
        importlib.import_module("locator.publish.cloud.bucket")
