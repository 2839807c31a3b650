// The start screen, which is in the page until the module runs. This script is inline, so that it
// works whatever else fails to load.
{
  // A page that the browser saved as it looked has no start screen.
  let start;
  let isSetUp = false;
  // Sets up the start screen; called once the page is complete, before anything is removed from it.
  globalThis.aimsFront = () => {
    if (isSetUp) return;
    isSetUp = true;
    // The link to the other language keeps the rest of the address.
    for (const link of document.querySelectorAll("#front a.quiet")) {
      const search = new URLSearchParams(location.search);
      search.set("lang", link.lang);
      link.href = `?${search}${location.hash}`;
    }
    // Ignores repeated clicks on Start while the module loads, as the browser would hold the
    // visitor up for them afterwards.
    document.getElementById("front")?.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link?.getAttribute("href") === location.hash) event.preventDefault();
    });
    start = document.getElementById("front")?.cloneNode(true);
  };

  // If the page can't run, or stops: says so in place of the start screen, and offers the stored
  // answers as files. This needs no module.
  const ours = "aims-assessment/";
  const read = (storage) => {
    try {
      return Object.fromEntries(Object.keys(storage()).filter((key) => key.startsWith(ours) && storage()[key]).map((key) => [key.slice(ours.length), storage()[key]]));
    } catch {
      return {};
    }
  };
  // Where nothing is stored, the module puts its texts here too.
  globalThis.aimsMemory = {};
  const readLocal = () => read(() => localStorage);
  // Who comes back sees where they are as soon as the module runs, not what this is before.
  if (Object.keys(readLocal()).some((key) => key.startsWith("answers/"))) document.documentElement.dataset.back = "";
  // The file is made on click, so that it never contains answers that were deleted meanwhile.
  const link = (name, words, text) => {
    const made = document.createElement("a");
    made.href = "#";
    made.download = name;
    made.textContent = words.trim();
    made.addEventListener("click", (event) => {
      const now = text();
      if (now) made.href = URL.createObjectURL(new Blob([now], { type: "application/json" }));
      else {
        event.preventDefault();
        offerAll();
      }
    });
    const item = document.createElement("li");
    item.append(made);
    return item;
  };
  // A name stands within our words: it must not turn them around.
  const called = (text, number) => {
    try {
      return JSON.parse(text).organisation.replace(/[\u202a-\u202e\u2066-\u2069]/g, "") || number;
    } catch {
      return number;
    }
  };
  // A text of an assessment that was deleted or moved, stored by a tab that did not know of it yet,
  // is not offered: the rules are those of `src/storage/identity.rs` and `deletion.rs`.
  const idOf = (text, number) => {
    try {
      const { id } = JSON.parse(text);
      return id?.split ? id : `0.${number}.0`;
    } catch {
      return "";
    }
  };
  const isVoid = (key, texts) => {
    if (/^answers$|^before-/.test(key)) return texts.era;
    const number = /^\w+\/(\d+)(\/|$)/.exec(key)?.[1];
    const id = number && idOf(texts[`answers/${number}`] ?? "{}", number);
    return id && (texts[`deleted/${id}`] || id.split(".")[0] !== (texts.era ?? "0").split("-")[0]);
  };
  const valid = (place, texts) => Object.keys(texts).filter((key) => !isVoid(key, texts)).map((key) => [place + key, texts[key]]);
  const all = () => Object.fromEntries([...valid("", readLocal()), ...valid("page/", { ...read(() => sessionStorage), ...read(() => aimsMemory) })].sort());
  const hasAny = (stored) => Object.keys(stored).some((key) => /^(page\/)?(answers|before|snapshot|damaged)/.test(key));
  // The answers that the storage refused (`aimsUnstored`) aren't offered either once they, or all,
  // were deleted. What moved elsewhere lacks them.
  let era;
  const unstored = () => {
    const text = globalThis.aimsUnstored;
    const texts = readLocal();
    return texts.era === era && texts[`deleted/${idOf(text)}`] !== "yes" && text;
  };
  // Each assessment is offered as a file that the page can open, and what is lost with the page,
  // each state of it; all keys together are for support.
  const offer = (block) => {
    const { one, large, unstored: last, all: whole } = block.dataset;
    const stored = all();
    const keys = Object.keys(stored).filter((key) => /^(page\/)?answers\/\d|^page\/(before|snapshot)\/\d/.test(key));
    const file = (name, words, text) => link(`aims-${name}.aims.json`, `${words} ${new Blob([text()]).size > 2 ** 20 ? large : ""}`, text);
    const items = keys.map((key) => {
      const [, number, time = ""] = /\/(\d+)\/?(.*)/.exec(key);
      return file(number, `${one.replace("{name}", () => called(stored[key], number))} ${time.slice(0, 10)}`, () => all()[key]);
    });
    if (unstored()) items.unshift(file("last", last, unstored));
    const together = () => hasAny(all()) && JSON.stringify(all(), null, 1);
    if (hasAny(stored)) items.push(link("aims-stored.json", whole, together));
    block.querySelector("ul").replaceChildren(...items);
    block.hidden = !items.length;
  };
  // The links are replaced only after a change, so that one being clicked stays.
  let offered;
  const offerAll = () => {
    const now = JSON.stringify([all(), unstored()]);
    if (now === offered) return;
    offered = now;
    document.querySelectorAll("#front .stored").forEach(offer);
  };

  let hasFailed = false;
  globalThis.aimsFailed = (problem) => {
    console.error("aims-assessment:", problem);
    if (hasFailed) return;
    hasFailed = true;
    globalThis.aimsFront();
    // A module that no longer runs must not handle events any more.
    if (start && !document.getElementById("front")) document.body.replaceChildren(start);
    document.documentElement.dataset.failed = "";
    document.documentElement.removeAttribute("style");
    era = readLocal().era;
    offerAll();
    for (const name of ["storage", "focus", "pageshow"]) addEventListener(name, offerAll);
    for (const words of document.querySelectorAll("#front .failed")) words.hidden = false;
    scrollTo(0, 0);
  };
  // A module that panics, or is out of memory, ends with such an error. The visitor's answers are
  // stored.
  const isOurs = (problem) => globalThis.WebAssembly && problem instanceof WebAssembly.RuntimeError;
  addEventListener("error", (event) => isOurs(event.error) && globalThis.aimsFailed(event.error));
  addEventListener("unhandledrejection", (event) => isOurs(event.reason) && globalThis.aimsFailed(event.reason));
  // The start script may be missing, altered, blocked, served with a type that no browser runs, or
  // removed from the page by a proxy.
  const hasStarted = () => {
    if (globalThis.aimsStarted) return;
    globalThis.aimsFailed("what starts the page did not come, or does not run");
    // An error, or altered bytes, may stay in the browser's cache for long: if the host has the
    // right ones now, the page is reloaded, once.
    const start = document.querySelector("script[src][integrity]");
    const isAgain = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (!start || isAgain) return;
    fetch(start.src, { cache: "reload", integrity: start.integrity }).then((answer) => answer.ok && location.reload(), () => {});
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", globalThis.aimsFront);
  else globalThis.aimsFront();
  if (document.readyState === "complete") hasStarted();
  else addEventListener("load", hasStarted);
}

// Opens an empty window of the page's own origin, which the module can't do. Sharing is confirmed
// there, as a host can't cover it.
globalThis.aimsWindow = () => open("", "_blank", "popup,width=640,height=720");
