// Requests the module and the texts of the language while the page itself is still loading. The
// build inserts the names ("{…}"). (The module is requested without an integrity hash, since with
// one it could be compiled only after it has arrived completely; its name contains its hash.)
{
  const [words, integrity] = {words}[document.documentElement.lang];
  globalThis.aimsAsked = { module: fetch("{page.wasm}"), words: fetch(words, { integrity }) };
  for (const asked of Object.values(globalThis.aimsAsked)) asked.catch(() => {}); // reported where it is used
}
