"""What is never connected to. The resolver is the test's own, and nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import httpcore
import pytest

from onrecord.intake.web import Web, fetch_pages, network
from onrecord.intake.web.network import CheckedBackend, is_public
from onrecord.record import Failure, Fetching, Page, PageError, Settings

from .server import Site, story

PRIVATE = [
    "127.0.0.1", "127.255.0.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "nonsense", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_of_the_open_internet_is_refused(address: str) -> None:
    assert not is_public(address)

    async def resolver(host: str, port: int) -> Sequence[str]:
        return [address]

    backend = CheckedBackend(resolver, allow_private=False)
    with pytest.raises(PageError) as error:
        asyncio.run(backend.connect_tcp("courier.example", 80, timeout=1))
    assert error.value.kind == "refused"
    assert address in error.value.reason


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:220:1::1", "172.32.0.1"])
def test_an_address_of_the_open_internet_is_none_of_these(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_others_is_enough(fetching: Fetching) -> None:
    async def resolver(host: str, port: int) -> Sequence[str]:
        return ["8.8.8.8", "127.0.0.1"]

    with Web(replace(fetching, allow_private=False), Settings(), resolve=resolver) as web:
        (failure,) = fetch_pages(web, ["http://courier.example/"])
    assert isinstance(failure, Failure)
    assert (failure.kind, "127.0.0.1" in failure.reason) == ("refused", True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "127.1"])
def test_this_machine_is_refused_however_it_is_written(site: Site, fetching: Fetching, host: str) -> None:
    site.pages["/"] = story(1)
    with Web(replace(fetching, allow_private=False), Settings()) as web:
        (failure,) = fetch_pages(web, [f"http://{host}:{site.port}/"])
    assert isinstance(failure, Failure)
    assert failure.kind in ("refused", "no-host", "bad-address")
    assert site.asked == []


def test_what_was_checked_is_what_is_connected_to(site: Site, fetching: Fetching) -> None:
    """A name that leads elsewhere when it is asked again is asked once for each connection."""
    asked: list[str] = []

    async def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.pages["/"] = story(1)
    with Web(fetching, Settings(), resolve=resolver) as web:
        (page,) = fetch_pages(web, [f"http://courier.example:{site.port}/"])
    assert isinstance(page, Page)
    assert set(asked) == {"courier.example"}
    assert {headers["Host"] for headers in site.headers} == {f"courier.example:{site.port}"}


def test_the_connection_goes_to_the_address_and_not_to_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[str] = []

    async def connect(self: object, host: str, *rest: object) -> httpcore.AsyncNetworkStream:
        connected.append(host)
        raise httpcore.ConnectError("nothing is sent")

    answers = iter([["8.8.8.8"], ["127.0.0.1"]])

    async def resolver(host: str, port: int) -> Sequence[str]:
        return next(answers)

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)
    backend = CheckedBackend(resolver, allow_private=False)
    with pytest.raises(httpcore.ConnectError):
        asyncio.run(backend.connect_tcp("rebinding.example", 80))
    assert connected == ["8.8.8.8"]
    with pytest.raises(PageError):
        asyncio.run(backend.connect_tcp("rebinding.example", 80))
    assert connected == ["8.8.8.8"]


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, fetching: Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host counts as open here, and leads to one that does not."""

    async def resolver(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"] if host == "open.example" else ["169.254.169.254"]

    site.pages["/"] = lambda ask: ask.answer(302, Location="http://metadata.example/secret")
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    with Web(replace(fetching, allow_private=False), Settings(), resolve=resolver) as web:
        (failure,) = fetch_pages(web, [f"http://open.example:{site.port}/"])
    assert isinstance(failure, Failure)
    assert (failure.kind, "169.254.169.254" in failure.reason) == ("refused", True)


def test_a_host_that_is_not_known_is_told(fetching: Fetching) -> None:
    async def resolver(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    with Web(fetching, Settings(), resolve=resolver) as web:
        (failure,) = fetch_pages(web, ["https://nowhere.example/"])
    assert isinstance(failure, Failure)
    assert (failure.kind, "nowhere.example" in failure.reason) == ("no-host", True)
