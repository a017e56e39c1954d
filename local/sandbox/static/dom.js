// Building elements. Whatever people wrote becomes text nodes only, never markup.

/** Return a new element; `properties` are set on it, "class", "for" and names with a hyphen as attributes. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "class" || name === "for" || name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export const byId = (id) => document.getElementById(id);

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", timeStyle: "medium" });
const calendar = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", dateStyle: "medium" });

/** Return a <time> with the London time, and the date too unless it is today. */
export function instant(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return element("span", {}, iso);
  const day = calendar.format(at);
  const words = day === calendar.format(new Date()) ? clock.format(at) : `${day}, ${clock.format(at)}`;
  return element("time", { dateTime: iso, title: iso }, words);
}

/** Ask the sandbox; throws an Error with its own words when it refuses. */
export async function ask(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The sandbox does not answer. Is it still running?");
  }
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(content.message || `The sandbox answered ${answer.status}.`);
  return content;
}
