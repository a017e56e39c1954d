// The page: asks the sandbox what changed, and draws it.

import { commentItem, isSettled, standing } from "./comments.js";
import { drawTasks } from "./desk.js";
import { ask, byId, element, instant } from "./dom.js";

const PAUSE = 1000; // milliseconds between two looks
const COMMENTS_KEPT = 400;
const SHOWN_AT_FIRST = 8; // comments under a post
const ASKED_AT_ONCE = 20; // explanations
const FILTERS = { all: () => true, kept: (s) => s === "kept", review: (s) => s === "review", hidden: (s) => s === "hidden" };

const comments = new Map(); // by id
const explanations = new Map(); // by comment id
const lastAsked = new Map(); // by comment id: when its explanation was asked for
const open = new Set(); // ids of comments whose panel is open
const own = new Set(); // ids of comments written here
const unfolded = new Set(); // ids of posts that show all comments
const sections = new Map(); // by post id: its parts
let state = { accounts: {}, posts: [], blocked: [], judged: false };
let filter = "all";

function announce(words) {
  byId("announcer").textContent = words;
}

// ── Asking ──

async function lookAgain() {
  try {
    let answer;
    do {
      answer = await ask("GET", "/page/state" + (state.store ? `?since=${state.version}` : ""));
      if (state.store && answer.store !== state.store) location.reload(); // another sandbox was started here
      state = answer;
      for (const comment of answer.comments) noticeComment(comment);
    } while (answer.more);
    forgetOldest();
    draw();
    if (state.judged) {
      await askForExplanations();
      drawTasks((await ask("GET", "/page/tasks")).tasks, announce);
    }
    byId("trouble").hidden = true;
  } catch (error) {
    byId("trouble").textContent = error.message;
    byId("trouble").hidden = false;
  }
  setTimeout(lookAgain, document.hidden ? 5 * PAUSE : PAUSE);
}

function noticeComment(comment) {
  comments.set(comment.id, comment);
  lastAsked.delete(comment.id);
}

function forgetOldest() {
  const oldest = [...comments.keys()].sort((a, b) => number(a) - number(b)).slice(0, -COMMENTS_KEPT);
  for (const id of oldest) for (const memory of [comments, explanations, lastAsked, open]) memory.delete(id);
}

async function askForExplanations() {
  const waiting = [...comments.values()]
    .filter((c) => !lastAsked.has(c.id) || open.has(c.id) || !isSettled(c, explanations.get(c.id)))
    .filter((c) => !c.by_council)
    .sort((a, b) => (lastAsked.get(a.id) ?? 0) - (lastAsked.get(b.id) ?? 0) || number(b.id) - number(a.id))
    .slice(0, ASKED_AT_ONCE);
  if (waiting.length === 0) return;
  const found = await ask("GET", `/page/explanations?ids=${waiting.map((c) => c.id).join(",")}`);
  for (const comment of waiting) {
    lastAsked.set(comment.id, Date.now());
    const explanation = found[comment.id];
    if (explanation) noticeExplanation(comment, explanation);
  }
  draw();
}

function noticeExplanation(comment, explanation) {
  const isFirst = !explanations.has(comment.id);
  explanations.set(comment.id, explanation);
  if (isFirst && own.has(comment.id)) {
    open.add(comment.id);
    const clauses = [...new Set(explanation.breaches.filter((b) => b.verdict !== "keep").map((b) => b.clause))].join(", ");
    announce(`Your comment was judged: ${explanation.verdict}${clauses ? `, under ${clauses}` : ""}.`);
  }
}

// ── Drawing ──

function draw() {
  const counts = state.counts;
  byId("count-all").textContent = counts.visible + counts.hidden + counts.deleted;
  byId("count-visible").textContent = counts.visible;
  byId("count-hidden").textContent = counts.hidden;
  byId("count-blocked").textContent = state.blocked.length;
  byId("desk").hidden = !state.judged;
  const titles = Object.values(state.accounts);
  byId("title").textContent = titles.length === 1 ? titles[0] : "The council’s pages";
  fillResidents();
  const isBlocked = new Set(state.blocked.map((resident) => resident.id));
  const wanted = state.posts.map((post) => drawPost(post, isBlocked));
  const shown = [...byId("posts").children];
  if (wanted.length > 0 && (wanted.length !== shown.length || wanted.some((s, i) => s !== shown[i]))) {
    byId("posts").replaceChildren(...wanted);
  }
}

function fillResidents() {
  const names = state.residents.map((resident) => resident.name);
  const list = byId("residents");
  if (names.join("\n") === list.dataset.names) return;
  list.dataset.names = names.join("\n");
  list.replaceChildren(...names.map((name) => element("option", { value: name })));
}

