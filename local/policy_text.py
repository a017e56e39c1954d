"""Editing a policy's text as an officer would: every comment, and every line that nobody meant, stays as it was."""

from typing import Any

import tomlkit

from beadle.domain.errors import NotFound
from beadle.domain.judgements import RuleState


def with_state(text: str, clause: str, state: RuleState, number: int) -> str:
    """Return a policy in which the rule of one clause acts or watches, as version `number`.

    Args:
        text: a policy that the schema accepts.
    Raises:
        NotFound: it has no rule for that clause.
    """
    policy: Any = tomlkit.parse(text)
    for rule in policy["rule"]:
        if rule["id"] == clause:
            policy["version"] = number
            rule["state"] = state.value
            return tomlkit.dumps(policy)
    raise NotFound(f"the policy has no rule {clause}: {', '.join(rule['id'] for rule in policy['rule'])}")
