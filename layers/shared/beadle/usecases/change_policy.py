"""Change the policy: propose a version, have another officer approve it, and find the way back.

A version never changes. What is live is a pointer to one, moved from what stood there when it was decided.
"""

from dataclasses import dataclass, replace

from beadle.domain.errors import MalformedInput, NotAllowedNow
from beadle.domain.judgements import Rule, Rulebook, RuleState
from beadle.domain.policies import SHIPPED, LivePolicy, Policies, PolicyVersion
from beadle.domain.ports import Bus, Clock
from beadle.events.policies import PolicyChanged
from beadle.policy.live import numbered
from beadle.policy.loader import load, number_of, rulebook_of


@dataclass(frozen=True, slots=True)
class ChangePolicy:
    """Officers' verbs on the policy."""

    clock: Clock
    policies: Policies
    bus: Bus

    def propose(self, text: str, by: str, note: str) -> PolicyVersion:
        """Keep a policy as the next version; it changes nothing until it is approved. The same again is nothing.

        PolicyInvalid; MalformedInput when the text's `version` is not the next number, AlreadyExists when it is taken.
        """
        rulebook = rulebook_of(text.encode(), "the proposed policy")
        number, due = number_of(rulebook), self.next_number()
        if number > due or (number < due and number not in {version.number for version in self.policies.list()}):
            raise MalformedInput("the proposed policy", [f"version: must be {due}, the next number"])
        self.policies.add(PolicyVersion(number, rulebook.version, text, by, self.clock.now(), note))
        return self.policies.get(number)

    def next_number(self) -> int:
        """Return the number that the next version must have."""
        kept = self.policies.list()
        return (kept[-1].number if kept else number_of(load())) + 1

    def approve(self, number: int, by: str) -> LivePolicy:
        """Put a proposed version in force, in another officer's name than its proposer's.

        Alone, an officer may only stop rules from acting: what makes the machine act otherwise takes four eyes.
        Repeating an approval whose process died half-way completes it.
        Raises NotFound, NotAllowedNow, Contended when another version went live meanwhile.
        """
        version, standing = self.policies.get(number), self.policies.live()
        rulebook = numbered(number, self.policies)
        live = standing.number if standing else SHIPPED
        if number < live:
            raise NotAllowedNow(f"version {live} is live, and newer: propose this one again under the next number")
        alone = not version.approved_by and _is_one_person(by, version.proposed_by)
        if alone and not only_stops_acting(numbered(live, self.policies), rulebook):
            raise NotAllowedNow(f"version {number} was proposed by {version.proposed_by}: another must approve it")
        self.policies.approve(number, by, self.clock.now())
        return self._go_live(LivePolicy(number, by, self.clock.now(), version.note), standing)

    def roll_back(self, number: int, by: str, reason: str) -> LivePolicy:
        """Put a version in force again that was approved before; SHIPPED for the one that comes with Beadle.

        Raises NotFound, NotAllowedNow, Contended when another version went live meanwhile.
        """
        if number != SHIPPED and not self.policies.get(number).approved_by:
            raise NotAllowedNow(f"version {number} was never approved: approve it first")
        numbered(number, self.policies)  # one that this release cannot use must not go live
        return self._go_live(LivePolicy(number, by, self.clock.now(), reason), self.policies.live())

    def _go_live(self, live: LivePolicy, standing: LivePolicy | None) -> LivePolicy:
        if standing is None or standing.number != live.number:
            self.policies.go_live(live, standing)
            standing = live
        version = numbered(standing.number, self.policies).version
        self.bus.tell([PolicyChanged(version, standing.by, standing.since, standing.reason)])
        return standing


def only_stops_acting(before: Rulebook, after: Rulebook) -> bool:
    """Whether all that differs is that some rules, on some accounts or all, only watch now."""
    alike = replace(after, version=before.version, rules=before.rules, channels=before.channels)
    return (
        alike == before
        and len(after.rules) == len(before.rules)
        and all(map(_only_stops, before.rules, after.rules))
        and after.channels.keys() == before.channels.keys()
        and all(only_stops_acting(before.channels[channel], after.channels[channel]) for channel in after.channels)
    )


def _only_stops(before: Rule, after: Rule) -> bool:
    return after == before or (before.state is RuleState.ACT and after == replace(before, state=RuleState.OBSERVE))


def _is_one_person(name: str, another: str) -> bool:
    """Whether two names are one person's, however they were typed."""
    return "".join(name.split()).casefold() == "".join(another.split()).casefold()