function drawPost(post, isBlocked) {
  if (!sections.has(post.id)) sections.set(post.id, newPost(post));
  const parts = sections.get(post.id);
  if (parts.text.textContent !== post.text) parts.text.textContent = post.text;
  const under = threads([...comments.values()].filter((c) => c.post_id === post.id));
  const fitting = under.filter((c) => FILTERS[filter](standing(c, explanations.get(c.id), state.judged)));
  const visible = unfolded.has(post.id) ? fitting : fitting.slice(0, SHOWN_AT_FIRST);
  parts.more.hidden = visible.length === fitting.length;
  parts.more.textContent = `Show ${fitting.length - visible.length} more comments`;
  parts.heading.textContent = `${fitting.length} ${fitting.length === 1 ? "comment" : "comments"}`;
  drawComments(parts, visible, isBlocked);
  return parts.section;
}

/** Return comments newest first, each followed by its answers, oldest first. */
function threads(under) {
  const known = new Set(under.map((c) => c.id));
  const roots = under.filter((c) => !known.has(c.parent_id)).sort((a, b) => number(b.id) - number(a.id));
  const answers = Map.groupBy
    ? Map.groupBy(under, (c) => c.parent_id)
    : under.reduce((map, c) => map.set(c.parent_id, [...(map.get(c.parent_id) ?? []), c]), new Map());
  const follow = (c) => [c, ...(answers.get(c.id) ?? []).sort((a, b) => number(a.id) - number(b.id)).flatMap(follow)];
  return roots.flatMap(follow);
}

/** Bring the list up to date; items that did not change stay as they are, so that nothing moves under the reader. */
function drawComments(parts, visible, isBlocked) {
  const items = visible.map((comment) => {
    const view = {
      explanation: explanations.get(comment.id) ?? null,
      judged: state.judged,
      isBlocked: !comment.by_council && isBlocked.has(comment.author.id),
      isOpen: open.has(comment.id),
      isOwn: own.has(comment.id),
    };
    const now = JSON.stringify([comment, view]);
    const before = parts.items.get(comment.id);
    if (before?.drawn === now) return before;
    const item = commentItem(comment, { ...view, toggle });
    if (before?.item.contains(document.activeElement)) {
      before.item.replaceWith(item);
      item.querySelector("button")?.focus();
    }
    return { item, drawn: now, id: comment.id };
  });
  parts.items = new Map(items.map((entry) => [entry.id, entry]));
  const wanted = items.map((entry) => entry.item);
  wanted.forEach((item, place) => {
    if (parts.list.children[place] !== item) parts.list.insertBefore(item, parts.list.children[place] ?? null);
  });
  while (parts.list.children.length > wanted.length) parts.list.lastChild.remove();
}

function toggle(id) {
  if (!open.delete(id)) open.add(id);
  draw();
}

function newPost(post) {
  const text = element("p", { class: "post-text" }, post.text);
  const heading = element("h3", {}, "");
  const list = element("ol", { class: "comments" });
  const more = element("button", { type: "button", class: "quiet", hidden: true });
  more.onclick = () => {
    unfolded.add(post.id);
    draw();
  };
  const section = element(
    "article",
    { class: "post", id: post.id, "aria-label": `Post of ${state.accounts[post.account] ?? post.account}` },
    element("p", { class: "byline" }, element("strong", {}, state.accounts[post.account] ?? post.account), instant(post.created_at)),
    text,
    composeForm(post),
    heading,
    list,
    more,
  );
  return { section, text, heading, list, more, items: new Map() };
}

function composeForm(post) {
  const trouble = element("p", { class: "field-error", role: "alert", id: `trouble-${post.id}`, hidden: true });
  const author = element("input", { id: `author-${post.id}`, maxLength: 100, required: true, autocomplete: "off" });
  author.setAttribute("list", "residents");
  const text = element("textarea", { id: `text-${post.id}`, rows: 2, maxLength: 8000, required: true });
  text.setAttribute("aria-describedby", trouble.id);
  const button = element("button", { type: "submit" }, "Post comment");
  const form = element(
    "form",
    { class: "compose" },
    element("div", {}, element("label", { class: "field", for: author.id }, "Comment as"), author),
    element("div", {}, element("label", { class: "field", for: text.id }, "Comment"), text),
    button,
    trouble,
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    button.disabled = true;
    try {
      const written = await ask("POST", `/api/posts/${post.id}/comments`, { author: author.value, text: text.value });
      own.add(written.id);
      text.value = "";
      announce("Your comment was received.");
    } catch (error) {
      trouble.textContent = error.message;
      trouble.hidden = false;
    }
    button.disabled = false;
    text.focus();
  };
  return form;
}

const number = (id) => Number(id.slice(1));

/** Open the judgement on the comment that the page's address names: a comment's own address is "/#c17". */
function openNamed() {
  const comment = comments.get(location.hash.slice(1));
  if (!comment) return;
  open.add(comment.id);
  unfolded.add(comment.post_id);
  draw();
  byId(comment.id)?.scrollIntoView();
}

for (const choice of document.querySelectorAll("input[name=filter]")) {
  choice.onchange = () => {
    filter = choice.value;
    draw();
  };
}
addEventListener("hashchange", openNamed);
lookAgain().then(openNamed);
