// The start, which stands in the page until the module runs. All of this stands in the page itself, so that it is there whatever else doesn't come.
{
  // A page that a browser saved as it looked has no start.
  let start;
  let isSetUp = false;
  // Once the page is there as a whole, before anything of it is taken away.
  globalThis.aimsFront = () => {
    if (isSetUp) return;
    isSetUp = true;
    // The other language, with all else of the address.
    for (const link of document.querySelectorAll("#front a.quiet")) {
      const search = new URLSearchParams(location.search);
      search.set("lang", link.lang);
      link.href = `?${search}${location.hash}`;
    }
    // Whoever presses Start again and again while the module loads is not held up by the browser for it afterwards.
    document.getElementById("front")?.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link?.getAttribute("href") === location.hash) event.preventDefault();
    });
    start = document.getElementById("front")?.cloneNode(true);
  };

  // If the page can't run, or stops: says so where the start stands, and offers what is stored as files. No module is needed for it.
  const ours = "aims-assessment/";
  const read = (storage) => {
    try {
      return Object.keys(storage()).filter((key) => key.startsWith(ours)).map((key) => [key.slice(ours.length), storage().getItem(key)]);
    } catch {
      return [];
    }
  };
  // The file is made when it is asked for: what was deleted meanwhile is handed out by nobody.
  const link = (name, words, text) => {
    const made = document.createElement("a");
    made.href = "#";
    made.download = name;
    made.textContent = words;
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
  const called = (text, number) => {
    try {
      return JSON.parse(text).organisation || number;
    } catch {
      return number;
    }
  };
  // Each assessment as it is stored is a file that the page opens; all keys together are for whoever helps. What could not be stored is what the
  // module wrote down last (`aimsUnstored`).
  const all = () => [...read(() => sessionStorage), ...read(() => localStorage)].sort();
  const textOf = (name) => all().find(([key]) => key === name)?.[1];
  const hasAny = (stored) => stored.some(([key]) => /^(answers|before|snapshot|damaged)/.test(key));
  // Nor what was not stored, once everything was deleted; but for what was never meant to be.
  let era;
  const isInMemory = () => location.protocol === "file:" || textOf("shared-computer");
  const unstored = () => (isInMemory() || textOf("era") === era) && globalThis.aimsUnstored;
  const offer = (block) => {
    const stored = all();
    const answers = stored.filter(([key]) => key.startsWith("answers/"));
    const items = answers.map(([key, text]) => {
      const number = key.split("/")[1];
      return link(`aims-${number}.aims.json`, block.dataset.one.replace("{name}", called(text, number)), () => textOf(key));
    });
    if (unstored()) items.unshift(link("aims-last.aims.json", block.dataset.unstored, unstored));
    const together = () => hasAny(all()) && JSON.stringify(Object.fromEntries(all()), null, 1);
    if (hasAny(stored)) items.push(link("aims-stored.json", block.dataset.all, together));
    block.querySelector("ul").replaceChildren(...items);
    block.hidden = !items.length;
  };
  // Only where something changed: a link that is being pressed stays.
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
    // What runs no longer must not answer any more.
    if (start && !document.getElementById("front")) document.body.replaceChildren(start);
    document.documentElement.dataset.failed = "";
    document.documentElement.removeAttribute("style");
    era = textOf("era");
    offerAll();
    for (const name of ["storage", "focus", "pageshow"]) addEventListener(name, offerAll);
    for (const words of document.querySelectorAll("#front .failed")) words.hidden = false;
    scrollTo(0, 0);
  };
  // A module that panicked, or has no memory left, ends so. What the visitor had answered is stored.
  const isOurs = (problem) => globalThis.WebAssembly && problem instanceof WebAssembly.RuntimeError;
  addEventListener("error", (event) => isOurs(event.error) && globalThis.aimsFailed(event.error));
  addEventListener("unhandledrejection", (event) => isOurs(event.reason) && globalThis.aimsFailed(event.reason));
  // What starts the page may be missing, altered, forbidden, of a type that no browser runs, or cut out of the page by who passes it on.
  const hasStarted = () => {
    if (globalThis.aimsStarted) return;
    globalThis.aimsFailed("what starts the page did not come, or does not run");
    // An error, or other bytes, may lie in the browser's cache for long: where the host has the right ones now, the page is loaded again, once.
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

// A window of our own, empty: what is handed over is confirmed there, as nothing of the page around a frame can lie over it. (The module can open none.)
globalThis.aimsWindow = () => open("", "_blank", "popup,width=640,height=720");
