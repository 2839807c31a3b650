// The page of a host that wants to know what the visitor answers: beside the element it has frames of its own, of every screen and several widths. They share
// the element's storage, follow its answers, and greet as the element does. Everything that this page can see of any of them is written down.
const HOME = new URLSearchParams(location.search).get("home");
const SCREENS = ["#/", "#/example", "#/section/4", "#/section/A", "#/results", "#/assessments", "#/compare", "#/profile", "#/what-if", "#/soa"];
const WIDTHS = { "#/": [320, 1100], "#/results": [320, 560, 1100] };

window.seen = {}; // by frame: all messages, in their order
window.blurs = 0;
addEventListener("blur", () => blurs++);

const element = document.querySelector("aims-assessment");
const script = document.createElement("script");
script.type = "module";
script.src = `${HOME}embed.js`;
for (const type of ["ready", "resize", "started", "progress", "completed", "result"])
  element.addEventListener(type, ({ detail }) => (seen.element ??= []).push(JSON.stringify({ type, ...detail })));
document.head.append(script);

const frames = [];
for (const screen of SCREENS)
  for (const width of WIDTHS[screen] ?? [560]) {
    const frame = document.createElement("iframe");
    // In view, though nobody sees it: browsers lay out what is in view alone.
    frame.style = `display: block; position: fixed; top: 0; left: 0; z-index: -1; pointer-events: none; border: 0; width: ${width}px; height: 300px; opacity: 0.01`;
    frame.dataset.key = `${screen} ${width}`;
    frame.src = `${HOME}index.html?embed&share&lang=en${screen}`;
    frames.push(frame);
  }
document.querySelector("#spies").append(...frames);

const ports = new Map();
addEventListener("message", ({ data, source }) => {
  const frame = frames.find((frame) => frame.contentWindow === source);
  if (data?.type !== "aims-embed/here" || !frame) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => (seen[frame.dataset.key] ??= []).push(JSON.stringify(data));
  ports.set(frame, port1);
  source.postMessage({ type: "aims-embed/hello" }, "*", [port2]);
});

window.areReady = () => frames.every(({ dataset }) => seen[dataset.key]?.some((text) => text.includes('"ready"'))) && !!seen.element?.some((text) => text.includes('"ready"'));
// Whether every frame has told of so many answers.
window.haveTold = (count) => ["element", ...frames.map(({ dataset }) => dataset.key)].every((key) => seen[key]?.some((text) => text.includes(`"answered":${count},`)));

// Waits until nothing was seen for a while.
window.settled = async () => {
  for (let before = "", same = 0; same < 6; ) {
    await new Promise((done) => setTimeout(done, 100));
    const now = JSON.stringify(seen);
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return true;
};

const outside = () => ({
  scroll: [scrollX, scrollY],
  history: history.length - window.historyBefore,
  focus: document.activeElement === document.body ? "body" : document.activeElement.id || document.activeElement.dataset.key || document.activeElement.localName,
  blurs,
  windows: frames.map(({ contentWindow }) => contentWindow.length).join(),
  heights: [element.offsetHeight, ...frames.map(({ offsetHeight }) => offsetHeight)].join(),
});
// How often a page is laid out while it comes up is a matter of time: of the heights that are told before the visitor begins, the last one counts.
const isHeight = (text) => typeof JSON.parse(text ?? "{}").height === "number";
const counted = (texts) => {
  const begun = texts.findIndex((text) => /"(started|progress)"/.test(text));
  return texts.filter((text, index) => !(isHeight(text) && isHeight(texts[index + 1]) && (begun < 0 || index < begun)));
};
window.look = () => ({ seen: Object.fromEntries(Object.entries(seen).map(([key, texts]) => [key, counted(texts)])), ...outside() });

// Leads frames to places in them, one after the other, and looks after each.
window.lead = async (places) => {
  // Far down the page: whatever scrolls it from inside a frame is seen.
  for (const frame of frames) frame.style.position = "static";
  const found = [];
  for (const key of ["#/results 560", "#/section/A 560", "#/profile 560"])
    for (const place of places) {
      const frame = frames.find(({ dataset }) => dataset.key === key);
      // From the screen on which it may stand.
      frame.src = frame.src.replace(/#.*/, "") + key.split(" ")[0];
      // It may tell nothing of where it is, so there is nothing to wait for.
      await new Promise((done) => setTimeout(done, 150));
      document.querySelector("#own").focus({ preventScroll: true });
      scrollTo(0, 0);
      blurs = 0;
      frame.src = frame.src.replace(/#.*/, "") + place;
      // Until it has been the same for a while: a busy machine takes its time to lead a frame.
      for (let before = "", same = 0, turns = 0; same < 2 && turns < 20; turns++) {
        await new Promise((done) => setTimeout(done, 100));
        const now = JSON.stringify(outside());
        same = now === before ? same + 1 : 0;
        before = now;
      }
      found.push(JSON.stringify({ key, place, ...outside() }));
    }
  return found;
};

// Sets the frames, as the element does.
window.setAll = (settings) => ports.forEach((port) => port.postMessage({ type: "settings", lang: "en", ...settings }));
window.historyBefore = history.length;
