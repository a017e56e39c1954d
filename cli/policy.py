"""`beadle policy`: look at a policy, see what a change would do, and have it go live."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from beadle.domain.judgements import Rule, Rulebook, RuleState
from beadle.domain.policies import SHIPPED, LivePolicy, PolicyVersion
from beadle.policy.live import numbered
from beadle.policy.loader import load
from cli.options import DEFAULT_STACK, Officer, Reason, StackName, said
from cli.policy_diff import diff
from cli.versions import NAMED, SHIPPED_WORD, live_number, number, rulebook, text
from local.policy_text import with_state
from local.screen import Screen, listed, london, table
from local.stack import Stack

app = typer.Typer(
    name="policy",
    help="The policy as data: which clause acts on what, how sure it must be, and which version is live.",
    no_args_is_help=True,
    add_completion=False,
)
Version = Annotated[
    str, typer.Argument(metavar="VERSION", help="Its number, as `beadle policy list` shows it.", callback=said)
]
Clause = Annotated[str, typer.Argument(metavar="CLAUSE", help="A rule's clause, such as AU09.", callback=said)]


@app.command()
def check(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help=NAMED, callback=said)],
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Say everything that is wrong with a policy, or what its rules are."""
    out = Screen()
    for part in _shown(rulebook(policy, stack)):
        out.print(part)


app.command()(diff)


@app.command("list")
def list_versions(stack: StackName = DEFAULT_STACK) -> None:
    """Show every version of the council's policy, and which one is live."""
    opened, out = Stack.find(stack), Screen()
    live = opened.policies.live()
    rows = table("", "Version", "Live", "Proposed", "Approved", "Note")
    shipped = numbered(SHIPPED, opened.policies).version
    rows.add_row(SHIPPED_WORD, _since(live, SHIPPED), "", "", f"comes with this release of Beadle, as {shipped}")
    for version in opened.policies.list():
        rows.add_row(version.label, _since(live, version.number), _proposed(version), _approved(version), version.note)
    out.print(rows)


@app.command()
def show(
    version: Version,
    toml: Annotated[bool, typer.Option("--toml", help="Only its text, to be kept in a file and edited.")] = False,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Show one version: who proposed and approved it, and its rules."""
    opened, out = Stack.find(stack), Screen()
    chosen = number(version)
    if toml:
        typer.echo(text(chosen, opened), nl=False)
        return
    if chosen != SHIPPED:
        kept = opened.policies.get(chosen)
        out.print(f"proposed {_proposed(kept)}: {kept.note}")
        out.print(f"approved {_approved(kept)}" if kept.approved_by else "not approved")
    out.print(_since(opened.policies.live(), chosen) or "not live")
    for part in _shown(numbered(chosen, opened.policies)):
        out.print(part)


@app.command()
def propose(
    file: Annotated[Path, typer.Argument(help="A policy in TOML.", exists=True, dir_okay=False)],
    by: Officer,
    note: Annotated[str, typer.Option("--note", help="What it changes, and why.", callback=said)],
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Keep a policy as the next version. Nothing changes until another officer approves it."""
    opened = Stack.find(stack)
    load(file)  # so that what is wrong with it is said in the file's name
    version = opened.change_policy.propose(file.read_bytes().decode(), by, note)
    Screen().print(_waiting(version))


@app.command()
def approve(version: Version, by: Officer, stack: StackName = DEFAULT_STACK) -> None:
    """Put a proposed version in force, within a minute. Whoever proposed it cannot approve it."""
    opened = Stack.find(stack)
    _say_live(opened, opened.change_policy.approve(number(version), by))


@app.command()
def rollback(version: Version, by: Officer, reason: Reason, stack: StackName = DEFAULT_STACK) -> None:
    """Go back to a version that was approved before, or to `shipped`, within a minute."""
    opened = Stack.find(stack)
    _say_live(opened, opened.change_policy.roll_back(number(version), by, reason))


@app.command()
def observe(clause: Clause, by: Officer, reason: Reason, stack: StackName = DEFAULT_STACK) -> None:
    """Let a rule only watch, at once, as a new version: its findings are kept, and an officer hears of threats only."""
    opened = Stack.find(stack)
    version = _propose_state(opened, clause, RuleState.OBSERVE, by, reason)
    _say_live(opened, opened.change_policy.approve(version.number, by))


@app.command()
def act(clause: Clause, by: Officer, reason: Reason, stack: StackName = DEFAULT_STACK) -> None:
    """Propose, as a new version, that a rule acts again; another officer approves it."""
    version = _propose_state(Stack.find(stack), clause, RuleState.ACT, by, reason)
    Screen().print(_waiting(version))


def _propose_state(opened: Stack, clause: str, state: RuleState, by: str, reason: str) -> PolicyVersion:
    change = opened.change_policy
    edited = with_state(text(live_number(opened), opened), clause.upper(), state, change.next_number())
    return change.propose(edited, by, f"{clause.upper()}: {state.value}: {reason}")


def _waiting(version: PolicyVersion) -> str:
    return f"version {version.label} waits for another officer: beadle policy approve {version.number} --by NAME"


def _say_live(opened: Stack, live: LivePolicy) -> None:
    version = numbered(live.number, opened.policies).version
    Screen().print(f"policy {version} is live since {london(live.since)}; every function follows it within a minute")


def _since(live: LivePolicy | None, number: int) -> str:
    if live is None:
        return "live" if number == SHIPPED else ""
    return f"live since {london(live.since)} by {live.by}: {live.reason}" if live.number == number else ""


def _proposed(version: PolicyVersion) -> str:
    return f"{london(version.proposed_at)} by {version.proposed_by}"


def _approved(version: PolicyVersion) -> str:
    return f"{london(version.approved_at)} by {version.approved_by}" if version.approved_by else ""


def _shown(policy: Rulebook) -> list[RenderableType]:
    rules = table(f"Policy {policy.version}", "Clause", "Concerns", "Detectors", "Review at", "Remove at", "Strike", "")
    for rule in policy.rules:
        rules.add_row(*_row(rule))
    return [
        rules,
        *(
            f"On {channel}, {rule.clause}: {_difference(rule)}"
            for channel, differing in policy.channels.items()
            for rule, general in zip(differing.rules, policy.rules, strict=True)
            if rule != general
        ),
        f"Sanctions: {listed(f'{step.kind} from {step.at} points' for step in policy.sanctions)}",
        f"False claims with an approved answer: {listed(claim.claim_id for claim in policy.claims)}",
    ]


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        rule.clause,
        rule.slug,
        ", ".join(rule.detectors),
        f"{rule.review_at:.2f}",
        _remove_at(rule),
        f"{rule.strike.points} for {rule.strike.days} days" if rule.strike.points else "none",
        "" if rule.state == "act" else rule.state.value,
    )


def _difference(rule: Rule) -> str:
    return f"{rule.state.value}, review at {rule.review_at:.2f}, remove at {_remove_at(rule)}"


def _remove_at(rule: Rule) -> str:
    return "never" if rule.remove_at is None else f"{rule.remove_at:.2f}"
