{page.js}
// Starts the hosted page; before this, the build puts what wasm-bindgen made. The module itself can't fetch: what it may load is named here, once, by the build ("{…}").

// Where the host's policy doesn't let the script in the page run (front.js), what went wrong is told as far as it can be.
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
// Asked for once more, past the browser's cache: a host may be busy for a moment, and something else may lie in the cache.
const loaded = (name, options) => load(name, options).then(good).catch(() => load(name, { ...options, cache: "reload" }).then(good));

// The parts of the module that come after the first, by their numbers: what is checked by its hash and compiled when there is time, and becomes a
// part of the program when one of its functions is called, or a screen that takes it is opened.
const later = [null, ...{later}];
const whole = [];
const compiled = [];
const coming = [];
const fetchPart = (part, options) =>
  (coming[part] ??= (async () => {
    if (!later[part] || whole[part]) return; // `cargo xtask parts` builds a page in one piece
    whole[part] = await (await loaded(later[part], options)).arrayBuffer();
    WebAssembly.compile(whole[part]).then((module) => (compiled[part] = module), () => {}); // told by who uses it
  })().finally(() => delete coming[part]));

// A call to a part that has not come can only wait for a request that gives text alone and that no browser checks. So it is checked here.
{sha384.js}
const fetchNow = (part) => {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(later[part], import.meta.url), false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${later[part]}: ${request.status}`);
  const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0));
  if (`sha384-${sha384(bytes)}` !== integrity[later[part]]) throw new Error(`${later[part]} is not the one of this page`);
  return bytes;
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
// True where a part is there already, else when it is; where it can't come, the program goes on without.
globalThis.aimsBring = (part) => {
  const wanted = [1, 2].filter((number) => number <= part && later[number] && !isThere[number]);
  wanted.filter((number) => whole[number]).forEach(add);
  if (wanted.every((number) => isThere[number])) return true;
  const all = Promise.all(wanted.map((number) => fetchPart(number).then(() => add(number))));
  all.catch(() => {}); // told by who uses it
  return all;
};

// What makes files, when one is asked for: a script whose hash the browser checks before it runs, each time that it is tried.
let maker;
globalThis.aimsExports = () =>
  (maker ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("{exports.js}", import.meta.url);
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

// The same page as one file, to be saved with the answers in it.
globalThis.aimsPage = async () => (await loaded("aims-assessment.html")).text();

const whenIdle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));

// What the script in the page asked for (ask.js); a host whose policy doesn't let that run has it asked for now.
const language = document.documentElement.lang;
const asked = globalThis.aimsAsked ?? { module: load("{page.wasm}"), words: load({words}[language]) };
const orAgain = async (asked, name) => asked.then(good).catch(() => loaded(name));

// Texts in each language, each file asked for once: the text where it is there, else when it is.
const textOf = async (answer) => (await (await answer).json()).join("\n");
const texts = (names) => {
  const there = {};
  return (language, asked) =>
    (there[language] ??= textOf(asked ?? loaded(names[language])).then(
      (text) => (there[language] = text),
      (problem) => {
        delete there[language]; // it may be there the next time
        throw problem;
      },
    ));
};
globalThis.aimsWords = texts({words});
globalThis.aimsWords(language, orAgain(asked.words, {words}[language])).catch(() => {}); // told by who uses them
// What the report says beside comes with the results.
globalThis.aimsReportWords = texts({report});

// In a frame that is kept apart (`sandbox`) even asking for it is refused.
const keeper = (() => {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
})();

// Whoever opens the results, or a screen that few come to, needs its part at once; for the others it can wait. What is kept for offline use is
// there at once anyway. A screen whose part takes longer waits for it by itself.
const place = location.hash.split("/")[1] ?? "";
const isKept = keeper?.controller;
const wanted = (!isKept && { __proto__: null, "": [], section: [], question: [], results: [1] }[place]) || [1, 2];
globalThis.aimsStarted = true;
try {
  const parts = Promise.allSettled(wanted.map((part) => fetchPart(part)).concat(wanted.length ? globalThis.aimsReportWords(language) : []));
  await Promise.race([parts, new Promise((done) => setTimeout(done, 3000))]);
  await __wbg_init({ module_or_path: orAgain(asked.module, "{page.wasm}") });
  // The results are asked for with a click, so what they take is made a part of the program before it.
  Promise.all([fetchPart(1), globalThis.aimsReportWords(language)]).then(
    () => whenIdle(() => globalThis.aimsBring(1)),
    () => {}, // asked for again when it is called
  );
} catch (problem) {
  globalThis.aimsFailed(problem);
  // What can't be compiled may be other bytes, in the browser's cache.
  load("{page.wasm}", { cache: "reload" }).catch(() => {});
}

const isOwnPage = window === window.parent;
// The module asks what there is to tell when it is there, and after each such event.
const tell = (what) => {
  globalThis[what] ??= true;
  dispatchEvent(new Event("aims-update"));
};

// Offline after the first visit. A new version waits until the visitor takes it, or until all its tabs are closed; the others are told.
async function keepForOffline() {
  // Another tab may have taken a version while this one was coming in.
  let isTaken = !!isKept && keeper.controller !== isKept;
  let isMine = false;
  let isControlled = !!keeper.controller;
  let registration;
  const offer = () => {
    if (!isTaken && !(registration?.waiting && keeper.controller)) return;
    globalThis.aimsUpdate = () => {
      // What another tab has taken already is there when this one is loaded again.
      if (isTaken || !registration?.waiting) return location.reload();
      isMine = true;
      registration.waiting.postMessage("take over");
    };
    tell("aimsUpdate");
  };
  keeper.addEventListener("controllerchange", () => {
    if (isMine) return location.reload();
    // The first worker of a first visit is this page's own version.
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
      // It could not get all of its files, or not those that it knows.
      if (worker.state === "redundant" && !isWhole) tell(registration.active ? "aimsNotRenewed" : "aimsNotKept");
    });
  };
  offer();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

// Without a service worker the parts that come later are brought into the browser's cache now, so that nothing is asked for later.
async function loadTheRest() {
  await fetchPart(2, { priority: "low" });
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
      // The page works without. A browser that stores nothing keeps no page either, and that is told already.
      if (isStoring()) tell("aimsNotKept");
      return loadTheRest().catch(note);
    }
    // What is kept asks the host for nothing; where nothing is kept within a while, the part comes from the host.
    await Promise.race([keeper.ready, new Promise((done) => setTimeout(done, 20_000))]);
    await fetchPart(2).catch(note);
  });
if (document.readyState === "complete") afterwards();
else addEventListener("load", afterwards);
