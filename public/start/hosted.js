{front.js}
// Starts the hosted page. The module itself can't fetch: what it may load is named here, once, by the build ("{…}").

const integrity = {integrity};
const load = (name, options) => fetch(new URL(name, import.meta.url), { integrity: integrity[name], ...options });

// What makes files, when one is asked for. The script is checked first; the import takes the same bytes from the cache.
globalThis.aimsExports = async () => {
  await (await load("{exports.js}")).arrayBuffer();
  const { default: begin, make } = await import("./{exports.js}");
  return { default: () => begin({ module_or_path: load("{exports.wasm}") }), make };
};

// The same page as one file, to be saved with the answers in it.
globalThis.aimsPage = async () => {
  const answer = await load("aims-assessment.html");
  if (!answer.ok) throw new Error(`aims-assessment.html: ${answer.status}`);
  return answer.text();
};

try {
  const { default: init } = await import("./{page.js}");
  await init({ module_or_path: new URL("{page.wasm}", import.meta.url) });
} catch (problem) {
  // The start stands in the page, and says what happened.
  for (const words of document.querySelectorAll("#front .failed")) words.hidden = false;
  throw problem;
}

const isOwnPage = window === window.parent;

// Offline after the first visit. A new version waits until the visitor takes it, or until all its tabs are closed.
async function keepForOffline() {
  const registration = await navigator.serviceWorker.register(new URL("sw.js", import.meta.url), { type: "classic", updateViaCache: "none" });
  const tell = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    globalThis.aimsUpdate = () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting?.postMessage("take over");
    };
    dispatchEvent(new Event("aims-update"));
  };
  tell();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
}

// Without a service worker the parts that come later are brought into the browser's cache now, so that nothing is asked for later.
async function loadTheRest() {
  for (const name of ["{exports.js}", "{exports.wasm}"]) await (await load(name, { priority: "low" })).arrayBuffer();
}

const whenIdle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));
const afterwards = () =>
  whenIdle(async () => {
    try {
      if (isOwnPage && navigator.serviceWorker) await keepForOffline();
      else if (!navigator.connection?.saveData) await loadTheRest();
    } catch (problem) {
      // The page works without; a browser that refuses storage refuses this too.
      console.info("aims-assessment: not kept for offline use:", problem.message);
    }
  });
if (document.readyState === "complete") afterwards();
else addEventListener("load", afterwards);
