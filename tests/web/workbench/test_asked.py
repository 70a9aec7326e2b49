"""Forms and files as they arrive: bounded, whole, and free of HTTP."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from locator.web.workbench.asked import MOST_FIELDS, Fields, FormError, read_asked

MOST = 50_000
BOUNDARY = "multipart/form-data; boundary=b"


async def echo(request: Request) -> Response:
    try:
        asked = await read_asked(request, MOST)
    except FormError as error:
        return PlainTextResponse(error.told, error.status)
    files = {name: [file.name, file.data.hex()] for name, file in asked.files.items()}
    return JSONResponse([dict(asked.path), asked.query.pairs, asked.form.pairs, files])


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[Route("/{town}", echo, methods=["GET", "POST"])]))


def test_a_name_may_come_several_times_and_be_blank(client: TestClient) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/x?a=1&a=2", content="b=3&b=&c=d+e%26", headers=headers)
    assert answer.json() == [
        {"town": "x"},
        [["a", "1"], ["a", "2"]],
        [["b", "3"], ["b", ""], ["c", "d e&"]],
        {},
    ]


@given(data=st.binary(max_size=300), text=st.text(max_size=50))
@settings(max_examples=40)
def test_a_file_arrives_as_it_was_sent(client: TestClient, data: bytes, text: str) -> None:
    """Rule C19: every byte of it, line ends too, whatever it calls itself."""
    answer = client.post(
        "/x", data={"note": text.encode("utf-8", "replace").decode()}, files={"upload": ("../t.csv", data)}
    )
    _, _, form, files = answer.json()
    assert files["upload"][1] == data.hex()
    assert [name for name, _ in form] == ["note"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("x" * (MOST + 1), "application/x-www-form-urlencoded"),
        ("&".join(f"a{number}=1" for number in range(MOST_FIELDS + 1)), "application/x-www-form-urlencoded"),
        ("nonsense", BOUNDARY),
        ("nonsense", "multipart/form-data"),
        ('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut sho', BOUNDARY),
        ("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", BOUNDARY),
        ("--b\r\n: :\r\n\r\nx\r\n--b--\r\n", BOUNDARY),
        (
            "".join(
                f'--b\r\nContent-Disposition: form-data; name="f{n}"; filename="f"\r\n\r\nx\r\n'
                for n in range(11)
            )
            + "--b--\r\n",
            BOUNDARY,
        ),
    ],
)
def test_a_form_that_is_too_much_or_damaged_is_refused(client: TestClient, body: str, kind: str) -> None:
    """Rule C19: a size, a number of fields and of files that are known; and never a traceback."""
    answer = client.post("/x", content=body, headers={"content-type": kind})
    assert answer.status_code in (413, 200)
    if answer.status_code == 200:
        assert answer.json()[2:] == [[], {}]


@given(
    body=st.binary(max_size=400),
    kind=st.sampled_from([BOUNDARY, "application/x-www-form-urlencoded", "text/plain", ""]),
)
@settings(max_examples=60)
def test_no_body_is_a_fault_of_ours(client: TestClient, body: bytes, kind: str) -> None:
    answer = client.post("/x", content=body, headers={"content-type": kind})
    assert answer.status_code in (200, 413)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("9" * 40, int("9" * 40)),
        *((odd, -1) for odd in ("", "-3", "1_0", " 7", "²", "٣", "9" * 5_000)),
    ],
)
def test_a_number_is_few_plain_digits(text: str, number: int) -> None:
    assert Fields((("n", text),)).number("n", -1) == number


def test_a_damaged_form_is_not_quoted_in_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The parser would tell each time which letter it met."""
    client.post("/x", content=b"--nonsense", headers={"content-type": BOUNDARY})
    assert caplog.messages == []
