// Runs the start script's rule of the language on the cases of a file, and prints what comes out:
// node language_rule.js language.js language_cases.json
const { readFileSync } = require("node:fs");
const { runInNewContext } = require("node:vm");
const [script, file] = process.argv.slice(2).map((name) => readFileSync(name, "utf8"));
const rule = script.replace("{titles}", '{ en: "in English", fr: "en français" }');
const { cases, addresses } = JSON.parse(file);

function page({ address, remembered, saved, browser = [], path = "/", search, default: own = "en" }) {
  const root = { lang: saved ?? own, dataset: {} };
  const document = { documentElement: root, getElementById: () => saved && { textContent: "{}" } };
  let becomes = null;
  runInNewContext(rule, {
    URLSearchParams,
    document,
    location: { search: search ?? (address === undefined ? "" : `?lang=${address}`), pathname: path, hash: "" },
    history: { replaceState: (_state, _title, now) => (becomes = now) },
    navigator: { languages: browser, language: browser[0] },
    sessionStorage: { getItem: () => null },
    localStorage: { getItem: (key) => (key === "aims-assessment/language" ? (remembered ?? null) : null) },
  });
  return { language: root.lang, title: document.title, becomes };
}

console.log(JSON.stringify({ cases: cases.map(page), addresses: addresses.map(page) }));
