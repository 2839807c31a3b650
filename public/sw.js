// Caches one complete version of the page for offline use. The build inserts the version and its
// files ("{…}").
//
// A visitor sees one version at a time: the page and all its files come from one cache, and each
// file was checked against its hash before it was stored. A new version is fetched beside it and
// waits; it takes over when the visitor accepts it, or when all tabs are closed.
//
// The host is nevertheless asked for the page at each visit, for some seconds: its current headers
// on who may frame the page and what the page may do apply at once, to the cached version too; and
// a host can withdraw the page.
const VERSION = "{version}";
const FILES = {files};
// The hashes by which a content security policy allows the inline style and script of the page.
const HASHES = {hashes};
// What follows is made small by the build.
const PREFIX = `aims-assessment ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
const PAGE = "index.html";
const ONE_FILE = "aims-assessment.html";
// Without the other files, the page does everything except offer itself as a file and explain the
// method.
const isNeeded = (name) => !new RegExp(`^(${ONE_FILE}|icon-|manifest|method)`).test(name);
// Milliseconds to wait for a host that doesn't answer.
const PATIENCE = 2500;
const GONE = [404, 410];
// A name that contains the hash of the content.
const IS_NAMED = /-[0-9a-f]{15,16}[._]/;

const address = (name) => new URL(name, self.registration.scope).href;
const bare = (url) => url.origin + url.pathname;
const START = Object.keys(FILES).find((name) => name.startsWith("start-"));
// The mark of this page, in any version.
const isOurs = (text) => text.includes('id="aims-brand"');
const isHtml = (answer) => answer.headers.get("content-type")?.includes("text/html");

// Some hosts send a type with which browsers run nothing; a file with the right hash gets the type
// of its extension.
const TYPES = { js: "text/javascript", json: "application/json", wasm: "application/wasm", svg: "image/svg+xml", html: "text/html; charset=utf-8" };

// Makes a new response: a redirected one may not be returned for a navigation, and the headers on
// compression no longer fit.
function made(body, headers, name) {
  const own = new Headers(headers);
  for (const header of ["content-encoding", "content-length", "transfer-encoding"]) own.delete(header);
  const type = TYPES[name.split(".").pop()];
  if (type) own.set("content-type", type);
  return new Response(body, { headers: own });
}

async function isWhole(bytes, name) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  return FILES[name] === `sha384-${btoa(String.fromCharCode(...hash))}`;
}

const asText = (bytes) => new TextDecoder().decode(bytes);

// Returns a file, checked by its hash. One with a hash in its name is taken from the caches, and
// from the host only if it is missing there or different.
async function file(name) {
  const isNamed = IS_NAMED.test(name);
  const places = [() => fetch(address(name), { cache: isNamed ? "default" : "no-cache" })];
  if (isNamed) {
    places.unshift(() => caches.match(address(name), { ignoreVary: true }));
    places.push(() => fetch(address(name), { cache: "reload" }));
  }
  let problem = "";
  for (const place of places) {
    const answer = await place();
    if (!answer) continue;
    const bytes = answer.ok && (await answer.arrayBuffer());
    if (bytes && (await isWhole(bytes, name))) return made(bytes, answer.headers, name);
    problem = bytes ? "another content" : answer.status;
  }
  throw new Error(`${name}: ${problem}`);
}

// Fetches the page at the address that visitors use, since many hosts redirect its file name. A
// host or a proxy may insert something into it: it is cached as received if it names the start
// script of this version, all of which is checked. A page as built is preferred.
async function page() {
  let altered;
  for (const name of ["", PAGE]) {
    const answer = await fetch(address(name), { cache: "no-cache" });
    if (!answer.ok) continue;
    const bytes = await answer.arrayBuffer();
    if (await isWhole(bytes, PAGE)) return made(bytes, answer.headers, PAGE);
    if (!altered && isHtml(answer) && asText(bytes).includes(START)) altered = made(bytes, answer.headers, PAGE);
  }
  if (!altered) throw new Error("the host has another page");
  console.info("aims-assessment: the page is altered on its way to this browser");
  return altered;
}

// Fills the cache. A cache that contains the page is complete, as the page is added last. An
// incomplete one is deleted; those of other versions stay. The files received are then in the
// browser's own cache, so that the next attempt requests only the rest.
async function install() {
  const cache = await caches.open(CACHE);
  if (await cache.match(address(PAGE))) return;
  try {
    // First, as nothing else is of use without it.
    const kept = await page();
    // A browser that asks to save data doesn't get the page a second time, as the standalone page.
    const wanted = Object.keys(FILES).filter((name) => name !== PAGE && !(self.navigator.connection?.saveData && name === ONE_FILE));
    const came = await Promise.allSettled(wanted.map(async (name) => cache.put(address(name), await file(name))));
    const missing = came.find((one, index) => one.status === "rejected" && isNeeded(wanted[index]));
    if (missing) throw missing.reason;
    await cache.put(address(PAGE), kept);
  } catch (problem) {
    await caches.delete(CACHE);
    throw problem;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));

// The previous version stays, as a tab that still shows it may request its files. It is the
// complete version that was used last, which is recorded (version 0.1 recorded nothing: there it is
// the last complete one).
const USED = "aims-assessment-used";

async function about(name) {
  const cache = await caches.open(name);
  const used = Number((await (await cache.match(address(USED)))?.text()) ?? 0);
  return { name, used, isComplete: !!(await cache.match(address(PAGE))) };
}

async function activate() {
  await (await caches.open(CACHE)).put(address(USED), new Response(String(Date.now())));
  const others = await Promise.all((await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE).map(about));
  const complete = others.filter((other) => other.isComplete);
  const before = complete.reduce((best, next) => (best && best.used > next.used ? best : next), undefined);
  // While another version is being installed, a cache that was never used may belong to it.
  const isComing = self.registration.installing || self.registration.waiting;
  const old = others.filter((other) => other !== before && !(isComing && !other.used));
  await Promise.all(old.map(({ name }) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

// Returns a policy with the hashes of the cached page: those of another version would block its
// style and script. A policy without hashes is unchanged.
function policyOfKept(policy) {
  const isHash = (source) => /^'sha(256|384|512)-/.test(source);
  const directive = (part) => {
    const [name, ...sources] = part.trim().split(/\s+/);
    const own = HASHES[name.replace(/-(elem|attr)$/, "")];
    return own && sources.some(isHash) ? [name, ...sources.filter((source) => !isHash(source)), own].join(" ") : part;
  };
  // Several headers of this name are joined by commas.
  return policy.split(",").map((one) => one.split(";").map(directive).join(";")).join(",");
}

// Returns the cached page with the host's current headers.
async function keptUnder(kept, headers) {
  const own = new Headers(headers);
  for (const name of ["content-security-policy", "content-security-policy-report-only"]) {
    if (own.has(name)) own.set(name, policyOfKept(own.get(name)));
  }
  return made(await kept.arrayBuffer(), own, PAGE);
}

async function retire() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await self.registration.unregister();
}

// Whether the host has withdrawn the page: it answers 410, or has another page there and no longer
// this script. An error, or a page that is missing for a while, doesn't count: visitors must get at
// the answers they have here.
async function isWithdrawn(answer, text) {
  if (answer.status === 410) return true;
  if (!answer.ok || !isHtml(answer) || isOurs(text)) return false;
  const script = await fetch(address("sw.js"), { cache: "no-store" });
  return GONE.includes(script.status);
}

// Looks up a file in the cache of a version. (Opening the cache would create it if it was deleted.)
const keptIn = (cacheName, place) => caches.match(place, { cacheName, ignoreVary: true });

// Returns the page: the host's current one, or the cached version under the host's current headers.
// The address of a language shows the one page that is cached, which finds its language by it,
// unless the host has something else there.
async function showPage(event, isLanguage) {
  const find = () => keptIn(CACHE, address(PAGE));
  const kept = await find();
  const fresh = (async () => {
    const answer = await fetch(event.request);
    if (!kept) return answer;
    const bytes = answer.type === "opaqueredirect" ? new ArrayBuffer(0) : await answer.clone().arrayBuffer();
    const text = asText(bytes);
    if (isLanguage && answer.ok && isHtml(answer) && !isOurs(text)) return answer;
    if (!isLanguage && (await isWithdrawn(answer, text))) {
      await retire();
      return answer;
    }
    if (!answer.ok || !isHtml(answer) || !isOurs(text)) return;
    const isExact = await isWhole(bytes, PAGE);
    const shown = isExact ? made(bytes, answer.headers, PAGE) : await keptUnder(await find(), answer.headers);
    // The next visit without a network gets the same headers.
    if (await find()) await (await caches.open(CACHE)).put(address(PAGE), shown.clone());
    return shown;
  })();
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  return (await Promise.race([fresh.catch(() => {}), late])) ?? kept;
}

async function showFile(event, name) {
  // A page of its own, such as the standalone page, comes with the host's current headers.
  if (event.request.mode === "navigate") {
    try {
      const answer = await fetch(event.request);
      if (answer.status < 500) return answer;
    } catch {
      // Without a network, the cached file is used.
    }
    return (await keptIn(CACHE, name)) ?? (await keptIn(CACHE, `${name}.html`)) ?? fetch(event.request);
  }
  // A tab of the previous version may request one of its files; the name or the integrity hash
  // tells which version it is.
  const wanted = event.request.integrity;
  const isOther = wanted && wanted !== FILES[name.slice(address("").length)];
  const kept = !isOther && (await keptIn(CACHE, name));
  if (kept) return kept;
  for (const other of (await caches.keys()).filter((cache) => cache.startsWith(PREFIX) && cache !== CACHE)) {
    const older = (isOther || IS_NAMED.test(name)) && (await keptIn(other, name));
    if (older) return older;
  }
  return fetch(event.request);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(address(""))) return;
  const isAt = (...names) => names.some((name) => bare(url) === address(name));
  const isLanguage = isAt("en.html", "en", "fr.html", "fr");
  event.respondWith(isLanguage || isAt("", PAGE, "index") ? showPage(event, isLanguage) : showFile(event, bare(url)));
});
