{page.js}
// Starts the hosted page; the build inserts the output of wasm-bindgen before this. The module
// itself can't fetch: everything it may load is listed here, once, by the build ("{…}").

// A fallback if the host's policy blocks the script in the page (fallback.js): reports the problem
// as far as possible.
globalThis.aimsFailed ??= (problem) => {
  console.error("aims-assessment:", problem);
  for (const words of document.querySelectorAll("#front .failed")) words.hidden = false;
};
globalThis.aimsFront?.();

const integrity = {integrity};
const load = (name, options) => fetch(new URL(name, import.meta.url), { integrity: integrity[name], ...options });
const good = (answer) => {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
};
// Retries once, past the browser's cache: the host may be busy for a moment, or the cached copy may
// be wrong.
const loaded = (name, options) => load(name, options).then(good).catch(() => load(name, { ...options, cache: "reload" }).then(good));

// The chunks of the module after the first, by number. A chunk is fetched, checked by its hash and
// compiled when there is time, and instantiated when one of its functions is called, or a screen
// that needs it is opened.
const later = [null, ...{later}];
const whole = [];
const compiled = [];
const coming = [];
const fetchChunk = (part, options) =>
  (coming[part] ??= (async () => {
    if (!later[part] || whole[part]) return; // `cargo xtask chunks` builds a page in one piece
    whole[part] = await (await loaded(later[part], options)).arrayBuffer();
    WebAssembly.compile(whole[part]).then((module) => (compiled[part] = module), () => {}); // reported where it is used
  })().finally(() => delete coming[part]));

