"""What a policy file must hold. Everything that is wrong with one is named at once, each by its rule and key."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from beadle.detectors.certainty import DOUBTFUL
from beadle.domain.judgements import RuleState

CLAUSES = {
    "AU01": "civility",
    "AU02": "offensive",
    "AU03": "abuse-of-individuals",
    "AU04": "copyright",
    "AU05": "discrimination",
    "AU06": "repetition",
    "AU07": "relevance",
    "AU08": "personal-information",
    "AU09": "advertising",
    "AU10": "impersonation",
    "AU11": "spam",
    "AU12": "party-political",
}
"""The clauses of acceptable use: their ids and slugs are permanent."""

COUNCIL_KEYS = frozenset({"names", "handles", "people", "domains", "phones", "emails", "addresses", "trusted"})
_DOMAIN = (re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}"), "domain in small letters, such as council.gov.uk")
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "phones": (re.compile(r"(?=(?:\D*\d){3,15}\D*$)\+?[\d ().-]+"), "telephone number"),
    "emails": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "e-mail address"),
    "domains": _DOMAIN,
    "trusted": _DOMAIN,
}
"""What each entry of a list of the council's must look like, and what it is then."""
SANCTIONS = frozenset({"warning", "block", "report"})
NEVER = "never"
"""What an account's section says for `remove_at` where no machine may remove there."""

_TOP = frozenset(
    {"version", "approved_by", "approved_on", "published", "clause", "council", "rule", "sanction", "claim",
     "detector", "channel"}
)  # fmt: skip
_PUBLISHED = frozenset({"title", "url", "read_on"})
_RULE = frozenset({"id", "slug", "text", "published_as", "detectors", "remove_at", "review_at", "strike", "state"})
_CHANNEL = frozenset({"id", "rule", "council", "detector"})
_CHANGES = frozenset({"state", "review_at", "remove_at"})
_CLAIM = frozenset({"id", "all_of", "none_of", "correction", "approved_by", "hide"})

Table = Mapping[str, Any]


def problems_of(policy: Table, parameters: Mapping[str, Collection[str]]) -> list[str]:
    """Return everything that is wrong with a parsed policy file, one line each; an empty list when nothing is.

    Args:
        policy: the file as TOML gives it.
        parameters: every known detector, with the keys that it understands in its section.
    """
    return [
        *_head(policy),
        *_published(policy.get("published", {})),
        *_clauses(policy.get("clause", {})),
        *_council(policy.get("council", {})),
        *_rules(policy.get("rule", []), parameters),
        *_sanctions(policy.get("sanction", [])),
        *_claims(policy.get("claim", [])),
        *_sections(policy.get("detector", {}), parameters),
        *_unheard(policy.get("detector", {}), policy.get("rule", [])),
        *_channels(policy.get("channel", []), policy.get("rule", []), parameters),
    ]


def _head(policy: Table) -> Iterator[str]:
    yield from (f"{key}: is no key of a policy" for key in sorted(policy.keys() - _TOP))
    version = policy.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        yield "version: must be a whole number, 1 or more"
    if not _is_text(policy.get("approved_by")):
        yield "approved_by: must name who approved this version"
    if not isinstance(policy.get("approved_on"), date):
        yield "approved_on: must be a date, such as 2026-11-02"


def _published(published: object) -> Iterator[str]:
    if not isinstance(published, dict):
        yield "published: must be a table"
        return
    yield from (f"published.{key}: is no key of a publication" for key in sorted(published.keys() - _PUBLISHED))
    for key in ("title", "url"):
        if key in published and not _is_text(published[key]):
            yield f"published.{key}: must be a text"
    if not isinstance(published.get("read_on", date.min), date):
        yield "published.read_on: must be a date, such as 2026-11-02"


def _clauses(clauses: object) -> Iterator[str]:
    if not isinstance(clauses, dict):
        yield "clause: must be a table"
        return
    for clause, text in clauses.items():
        if clause in CLAUSES or not re.fullmatch(r"[A-Z]{2}\d\d", clause):
            yield f"clause.{clause}: is no id of a clause beside those of acceptable use, such as EN01"
        if not _is_text(text):
            yield f"clause.{clause}: must quote the published clause"


