"""`beadle policy`: look at a policy before it is put to use."""

from pathlib import Path
from typing import Annotated

import typer

from beadle.domain.judgements import Rule
from beadle.policy.loader import load
from local.screen import Screen, listed, table

app = typer.Typer(
    name="policy",
    help="The policy as data: which clause acts on what, and how sure it must be.",
    no_args_is_help=True,
    add_completion=False,
)


@app.callback()
def policy() -> None:
    """Keep `check` a subcommand though it is the only one."""


@app.command()
def check(file: Annotated[Path, typer.Argument(help="A policy in TOML.", exists=True, dir_okay=False)]) -> None:
    """Say what is wrong with a policy, or what its rules are."""
    rulebook = load(file)
    rules = table(
        f"Policy {rulebook.version}", "Clause", "Concerns", "Detectors", "Review at", "Remove at", "Strike", ""
    )
    for rule in rulebook.rules:
        rules.add_row(*_row(rule))
    out = Screen()
    out.print(rules)
    out.print(f"Sanctions: {listed(f'{step.kind} from {step.at} points' for step in rulebook.sanctions)}")
    out.print(f"False claims with an approved answer: {listed(claim.claim_id for claim in rulebook.claims)}")


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        rule.clause,
        rule.slug,
        ", ".join(rule.detectors),
        f"{rule.review_at:.2f}",
        "never" if rule.remove_at is None else f"{rule.remove_at:.2f}",
        f"{rule.strike.points} for {rule.strike.days} days" if rule.strike.points else "none",
        "" if rule.state == "act" else rule.state.value,
    )
