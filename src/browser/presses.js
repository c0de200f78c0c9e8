// Presses that would arrive where they were not meant.

// The second half of a double click on a button lies on what is there by then: on the text below a dialog that has
// closed, on a dialog that has opened. Besides what a person thinks of that, a selection that begins so, and is taken
// away by the next press after scrolling, stops Chromium 156.
let first = null;
const layer = (at) => at.closest("dialog, [popover]");

function stray(event) {
  const at = event.target;
  if (!at.closest) return;
  if (event.type === "mousedown" && event.detail === 1) first = at.closest("button");
  if (event.detail < 2 || !first) return;
  const elsewhere = !first.contains(at) && (!at.closest("button") || layer(first) !== layer(at));
  // What is done twice by one double click, and need not be.
  const again = event.type === "click" && at.closest("[data-once]");
  if (elsewhere || again) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

// Whoever drags over words slips off the text beside it. What lies there stands elsewhere among the nodes, and Chromium
// selects all between, after any listener to the mouse: the end is put back into the line that was left.
const NAME = ".speech--long > .speech__label";
let text = null, left = null;

function pressed(event) {
  text = event.button === 0 ? event.target.closest?.(".document__text") ?? null : null;
  left = null;
}

function slips({ buttons, clientX, clientY, target }) {
  if (!text || !(buttons & 1)) return void (text = left = null);
  left = null;
  const main = text.closest("main");
  // A name that stays at the top lies on words that stand far below it among the nodes.
  if (main.contains(target) && !target.closest(NAME)) return;
  const words = text.getBoundingClientRect(), view = main.getBoundingClientRect();
  const within = (at, from, to) => Math.min(Math.max(at, from + 2), to - 2);
  const x = within(clientX, words.left, words.right);
  let y = within(clientY, view.top, view.bottom);
  const over = () => document.elementFromPoint(x, y)?.closest(NAME);
  for (let name; (name = over()) && y < view.bottom;) y = name.getBoundingClientRect().bottom + 1;
  const at = document.caretPositionFromPoint?.(x, y);
  if (at && text.contains(at.offsetNode)) left = at;
}

function putBack() {
  const selection = getSelection();
  if (!left || !text?.contains(selection.anchorNode)) return;
  if (selection.focusNode !== left.offsetNode || selection.focusOffset !== left.offset) selection.extend(left.offsetNode, left.offset);
}

/** The keys may go on from there. */
function released() {
  putBack();
  text = left = null;
}

/** Keeps them from everybody, for as long as the page lives. */
export function guard() {
  addEventListener("mousedown", pressed, true);
  addEventListener("mousemove", slips, true);
  document.addEventListener("selectionchange", putBack);
  addEventListener("mouseup", released, true);
  for (const name of ["mousedown", "mouseup", "click", "dblclick"]) addEventListener(name, stray, true);
}

// Keys that are pressed while a screen is on its way are meant for that.
const PATIENCE = 10_000;
let held = null, timer = 0, unwanted = false;

function hold(event) {
  // The browser keeps its own keys, and an input method what it composes.
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  unwanted = event.key === "Escape";
  if (unwanted) forget();
  else held.push(event);
}

/** Whether somebody still wants what they asked for: Escape says no before it is there. */
export const wanted = () => !unwanted;

const forget = () => release(false);

/** Keeps what is pressed from now on; Escape, a click and ten seconds let go of it. */
export function keep() {
  if (held) return;
  held = [], unwanted = false;
  addEventListener("keydown", hold, true);
  addEventListener("mousedown", forget, true);
  timer = setTimeout(forget, PATIENCE);
}

/** Presses it where the focus is now, or forgets it. */
export function release(press) {
  clearTimeout(timer);
  removeEventListener("keydown", hold, true);
  removeEventListener("mousedown", forget, true);
  const keys = held ?? [];
  held = null;
  if (!press) return;
  for (const key of keys) {
    const at = document.activeElement ?? document.body, types = at.matches("input, textarea");
    if (types && key.key.length === 1) document.execCommand("insertText", false, key.key);
    else if (types && key.key === "Backspace") document.execCommand("delete");
    else at.dispatchEvent(new KeyboardEvent("keydown", key));
  }
}

// The way back of a phone, its button or gesture, is for what lies on the text before it leaves the page. Dialogs and
// menus are closed so by the browser itself; where it has no such thing, the way back leaves the page as ever.
let watcher = null;

/** Calls `close` when somebody wants back; without it, nothing waits for that any more. */
export function back(close) {
  watcher?.destroy();
  watcher = close && globalThis.CloseWatcher ? new CloseWatcher() : null;
  watcher?.addEventListener("close", close, { once: true });
}
