// Lists and panels are drawn anew where they change, and buttons go out of use. The browser then gives the keys to
// nobody; here they go to what stands in the place of what had them, or to the text.

const ABLE = "button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";
const AREA = "dialog, section, nav, .side, .report, .filter, .toolbar, .views, .menu__list, .alerts, .repair";

const able = (box) => [...box.querySelectorAll(ABLE)].filter((e) => e.checkVisibility());
const called = (e) => [e.tagName, e.id, e.className, e.getAttribute("aria-label") ?? e.textContent.slice(0, 60)].join("\n");

/** What has the keys, what it is called, and around it, from the inside out, each with the place among what is in it. */
let held = null;

function remember(element) {
  const area = element.closest(AREA);
  // A command from the list of commands shows another view: the text that has the keys goes out of sight.
  if (element.tagName === "MAIN") return void (held = { element, name: "", around: [] });
  if (!area || element === area) return void (held = null);
  const around = [];
  for (let box = element.parentElement; box; box = box === area ? null : box.parentElement) {
    around.push([box, able(box).indexOf(element)]);
  }
  held = { element, name: called(element), around };
}

const writes = (e) => e.matches("textarea, input:not([type=checkbox], [type=radio])");

const gone = (e) => !e.isConnected || e.disabled || !e.checkVisibility();

function heir() {
  for (const [box, place] of held.around) {
    const list = box.isConnected ? able(box) : [];
    const same = list.find((e) => called(e) === held.name);
    // Nobody goes on writing in a field that says something else: another tab has deleted the theme it spoke of.
    if (same && writes(same) && same.value !== held.element.value) break;
    if (same ?? list.length) return same ?? list[Math.min(Math.max(place, 0), list.length - 1)];
  }
  return document.querySelector("dialog[open]") ?? document.querySelector("main:not([hidden])");
}

/** Looks whether the keys have been lost, and gives them on. */
export function hold() {
  if (!held || !gone(held.element)) return;
  const now = document.activeElement;
  if (now && now !== document.body && now.tagName !== "DIALOG" && now !== held.element) return void (held = null);
  const next = heir();
  held = null;
  next?.focus({ preventScroll: next.tagName === "MAIN" });
}

/** Watches over them as long as the page lives. */
export function watch() {
  addEventListener("focusin", (e) => remember(e.target));
  // What is pressed is drawn in one of the next frames.
  const soon = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(hold)));
  for (const kind of ["click", "keydown", "change"]) addEventListener(kind, soon, true);
  // A key between two frames, while a dialog's buttons are drawn anew, is for what stands there now.
  addEventListener("keydown", (e) => {
    if (e.target !== document.body || !held || !gone(held.element) || !document.querySelector("dialog[open]")) return;
    hold();
    const now = document.activeElement;
    if (!now?.closest("dialog[open]")) return;
    e.stopImmediatePropagation();
    if (!now.dispatchEvent(new KeyboardEvent(e.type, e))) e.preventDefault();
  }, true);
  if (document.activeElement) remember(document.activeElement);
  // Enter on a button is a click, too, and says that nothing was pointed at.
  addEventListener("click", (e) => { pointed = e.detail > 0; }, true);
  addEventListener("keydown", () => { pointed = false; }, true);
  // In the outline arrows go from line to line.
  addEventListener("keydown", (e) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key], box = by && e.target.closest?.("#outline");
    if (!box || e.altKey || e.ctrlKey || e.metaKey) return;
    const list = able(box);
    e.preventDefault();
    list[list.indexOf(e.target) + by]?.focus();
  });
}

/** Whether what was pressed last was pressed with a pointer. */
let pointed = false;

/** The button that opened a screen, for those who go by keys alone. */
let opener = null;

/** Where somebody was writing before a screen was shown over it. */
let left = null;

/** Remembers what has the keys. */
export function leave() {
  const element = document.activeElement, { selectionStart: from, selectionEnd: to, value } = element ?? {};
  left = from == null ? null : { element, from, to, value };
  opener = !pointed && element?.matches("button") ? element : null;
}

/** Tells whether the browser gave the keys back to the button from which somebody came by keys. */
export const onOpener = () => opener !== null && document.activeElement === opener;

/** Tells whether somebody can write on: Chromium 156 gives the keys back to the field, but not the caret. */
export function giveBack() {
  const { element, from, to, value } = left ?? {};
  left = null;
  if (!element || document.activeElement !== element) return false;
  // Whoever writes on already has the caret behind what they wrote.
  if (element.value === value) element.setSelectionRange(from, to);
  return true;
}
