"""Who may enter, whose forms are taken, and which headers every answer has."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web import make_app
from onrecord.web.access import AccessError
from onrecord.web.security import MOST_BYTES

HERE = "http://127.0.0.1:8765"
TOKEN = "open sesame, please"


@pytest.fixture
def client(sample_db: Path) -> TestClient:
    return TestClient(make_app(sample_db), base_url=HERE, follow_redirects=False)


@pytest.fixture
def guarded(sample_db: Path) -> TestClient:
    app = make_app(sample_db, host="0.0.0.0", token=TOKEN, allowed_hosts=["record.example"])
    return TestClient(app, base_url=HERE, follow_redirects=False)


def same_site_token(client: TestClient, path: str = "/") -> str:
    page = client.get(path).text
    return page.split('X-OnRecord-Token": "')[1].split('"')[0]


@pytest.mark.parametrize("path", ["/", "/articles", "/nowhere", "/articles/nowhere", "/static/room.css"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_no_page_fetches_anything_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/articles", "/nowhere"):
        page = client.get(path).text
        assert 'src="/static/' in page
        assert not [it for it in ('src="http', 'href="http', 'src="//', "<style", " style=") if it in page]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:9000", "[::1]:8765", "LOCALHOST"])
def test_loopback_goes_by_its_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "a@127.0.0.1", "127.0.0.1/x", "", "192.0.2.7"]
)
def test_a_name_that_was_made_to_lead_here_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "record.example"])
def test_what_others_can_reach_needs_a_token(sample_db: Path, host: str) -> None:
    with pytest.raises(AccessError, match="--token"):
        make_app(sample_db, host=host)


def test_a_short_token_is_refused(sample_db: Path) -> None:
    with pytest.raises(AccessError, match="too short"):
        make_app(sample_db, token="sesame")


def test_nobody_enters_without_the_token(guarded: TestClient) -> None:
    asked = guarded.get("/articles?page=2")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?next=%2Farticles%3Fpage%3D2")
    assert guarded.get("/api/anything").status_code == 401
    assert guarded.get("/api/openapi.json").status_code == 401
    assert guarded.post("/articles").status_code == 401
    assert guarded.get("/sign-in").status_code == 200


def test_who_signs_in_is_in_until_signing_out(guarded: TestClient) -> None:
    form = {"secret": TOKEN, "next": "/articles", "token": same_site_token(guarded, "/sign-in")}
    done = guarded.post("/sign-in", data=form)
    assert (done.status_code, done.headers["location"]) == (303, "/articles")
    cookie = done.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/articles").status_code == 200
    guarded.post("/sign-out", data={"token": same_site_token(guarded)})
    assert guarded.get("/articles").status_code == 303


def test_a_wrong_token_is_told_and_does_not_let_in(guarded: TestClient) -> None:
    form = {"secret": TOKEN[:-1], "token": same_site_token(guarded, "/sign-in")}
    done = guarded.post("/sign-in", data=form)
    assert done.status_code == 403
    assert "That is not the token" in done.text
    assert guarded.get("/").status_code == 303


def test_a_program_enters_with_the_token_in_its_header(guarded: TestClient) -> None:
    assert guarded.get("/articles", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.get("/articles", headers={"authorization": "Bearer no"}).status_code == 303


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil"])
def test_signing_in_leads_nowhere_else(guarded: TestClient, elsewhere: str) -> None:
    form = {"secret": TOKEN, "next": elsewhere, "token": same_site_token(guarded, "/sign-in")}
    assert guarded.post("/sign-in", data=form).headers["location"] == "/"


def test_a_form_without_our_token_does_nothing(guarded: TestClient) -> None:
    assert guarded.post("/sign-in", data={"secret": TOKEN}).status_code == 403
    assert guarded.post("/sign-in", data={"secret": TOKEN, "token": "0" * 64}).status_code == 403
    assert guarded.get("/").status_code == 303


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_on_another_site_does_nothing(guarded: TestClient, told: dict[str, str]) -> None:
    form = {"secret": TOKEN, "token": same_site_token(guarded, "/sign-in")}
    assert guarded.post("/sign-in", data=form, headers=told).status_code == 403
    assert guarded.post("/sign-in", data=form, headers={"origin": HERE}).status_code == 303


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/sign-out", content=b"x" * (MOST_BYTES + 1)).status_code == 413
