"""Meta's published description of the Graph API: nodes, their fields and edges, parameters, types and enums.

It says nothing of errors, headers, permissions, or of parameters that every call takes; those are Meta's documentation.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.platforms.meta.fields import Wanted, parse
from tests.platforms.server import Exchange
from tests.platforms.specifications.described import ends

SPECS = Path(__file__).parents[4] / "shared" / "specs" / "facebook"
EVERYWHERE = {  # what every call takes: developers.facebook.com/docs/graph-api/overview, .../results, .../security
    "fields": "string",
    "limit": "unsigned int",
    "after": "string",
    "before": "string",
    "appsecret_proof": "string",
}
DOCUMENTED: Mapping[str, Any] = {  # published as documentation only
    "IGContainer": {
        "fields": [{"name": name, "type": "string"} for name in ("id", "status", "status_code")],
        "apis": [{"name": "#get", "method": "GET", "return": "IGContainer", "params": []}],
    },
    "Profile": {"fields": [{"name": name, "type": "string"} for name in ("id", "name")], "apis": []},
}
DEBUG_TOKEN = {"input_token"}


class GraphSpecification:
    """Fits `Specification`.

    Args:
        kind_of: what an id is of ("PagePost"), as the specification calls it; "" when it is of nothing.
    """

    def __init__(self, kind_of: Callable[[str], str]) -> None:
        self._kind_of = kind_of

    def problems(self, exchange: Exchange) -> list[str]:
        """Return what of an exchange is not published."""
        asked = exchange.asked
        return [f"{asked.method} {asked.route}: {problem}" for problem in self._problems(exchange)]

    def _problems(self, exchange: Exchange) -> Iterator[str]:
        asked = exchange.asked
        query = dict(parse_qsl(urlsplit(asked.path).query, keep_blank_values=True))
        if "access_token" in query:
            yield "the token stands in the address"
        found = re.fullmatch(r"/v\d+\.\d+/(?P<node>\w+)(?:/(?P<edge>\w+))?", asked.route)
        if found is None:
            yield "no path of the Graph API"
            return
        if found["node"] == "debug_token":
            yield from (f"debug_token has no parameter {name}" for name in set(query) - DEBUG_TOKEN)
            return
        kind, edge = self._kind_of(found["node"]), found["edge"] or ""
        api = _api(kind, asked.method, edge)
        if api is None:
            yield f"{kind or 'nothing'} has no {asked.method} {edge}"
            return
        body = json.loads(asked.body) if asked.body else {}
        yield from _parameters(api, query, body)
        try:
            wanted = parse(query.get("fields", ""))
        except ValueError as error:
            yield str(error)
            return
        yield from _fields(api["return"], wanted)
        if 200 <= exchange.said.status < 300:
            yield from _answer(api, json.loads(exchange.said.body), wanted, is_list=bool(edge))


@cache
def _node(kind: str) -> Any:
    """Return what is published of a kind of node, None when nothing is at hand."""
    if kind in DOCUMENTED:
        return DOCUMENTED[kind]
    path = SPECS / f"{kind}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


@cache
def _enums() -> dict[str, list[str]]:
    listed = json.loads((SPECS / "enum_types.json").read_text(encoding="utf-8"))
    return {enum["name"]: enum["values"] for enum in listed}


def _api(kind: str, method: str, edge: str) -> Any:
    own = {"GET": "#get", "POST": "#update", "DELETE": "#delete"}[method]
    for api in (_node(kind) or {"apis": []})["apis"]:
        if api["method"] == method and (api.get("endpoint") == edge if edge else api.get("name") == own):
            return api
    return None


def _parameters(api: Any, query: Mapping[str, str], body: Mapping[str, Any]) -> Iterator[str]:
    published = {param["name"]: param["type"] for param in api["params"]} | EVERYWHERE
    given: dict[str, Any] = {**query, **body}
    yield from (
        f"{param['name']} is missing" for param in api["params"] if param["required"] and param["name"] not in given
    )
    for name, value in given.items():
        if name not in published:
            yield f"no parameter {name}"
        elif not _fits(published[name], _of_query(published[name], value) if name in query else value):
            yield f"{name} is {value!r}, not {published[name]}"


def _of_query(kind: str, value: str) -> Any:
    """Return a value of the address as the type that it stands for, itself when it stands for none."""
    if kind in ("int", "unsigned int", "datetime", "bool") or kind.startswith("list"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _fits(kind: str, value: Any) -> bool:
    if kind.startswith("list"):
        inner = kind.removeprefix("list").strip("<>")
        return isinstance(value, list) and all(_fits(inner or "Object", item) for item in value)
    if kind in _enums():
        return value in _enums()[kind]
    match kind:
        case "string":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "int" | "unsigned int":
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            return is_whole and (value >= 0 or kind == "int")
        case "datetime":
            return isinstance(value, int) or bool(re.match(r"\d{4}-\d\d-\d\dT", str(value)))
        case "map":
            return isinstance(value, dict)
    return True  # Object, or a node of which nothing is at hand


def _fields(kind: str, wanted: tuple[Wanted, ...]) -> Iterator[str]:
    """Yield the fields that a kind of node does not have; of what is no node nothing is known."""
    node = _node(kind)
    if node is None:
        return
    types = {field["name"]: field["type"] for field in node["fields"]}
    edges = {api["endpoint"]: api["return"] for api in node["apis"] if api["method"] == "GET" and "endpoint" in api}
    for one in wanted:
        if one.name in types:
            yield from _fields(types[one.name], one.fields)
        elif one.name in edges:
            yield from _fields(edges[one.name], one.fields)
        else:
            yield f"{kind} has no field {one.name}"


def _answer(api: Any, body: Any, wanted: tuple[Wanted, ...], is_list: bool) -> Iterator[str]:
    if api["method"] != "GET":
        if not (isinstance(body.get("id"), str) or body.get("success") is True or api["return"] == "Object"):
            yield f"answered {body!r}, neither an id nor a success"
        return
    if not is_list:
        yield from _object(api["return"], body, wanted)
        return
    if set(body) - {"data", "paging"} or not isinstance(body.get("data"), list):
        yield "answered no list"
        return
    for item in ends(body["data"]):
        yield from _object(api["return"], item, wanted)


def _object(kind: str, value: Mapping[str, Any], wanted: tuple[Wanted, ...]) -> Iterator[str]:
    types = {field["name"]: field["type"] for field in (_node(kind) or {"fields": []})["fields"]}
    names = {one.name for one in wanted} | {"id"}
    yield from (f"answered {name}, which was not asked for" for name in set(value) - names)
    for name in set(value) & set(types):
        if not _fits(types[name], value[name]):
            yield f"answered {name} {value[name]!r}, not {types[name]}"
