// The page as one file: what it needs stands in it. The build puts the two modules' scripts after this, each with its own start.
globalThis.aimsPart = (id) => {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
};

// This page as it was before anything was shown or answered; the answers that are in it are replaced when it is saved.
const empty = document.body.cloneNode(true);
globalThis.aimsPage = async () => {
  const page = document.documentElement.cloneNode(true);
  for (const name of ["style", "data-ready"]) page.removeAttribute(name);
  page.querySelector("body").replaceWith(empty.cloneNode(true));
  return `<!doctype html>\n${page.outerHTML}\n`;
};
const textOf = async (id) => JSON.parse(new TextDecoder().decode(await aimsPart(id))).join("\n");
globalThis.aimsWords = (language) => textOf(`aims-words-${language}`);
// What the report says beside is there from the start.
const report = {};
globalThis.aimsReportWords = (language) => report[language];
globalThis.aimsReady = Promise.all(["en", "fr"].map(async (language) => (report[language] = await textOf(`aims-report-${language}`))));
globalThis.aimsIsOneFile = true;
