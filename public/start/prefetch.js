// Names the manifest of the language, and requests the module and the texts of it while the page
// itself is still loading. The build inserts the names ("{…}"). (The module is requested without an
// integrity hash, since with one it could be compiled only after it has arrived completely; its
// name contains its hash.)
{
  const language = document.documentElement.lang;
  document.querySelector("[rel=manifest]").href = {manifests}[language];
  const [words, integrity] = {words}[language];
  globalThis.aimsPrefetched = { module: fetch("{page.wasm}"), words: fetch(words, { integrity }) };
  for (const asked of Object.values(globalThis.aimsPrefetched)) asked.catch(() => {}); // reported where it is used
}