def _council(council: object) -> Iterator[str]:
    if not isinstance(council, dict):
        yield "council: must be a table"
        return
    yield from (f"council.{key}: is no key of the council's" for key in sorted(council.keys() - COUNCIL_KEYS))
    for key in sorted(council.keys() & COUNCIL_KEYS):
        if not _is_texts(council[key]):
            yield f"council.{key}: must be a list of texts"
        elif key in _FORMS:
            form, what = _FORMS[key]
            yield from (f'council.{key}: "{said}" is no {what}' for said in council[key] if not form.fullmatch(said))


def _rules(rules: object, parameters: Mapping[str, Collection[str]]) -> Iterator[str]:
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        yield "rule: must be a list of tables, each headed [[rule]]"
        return
    ids = [rule.get("id") for rule in rules]
    for clause in CLAUSES:
        count = ids.count(clause)
        if count != 1:
            yield f"rule {clause}: must be there once, and is there {count} times"
    for position, rule in enumerate(rules, 1):
        name = f"rule {rule.get('id', f'number {position}')}"
        yield from (f"{name}: {problem}" for problem in _rule(rule, parameters))


def _rule(rule: Table, parameters: Mapping[str, Collection[str]]) -> Iterator[str]:
    yield from (f"{key}: is no key of a rule" for key in sorted(rule.keys() - _RULE))
    slug = CLAUSES.get(str(rule.get("id")))
    if slug is None:
        yield "id: is no clause of acceptable use, AU01 to AU12"
    elif rule.get("slug") != slug:
        yield f'slug: must be "{slug}"'
    if not _is_text(rule.get("text")):
        yield "text: must quote the published clause"
    if not _is_text(rule.get("published_as", "-")):
        yield "published_as: must name the clause as the council numbers it"
    detectors = rule.get("detectors")
    if not _is_texts(detectors) or not detectors:
        yield "detectors: must be a list of one or more detectors' names"
    else:
        yield from (f'detectors: there is no detector "{name}"' for name in detectors if name not in parameters)
        yield from (f'detectors: "{name}" is there twice' for name in set(detectors) if detectors.count(name) > 1)
    yield from _thresholds(rule)
    yield from _strike(rule.get("strike"))
    if rule.get("state", "act") not in list(RuleState):
        yield "state: must be act, observe or off"


def _thresholds(rule: Table) -> Iterator[str]:
    review: Any = rule.get("review_at")
    remove: Any = rule.get("remove_at")
    if not _is_share(review):
        yield "review_at: must be a confidence, more than 0 and at most 1"
    if "remove_at" not in rule:
        return
    if not _is_share(remove):
        yield "remove_at: must be a confidence, more than 0 and at most 1; leave it out where no machine may remove"
    elif remove <= DOUBTFUL:
        yield f"remove_at: must be more than {DOUBTFUL}, below which a finding is for a person to decide"
    elif _is_share(review) and remove < review:
        yield "remove_at: must not be less than review_at"


def _strike(strike: object) -> Iterator[str]:
    if not isinstance(strike, dict) or strike.keys() != {"points", "days"}:
        yield "strike: must give points and days"
        return
    if not _is_count(strike["points"], 0):
        yield "strike.points: must be a whole number, 0 or more"
    if not _is_count(strike["days"], 1):
        yield "strike.days: must be a whole number, 1 or more"


def _sanctions(sanctions: object) -> Iterator[str]:
    if not isinstance(sanctions, list) or not all(isinstance(step, dict) for step in sanctions):
        yield "sanction: must be a list of tables, each headed [[sanction]]"
        return
    kinds = [step.get("kind") for step in sanctions]
    for position, step in enumerate(sanctions, 1):
        name = f"sanction {step.get('kind', f'number {position}')}"
        yield from (f"{name}: {key}: is no key of a sanction" for key in sorted(step.keys() - {"kind", "at"}))
        if str(step.get("kind")) not in SANCTIONS:
            yield f"{name}: kind: must be warning, block or report"
        elif kinds.count(step["kind"]) > 1:
            yield f"{name}: kind: is there twice"
        if not _is_count(step.get("at"), 1):
            yield f"{name}: at: must be a whole number of points, 1 or more"
    points = {str(step.get("kind")): step.get("at") for step in sanctions}
    block: Any = points.get("block")
    if _is_count(block, 1) and _is_count(points.get("warning"), block):
        yield "sanction warning: at: must be fewer points than for a block, or nobody is warned in time"


