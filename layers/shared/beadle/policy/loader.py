"""From a policy file to a rulebook."""

import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from beadle.detectors.registry import DETECTORS, PARAMETERS
from beadle.domain.errors import PolicyInvalid
from beadle.domain.judgements import Claim, Rule, Rulebook, RuleState, SanctionRule, Strike
from beadle.policy.schema import problems_of

PACKAGED = Path(__file__).with_name("policy.toml")
"""The policy that comes with Beadle."""


def load(path: Path | None = None) -> Rulebook:
    """Return the rulebook of a policy file, the packaged one by default.

    Its version is the officer's number and the beginning of the file's digest, so that no two texts share one.
    PolicyInvalid names everything that is wrong with the file; a file that is not there raises FileNotFoundError.
    """
    path = path or PACKAGED
    content = path.read_bytes()
    try:
        policy = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyInvalid(path.name, [f"is no TOML file: {error}"]) from error
    problems = problems_of(policy, {name: PARAMETERS.get(name, frozenset()) for name in DETECTORS})
    if problems:
        raise PolicyInvalid(path.name, problems)
    return _rulebook(policy, f"{policy['version']}+{sha256(content).hexdigest()[:8]}")


def _rulebook(policy: Mapping[str, Any], version: str) -> Rulebook:
    rules = tuple(_rule(rule) for rule in policy["rule"])
    council, sections = policy.get("council", {}), policy.get("detector", {})
    return Rulebook(
        version=version,
        rules=rules,
        sanctions=tuple(SanctionRule(step["kind"], step["at"]) for step in policy.get("sanction", [])),
        claims=tuple(_claim(claim) for claim in policy.get("claim", [])),
        parameters={name: {**council, **sections.get(name, {})} for rule in rules for name in rule.detectors},
    )


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
    return Claim(claim["id"], groups, claim["correction"], claim["approved_by"], claim.get("hide", False))
