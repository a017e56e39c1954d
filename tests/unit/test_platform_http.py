"""Every answer of a platform becomes a value or one of the domain's errors."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.adapters.platforms import http
from beadle.adapters.platforms.http import Answer, Dialect, Fields, Http, Refused, limited
from beadle.adapters.platforms.sending import ATTEMPTS, File, Form, Multipart, Raw
from beadle.domain.errors import BeadleError, CredentialsRefused, PlatformRefused, PlatformUnavailable, RateLimited
from tests.scripted_server import Asked, Said, scripted_server

RENEWAL = "Make a new token"


class Answers:
    """Answers by its script, then every request alike, and remembers what was asked."""

    def __init__(self) -> None:
        self.script: list[Said] = []
        self.said = Said(200, b"{}")
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> Said:
        self.asked.append(asked)
        return self.script.pop(0) if self.script else self.said


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def api(answers: Answers) -> Iterator[Http]:
    with scripted_server(answers) as address:
        yield Http("example", address, RENEWAL)


def test_a_success_is_its_json(api: Http, answers: Answers) -> None:
    answers.said = Said(200, '{"name": "Siân"}'.encode())
    assert api.call("POST", "/x", params={"a": "ä"}, body={"b": 1}, headers={"X-Y": "z"}).text("name") == "Siân"
    (asked,) = answers.asked
    assert (asked.method, asked.path, json.loads(asked.body)) == ("POST", "/x?a=%C3%A4", {"b": 1})
    assert asked.headers["X-Y"] == "z"


def test_an_empty_success_has_no_fields(api: Http, answers: Answers) -> None:
    answers.said = Said(204)
    assert not api.call("DELETE", "/x")


@pytest.mark.parametrize(
    "said",
    [
        Said(500, b'{"error": "Oops"}'),
        Said(502, b"<html>Bad gateway</html>"),
        Said(503),
        Said(408),
        Said(302, headers={"Location": "http://127.0.0.1:1/elsewhere"}),
        Said(200, b"<html>Maintenance</html>"),
        Said(200, b'{"a": 1'),
        Said(200, b'{"a": NaN}'),
        Said(200, b"\xff\xfe\xff"),
        Said(200, b'{"a": ' + b"9" * 5000 + b"}"),
        Said(200, b"[" * 100_000),
        Said(200, b'{"a": 1}', length=1000),
        Said(200, b"not gzip", headers={"Content-Encoding": "gzip"}),
    ],
)
def test_an_answer_that_cannot_be_used_is_tried_again_later(api: Http, answers: Answers, said: Said) -> None:
    answers.said = said
    with pytest.raises(PlatformUnavailable, match="example GET /x"):
        api.call("GET", "/x")


def test_an_answer_without_end_is_cut_off(api: Http, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_BODY", 100_000)
    answers.said = Said(200, b'"' + b"x" * 200_000 + b'"')
    with pytest.raises(PlatformUnavailable, match="larger than 100000 bytes"):
        api.call("GET", "/x")


def test_no_answer_is_tried_again_later_and_names_no_parameter() -> None:
    with pytest.raises(PlatformUnavailable, match="ConnectionError") as raised:
        Http("example", "http://127.0.0.1:9", RENEWAL).call("GET", "/x", params={"handle": "jane.example.org"})
    assert "jane" not in str(raised.value)


def test_an_answer_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "TIMEOUT", (3.05, 0.05))

    def slow(_: Asked) -> Said:
        time.sleep(0.5)
        return Said(200, b"{}")

    with scripted_server(slow) as address, pytest.raises(PlatformUnavailable, match="Timeout"):
        Http("example", address, RENEWAL).call("GET", "/x")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"Retry-After": "37"}, 37),
        ({"retry-after": "0"}, 1),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}, 86_400),
        ({"Retry-After": "9" * 400}, 86_400),
        ({"Retry-After": "5", "RateLimit-Reset": "99"}, 5),
        ({"RateLimit-Reset": "99"}, 99),
        ({"RateLimit-Reset": "1795000000"}, 1),
    ],
)
def test_a_rate_limit_says_how_long_to_wait(api: Http, answers: Answers, headers: dict[str, str], seconds: int) -> None:
    answers.said = Said(429, b"slow down", headers)
    with pytest.raises(RateLimited) as raised:
        api.call("GET", "/x")
    assert raised.value.retry_after == seconds


@pytest.mark.parametrize("name", ["RateLimit-Reset", "X-RateLimit-Reset", "x-rate-limit-reset"])
def test_an_instant_to_wait_for_is_understood_in_both_forms(api: Http, answers: Answers, name: str) -> None:
    in_an_hour = datetime.now(UTC) + timedelta(hours=1)
    for value in (str(int(in_an_hour.timestamp())), in_an_hour.isoformat()):
        answers.said = Said(429, b"", {name: value})
        with pytest.raises(RateLimited) as raised:
            api.call("GET", "/x")
        assert 3000 < raised.value.retry_after <= 3600


def test_an_outage_that_says_when_it_ends_is_waited_for(api: Http, answers: Answers) -> None:
    answers.said = Said(503, headers={"Retry-After": "9"})
    with pytest.raises(RateLimited):
        api.call("GET", "/x")
    answers.said = Said(503, headers={"RateLimit-Reset": "9"})  # there on every answer of some platforms
    with pytest.raises(PlatformUnavailable):
        api.call("GET", "/x")


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_say_how_to_renew_them(api: Http, answers: Answers, status: int) -> None:
    answers.said = Said(status, b'{"error": "Expired", "message": "too\\nold"}')
    with pytest.raises(CredentialsRefused, match=rf"{status} Expired too old\. Make a new token"):
        api.call("GET", "/x")


def test_a_refusal_carries_the_platforms_code(api: Http, answers: Answers) -> None:
    answers.said = Said(400, b'{"error": "InvalidSwap", "message": 7}')
    with pytest.raises(Refused) as raised:
        api.call("GET", "/x")
    assert (raised.value.status, raised.value.code) == (400, "InvalidSwap")
    answers.said = Said(404, b"<html>Not found</html>")
    with pytest.raises(Refused, match="404"):
        api.call("GET", "/x")


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "http://example.org", "ftp://example.org", "https://", "https://[", "https://a:b@example.org"],
)
def test_a_secret_goes_to_no_unsafe_address(address: str) -> None:
    with pytest.raises(PlatformRefused, match="service address") as raised:
        Http("example", address, RENEWAL)
    assert "a:b" not in str(raised.value)


@pytest.mark.parametrize(
    "address", ["https://bsky.social", "http://127.0.0.1:80/", "http://localhost", "http://[::1]:1"]
)
def test_https_and_loopback_are_safe_addresses(address: str) -> None:
    assert Http("example", address, RENEWAL).platform == "example"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_what_is_safe_is_repeated_while_the_platform_stumbles(api: Http, answers: Answers, status: int) -> None:
    answers.script = [Said(status), Said(200, b'{"a": "b"}')]
    assert api.call("GET", "/x").text("a") == "b"
    answers.script = [Said(status), Said(200, b'{"a": "c"}')]
    assert api.call("PUT", "/x", body={"b": 1}, repeatable=True).text("a") == "c"
    assert [json.loads(asked.body) for asked in answers.asked if asked.method == "PUT"] == [{"b": 1}, {"b": 1}]


def test_a_repetition_leaves_no_address_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    nobody = Http("example", "http://127.0.0.1:1", RENEWAL)
    with pytest.raises(PlatformUnavailable):
        nobody.call("GET", "/x", params={"input_token": "s3cret"})

    assert "s3cret" not in caplog.text


def test_repeating_comes_to_an_end(api: Http, answers: Answers) -> None:
    answers.said = Said(500)
    with pytest.raises(PlatformUnavailable, match="500"):
        api.call("GET", "/x")
    assert len(answers.asked) == ATTEMPTS


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("POST", Said(500)),
        ("DELETE", Said(503)),
        ("POST", Said(200, b"{}", length=1000)),
        ("GET", Said(429)),
        ("GET", Said(503, headers={"Retry-After": "9"})),
        ("GET", Said(400)),
    ],
)
def test_nothing_else_is_repeated(api: Http, answers: Answers, method: str, said: Said) -> None:
    answers.said = said
    with pytest.raises(BeadleError):
        api.call(method, "/x")
    assert len(answers.asked) == 1


def test_an_answer_that_did_not_come_is_not_waited_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "TIMEOUT", (3.05, 0.05))
    asked: list[Asked] = []

    def slow(request: Asked) -> Said:
        asked.append(request)
        time.sleep(0.2)
        return Said(200, b"{}")

    with scripted_server(slow) as address, pytest.raises(PlatformUnavailable):
        Http("example", address, RENEWAL).call("GET", "/x")
    assert len(asked) == 1


def test_bodies_go_as_forms_as_files_and_as_they_are(api: Http, answers: Answers) -> None:
    api.call("POST", "/form", body=Form({"a": "ä", "n": 2}))
    api.call("POST", "/files", body=Multipart({"file": File("a.png", b"\x89PNG", "image/png")}, {"alt": "A park"}))
    api.call("POST", "/raw", body=Raw(b"\x00\x01", "video/mp4"), headers={"X-Y": "z"})
    form, files, raw = answers.asked
    assert (form.headers["Content-Type"], form.body) == ("application/x-www-form-urlencoded", b"a=%C3%A4&n=2")
    assert files.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG' in files.body
    assert b'name="alt"\r\n\r\nA park' in files.body
    assert (raw.headers["Content-Type"], raw.headers["X-Y"], raw.body) == ("video/mp4", "z", b"\x00\x01")


class Grumbling(Dialect):
    """A platform with an error body and codes of its own."""

    def __init__(self) -> None:
        self.used: list[str] = []

    def error(self, body: Fields) -> tuple[str, str]:
        return str(body.object("error").number("code")), body.object("error").text("message")

    def sort(self, answer: Answer, message: str) -> BeadleError | None:
        match answer.code:
            case "190":
                return CredentialsRefused(f"{message}. {RENEWAL}")
            case "32":
                return limited(message, 90)
        return None

    def heard(self, answer: Answer) -> None:
        self.used.append(answer.headers.get("X-Used", ""))


def test_a_platforms_own_codes_come_before_the_general_rules(answers: Answers) -> None:
    dialect = Grumbling()
    with scripted_server(answers) as address:
        api = Http("example", address, RENEWAL, dialect)
        answers.said = Said(400, b'{"error": {"code": 190, "message": "expired"}}', {"X-Used": "1"})
        with pytest.raises(CredentialsRefused, match=r"example GET /x: 400 190 expired\. Make a new token"):
            api.call("GET", "/x")
        answers.said = Said(403, b'{"error": {"code": 32}}', {"X-Used": "2"})
        with pytest.raises(RateLimited) as raised:
            api.call("GET", "/x")
        assert raised.value.retry_after == 90
        answers.said = Said(404, b'{"error": {"code": 100}}', {"X-Used": "3"})
        with pytest.raises(Refused) as refused:
            api.call("GET", "/x")
        assert refused.value.code == "100"
        answers.said = Said(200, b"[1, 2]", {"X-Used": "4"})
        assert api.ask("GET", "/x").body == [1, 2]
    assert dialect.used == ["1", "2", "3", "4"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
)


@given(JSON)
def test_fields_of_any_json_have_the_types_that_they_promise(value: Any) -> None:
    fields = Fields(value)
    fields.text("a").encode()
    assert isinstance(fields.number("a"), int)
    assert isinstance(fields.flag("a"), bool)
    assert all(isinstance(text, str) for text in fields.texts("a"))
    assert all(isinstance(item, Fields) for item in fields.objects("a"))
    assert isinstance(fields.object("a", "b", "c"), Fields)
    at = fields.instant("a")
    assert at is None or at.utcoffset() == timedelta(0)
    if fields.text("a"):
        assert fields.require("a") == fields.text("a")
    else:
        with pytest.raises(PlatformUnavailable, match="'a'"):
            fields.require("a")


def test_instants_are_aware_and_in_utc() -> None:
    assert Fields({"at": "2026-07-01T10:00:00+01:00"}).instant("at") == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert Fields({"at": "2026-07-01T10:00:00.123Z"}).instant("at") == datetime(2026, 7, 1, 10, 0, 0, 123000, UTC)
    assert Fields({"at": "0001-01-01T00:00:00+23:59"}).instant("at") is None
    assert Fields({"at": "yesterday"}).instant("at") is None
