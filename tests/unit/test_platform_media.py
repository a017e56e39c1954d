"""A post's picture is fetched whole, from where it may be fetched, or not at all."""

import socket
from typing import Any

import pytest

from beadle.adapters.platforms import media
from beadle.domain.errors import PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Media
from tests.scripted_server import Asked, Said, scripted_server

PNG = Said(200, b"\x89PNG\r\n\x1a\n...", {"Content-Type": "image/png; charset=binary"})
LARGEST = 1000


def fetched(said: Said, path: str = "/park.png?signature=s3cret", *, is_video: bool = False) -> Any:
    with scripted_server(lambda _: said) as address:
        return media.fetch(Media(address + path, "A park", is_video), LARGEST)


def test_a_picture_comes_with_its_name_and_type() -> None:
    picture = fetched(PNG)
    assert (picture.name, picture.content, picture.media_type) == ("park.png", PNG.body, "image/png")


def test_a_redirect_is_followed_and_a_chain_of_them_is_not() -> None:
    def script(asked: Asked) -> Said:
        return Said(302, headers={"Location": "/park.png"}) if asked.route == "/moved" else PNG

    with scripted_server(script) as address:
        assert media.fetch(Media(f"{address}/moved", "A park"), LARGEST).content == PNG.body
    with pytest.raises(PlatformRefused, match="leads elsewhere"):
        fetched(Said(302, headers={"Location": "/again"}))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(404), "answered 404"),
        (Said(200, b"<html>", {"Content-Type": "text/html"}), "is text/html"),
        (Said(200, b"x"), "no known type"),
        (Said(200, b"x" * (LARGEST + 1), {"Content-Type": "image/png"}), "larger than the 1000 bytes"),
        (Said(200, b"", {"Content-Type": "image/png"}), "is empty"),
    ],
)
def test_what_is_no_picture_is_refused_without_its_signature(said: Said, why: str) -> None:
    with pytest.raises(PlatformRefused, match=why) as refused:
        fetched(said)
    assert "s3cret" not in str(refused.value)


def test_a_video_is_fetched_as_one_and_a_picture_is_none() -> None:
    assert fetched(Said(200, b"...", {"Content-Type": "video/mp4"}), is_video=True).media_type == "video/mp4"
    with pytest.raises(PlatformRefused, match="is image/png"):
        fetched(PNG, is_video=True)


def test_one_who_stumbles_is_asked_again_later() -> None:
    with pytest.raises(PlatformUnavailable, match="503"):
        fetched(Said(503, headers={"Retry-After": "5"}))
    with pytest.raises(PlatformUnavailable, match="no answer"):
        media.fetch(Media("http://127.0.0.1:9/park.png", "A park"), LARGEST)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/park.png", "https"),
        ("ftp://example.org/park.png", "https"),
        ("https://user:secret@example.org/park.png", "https"),
        ("https://10.0.0.7/park.png", "private network"),
        ("https://169.254.169.254/latest/meta-data", "private network"),
        ("https://[fd00::1]/park.png", "private network"),
        ("https://[::ffff:10.0.0.7]/park.png", "private network"),
        ("https://intranet.example/park.png", "private network"),
    ],
)
def test_an_address_that_is_not_safe_is_not_asked(address: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = socket.getaddrinfo

    def resolve(host: str, *of: Any, **besides: Any) -> Any:
        return ask("192.168.1.1" if host == "intranet.example" else host, *of, **besides)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(PlatformRefused, match=why) as refused:
        media.fetch(Media(address, "A park"), LARGEST)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("target", ["https://10.0.0.7/park.png", "https://169.254.169.254/", "ftp://127.0.0.1/x"])
def test_a_redirect_to_an_address_that_is_not_safe_is_not_followed(target: str) -> None:
    with pytest.raises(PlatformRefused):
        fetched(Said(302, headers={"Location": target}))


def test_from_elsewhere_nothing_leads_to_this_machine() -> None:
    with pytest.raises(PlatformRefused, match="private network"):
        media._check("http://127.0.0.1:9/x", "https://example.org/park.png")
