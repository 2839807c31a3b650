// The standalone page: everything it needs is embedded. The build appends the scripts of the two
// modules, each with its own start.
globalThis.aimsPart = (id) => {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
};

// A copy of the page before anything was shown or answered; when the page is saved, the answers in
// it are replaced.
const empty = document.body.cloneNode(true);
globalThis.aimsPage = async () => {
  const page = document.documentElement.cloneNode(true);
  for (const name of ["style", "data-ready"]) page.removeAttribute(name);
  page.querySelector("body").replaceWith(empty.cloneNode(true));
  return `<!doctype html>\n${page.outerHTML}\n`;
};
const textOf = async (id) => JSON.parse(new TextDecoder().decode(await aimsPart(id))).join("\n");
globalThis.aimsWords = (language) => textOf(`aims-words-${language}`);
// The additional texts of the report are loaded from the start.
const report = {};
globalThis.aimsReportWords = (language) => report[language];
globalThis.aimsReady = Promise.all(["en", "fr"].map(async (language) => (report[language] = await textOf(`aims-report-${language}`))));
globalThis.aimsIsOneFile = true;
