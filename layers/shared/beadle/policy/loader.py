"""From a policy file to a rulebook."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

from beadle.detectors.registry import DETECTORS, PARAMETERS, TELLING_PERSONS
from beadle.domain.errors import PolicyInvalid
from beadle.domain.judgements import Claim, Rule, Rulebook, RuleState, SanctionRule, Strike
from beadle.domain.policies import MOST_BYTES, label
from beadle.policy.schema import NEVER, problems_of

PACKAGED = Path(__file__).with_name("policy.toml")
"""The policy that comes with Beadle."""


def load(path: Path | None = None) -> Rulebook:
    """Return the rulebook of a policy file, the packaged one by default.

    PolicyInvalid names everything that is wrong with the file; a file that is not there raises FileNotFoundError.
    """
    path = path or PACKAGED
    return rulebook_of(path.read_bytes(), path.name)


def rulebook_of(content: bytes, name: str) -> Rulebook:
    """Return the rulebook that a policy's text spells; PolicyInvalid names everything that is wrong with it.

    Its version is the officer's number and the beginning of the text's digest, so that no two texts share one.
    """
    try:
        policy = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyInvalid(name, [f"is no TOML file: {error}"]) from error
    problems = problems_of(policy, {name: PARAMETERS.get(name, frozenset()) for name in DETECTORS})
    if len(content) > MOST_BYTES:
        problems.append(f"is {len(content)} bytes long, and must not be longer than {MOST_BYTES}")
    if problems:
        raise PolicyInvalid(name, problems)
    whole = _rulebook(policy, label(policy["version"], content))
    channels = {channel["id"]: _on_channel(whole, channel) for channel in policy.get("channel", [])}
    return replace(whole, channels=channels)


def number_of(rulebook: Rulebook) -> int:
    """Return the officer's number of a policy."""
    return int(rulebook.version.partition("+")[0])


def _rulebook(policy: Mapping[str, Any], version: str) -> Rulebook:
    rules = tuple(_rule(rule) for rule in policy["rule"])
    council, sections = policy.get("council", {}), policy.get("detector", {})
    return Rulebook(
        version=version,
        rules=rules,
        sanctions=tuple(SanctionRule(step["kind"], step["at"]) for step in policy.get("sanction", [])),
        claims=tuple(_claim(claim) for claim in policy.get("claim", [])),
        parameters={
            name: {**council, **_parties(name, sections), **sections.get(name, {})}
            for rule in rules
            for name in rule.detectors
        },
    )


def _on_channel(whole: Rulebook, channel: Mapping[str, Any]) -> Rulebook:
    """Return the policy as it holds on one account (clause PB08): its section goes before, and lists grow longer."""
    changes, council, sections = (channel.get(key, {}) for key in ("rule", "council", "detector"))
    return replace(
        whole,
        rules=tuple(_changed(rule, changes.get(rule.clause, {})) for rule in whole.rules),
        parameters={
            name: reduce(_grown, (council, _parties(name, sections), sections.get(name, {})), parameters)
            for name, parameters in whole.parameters.items()
        },
    )


def _changed(rule: Rule, changes: Mapping[str, Any]) -> Rule:
    remove_at = changes.get("remove_at", rule.remove_at)
    return replace(
        rule,
        review_at=float(changes.get("review_at", rule.review_at)),
        remove_at=None if remove_at in (None, NEVER) else float(remove_at),
        state=RuleState(changes.get("state", rule.state)),
    )


def _parties(detector: str, sections: Mapping[str, Mapping[str, Any]]) -> dict[str, object]:
    """Return the register of parties for a detector that must know a party from a person."""
    parties = sections.get("party-promotion", {}).get("parties")
    return {"parties": parties} if parties and detector in TELLING_PERSONS else {}


def _grown(parameters: Mapping[str, object], more: Mapping[str, Any]) -> Mapping[str, object]:
    grown = dict(parameters)
    for key, value in more.items():
        before = grown.get(key)
        grown[key] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return grown


def _rule(rule: Mapping[str, Any]) -> Rule:
    return Rule(
        clause=rule["id"],
        slug=rule["slug"],
        detectors=tuple(rule["detectors"]),
        review_at=float(rule["review_at"]),
        remove_at=float(rule["remove_at"]) if "remove_at" in rule else None,
        strike=Strike(**rule["strike"]),
        state=RuleState(rule.get("state", "act")),
        text=rule["text"],
    )


def _claim(claim: Mapping[str, Any]) -> Claim:
    groups = tuple(tuple(group) for group in claim["all_of"])
    return Claim(
        claim_id=claim["id"],
        all_of=groups,
        correction=claim["correction"],
        approved_by=claim["approved_by"],
        hide=claim.get("hide", False),
        none_of=tuple(claim.get("none_of", ())),
    )
