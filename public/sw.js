// Keeps one whole version of the page for use without a network. The build puts in the version and its files ("{…}").
//
// A visitor sees one version at a time: its page and all its files come from one cache, and each file was checked against its hash when it
// was put there. A new version is fetched beside it and waits; it takes over when the visitor says so, or when all tabs are closed.
const VERSION = "{version}";
const FILES = {files};
const PREFIX = `aims-assessment ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;
const PAGE = "index.html";

const address = (name) => new URL(name, self.registration.scope).href;

self.addEventListener("install", (event) => {
  // Who asks the browser to save data doesn't get the page a second time, as one file.
  const isSparing = self.navigator.connection?.saveData;
  const wanted = Object.entries(FILES).filter(([name]) => !(isSparing && name === "aims-assessment.html"));
  const requests = wanted.map(([name, integrity]) => new Request(address(name), { integrity, cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

// The version before stays: a tab that still shows it may ask for a file of it.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isPage = [address(""), address(PAGE)].includes(url.origin + url.pathname);
  if (event.request.method !== "GET" || !(isPage || url.href.startsWith(address("")))) return;
  event.respondWith(answer(event.request, isPage ? address(PAGE) : url.origin + url.pathname));
});

async function answer(request, name) {
  const asked = { ignoreVary: true };
  const kept = await (await caches.open(CACHE)).match(name, asked);
  if (kept) return kept;
  // A tab of the version before asks for a file of its own; the name tells which it is.
  const older = /-[0-9a-f]{15,16}[._]/.test(name) && (await caches.match(name, asked));
  return older || fetch(request);
}
