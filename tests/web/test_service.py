"""The JSON API: the same as Python says, typed, paged; errors as problem details; corrections by POST."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from starlette.testclient import TestClient

import onrecord
from onrecord import api
from onrecord.web import make_app

HERE = "http://127.0.0.1:8765"
TOKEN = "open sesame, please"


@pytest.fixture
def client(sample_db: Path) -> TestClient:
    return TestClient(make_app(sample_db), base_url=HERE)


@pytest.fixture
def writer(own_record: Path) -> TestClient:
    client = TestClient(make_app(own_record), base_url=HERE)
    client.headers["x-onrecord-token"] = client.get("/api/record").json()["same_site_token"]
    return client


def everything(client: TestClient, path: str) -> list[Any]:
    first = client.get(path, params={"per_page": 7}).json()
    pages = -(-first["total"] // 7)
    found = [
        it
        for page in range(1, pages + 1)
        for it in client.get(path, params={"per_page": 7, "page": page}).json()["items"]
    ]
    assert len(found) == first["total"]
    return found


def test_a_page_of_a_list_is_fetched_alone(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        every = record.find_articles()
        some = record.find_articles(start=2, limit=3)
        assert (some.rows, some.total, every.total) == (every.rows[2:5], 8, 8)
        assert record.find_articles(outlet="Gazette", limit=1).total == 2
        entities = record.entities
        listed = record.list_entities(offset=5, limit=4)
        assert (listed.rows, listed.total) == (entities[5:9], len(entities))
        assert record.list_entities(offset=len(entities)).rows == ()


def test_it_says_what_python_says(client: TestClient, sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        assert [it["id"] for it in everything(client, "/api/articles")] == [
            it.id for it in record.find_articles()
        ]
        people = [it.id for it in record.find_people()]
        assert [it["id"] for it in everything(client, "/api/people")] == people
        assert {it["id"] for it in everything(client, "/api/statements")} == {
            it.id for it in record.find_statements()
        }
        assert [it["id"] for it in everything(client, "/api/entities")] == [it.id for it in record.entities]
        lines = everything(client, "/api/timeline")
        assert [(it["date"], it["words"]) for it in lines] == [
            (it.date, it.words) for it in record.timeline()
        ]
        dossier = client.get(f"/api/people/{people[0]}").json()
        assert dossier["version"] == record.person(str(people[0])).version
        assert [it["id"] for it in dossier["said"]] == [it.id for it in record.person(str(people[0])).said]
        hits = client.get("/api/search", params={"q": "river", "limit": 5}).json()["hits"]
        assert [it["text"] for it in hits] == [it.text for it in record.search("river", limit=5)]


def test_it_finds_who_said_something(client: TestClient, sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        said = next(it for it in record.find_statements() if it.form == "direct" and len(it.content) > 60)
        expected = record.find(said.content)
    answer = client.get("/api/find", params={"q": said.content}).json()
    assert [it["passage"]["text"] for it in answer["found"]] == [it.passage.text for it in expected]
    first = answer["found"][0]
    assert first["passage"]["how"] == "word for word"
    assert said.id in [place["statement"]["id"] for place in first["places"] if place["statement"]]
    assert client.get("/api/find", params={"q": "..."}).json()["found"] == []
    assert client.get("/api/find").status_code == 422


def test_an_article_is_its_line(client: TestClient, sample_db: Path, tmp_path: Path) -> None:
    with onrecord.open(sample_db) as record:
        record.export("jsonl", tmp_path / "all.jsonl")
    lines = [json.loads(it) for it in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert lines
    for line in lines:
        assert client.get(f"/api/articles/{line['article']['id']}").json() == line


def test_its_root_leads_to_its_description(client: TestClient) -> None:
    for path in ("/api", "/api/"):
        assert "openapi" in client.get(path).json()


def test_a_parameter_that_it_does_not_have_is_named(client: TestClient) -> None:
    for path in ("/api/statements", "/api/people", "/api/record"):
        answer = client.get(path, params={"nosuch": 1})
        assert answer.status_code == 422
        assert "nosuch" in answer.json()["detail"]


def test_errors_are_problem_details(client: TestClient) -> None:
    for path, status in (
        ("/api/articles/0000", 404),
        ("/api/nothing", 404),
        ("/api/articles?since=soon", 400),
        ("/api/people?page=0", 422),
        ("/api/search", 422),
        ("/api/people/NOBODY", 422),
    ):
        answer = client.get(path)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert (told["status"], told["type"]) == (status, "about:blank")
        assert told["title"]
        assert told["detail"]
    assert client.post("/api/corrections", json={}).json()["status"] == 403


def test_every_kind_of_correction_can_be_posted_and_undone(writer: TestClient, own_record: Path) -> None:
    with onrecord.open(own_record) as record:
        one, other, who = (record.person(it) for it in ("Kofi Renner", "Mateo Lindgren", "Nadia Thorsen"))
    first, second, third = who.said[:3]
    article = first.article
    bodies: list[dict[str, Any]] = [
        {"kind": "merge", "people": [one.person.id, other.person.id]},
        {"kind": "split", "person": who.person.id, "articles": [article], "seen": who.version},
        {"kind": "speaker", "statement": first.id, "speaker": "Ida Brandt", "seen": "as-read"},
        {"kind": "speaker", "statement": second.id, "speaker": None},
        {"kind": "not-a-statement", "statement": third.id},
        {"kind": "boundaries", "statement": first.id, "cue": ""},
        {"kind": "missed-statement", "article": article, "content": first.headline, "speaker": "Ida Brandt"},
        {"kind": "article", "article": article, "outlet": "The Tern", "published": "2025-10"},
        {"kind": "not-in-story", "article": article},
    ]
    before = [it.id for it in api.open_record(own_record).find_statements()]
    kept = []
    for body in bodies:
        answer = writer.post("/api/corrections", json={**body, "author": "Ada", "reason": "to show it"})
        assert answer.status_code == 201, answer.text
        assert answer.json()["kind"] == body["kind"]
        assert writer.get(answer.headers["location"]).json()["state"] == "in force"
        kept.append(answer.json()["id"])
    assert [it.id for it in api.open_record(own_record).find_statements()] != before
    for ident in reversed(kept):
        answer = writer.post("/api/corrections", json={"kind": "undo", "undoes": ident, "author": "Ada"})
        assert answer.status_code == 201, answer.text
    assert [it.id for it in api.open_record(own_record).find_statements()] == before
    again = writer.post("/api/corrections", json={"kind": "undo", "undoes": kept[0], "author": "Bo"})
    assert again.status_code == 409
    assert again.json()["corrections"][0]["author"] == "Ada"


def test_whoever_comes_second_is_told_what_the_first_said(writer: TestClient, own_record: Path) -> None:
    with onrecord.open(own_record) as record:
        first = record.person("Nadia Thorsen").said[0]
    body = {"kind": "speaker", "statement": first.id, "seen": "as-read"}
    answers = [
        writer.post("/api/corrections", json={**body, "speaker": f"{it} Lind", "author": it})
        for it in ("Ada", "Bo")
    ]
    assert [it.status_code for it in answers] == [201, 409]
    told = answers[1].json()
    assert [it["author"] for it in told["corrections"]] == ["Ada"]
    assert writer.get(f"/api/statements/{first.id}").json()["version"] == told["version"]


def test_a_bearer_corrects_without_a_token_of_a_page_and_nobody_else_does(own_record: Path) -> None:
    app = make_app(own_record, host="0.0.0.0", token=TOKEN)
    client = TestClient(app, base_url=HERE)
    with onrecord.open(own_record) as record:
        statement = next(iter(record.find_statements())).id
    body = {"kind": "not-a-statement", "statement": statement, "author": "Ada"}
    assert client.post("/api/corrections", json=body).status_code == 401
    assert client.get("/api/record", headers={"authorization": "Bearer nonsense words"}).status_code == 401
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert client.post("/api/corrections", json=body, headers=bearer).status_code == 201


def _checks() -> list[Any]:
    from schemathesis import checks

    wanted = (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
        "negative_data_rejection",
    )
    return [checks.CHECKS.get_one(name) for name in wanted]


def test_schemathesis_finds_nothing(own_record: Path) -> None:
    app = make_app(own_record)
    with TestClient(app, base_url=HERE) as client:
        token = client.get("/api/record").json()["same_site_token"]
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "127.0.0.1:8765"})
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        strategy = operation.as_strategy() | operation.as_strategy(
            generation_mode=schemathesis.GenerationMode.NEGATIVE
        )

        @settings(
            max_examples=25,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @__import__("hypothesis").given(case=strategy)
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(
                checks=_checks(), headers={"Host": "127.0.0.1:8765", "X-OnRecord-Token": token}
            )

        ask()
    assert asked > 100
    # Ids that are made up lead to nothing; these are some that lead somewhere.
    with onrecord.open(own_record) as record:
        said = record.person("Nadia Thorsen").said[0]
    kept = onrecord.correct_statement(own_record, said.id, nobody=True, author="Ada")[0]
    there = {"article": said.article, "statement": said.id, "person": said.entity, "correction": kept.id}
    for name, group in zip(there, ("articles", "statements", "people", "corrections"), strict=True):
        case = schema[f"/api/{group}/{{{name}}}"]["GET"].Case(path_parameters={name: there[name]})
        answer = case.call_and_validate(checks=_checks(), headers={"Host": "127.0.0.1:8765"})
        assert answer.status_code == 200, group
