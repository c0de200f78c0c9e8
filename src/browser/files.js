/** SHA-256 of bytes as hex, by the browser, which copies them now; nothing where it offers none (an insecure address). */
export function sha256(bytes) {
  return globalThis.crypto?.subtle?.digest("SHA-256", bytes)
    .then((d) => Array.from(new Uint8Array(d), (b) => b.toString(16).padStart(2, "0")).join(""));
}

/** A text as a file. */
export const ofText = (text, name) => new File([text], name, { type: "text/plain" });
