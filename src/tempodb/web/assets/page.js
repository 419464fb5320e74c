// What a page does faster than links and forms do; it works without.
"use strict";

document.documentElement.classList.add("scripted");

const main = () => document.getElementById("main");
let asked = 0;
let dragging = false;

// ── the same page, of other instants: only what it says is put in its place ──

// The slider that is being dragged stays where it is; taken out and put back it would lose the hand that drags it.
function swap(here, fresh, held) {
  for (const { name, value } of fresh.attributes) here.setAttribute(name, value);
  if (here === held) {
    if (!dragging) held.value = fresh.getAttribute("value");
    return;
  }
  const kept = [...here.children].find((child) => child.contains(held));
  const nodes = [...fresh.childNodes];
  const twin = nodes.findIndex((node) => node.id === held.id || node.querySelector?.("#" + held.id));
  for (const node of [...here.childNodes]) if (node !== kept) node.remove();
  kept.before(...nodes.slice(0, twin));
  kept.after(...nodes.slice(twin + 1));
  swap(kept, nodes[twin], held);
}

async function show(address, { keep = false } = {}) {
  const turn = ++asked;
  let answer, text;
  try {
    answer = await fetch(address, { headers: { accept: "text/html" } });
    text = await answer.text();
  } catch {
    // Whoever asks a server that is gone is told so by the browser.
    if (turn === asked) location.assign(address);
    return;
  }
  if (turn !== asked) return;
  if (!(answer.headers.get("content-type") || "").startsWith("text/html")) {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement && document.activeElement.id;
  const isOnABar = Boolean(document.activeElement?.closest(".picture a"));
  const scrolled = window.scrollY;
  const fresh = page.getElementById("main");
  const held = document.activeElement?.dataset.slide ? document.activeElement : null;
  if (held) swap(main(), fresh, held);
  else main().replaceWith(fresh);
  document.title = page.title;
  for (const name of ["nav[aria-label=Main]", ".find"]) {
    const here = document.querySelector(name);
    const there = page.querySelector(name);
    if (here && there && !here.contains(document.activeElement)) here.replaceWith(there);
  }
  history[keep ? "replaceState" : "pushState"]({}, "", answer.url);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  dress();
  if (isOnABar) {
    const shown = drawings().find((drawing) => drawing.getClientRects().length);
    if (shown) (chosen(shown) || bars(shown)[0])?.focus({ preventScroll: true });
  }
  window.scrollTo(0, scrolled);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const to = new URL(link.getAttribute("href"), location.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || link.hasAttribute("download")) return;
  if (to.searchParams.has("format") || to.hash) return;
  event.preventDefault();
  show(to.href);
});
window.addEventListener("popstate", () => show(location.href, { keep: true }));

// ── sliders: what moves is shown while they are dragged, all of the page when they rest ──

const RESTING = 150;
const DAY = 86400000;
const date = (ordinal) => new Date((ordinal - 719163) * DAY).toISOString().slice(0, 10);
let wanted = null;
let following = false;
let resting = 0;

function addressAt(slide) {
  const to = new URL(location.href);
  if (slide.dataset.slide === "as-of") {
    to.searchParams.set("as-of", date(Number(slide.value)));
    return to.href;
  }
  const ticks = [...slide.parentElement.querySelectorAll(".ticks a")];
  const place = Math.max(1, Number(slide.value)) - 1;
  return ticks[place] ? new URL(ticks[place].getAttribute("href"), location.href).href : to.href;
}

// The line of the day goes with the hand; nothing else of a picture moves with the day.
function moveLine(slide) {
  const day = Number(slide.value);
  for (const drawing of document.querySelectorAll(".picture svg[data-days]")) {
    const [first, last, left, right] = drawing.dataset.days.split(" ").map(Number);
    const line = drawing.querySelector("path.asked-day");
    const text = drawing.querySelector("g.asked text");
    if (!line || !text || day < first || day > last) continue;
    const x = (left + ((day - first) / (last - first)) * (right - left)).toFixed(1);
    line.setAttribute("d", line.getAttribute("d").replace(/^M[0-9.]+/, `M${x}`));
    text.setAttribute("x", x);
    text.setAttribute("text-anchor", "middle");
    text.textContent = date(day);
  }
  document.getElementById("as-of").value = date(day);
}

async function asked_for(address) {
  const to = new URL(address);
  to.searchParams.set("format", "moved");
  const answer = await fetch(to.href, { headers: { accept: "text/html" } });
  return answer.ok ? answer.text() : null;
}

function place(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("main");
  for (const name of ["before", "after"]) main().dataset[name] = fresh.dataset[name];
  for (const name of [".lead", ".steps", ".tables"]) {
    const here = main().querySelector(name);
    const there = fresh.querySelector(name);
    if (here && there) here.replaceWith(there);
  }
}

// What comes next is on its way while the last answer is laid out; what was overtaken is never asked for.
async function follow() {
  if (following) return;
  following = true;
  const next = () => {
    const address = wanted;
    wanted = null;
    return address === null ? null : asked_for(address);
  };
  try {
    for (let coming = next(); coming; coming = coming || next()) {
      const text = await coming;
      coming = next();
      if (text !== null) place(text);
    }
  } catch {
    // What was not answered is asked for again when the hand rests.
  }
  following = false;
}

function rest(slide) {
  clearTimeout(resting);
  wanted = null;
  show(addressAt(slide), { keep: true });
}

