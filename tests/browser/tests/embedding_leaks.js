// The page of a host that wants to find out what the visitor answers. Beside the element it has
// frames of its own, one for every screen and several widths. They share the element's storage,
// follow its answers, and greet as the element does. The page records everything that it can see of
// any of them.
const HOME = new URLSearchParams(location.search).get("home");
const SCREENS = ["#/", "#/example", "#/section/4", "#/section/A", "#/results", "#/assessments", "#/compare", "#/profile", "#/what-if", "#/results/statement", "#/results/gaps", "#/results/plan", "#/results/answers", "#/key"];
const WIDTHS = { "#/": [320, 1100], "#/results": [320, 560, 1100] };

window.seen = {}; // by frame: all messages, in order
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
    // In the viewport, though practically invisible: browsers lay out only what is in view.
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
// Whether every frame has reported this number of answers.
window.haveTold = (count) => ["element", ...frames.map(({ dataset }) => dataset.key)].every((key) => seen[key]?.some((text) => text.includes(`"answered":${count},`)));

// Waits until nothing new was seen for a while.
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
// How often a page is laid out while it starts depends on timing: of consecutive heights reported
// before the visitor begins, only the last counts.
const isHeight = (text) => typeof JSON.parse(text ?? "{}").height === "number";
const counted = (texts) => {
  const begun = texts.findIndex((text) => /"(started|progress)"/.test(text));
  return texts.filter((text, index) => !(isHeight(text) && isHeight(texts[index + 1]) && (begun < 0 || index < begun)));
};
window.look = () => ({ seen: Object.fromEntries(Object.entries(seen).map(([key, texts]) => [key, counted(texts)])), ...outside() });

// Navigates frames to places in the page, one after the other, and records what can be seen after
// each.
window.lead = async (places) => {
  // Far down the page, so that any scrolling caused from inside a frame is seen.
  for (const frame of frames) frame.style.position = "static";
  const found = [];
  for (const key of ["#/results 560", "#/section/A 560", "#/profile 560"])
    for (const place of places) {
      const frame = frames.find(({ dataset }) => dataset.key === key);
      // Starts from the screen on which the place may be.
      frame.src = frame.src.replace(/#.*/, "") + key.split(" ")[0];
      // The frame may not report where it is, so there is no event to wait for.
      await new Promise((done) => setTimeout(done, 150));
      document.querySelector("#own").focus({ preventScroll: true });
      scrollTo(0, 0);
      blurs = 0;
      frame.src = frame.src.replace(/#.*/, "") + place;
      // Waits until nothing changes for a while: a busy machine takes its time to navigate a frame.
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

// Sends settings to all frames, as the element does.
window.setAll = (settings) => ports.forEach((port) => port.postMessage({ type: "settings", lang: "en", ...settings }));
window.historyBefore = history.length;
