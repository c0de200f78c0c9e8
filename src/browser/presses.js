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

/** Keeps them from everybody, for as long as the page lives. */
export function guard() {
  for (const name of ["mousedown", "mouseup", "click", "dblclick"]) addEventListener(name, stray, true);
}

// Keys that are pressed while a screen is on its way are meant for that.
const PATIENCE = 10_000;
let held = null, timer = 0;

function hold(event) {
  if (event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === "Escape") release(false);
  else held.push(event);
}

/** Keeps what is pressed from now on; Escape, and ten seconds, let go of it. */
export function keep() {
  if (held) return;
  held = [];
  addEventListener("keydown", hold, true);
  timer = setTimeout(release, PATIENCE, false);
}

/** Presses it where the focus is now, or forgets it. */
export function release(press) {
  clearTimeout(timer);
  removeEventListener("keydown", hold, true);
  const keys = held ?? [];
  held = null;
  if (!press) return;
  for (const key of keys) {
    const at = document.activeElement ?? document.body, letter = key.key.length === 1 && !key.ctrlKey && !key.metaKey && !key.altKey;
    if (letter && at.matches("input, textarea")) document.execCommand("insertText", false, key.key);
    else at.dispatchEvent(new KeyboardEvent("keydown", key));
  }
}
