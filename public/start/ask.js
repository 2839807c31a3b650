// The module and the words of the language are on their way while the page itself is still coming in. The build puts in the names ("{…}").
// (The module is asked for without its hash, with which it could only be compiled once it is there as a whole; its name is its hash.)
{
  const [words, integrity] = {words}[document.documentElement.lang];
  globalThis.aimsAsked = { module: fetch("{page.wasm}"), words: fetch(words, { integrity }) };
  for (const asked of Object.values(globalThis.aimsAsked)) asked.catch(() => {}); // told by who uses it
}