// A call into a missing chunk can wait only for a synchronous request, which returns text alone and
// isn't checked by the browser. So its hash is checked here.
{sha384.js}
const fetchOnce = (part, isAgain) => {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(later[part], import.meta.url), false);
  // The browser's cache doesn't answer a request with a condition.
  if (isAgain) request.setRequestHeader("If-None-Match", '"none"');
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${later[part]}: ${request.status}`);
  const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0));
  if (`sha384-${sha384(bytes)}` !== integrity[later[part]]) throw new Error(`${later[part]} is not the one of this page`);
  return bytes;
};
const fetchNow = (part) => {
  try {
    return fetchOnce(part);
  } catch {
    return fetchOnce(part, true); // as in `loaded`
  }
};
const isThere = [true];
const imports = __wbg_get_imports();
__wbg_get_imports = () => imports;
const add = (part) => {
  if (isThere[part]) return;
  new WebAssembly.Instance((compiled[part] ??= new WebAssembly.Module(whole[part])), { ...imports, first: wasm });
  isThere[part] = true;
};
imports.later = {
  bring(part) {
    try {
      if (!isThere[part] && !compiled[part]) whole[part] ??= fetchNow(part);
      add(part);
    } catch (problem) {
      globalThis.aimsFailed(problem);
      throw problem;
    }
  },
};
// Returns true if a chunk is loaded already, otherwise a promise; if the chunk can't be loaded, the
// program continues without it.
globalThis.aimsLoadChunk = (part) => {
  const wanted = [1, 2].filter((number) => number <= part && later[number] && !isThere[number]);
  wanted.filter((number) => whole[number]).forEach(add);
  if (wanted.every((number) => isThere[number])) return true;
  const all = Promise.all(wanted.map((number) => fetchChunk(number).then(() => add(number))));
  all.catch(() => {}); // reported where it is used
  return all;
};

// Loads the export module on demand: a script whose hash the browser checks before it runs, at each
// attempt. Chromium requests no address again that failed as a script with a hash, so another
// attempt has another address.
let maker;
let attempts = 0;
globalThis.aimsExports = () =>
  (maker ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("{exports.js}" + (attempts ? `?${attempts}` : ""), import.meta.url);
    attempts += 1;
    script.integrity = integrity["{exports.js}"];
    script.onload = () => {
      const { begin, make } = globalThis.aimsMaker;
      done({ default: async () => begin({ module_or_path: await loaded("{exports.wasm}") }), make });
    };
    script.onerror = () => failed(new Error("{exports.js}"));
    document.head.append(script);
  }).catch((problem) => {
    maker = undefined;
    throw problem;
  }));

// Returns the standalone page, into which the answers are put before it is saved.
globalThis.aimsPage = async () => (await loaded("aims-assessment.html")).text();

const whenIdle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));

// The requests of the script in the page (prefetch.js); if the host's policy blocks that script,
// they are made now.
const language = document.documentElement.lang;
const asked = globalThis.aimsPrefetched ?? { module: load("{page.wasm}"), words: load({words}[language]) };
const orAgain = async (asked, name) => asked.then(good).catch(() => loaded(name));

// Returns the texts of a language: the text itself if it is loaded, otherwise a promise. Each file
// is requested once.
const textOf = async (answer) => (await (await answer).json()).join("\n");
const texts = (names) => {
  const there = {};
  return (language, asked) =>
    (there[language] ??= textOf(asked ?? loaded(names[language])).then(
      (text) => (there[language] = text),
      (problem) => {
        delete there[language]; // it may load the next time
        throw problem;
      },
    ));
};
globalThis.aimsWords = texts({words});
globalThis.aimsWords(language, orAgain(asked.words, {words}[language])).catch(() => {}); // reported where they are used
// The additional texts of the report, which come with the results; with them the style of all
// screens but the first. It is fetched as the other files are, so that its hash is checked and the
// host's type for it doesn't matter; browsers from before 2023 need a link.
const addStyle = async () => {
  const text = await (await loaded("{later.css}")).text();
  if ("adoptedStyleSheets" in document) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets]; // before the host's colours
  } else {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("{later.css}", import.meta.url);
    link.integrity = integrity["{later.css}"];
    document.head.append(link);
  }
};
let isStyled = false;
let styling;
const styled = () =>
  (styling ??= addStyle().then(
    () => (isStyled = true),
    (problem) => {
      styling = undefined; // it may load the next time
      throw problem;
    },
  ));
const reportTexts = texts({report});
globalThis.aimsReportWords = (language) => {
  const text = reportTexts(language);
  return isStyled ? text : Promise.all([text, styled()]).then(([text]) => text);
};

// In a sandboxed frame (`sandbox`), even the access throws.
const keeper = (() => {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
})();

// The results and the rarely visited screens need their chunks at once; otherwise these can wait.
// With the offline cache they are available at once anyway. A screen whose chunk takes longer waits
// for it by itself.
const place = location.hash.split("/")[1] ?? "";
const isKept = keeper?.controller;
const wanted = (!isKept && { __proto__: null, "": [], section: [], question: [], results: [1] }[place]) || [1, 2];
globalThis.aimsStarted = true;
try {
  const parts = Promise.allSettled(wanted.map((part) => fetchChunk(part)).concat(wanted.length ? globalThis.aimsReportWords(language) : []));
  await Promise.race([parts, new Promise((done) => setTimeout(done, 3000))]);
  await __wbg_init({ module_or_path: orAgain(asked.module, "{page.wasm}") });
  // The results are opened by a click, so their chunk is instantiated before.
  Promise.all([fetchChunk(1), globalThis.aimsReportWords(language)]).then(
    () => whenIdle(() => globalThis.aimsLoadChunk(1)),
    () => {}, // requested again when it is called
  );
} catch (problem) {
  globalThis.aimsFailed(problem);
  // If the module can't be compiled, the cached bytes may be wrong.
  load("{page.wasm}", { cache: "reload" }).catch(() => {});
}

const isOwnPage = window === window.parent;
// Sets a flag for the module, which checks the flags when it starts and after each such event.
const tell = (what) => {
  globalThis[what] ??= true;
  dispatchEvent(new Event("aims-update"));
};

// Makes the page work offline after the first visit. A new version waits until the visitor accepts
// it, or until all its tabs are closed; the other tabs are told.
async function keepForOffline() {
  // Another tab may have activated a version while this one was loading.
  let isTaken = !!isKept && keeper.controller !== isKept;
  let isMine = false;
  let isControlled = !!keeper.controller;
  let registration;
  const offer = () => {
    if (!isTaken && !(registration?.waiting && keeper.controller)) return;
    globalThis.aimsUpdate = () => {
      // A version that another tab activated is shown after a reload.
      if (isTaken || !registration?.waiting) return location.reload();
      isMine = true;
      registration.waiting.postMessage("take over");
    };
    tell("aimsUpdate");
  };
  keeper.addEventListener("controllerchange", () => {
    if (isMine) return location.reload();
    // The first worker of a first visit is the version of this page.
    isTaken ||= isControlled;
    isControlled = true;
    if (isTaken) offer();
  });
  registration = await keeper.register(new URL("sw.js", import.meta.url), { type: "classic", updateViaCache: "none" });
  const watch = (worker) => {
    let isWhole = false;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed") {
        isWhole = true;
        offer();
      }
      // The worker could not fetch all of its files, or got other ones than it expects.
      if (worker.state === "redundant" && !isWhole) tell(registration.active ? "aimsNotRenewed" : "aimsNotKept");
    });
  };
  offer();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

// Without a service worker, loads the remaining files into the browser's cache now, so that no
// request is made later.
async function loadTheRest() {
  await fetchChunk(2, { priority: "low" });
  for (const name of [...Object.values({words}), ...Object.values({report}), "{exports.js}", "{exports.wasm}"]) await (await loaded(name, { priority: "low" })).arrayBuffer();
}

const isStoring = () => {
  try {
    return !!localStorage;
  } catch {
    return false;
  }
};
const note = (problem) => console.info("aims-assessment: not kept for offline use:", problem.message);
const afterwards = () =>
  whenIdle(async () => {
    if (!isOwnPage || !keeper) return navigator.connection?.saveData || loadTheRest().catch(note);
    try {
      await keepForOffline();
    } catch (problem) {
      note(problem);
      // The page works without it. A browser that stores nothing can't cache the page either, and
      // that is told already.
      if (isStoring()) tell("aimsNotKept");
      return loadTheRest().catch(note);
    }
    // From the offline cache, this needs no request to the host; if there is none after a while,
    // the chunk comes from the host.
    await Promise.race([keeper.ready, new Promise((done) => setTimeout(done, 20_000))]);
    await fetchChunk(2).catch(note);
  });
if (document.readyState === "complete") afterwards();
else addEventListener("load", afterwards);
