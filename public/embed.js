// <aims-assessment>: the self-assessment in a page of another site.
//
//   <script type="module" src="https://host/embed.js"></script>
//   <aims-assessment lang="fr" accent="#0a5" logo="/logo.svg" organisation="…"
//     contact="https://…" section="4" allow-share></aims-assessment>
//
// The assessment runs in a frame from the origin of this script. The answers stay there: this
// script learns the height of the start screen, how many questions are answered, and the result if
// the visitor shares it.
(() => {
  "use strict";

  // In a module script, `document.currentScript` is null, and `import.meta` would be an error in a
  // classic script. The first address in the stack trace of an error is that of this file.
  const HOME = new URL("./", document.currentScript?.src ?? /\w+:\/\/[^\s()]+?(?=:\d+:\d+)/.exec(new Error().stack)[0]);
  const SETTINGS = ["lang", "accent", "organisation", "contact", "section"];
  const EVENTS = ["ready", "resize", "started", "progress", "completed", "result"];
  // A classic script is read in the encoding of the host's page, so only ASCII letters are used
  // here.
  const WORDS = {
    en: {
      title: "AI management system self-assessment",
      missing: "The self-assessment does not show here. It may not be allowed on this site, or the connection is slow.",
      open: "Open it in a window of its own",
    },
    fr: {
      title: "Auto\u00e9valuation du syst\u00e8me de management de l\u2019IA",
      missing: "L\u2019auto\u00e9valuation ne s\u2019affiche pas ici. Elle n\u2019est peut-\u00eatre pas autoris\u00e9e sur ce site, ou la connexion est lente.",
      open: "L\u2019ouvrir dans sa propre fen\u00eatre",
    },
  };
  // Milliseconds without a message from the frame after which the visitor is told. Browsers don't
  // report that a frame was refused.
  const PATIENCE = 10000;
  // The height if the page scrolls inside the frame: it leaves some of the host's page within reach
  // of a finger.
  const OWN_HEIGHT = "clamp(480px, 90vh, 900px)";
  const EDGE = "1px solid rgb(128 128 128 / 50%)";

  class AimsAssessment extends HTMLElement {
    static observedAttributes = [...SETTINGS, "logo", "allow-share"];
    #frame;
    #anchor;
    #note;
    #timer;
    #port;
    #logo = "";

    // With this, `moveBefore` keeps the frame alive, with answers that are stored nowhere.
    connectedMoveCallback() {}

    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      // Neither a style sheet of the host nor its policy on styles affects styles set by script as
      // important.
      set(this, { display: "block", position: "relative", width: "100%", "min-width": "0", "max-width": "none", height: "auto", float: "none", visibility: "visible", opacity: "1", overflow: "visible", transform: "none", "pointer-events": "auto" });
      this.#frame = document.createElement("iframe");
      this.#frame.title = words(this.#language()).title;
      this.#frame.allow = "clipboard-write";
      this.#frame.referrerPolicy = "no-referrer";
      // Allows its own origin, scripts, saving files, printing, links to other sites, and the
      // window for confirming: nothing else.
      this.#frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox");
      set(this.#frame, { display: "block", "box-sizing": "border-box", width: "100%", "min-width": "0", margin: "0", padding: "0", "color-scheme": "light dark", "pointer-events": "auto" });
      this.#stretch(640);
      this.#anchor = document.createElement("span");
      set(this.#anchor, { position: "absolute", top: "0", left: "0", width: "1px", height: "1px", "pointer-events": "none" });
      this.#note = document.createElement("p");
      this.#frame.src = this.#address();
      addEventListener("message", this.#onHere);
      root.replaceChildren(this.#anchor, this.#note, this.#frame);
      this.#timer = setTimeout(() => this.#tellThatItIsMissing(), PATIENCE);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#onHere);
      clearTimeout(this.#timer);
      this.#port?.close();
      this.#port = undefined;
      this.shadowRoot.replaceChildren();
    }

    attributeChangedCallback(name, before, now) {
      if (before === now || !this.#port) return;
      if (name === "logo") this.#loadLogo();
      else this.#sendSettings();
    }

    // The frame announces itself each time it was loaded.
    #onHere = ({ source, origin, data }) => {
      if (source === this.#frame.contentWindow && origin === HOME.origin && data?.type === "aims-embed/here") this.#greet();
    };

    #language() {
      return this.getAttribute("lang") || document.documentElement.lang;
    }

    #settings() {
      const given = SETTINGS.map((name) => [name, this.getAttribute(name)]).filter(([, value]) => value);
      return Object.fromEntries(given);
    }

    #address() {
      const address = new URL("index.html", HOME);
      address.searchParams.set("embed", "");
      for (const [name, value] of Object.entries(this.#settings())) address.searchParams.set(name, value);
      if (this.hasAttribute("allow-share")) address.searchParams.set("share", "");
      return address.href;
    }

    #greet() {
      const { port1, port2 } = new MessageChannel();
      this.#port?.close();
      this.#port = port1;
      port1.onmessage = ({ data }) => this.#hear(data);
      // Sent to the frame's own origin only: a frame that navigated elsewhere gets nothing.
      this.#frame.contentWindow?.postMessage({ type: "aims-embed/hello" }, HOME.origin, [port2]);
      this.#loadLogo();
    }

    // Sends all settings each time: those that are missing are reset.
    #sendSettings() {
      this.#port?.postMessage({ type: "settings", ...this.#settings(), logo: this.#logo, share: this.hasAttribute("allow-share") });
    }

    #hear(message) {
      if (message === null || typeof message !== "object") return;
      const { type, ...detail } = message;
      // A page that this site may not embed doesn't answer the greeting.
      if (type === "ready") {
        clearTimeout(this.#timer);
        this.#note.replaceChildren();
      }
      if (type === "language") this.#frame.title = words(detail.language).title;
      if (type === "show") this.#show();
      if (type === "resize") {
        this.#stretch(detail.height);
        detail.height = this.#frame.offsetHeight;
      }
      // A host that didn't ask for the result doesn't get it.
      if (type === "result" && !this.hasAttribute("allow-share")) return;
      if (EVENTS.includes(type)) this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    // The frame gets the height of the page if that is told; otherwise a height that fits the
    // window, with a border, as the page then scrolls inside it.
    #stretch(height) {
      const isTold = Number.isFinite(height);
      set(this.#frame, { height: isTold ? `${Math.min(Math.max(Math.ceil(height), 200), 20000)}px` : OWN_HEIGHT, border: isTold ? "0" : EDGE });
      // A browser that doesn't know the unit keeps the height from above.
      if (!isTold) set(this.#frame, { height: OWN_HEIGHT.replace("vh", "svh") });
    }

    // After the visitor went to another screen: scrolls its top into view, unless it is visible.
    #show() {
      const { top } = this.#anchor.getBoundingClientRect();
      if (top < 0 || top > innerHeight / 2) this.#anchor.scrollIntoView({ block: "start" });
    }

    #tellThatItIsMissing() {
      const { missing, open } = words(this.#language() || navigator.language);
      const link = document.createElement("a");
      link.textContent = open;
      link.target = "_blank";
      link.rel = "noopener";
      link.href = new URL(`./?lang=${code(this.#language() || navigator.language)}`, HOME);
      this.#note.append(`${missing} `, link);
    }

    // Loads the host's logo here, as the host's policy allows, and passes it to the frame, which
    // may load nothing.
    async #loadLogo() {
      const logo = this.getAttribute("logo");
      this.#logo = "";
      this.#sendSettings();
      if (!logo) return;
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
        // The logo may have been changed meanwhile.
        if (logo !== this.getAttribute("logo")) return;
        this.#logo = text;
        this.#sendSettings();
      } catch (problem) {
        console.warn(`aims-assessment: the logo ${logo} can't be loaded (${problem.message}). Put it on this site, as PNG, SVG, JPEG or WebP of at most 50 kB.`);
      }
    }
  }

  const code = (language) => (/^fr\b/i.test(language) ? "fr" : "en");
  const words = (language) => WORDS[code(language)];

  function set(element, styles) {
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
  }

  // A second copy of this script finds the element defined already.
  if (!customElements.get("aims-assessment")) customElements.define("aims-assessment", AimsAssessment);
})();
