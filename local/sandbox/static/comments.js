// One comment: what it says, where it stands, and why.

import { element, instant } from "./dom.js";

const STANDINGS = {
  received: ["…", "Received", "waiting to be judged"],
  rejudged: ["…", "Edited", "waiting to be judged again"],
  kept: ["✓", "Kept", "nothing in it breaks the rules"],
  review: ["?", "For review", "an officer decides"],
  remove: ["×", "To be hidden", "judged, not hidden yet"],
  hidden: ["×", "Hidden by the council", "the public does not see it"],
  deleted: ["×", "Deleted", "nobody sees it any more"],
  council: ["◆", "Council", "the council’s answer"],
};
const SANCTIONS = {
  "asked-for": "asked for: it waits for an officer",
  confirmed: "confirmed by an officer",
  declined: "declined by an officer",
  done: "done",
  failed: "could not be done",
};
const OUTCOMES = {
  started: "begun, not confirmed yet",
  postponed: "put off, because the platform asks to wait",
  verified: "done and seen to be done",
  failed: "failed",
  "by-hand": "an officer has to do it by hand",
  superseded: "left undone, because something changed before",
};

/** Return which of the standings above a comment has. */
export function standing(comment, explanation, judged) {
  if (comment.state === "deleted") return "deleted";
  if (comment.state === "hidden") return "hidden";
  if (comment.by_council) return "council";
  if (!explanation) return judged ? "received" : "kept";
  if (explanation.text !== comment.text) return "rejudged";
  return { keep: "kept", review: "review", remove: "remove" }[explanation.verdict] ?? "received";
}

/** Whether nothing more is expected to happen to a comment soon. */
export function isSettled(comment, explanation) {
  if (comment.by_council || comment.state === "deleted") return true;
  if (!explanation || explanation.text !== comment.text) return false;
  if (explanation.verdict === "remove" && comment.state === "visible") return false;
  return !explanation.sanctions.some((sanction) => sanction.status === "asked-for");
}

/** Return the comment's list item. */
export function commentItem(comment, { explanation, judged, isBlocked, isOpen, isOwn, toggle }) {
  const name = comment.by_council ? "The council" : comment.author.name;
  const now = standing(comment, explanation, judged);
  const [sign, word, meaning] = judged || now !== "kept" ? STANDINGS[now] : ["", "", ""];
  const classes = ["comment", `is-${now}`, comment.parent_id ? "is-reply" : ""];
  const panelId = `why-${comment.id}`;
  const text = comment.state === "deleted" ? "This comment was deleted." : "";
  return element(
    "li",
    { class: classes.filter(Boolean).join(" "), id: comment.id },
    element(
      "p",
      { class: "byline" },
      element("strong", {}, name),
      isBlocked ? element("span", { class: "tag blocked" }, "Blocked") : null,
      instant(comment.edited_at ?? comment.created_at),
      comment.edited_at ? element("span", {}, "edited") : null,
      isOwn ? element("span", {}, "written here") : null,
      word ? element("span", { class: `tag ${now}`, title: meaning }, element("span", { "aria-hidden": "true" }, sign), word) : null,
    ),
    text ? element("p", { class: "words" }, text) : highlighted(comment.text, explanation),
    explanation
      ? element(
          "button",
          {
            type: "button",
            class: "why-button",
            "aria-expanded": String(isOpen),
            "aria-controls": panelId,
            onclick: () => toggle(comment.id),
          },
          "Why?",
          element("span", { class: "unseen" }, ` The judgement on ${name}’s comment`),
        )
      : null,
    explanation && isOpen ? whyPanel(panelId, explanation) : null,
  );
}

/** Return the comment's text with the words marked that its breaches name. Spans count code points, not UTF-16 units. */
function highlighted(text, explanation) {
  const paragraph = element("p", { class: "words" });
  const characters = Array.from(text);
  const isMarked = new Array(characters.length).fill(false);
  if (explanation && explanation.text === text) {
    for (const breach of explanation.breaches) {
      if (breach.verdict !== "keep") isMarked.fill(true, breach.start, breach.end);
    }
  }
  for (let start = 0, end; start < characters.length; start = end) {
    end = start + 1;
    while (end < characters.length && isMarked[end] === isMarked[start]) end += 1;
    const piece = characters.slice(start, end).join("");
    paragraph.append(isMarked[start] ? element("mark", {}, piece) : piece);
  }
  return paragraph;
}

function whyPanel(id, explanation) {
  const biting = explanation.breaches.filter((breach) => breach.verdict !== "keep");
  const watched = explanation.breaches.filter((breach) => breach.verdict === "keep");
  const verdict = { keep: "Kept", review: "For an officer to decide", remove: "Against the rules" }[explanation.verdict];
  return element(
    "div",
    { class: "why", id },
    element("h4", {}, verdict),
    biting.length === 0
      ? element("p", {}, explanation.reason || "No rule of the policy was found to be broken.")
      : element("ul", { class: "breaches" }, ...biting.map((breach) => breachItem(breach, explanation.text))),
    watched.length > 0
      ? element("p", { class: "hint" }, `Also seen, too weak to count: ${watched.map((b) => `${b.clause} ${b.reason}`).join("; ")}.`)
      : null,
    element(
      "dl",
      { class: "facts" },
      ...fact("Judged", instant(explanation.judged_at), ` by ${explanation.judged_by}`),
      ...fact("Policy", `version ${explanation.policy_version}`),
      ...(explanation.reason && biting.length > 0 ? fact("Reason", explanation.reason) : []),
      ...fact("Done", ...listed(explanation.actions, actionWords, "nothing needed to be done")),
      ...fact("Strikes", strikeWords(explanation.strikes)),
      ...explanation.sanctions.flatMap((s) => fact(capitalised(s.kind), SANCTIONS[s.status] ?? s.status)),
    ),
  );
}

function breachItem(breach, text) {
  const words = Array.from(text).slice(breach.start, breach.end).join("");
  const sure = Math.round(breach.confidence * 100);
  return element(
    "li",
    {},
    element("p", { class: "clause" }, element("span", { class: "clause-id" }, breach.clause), breach.sentence),
    element(
      "p",
      {},
      element("mark", {}, words.length > 160 ? `${words.slice(0, 160)}…` : words),
      ` ${breach.reason}`,
    ),
    element(
      "p",
      { class: "hint" },
      element("meter", { min: 0, max: 1, value: breach.confidence, "aria-label": "confidence" }),
      ` ${sure} % sure, says the detector ${breach.detector}`,
      breach.verdict === "review" ? ": an officer decides" : "",
    ),
  );
}

function fact(term, ...description) {
  return [element("dt", {}, term), element("dd", {}, ...description)];
}

function listed(things, words, none) {
  return things.length === 0 ? [none] : [element("ul", {}, ...things.map((thing) => element("li", {}, ...words(thing))))];
}

function actionWords(action) {
  const outcome = OUTCOMES[action.outcome] ?? action.outcome;
  return [`${capitalised(action.kind)}: ${outcome}${action.detail ? ` (${action.detail})` : ""}, `, instant(action.at)];
}

function strikeWords(strikes) {
  const live = strikes.filter((strike) => strike.live);
  if (live.length === 0) return "this author has none";
  const points = live.reduce((sum, strike) => sum + strike.points, 0);
  const clauses = [...new Set(live.flatMap((strike) => strike.clauses))].join(", ");
  return `this author has ${live.length} (${points} ${points === 1 ? "point" : "points"}): ${clauses}`;
}

const capitalised = (word) => word.charAt(0).toUpperCase() + word.slice(1).replaceAll("-", " ");