document.addEventListener("input", (event) => {
  const slide = event.target;
  if (!slide.dataset.slide) return;
  clearTimeout(resting);
  resting = setTimeout(rest, RESTING, slide);
  if (slide.dataset.slide !== "as-of") return;
  moveLine(slide);
  wanted = addressAt(slide);
  follow();
});
document.addEventListener("pointerdown", (event) => {
  dragging = Boolean(event.target.dataset.slide);
  if (dragging) history.pushState({}, "", location.href);
});
document.addEventListener("pointerup", () => { dragging = false; });
document.addEventListener("change", (event) => {
  if (event.target.dataset.slide) rest(event.target);
});

// ── keys ──

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=range]), textarea, select");
  // On many keyboards "[" and "]" are typed with AltGr, which looks like Ctrl and Alt on some systems, and like Alt on others.
  const isTyped = event.getModifierState("AltGraph") || (event.altKey && !event.ctrlKey && "[]".includes(event.key));
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isTyped) return;
  if (event.key === "/" && !typing) {
    document.getElementById("find").focus();
    event.preventDefault();
  } else if ((event.key === "[" || event.key === "]") && !typing) {
    const address = event.key === "[" ? main().dataset.before : main().dataset.after;
    if (address) show(new URL(address, location.href).href);
    event.preventDefault();
  } else if (event.key === "F2") {
    const repair = document.querySelector(".repair");
    if (repair) {
      event.preventDefault();
      repair.click();
    }
  } else if (event.target.closest(".picture a")) {
    along(event);
  }
});

// A picture is one stop of the tab key; arrows go along its lanes, each with its name first, and from bar to bar between
// them. There are two drawings, of which one is shown.
const drawings = () => [...document.querySelectorAll(".picture svg.tempodb")];
const links = (drawing) => [...drawing.querySelectorAll("a[href]")];
const isBar = (link) => link.dataset.rows !== undefined;
const bars = (drawing) => links(drawing).filter(isBar);
const chosen = (drawing) => drawing.querySelector("a[aria-current=true]");

function dress() {
  for (const drawing of drawings()) {
    const all = links(drawing);
    const first = chosen(drawing) || bars(drawing)[0] || all[0];
    for (const link of all) link.setAttribute("tabindex", link === first ? "0" : "-1");
  }
}

// Within so many pixels things are of one lane.
const SAME_LANE = 6;

function along(event) {
  const here = event.target.closest("a");
  const middle = (bar) => { const box = bar.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
  const found = links(here.closest("svg")).map((link) => [link, ...middle(link)]);
  const all = found.sort((one, two) => (Math.abs(one[2] - two[2]) < SAME_LANE ? one[1] - two[1] : one[2] - two[2])).map(([link]) => link);
  const place = all.indexOf(here);
  let next = null;
  if (event.key === "ArrowRight") next = all[place + 1];
  else if (event.key === "ArrowLeft") next = all[place - 1];
  else if (event.key === "Home") next = all[0];
  else if (event.key === "End") next = all[all.length - 1];
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const down = event.key === "ArrowDown";
    const [x, y] = middle(here);
    const lanes = found.filter(([link, , other]) => isBar(link) === isBar(here) && (down ? other > y + 2 : other < y - 2));
    const nearest = down ? Math.min(...lanes.map((one) => one[2])) : Math.max(...lanes.map((one) => one[2]));
    const row = lanes.filter((one) => Math.abs(one[2] - nearest) < 2).sort((one, two) => Math.abs(one[1] - x) - Math.abs(two[1] - x));
    next = row.length ? row[0][0] : null;
  } else if (event.key === " ") {
    here.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    event.preventDefault();
    return;
  } else return;
  event.preventDefault();
  if (!next) return;
  here.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

// ── names and words, offered while somebody types ──

function offering(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let place = -1;
  let turn = 0;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    place = -1;
  };
  const choose = (number) => {
    place = number;
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    if (place >= 0) input.setAttribute("aria-activedescendant", list.children[place].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (one) => {
    if (one.dataset.path) {
      const to = new URL(one.dataset.path, location.origin);
      for (const name of ["as-of", "known-at"]) {
        const kept = new URL(location.href).searchParams.get(name);
        if (kept) to.searchParams.set(name, kept);
      }
      location.assign(to.href);
    } else {
      input.value = one.dataset.text;
      close();
      input.focus();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const offer = async () => {
    const mine = ++turn;
    const typed = input.value;
    const from = input.dataset.names || input.dataset.words;
    if (!typed.trim()) return close();
    let offered;
    try {
      const answer = await fetch(`${from}?q=${encodeURIComponent(typed)}`);
      if (!answer.ok) return;
      offered = await answer.json();
    } catch {
      return;
    }
    if (mine !== turn || document.activeElement !== input) return;
    list.replaceChildren(...offered.map((one, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      if (one.path) item.dataset.path = one.path;
      else item.dataset.text = one.text;
      item.append(one.name || one.shown);
      const kind = document.createElement("span");
      kind.textContent = one.kind;
      item.append(kind);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    place = -1;
    list.hidden = !offered.length;
    input.setAttribute("aria-expanded", String(!!offered.length));
  };
  input.addEventListener("input", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const many = list.children.length;
    if (event.key === "ArrowDown") choose((place + 1) % many);
    else if (event.key === "ArrowUp") choose((place - 1 + many) % many);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && place >= 0) take(list.children[place]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

const offered = new WeakSet();
document.addEventListener("focusin", (event) => {
  const input = event.target;
  if (!input.matches?.("[role=combobox]") || offered.has(input)) return;
  offered.add(input);
  offering(input);
});

dress();
