{front.js}
{page.js}
// Starts the hosted page; before this, the build puts what starts the page (front.js) and what wasm-bindgen made. The module itself can't fetch: what it may load is named here, once, by the build ("{…}").

const integrity = {integrity};
const load = (name, options) => fetch(new URL(name, import.meta.url), { integrity: integrity[name], ...options });
const good = (answer) => {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
};
const loaded = async (name, options) => good(await load(name, options));

// The parts of the module that come after the first, by their numbers: compiled when there is time, part of the program when one of their
// functions is called. When that is before they are there, the call has to wait for the file.
const later = [null, ...{later}];
const compiled = [];
const coming = [];
const fetchPart = (part, options) =>
  (coming[part] ??= (async () => {
    if (!later[part]) return; // `cargo xtask parts` builds a page in one piece
    compiled[part] ??= await WebAssembly.compile(await (await loaded(later[part], options)).arrayBuffer());
  })().finally(() => delete coming[part]));
const fetchNow = (part) => {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(later[part], import.meta.url), false);
  request.overrideMimeType("text/plain; charset=x-user-defined"); // a request that is waited for gives text alone
  request.send();
  if (request.status !== 200) throw new Error(`${later[part]}: ${request.status}`);
  return new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0)));
};
const isThere = [true];
const imports = __wbg_get_imports();
__wbg_get_imports = () => imports;
imports.later = {
  bring(part) {
    if (isThere[part]) return;
    try {
      compiled[part] ??= fetchNow(part);
      new WebAssembly.Instance(compiled[part], { ...imports, first: wasm });
      isThere[part] = true;
    } catch (problem) {
      globalThis.aimsFailed(problem);
      throw problem;
    }
  },
};

// What makes files, when one is asked for. The script is checked first; the import takes the same bytes from the cache.
globalThis.aimsExports = async () => {
  await (await loaded("{exports.js}")).arrayBuffer();
  const { default: begin, make } = await import("./{exports.js}");
  return { default: () => begin({ module_or_path: load("{exports.wasm}") }), make };
};

// The same page as one file, to be saved with the answers in it.
globalThis.aimsPage = async () => (await loaded("aims-assessment.html")).text();

const whenIdle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));

// What the script in the page asked for (ask.js); a host whose policy doesn't let that run has it asked for now.
const language = document.documentElement.lang;
const asked = globalThis.aimsAsked ?? { module: load("{page.wasm}"), words: load({words}[language]) };

// The words of a language, each asked for once.
const textOf = async (answer) => (await good(await answer).json()).join("\n");
const words = { [language]: textOf(asked.words) };
words[language].catch(() => {}); // told by who uses them
globalThis.aimsWords = (language) =>
  (words[language] ??= textOf(load({words}[language]))).catch((problem) => {
    delete words[language]; // it may be there the next time
    throw problem;
  });

// Whoever opens the results, or a screen that few come to, needs its part at once; for the others it can wait. What is kept for offline use is
// there at once anyway.
const place = location.hash.split("/")[1] ?? "";
const isKept = navigator.serviceWorker?.controller;
const wanted = (!isKept && { __proto__: null, "": [], section: [], question: [], results: [1] }[place]) || [1, 2];
try {
  await Promise.allSettled(wanted.map((part) => fetchPart(part))); // what could not come is asked for again when it is called
  await __wbg_init({ module_or_path: asked.module });
  // The results are asked for with a click, so what they take is made a part of the program before it.
  fetchPart(1).then(
    () => compiled[1] && whenIdle(() => imports.later.bring(1)),
    () => {}, // asked for again when it is called
  );
} catch (problem) {
  globalThis.aimsFailed(problem);
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
  // Everything is kept then, so this asks the host for nothing.
  await navigator.serviceWorker.ready;
  if (!compiled[2]) await fetchPart(2);
}

// Without a service worker the parts that come later are brought into the browser's cache now, so that nothing is asked for later.
async function loadTheRest() {
  if (!compiled[2]) await fetchPart(2, { priority: "low" });
  for (const name of [...Object.values({words}), "{exports.js}", "{exports.wasm}"]) await (await loaded(name, { priority: "low" })).arrayBuffer();
}

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
