"""The policy's versions, and one that stays."""

from dataclasses import dataclass, replace
from datetime import datetime

from beadle.domain.errors import AlreadyExists, Contended, NotFound
from beadle.domain.judgements import Rulebook
from beadle.domain.policies import LivePolicy, PolicyVersion


class InMemoryPolicies:
    """Fits the Policies port."""

    def __init__(self) -> None:
        self.versions: dict[int, PolicyVersion] = {}
        self.pointer: LivePolicy | None = None
        self.asked = 0  # how often which one is live

    def add(self, version: PolicyVersion) -> None:
        standing = self.versions.setdefault(version.number, version)
        if (standing.label, standing.proposed_by) != (version.label, version.proposed_by):
            raise AlreadyExists(f"version {version.number} of the policy was proposed by {standing.proposed_by}")

    def get(self, number: int) -> PolicyVersion:
        if number not in self.versions:
            raise NotFound(f"there is no version {number} of the policy")
        return self.versions[number]

    def list(self) -> tuple[PolicyVersion, ...]:
        return tuple(self.versions[number] for number in sorted(self.versions))

    def approve(self, number: int, by: str, at: datetime) -> PolicyVersion:
        version = self.get(number)
        if not version.approved_by:
            version = self.versions[number] = replace(version, approved_by=by, approved_at=at)
        return version

    def live(self) -> LivePolicy | None:
        self.asked += 1
        return self.pointer

    def go_live(self, live: LivePolicy, instead_of: LivePolicy | None) -> None:
        if self.pointer != instead_of:
            raise Contended("another policy went live meanwhile")
        self.pointer = live


@dataclass(frozen=True, slots=True)
class OneRulebook:
    """Fits the Rulebooks port, with one policy that stays."""

    rulebook: Rulebook

    def live(self) -> Rulebook:
        return self.rulebook

    def of(self, version: str) -> Rulebook:
        return self.rulebook
