"""What the sandbox's page is given: changes, explanations, and the officer's desk."""

from datetime import UTC, datetime
from pathlib import Path

from local.sandbox.explanations import Explanation, TaskShown
from tests.sandbox_server import TOKEN, InMemoryExplanations, RunningSandbox, running_sandbox

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).isoformat()


def explanation(text: str) -> Explanation:
    return {
        "verdict": "remove",
        "text": text,
        "breaches": [],
        "policy_version": "1+abc",
        "judged_at": NOW,
        "judged_by": "beadle",
        "reason": "",
        "strikes": [],
        "sanctions": [],
        "actions": [],
    }


def test_the_page_is_told_what_changed_since_it_last_asked(sandbox: RunningSandbox, post: str) -> None:
    written = sandbox.write(post)
    version = sandbox.call("GET", "/page/state")["version"]
    assert sandbox.call("GET", f"/page/state?since={version}")["comments"] == []
    sandbox.call("POST", f"/api/comments/{written['id']}/hide", token=TOKEN)
    changed = sandbox.call("GET", f"/page/state?since={version}")["comments"]
    assert [(shown["id"], shown["state"]) for shown in changed] == [(written["id"], "hidden")]


def test_more_changes_than_fit_are_given_in_turn_without_a_gap(sandbox: RunningSandbox, post: str) -> None:
    version = sandbox.call("GET", "/page/state")["version"]
    for n in range(750):
        sandbox.store.add_comment(int(post[1:]), "Jane", str(n))
    seen, more = [], True
    while more:
        state = sandbox.call("GET", f"/page/state?since={version}")
        seen += [shown["text"] for shown in state["comments"]]
        version, more = state["version"], state["more"]
    assert seen == [str(n) for n in range(750)]


def test_the_page_asks_beadle_by_its_own_ids(sandbox: RunningSandbox, explanations: InMemoryExplanations) -> None:
    explanations.explained["sandbox:c1"] = explanation("text")
    answer = sandbox.call("GET", "/page/explanations?ids=c1,c2")
    assert answer == {"c1": explanation("text"), "c2": None}


def test_too_many_or_malformed_ids_are_refused(sandbox: RunningSandbox, explanations: InMemoryExplanations) -> None:
    sandbox.call("GET", "/page/explanations?ids=" + ",".join(f"c{n}" for n in range(26)), expect=400)
    sandbox.call("GET", "/page/explanations?ids=../x", expect=400)


def test_a_task_is_decided_in_the_officers_name_and_only_once(
    sandbox: RunningSandbox, explanations: InMemoryExplanations
) -> None:
    task: TaskShown = {
        "task_id": "confirm:block:sandbox:u3/1",
        "kind": "confirm-sanction",
        "title": "3 points: confirm the block",
        "instructions": "Confirm or decline.",
        "created_at": NOW,
        "urgent": False,
    }
    explanations.open[task["task_id"]] = task
    assert sandbox.call("GET", "/page/tasks")["tasks"] == [task]
    path = "/page/tasks/confirm%3Ablock%3Asandbox%3Au3%2F1"
    sandbox.call("POST", path, {"confirm": True, "by": ""}, expect=400)
    sandbox.call("POST", path, {"confirm": "yes", "by": "Ann"}, expect=400)
    sandbox.call("POST", path, {"confirm": True, "by": "Ann"})
    assert explanations.decided == [(task["task_id"], True, "Ann")]
    assert "decided" in sandbox.call("POST", path, {"confirm": False, "by": "Ann"}, expect=409)["message"]
    sandbox.call("POST", "/page/tasks/unknown", {"confirm": True, "by": "Ann"}, expect=404)


def test_the_page_says_when_beadle_does_not_answer(sandbox: RunningSandbox, explanations: InMemoryExplanations) -> None:
    explanations.is_down = True
    answer = sandbox.call("GET", "/page/explanations?ids=c1", expect=503)
    assert answer["message"] == "the tables do not answer"


def test_without_beadle_the_page_shows_comments_and_says_that_nothing_is_judged(tmp_path: Path) -> None:
    with running_sandbox(tmp_path) as bare:
        assert bare.call("GET", "/page/state")["judged"] is False
        assert bare.call("GET", "/page/tasks", expect=404)["error"] == "NotWired"
