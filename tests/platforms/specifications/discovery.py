"""Exchanges held to Google's description of YouTube's API, which `google-api-python-client` carries.

Source of the format: https://developers.google.com/discovery/v1/reference/apis
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.platforms.server import Exchange
from tests.platforms.specifications.described import Described, ends, fits

_TYPES: Mapping[str, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
}


def document(name: str) -> Path | None:
    """Return where the description of that file name is, None where the package is not installed."""
    found = find_spec("googleapiclient")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "discovery_cache" / "documents" / name
    return path if path.exists() else None


def specification(name: str, unpublished: Collection[tuple[str, str]] = ()) -> "Discovery":
    """Return the description of that file name ("youtube.v3.json"); skips the test where it is not at hand.

    Args:
        unpublished: method and path of what Google documents elsewhere only, {name} for what varies; such calls are not
            looked at. Say why where you name them.
    """
    path = document(name)
    if path is None:
        pytest.skip("needs google-api-python-client, a development dependency")
    return Discovery(_read(path), unpublished=frozenset(unpublished))


@cache
def _read(path: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(path.read_text())
    return read


@dataclass(frozen=True, slots=True)
class Discovery(Described):
    """Such a description."""

    document: Mapping[str, Any]

    def _problems(self, exchange: Exchange) -> Iterator[str]:
        asked, said = exchange.asked, exchange.said
        is_upload = asked.route.startswith("/upload/")
        method = self._method(asked.method, asked.route.removeprefix("/upload"))
        if method is None or (is_upload and not method.get("supportsMediaUpload")):
            yield "not published"
            return
        yield from self._parameters(method, parse_qsl(urlsplit(asked.path).query, keep_blank_values=True))
        sent = _json(asked.body)
        if sent is not None and "request" not in method:
            yield "takes no body"
        elif "request" in method:
            yield from self._unfit(method["request"], sent if sent is not None else {}, "the body")
        # A resumable upload begins with an empty answer.
        if 200 <= said.status < 300 and not is_upload:
            if "response" in method:
                yield from self._unfit(method["response"], _json(said.body), "the answer")
            elif said.body:
                yield "is answered without a body"

    def _method(self, verb: str, route: str) -> Mapping[str, Any] | None:
        resources = list(self.document["resources"].values())
        while resources:
            resource = resources.pop()
            resources.extend(resource.get("resources", {}).values())
            for method in resource.get("methods", {}).values():
                if method["httpMethod"] == verb and fits(f"/{method['path']}", route):
                    found: Mapping[str, Any] = method
                    return found
        return None

    def _parameters(self, method: Mapping[str, Any], given: list[tuple[str, str]]) -> Iterator[str]:
        described = {**self.document["parameters"], **method.get("parameters", {})}
        for name, value in given:
            if name not in described:
                yield f"the parameter {name!r} is not described"
                continue
            # A parameter that may be repeated takes a list with commas as well.
            for one in value.split(",") if described[name].get("repeated") else [value]:
                problem = _unfit_parameter(described[name], one)
                if problem:
                    yield f"the parameter {name!r} is {one!r}: {problem}"
        missing = {name for name, one in described.items() if one.get("required")} - {name for name, _ in given}
        yield from (f"the parameter {name!r} is missing" for name in sorted(missing))

    def _unfit(self, schema: Mapping[str, Any], value: Any, where: str) -> Iterator[str]:
        """Yield where a JSON value is not what its schema says."""
        if "$ref" in schema:
            schema = self.document["schemas"][schema["$ref"]]
        kind = schema.get("type", "any")
        if kind == "any":
            return
        if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
            yield f"{where} is {value!r}, no {kind}"
        elif "enum" in schema and value not in schema["enum"]:
            yield f"{where} is {value!r}, none of {', '.join(schema['enum'])}"
        elif kind == "array":
            for number, item in enumerate(ends(value)):
                yield from self._unfit(schema["items"], item, f"{where}[{number}]")
        elif kind == "object":
            for name, inner in value.items():
                one = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
                if one is None:
                    yield f"{where}.{name} is not described"
                else:
                    yield from self._unfit(one, inner, f"{where}.{name}")


def _unfit_parameter(described: Mapping[str, Any], value: str) -> str:
    """Return what is wrong with a parameter's value, "" when nothing is."""
    if "enum" in described and value not in described["enum"]:
        return f"none of {', '.join(described['enum'])}"
    if described["type"] == "boolean" and value not in ("true", "false"):
        return "neither true nor false"
    if described["type"] == "integer":
        if not re.fullmatch(r"-?[0-9]+", value):
            return "no number"
        if not int(described.get("minimum", value)) <= int(value) <= int(described.get("maximum", value)):
            return "out of bounds"
    return ""


def _json(content: bytes) -> Any:
    return json.loads(content) if content else None
