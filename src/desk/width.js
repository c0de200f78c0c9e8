// Tells when the lines of the text have another width, as when a sheet comes up beside it on a low screen.

let seen, observer;

/** Watches the text that is there now; `tell` is called after its width has changed. */
export function follow(tell) {
  const text = document.querySelector(".document__text");
  if (!text || text === seen) return;
  observer?.disconnect();
  seen = text;
  let width;
  observer = new ResizeObserver(([entry]) => {
    const now = entry.contentRect.width;
    // Nothing is seen of it while another view is open.
    if (width !== undefined && now && now !== width) requestAnimationFrame(tell);
    width = now || width;
  });
  observer.observe(text);
}
