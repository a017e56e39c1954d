"""What an officer sets for a detector: its own section of the policy, upon what the council says of itself."""

from collections.abc import Mapping


def strings(parameters: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Return the strings listed under `key`; none when the policy lists none. The policy's schema checks their type."""
    value = parameters.get(key, ())
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