def _claims(claims: object) -> Iterator[str]:
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        yield "claim: must be a list of tables, each headed [[claim]]"
        return
    ids = [claim.get("id") for claim in claims]
    for position, claim in enumerate(claims, 1):
        name = f"claim {claim.get('id', f'number {position}')}"
        yield from (f"{name}: {key}: is no key of a claim" for key in sorted(claim.keys() - _CLAIM))
        if not _is_text(claim.get("id")):
            yield f"{name}: id: must be a text"
        elif ids.count(claim["id"]) > 1:
            yield f"{name}: id: is there twice"
        groups = claim.get("all_of")
        if not isinstance(groups, list) or not groups or not all(group and _is_texts(group) for group in groups):
            yield f"{name}: all_of: must be a list of groups, each a list of words or phrases"
        if not _is_texts(claim.get("none_of", [])):
            yield f"{name}: none_of: must be a list of words or phrases"
        for key in ("correction", "approved_by"):
            if not _is_text(claim.get(key)):
                yield f"{name}: {key}: must be a text"
        if not isinstance(claim.get("hide", False), bool):
            yield f"{name}: hide: must be true or false"


def _sections(sections: object, parameters: Mapping[str, Collection[str]]) -> Iterator[str]:
    if not isinstance(sections, dict):
        yield "detector: must be a table of tables, each headed [detector.NAME]"
        return
    for name, section in sections.items():
        if name not in parameters:
            yield f"detector.{name}: there is no such detector"
        elif not isinstance(section, dict):
            yield f"detector.{name}: must be a table"
        else:
            for key, value in section.items():
                if key not in parameters[name]:
                    yield f"detector.{name}.{key}: is no setting of this detector"
                elif not _is_text(value) and not _is_texts(value):
                    yield f"detector.{name}.{key}: must be a text or a list of texts"


def _unheard(sections: object, rules: object) -> Iterator[str]:
    if isinstance(sections, dict) and isinstance(rules, list):
        heard = {str(name) for rule in rules if isinstance(rule, dict) for name in _listed(rule.get("detectors"))}
        yield from (f"detector.{name}: no rule listens to it" for name in sections if name not in heard)


def _channels(channels: object, rules: object, parameters: Mapping[str, Collection[str]]) -> Iterator[str]:
    if not isinstance(channels, list) or not all(isinstance(channel, dict) for channel in channels):
        yield "channel: must be a list of tables, each headed [[channel]]"
        return
    by_clause = {str(rule.get("id")): rule for rule in _listed(rules) if isinstance(rule, dict)}
    ids = [channel.get("id") for channel in channels]
    for position, channel in enumerate(channels, 1):
        name = f"channel {channel.get('id', f'number {position}')}"
        yield from (f"{name}: {key}: is no key of a channel" for key in sorted(channel.keys() - _CHANNEL))
        if not _is_text(channel.get("id")):
            yield f"{name}: id: must be the id of one of the council's accounts"
        elif ids.count(channel["id"]) > 1:
            yield f"{name}: id: is there twice"
        found = [
            *_changes(channel.get("rule", {}), by_clause),
            *_council(channel.get("council", {})),
            *_sections(channel.get("detector", {}), parameters),
        ]
        yield from (f"{name}: {problem}" for problem in found)


def _changes(changes: object, by_clause: Mapping[str, Table]) -> Iterator[str]:
    if not isinstance(changes, dict) or not all(isinstance(change, dict) for change in changes.values()):
        yield "rule: must be tables, each headed [channel.rule.AU07] or the like"
        return
    for clause, change in changes.items():
        name = f"rule {clause}"
        yield from (f"{name}: {key}: cannot differ by channel" for key in sorted(change.keys() - _CHANGES))
        if clause not in by_clause:
            yield f"{name}: there is no such rule to differ from"
            continue
        merged = {**by_clause[clause], **change}
        if merged.get("remove_at") == NEVER:
            del merged["remove_at"]
        yield from (f"{name}: {problem}" for problem in _thresholds(merged))
        if change.get("state", "act") not in list(RuleState):
            yield f"{name}: state: must be act, observe or off"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1


def _is_count(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least
