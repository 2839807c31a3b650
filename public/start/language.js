// Sets the visitor's language, and with it the title; runs first, before anything is shown. The
// rule is the one in `src/language/wishes.rs`, with the cases in `tests/language_cases.json`; the
// language that the page is written in is the host's default. The build inserts the titles ("{…}").
{
  const titles = {titles};
  const root = document.documentElement;
  const search = new URLSearchParams(location.search);
  // The page has an address for each language, such as `fr.html`. It asks for its language as every
  // address does.
  const own = /\/(en|fr)(\.html)?$/.exec(location.pathname)?.[1];
  let chosen = null;
  try {
    if (own && !search.has("lang")) {
      search.set("lang", own);
      history.replaceState(null, "", `?${search}${location.hash}`);
    }
    const key = "aims-assessment/language";
    chosen = sessionStorage.getItem(key) ?? localStorage.getItem(key);
  } catch {
    // A browser that refuses storage remembers no choice.
  }
  // A page saved with answers opens in the language in which it was saved.
  const saved = document.getElementById("aims-answers")?.textContent.trim() ? root.lang : null;
  // Some browsers and programs that hide the visitor's languages have no list of them, or something
  // else in its place; translators may have put another language into a page that was saved.
  const tags = [search.get("lang"), chosen, saved].concat(navigator.languages, navigator.language, root.lang, "en");
  root.lang = tags.map((tag) => `${tag}`.split(/[-_]/)[0].toLowerCase()).find((tag) => Object.hasOwn(titles, tag));
  document.title = titles[root.lang];
  root.dataset.ready = "";
}
