"""The OpenAPI description: what FastAPI makes of the types, with the problems and the lines' own schema."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from onrecord import api
from onrecord.web.service.models import Problem

LINE = "#/components/schemas/line_article_line"


def describe(app: FastAPI) -> None:
    """Let `app.openapi()` tell the schemas that no type of FastAPI's tells."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        made = plain()
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" not in schemas:
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= {name: it for name, it in problem.pop("$defs", {}).items() if name not in schemas}
            schemas["Problem"] = problem
            schemas |= {f"line_{name}": _moved(it) for name, it in api.line_schema()["$defs"].items()}
        return made

    app.openapi = described  # type: ignore[method-assign]


def _moved(schema: Any) -> Any:
    """A schema of the lines whose references lead to where it lies in the description."""
    if isinstance(schema, dict):
        return {
            name: it.replace("#/$defs/", "#/components/schemas/line_") if name == "$ref" else _moved(it)
            for name, it in schema.items()
        }
    return [_moved(it) for it in schema] if isinstance(schema, list) else schema
