// Takes the page back from browsers that keep it for use without a network: put this in the place
// of `sw.js`, and leave it there for as long as visitors may come back. At the next visit it
// removes what was kept and itself, and its tabs show what the host has now. It touches no answer.
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const remove = async () => {
    const ours = `aims-assessment ${self.registration.scope} `;
    await self.clients.claim();
    for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
    await self.registration.unregister();
    for (const tab of await self.clients.matchAll({ type: "window" })) tab.navigate(tab.url.split("#")[0]).catch(() => {});
  };
  event.waitUntil(remove());
});
