// The officer's desk: what waits for a person's decision.

import { ask, byId, element, instant } from "./dom.js";

const WORDS = {
  review: ["Remove the comment", "Keep the comment"],
  "confirm-sanction": ["Confirm", "Decline"],
  "by-hand": ["Done", "Will not be done"],
  check: ["Looked at", "Dismiss"],
  misinformation: ["Confirm", "Decline"],
};
const SHOWN = 20;
let drawn = "";

/** Draw the open tasks anew when they have changed; `announce` says aloud what was decided. */
export function drawTasks(tasks, announce) {
  const now = JSON.stringify(tasks);
  if (now === drawn) return;
  drawn = now;
  const focused = document.activeElement?.closest?.(".task")?.dataset.task;
  byId("task-count").textContent = tasks.length;
  byId("no-tasks").hidden = tasks.length > 0;
  const items = tasks.slice(0, SHOWN).map((task) => taskItem(task, announce));
  if (tasks.length > SHOWN) items.push(element("li", { class: "hint" }, `and ${tasks.length - SHOWN} more`));
  byId("tasks").replaceChildren(...items);
  if (focused) {
    const item = [...byId("tasks").children].find((child) => child.dataset.task === focused);
    (item?.querySelector("button") ?? byId("officer")).focus();
  }
}

function taskItem(task, announce) {
  const [confirm, decline] = WORDS[task.kind] ?? WORDS["confirm-sanction"];
  const trouble = element("p", { class: "field-error", role: "alert", hidden: true });
  const evidence = Object.entries(task.evidence ?? {}).filter(([, value]) => value);
  const item = element(
    "li",
    { class: task.urgent ? "task urgent" : "task" },
    element("h3", {}, task.urgent ? element("span", { class: "tag hidden" }, "Urgent") : null, titleWords(task)),
    element("p", { class: "hint" }, "since ", instant(task.created_at)),
    element("p", {}, task.instructions),
    evidence.length > 0
      ? element(
          "details",
          {},
          element("summary", {}, "Evidence"),
          element("dl", { class: "facts" }, ...evidence.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)])),
        )
      : null,
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", onclick: () => decide(true) }, confirm, about(task)),
      element("button", { type: "button", class: "quiet", onclick: () => decide(false) }, decline, about(task)),
    ),
    trouble,
  );
  item.dataset.task = task.task_id;

  async function decide(isConfirmed) {
    const buttons = item.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    try {
      const by = byId("officer").value;
      await ask("POST", `/page/tasks/${encodeURIComponent(task.task_id)}`, { confirm: isConfirmed, by });
      item.classList.add("decided");
      byId("desk-title").focus(); // the buttons are about to go
      announce(`${isConfirmed ? confirm : decline}: ${task.title}`);
    } catch (error) {
      trouble.textContent = error.message;
      trouble.hidden = false;
      buttons.forEach((button) => (button.disabled = false));
    }
  }
  return item;
}

/** Return a task's title without the word that its tag says already. */
function titleWords(task) {
  const words = task.title.replace(/^Urgent: /, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function about(task) {
  return element("span", { class: "unseen" }, `: ${task.title}`);
}
