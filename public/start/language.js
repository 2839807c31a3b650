// Sets the visitor's language; runs first, before anything is shown. The rule is the one in
// `src/app/state/language.rs`.
{
  const known = ["en", "fr"];
  const asked = new URLSearchParams(location.search).get("lang");
  let chosen = null;
  try {
    const key = "aims-assessment/language";
    chosen = sessionStorage.getItem(key) ?? localStorage.getItem(key);
  } catch {
    // A browser that refuses storage remembers no choice.
  }
  // A page saved with answers opens in the language in which it was saved.
  const saved = document.getElementById("aims-answers")?.textContent.trim() ? document.documentElement.lang : null;
  // Some browsers and programs that hide the visitor's languages have no list of them, or something
  // else in its place.
  const tags = [asked, chosen, saved].concat(navigator.languages, navigator.language).map((tag) => `${tag}`.split("-")[0].toLowerCase());
  document.documentElement.lang = tags.find((tag) => known.includes(tag)) ?? "en";
  document.documentElement.dataset.ready = "";
}
