// <aims-assessment>: the self-assessment in a page of another site.
//
//   <script type="module" src="https://host/embed.js"></script>
//   <aims-assessment lang="fr" accent="#0a5" logo="/logo.svg" organisation="…" contact="https://…" section="4" allow-share></aims-assessment>
//
// The assessment runs in a frame from where this script came from. What is answered there stays there: this script learns how tall the
// frame is, how many questions are answered, and a result when the visitor hands it over.

const HOME = new URL("./", import.meta.url);
const SETTINGS = ["lang", "accent", "organisation", "contact", "section"];
const EVENTS = ["ready", "resize", "started", "progress", "completed", "result"];
const TITLES = {
  en: "AI management system self-assessment",
  fr: "Autoévaluation du système de management de l’IA",
};

class AimsAssessment extends HTMLElement {
  static observedAttributes = [...SETTINGS, "logo", "allow-share"];
  #frame;
  #anchor;
  #port;
  #height = 640;

  // Moved by `moveBefore`, the frame lives on, with answers that nothing stores.
  connectedMoveCallback() {}

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Neither a style sheet of the page nor its policy on styles reaches what is set by script, as important, in here.
    set(this, { display: "block", position: "relative", width: "100%", "min-width": "0", "max-width": "none", height: "auto", float: "none", visibility: "visible", opacity: "1", overflow: "visible", transform: "none", "pointer-events": "auto" });
    this.#frame = document.createElement("iframe");
    this.#frame.title = TITLES[this.#language()] ?? TITLES.en;
    this.#frame.allow = "clipboard-write";
    this.#frame.referrerPolicy = "no-referrer";
    // Its own origin, scripts, files to save, printing, links to other sites: nothing else.
    this.#frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox");
    set(this.#frame, { display: "block", width: "100%", "min-width": "0", height: `${this.#height}px`, border: "0", margin: "0", padding: "0", "color-scheme": "light dark", "pointer-events": "auto" });
    this.#anchor = document.createElement("span");
    set(this.#anchor, { position: "absolute", left: "0", width: "1px", height: "1px", "pointer-events": "none" });
    this.#frame.src = this.#address();
    addEventListener("message", this.#onHere);
    root.replaceChildren(this.#anchor, this.#frame);
  }

  disconnectedCallback() {
    removeEventListener("message", this.#onHere);
    this.#port?.close();
    this.#port = undefined;
    this.shadowRoot.replaceChildren();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#port) return;
    if (name === "logo") this.#sendLogo();
    else this.#port.postMessage({ type: "settings", [name === "allow-share" ? "share" : name]: name === "allow-share" ? now !== null : (now ?? "") });
  }

  // The frame says that it is there, each time that it was loaded.
  #onHere = ({ source, origin, data }) => {
    if (source === this.#frame.contentWindow && origin === HOME.origin && data?.type === "aims-embed/here") this.#greet();
  };

  #language() {
    return (this.getAttribute("lang") || document.documentElement.lang || "").slice(0, 2).toLowerCase();
  }

  #address() {
    const address = new URL("index.html", HOME);
    address.searchParams.set("embed", "");
    for (const name of SETTINGS) {
      const value = this.getAttribute(name);
      if (value) address.searchParams.set(name, value);
    }
    if (this.hasAttribute("allow-share")) address.searchParams.set("share", "");
    return address.href;
  }

  #greet() {
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#hear(data);
    // To our own origin only: a frame that was led elsewhere hears nothing.
    this.#frame.contentWindow?.postMessage({ type: "aims-embed/hello" }, HOME.origin, [port2]);
    this.#sendLogo();
  }

  #hear(message) {
    if (message === null || typeof message !== "object") return;
    const { type, ...detail } = message;
    if (type === "resize" && Number.isFinite(detail.height)) {
      this.#height = Math.min(Math.max(Math.ceil(detail.height), 200), 100000);
      set(this.#frame, { height: `${this.#height}px` });
    }
    if (type === "scroll") return this.#show(detail.top);
    if (EVENTS.includes(type)) this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  // After the visitor went to another screen: its top comes into view, unless it is.
  #show(top) {
    if (!Number.isFinite(top)) return;
    set(this.#anchor, { top: `${Math.max(0, top)}px` });
    const { top: there } = this.#anchor.getBoundingClientRect();
    if (there < 0 || there > innerHeight / 2) this.#anchor.scrollIntoView({ block: "start" });
  }

  // The logo is the host's: this page loads it, as its policy allows, and the frame, which may load nothing, is given the picture.
  async #sendLogo() {
    const logo = this.getAttribute("logo");
    const port = this.#port;
    if (!port) return;
    if (!logo) return void port.postMessage({ type: "settings", logo: "" });
    try {
      const answer = await fetch(new URL(logo, document.baseURI));
      if (!answer.ok) throw new Error(`${answer.status}`);
      const picture = await answer.blob();
      if (picture.size > 51200) throw new Error("more than 50 kB");
      const text = await new Promise((done, failed) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.onerror = () => failed(reader.error);
        reader.readAsDataURL(picture);
      });
      port.postMessage({ type: "settings", logo: text });
    } catch (problem) {
      console.warn(`aims-assessment: the logo ${logo} can't be loaded (${problem.message}). Put it on this site, as PNG, SVG, JPEG or WebP of at most 50 kB.`);
    }
  }
}

function set(element, styles) {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
}

// A second copy of this script finds the element defined.
if (!customElements.get("aims-assessment")) customElements.define("aims-assessment", AimsAssessment);
