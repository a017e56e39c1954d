"""Exchanges held to a published OpenAPI document: X's and Mastodon's.

openapi-core checks path, method, types, enums and bodies. It lets pass what the document does not have, parameters of
the query and fields of objects, so these are looked for here: a misspelt one would be taken for one left out.
"""

import json
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from tests.platforms.server import Exchange
from tests.platforms.specifications.described import Described, ends, fits
from tests.scripted_server import Asked, Said

SPECS = Path(__file__).parents[4] / "shared" / "specs"
Mend = Callable[[dict[str, Any]], None]


def specification(name: str, unpublished: Collection[tuple[str, str]] = (), mend: Mend | None = None) -> "OpenApi":
    """Return the document of that file name, read once a session; skips the test where it is not at hand.

    Args:
        unpublished: method and path ("POST", "/2/users/{id}/blocking") of what the platform documents elsewhere only;
            such calls are not looked at. Say why where you name them.
        mend: puts right, in place, what the document describes otherwise than it means. Say why where you write it.
    """
    if not (SPECS / name).exists():
        pytest.skip(f"needs ../shared/specs/{name}")
    return OpenApi(_document(name, mend), _validators(name, mend), unpublished=frozenset(unpublished))


@cache
def _document(name: str, mend: Mend | None) -> Mapping[str, Any]:
    document: dict[str, Any] = json.loads((SPECS / name).read_text())
    if mend is not None:
        mend(document)
    return document


@cache
def _validators(name: str, mend: Mend | None) -> OpenAPI:
    return OpenAPI.from_dict(dict(_document(name, mend)), Config(spec_validator_cls=None))


@dataclass(frozen=True, slots=True)
class OpenApi(Described):
    """Such a document."""

    document: Mapping[str, Any]
    validators: OpenAPI

    def _problems(self, exchange: Exchange) -> Iterator[str]:
        asked, said = exchange.asked, exchange.said
        item = self._item(asked.route)
        operation = item.get(asked.method.lower())
        if operation is None:
            yield "not published"
            return
        request = _Request.of(asked, self.document["servers"][0]["url"])
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Unsupported scheme type")  # OAuth 2.0: the fakes look at tokens
            yield from map(_words, self.validators.iter_request_errors(request))
            if 200 <= said.status < 300:
                answer = _Response.of(said)
                yield from map(_words, self.validators.iter_response_errors(request, answer))
                yield from self._unknown_fields(operation["responses"].get(str(said.status), {}), answer.data)
        yield from self._unknown_parameters(item, operation, asked)
        yield from self._unknown_fields(operation.get("requestBody", {}), asked.body)

    def _item(self, route: str) -> Mapping[str, Any]:
        """Return what the document says of a path: one without variables goes before one with them."""
        found = sorted((path for path in self.document["paths"] if fits(path, route)), key=lambda path: "{" in path)
        return self.document["paths"][found[0]] if found else {}

    def _unknown_parameters(self, item: Mapping[str, Any], operation: Mapping[str, Any], asked: Asked) -> Iterator[str]:
        described = [self._resolved(one) for one in (*operation.get("parameters", ()), *item.get("parameters", ()))]
        names = {one["name"] for one in described if one["in"] == "query"}
        given = {name for name, _ in parse_qsl(urlsplit(asked.path).query, keep_blank_values=True)}
        # A list's parameter is described as "id", and written "id[]" in Mastodon's way.
        unknown = {name for name in given if name not in names and name.removesuffix("[]") not in names}
        return (f"the parameter {name!r} is not described" for name in sorted(unknown))

    def _unknown_fields(self, described: Mapping[str, Any], content: bytes) -> Iterator[str]:
        """Yield the fields of a JSON body that its schema does not have."""
        schema = self._resolved(described).get("content", {}).get("application/json", {}).get("schema", {})
        try:
            value = json.loads(content or b"null")
        except ValueError:
            return  # a form, or no JSON at all: openapi-core's to judge
        yield from (f"the field {name!r} is not described" for name in self._unknown(schema, value))

    def _unknown(self, schema: Mapping[str, Any], value: Any) -> Iterator[str]:
        parts = list(self._parts(schema))
        if isinstance(value, list):
            items = [part["items"] for part in parts if "items" in part]
            for inner in value if items else ():
                yield from self._unknown({"anyOf": items}, inner)
        elif isinstance(value, dict) and not any(part.get("additionalProperties") for part in parts):
            for name, inner in value.items():
                found = [part["properties"][name] for part in parts if name in part.get("properties", {})]
                if found:
                    yield from self._unknown({"anyOf": found}, inner)
                elif any("properties" in part and name not in part.get("required", ()) for part in parts):
                    yield name  # one that is required without being described is X's own slip

    def _parts(self, schema: Mapping[str, Any], above: tuple[int, ...] = ()) -> Iterator[Mapping[str, Any]]:
        """Yield a schema, those that it is put together from, and the kinds of it that a discriminator names."""
        schema = self._resolved(schema)
        if id(schema) in above:  # a kind is put together from what names it
            return
        yield schema
        kinds = [{"$ref": kind} for kind in schema.get("discriminator", {}).get("mapping", {}).values()]
        for part in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ()), *kinds):
            yield from self._parts(part, (*above, id(schema)))

    def _resolved(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a description, or what its `$ref` leads to."""
        while "$ref" in value:
            found: Any = self.document
            for key in value["$ref"].removeprefix("#/").split("/"):
                found = found[key.replace("~1", "/").replace("~0", "~")]
            value = found
        return value


@dataclass(slots=True)
class _Request:
    """A request as openapi-core reads one."""

    host_url: str
    path: str
    method: str
    body: bytes | None
    content_type: str
    parameters: RequestParameters = field(default_factory=RequestParameters)

    @classmethod
    def of(cls, asked: Asked, host_url: str) -> "_Request":
        query = ImmutableMultiDict(parse_qsl(urlsplit(asked.path).query, keep_blank_values=True))
        headers = Headers(asked.headers)
        parameters = RequestParameters(query=query, header=headers)
        kind = headers.get("Content-Type", "application/json")
        return cls(host_url, asked.route, asked.method.lower(), asked.body or None, kind, parameters)


@dataclass(frozen=True, slots=True)
class _Response:
    """An answer as openapi-core reads one."""

    data: bytes
    status_code: int
    content_type: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, said: Said) -> "_Response":
        kind = said.headers.get("Content-Type", "application/json")
        try:
            data = json.dumps(_shortened(json.loads(said.body))).encode()
        except ValueError:
            data = said.body
        return cls(data, said.status, kind, said.headers)


def _shortened(value: Any) -> Any:
    """Return a JSON value with its long lists cut out in the middle."""
    if isinstance(value, dict):
        return {key: _shortened(inner) for key, inner in value.items()}
    return [_shortened(inner) for inner in ends(value)] if isinstance(value, list) else value


def _words(error: Exception) -> str:
    """Return the reason of an error: openapi-core gives it as what caused it, or as a list of what caused that."""
    cause: BaseException = error
    while cause.__cause__ is not None or cause.__context__ is not None:
        cause = cause.__cause__ or cause.__context__ or cause
    reasons = [str(inner.message) for inner in getattr(cause, "schema_errors", ())] or [str(cause)]
    return f"{type(error).__name__}: {'; '.join(reasons)}"
