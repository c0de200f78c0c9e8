// The page's second program: what is not needed to open, read and tag. It is loaded when it is first wanted, or in an
// idle moment, and told of everything that changes. If it fails, it is loaded anew the next time.
import { styled } from "./document.js";

let desk = null, loading = null, tries = 0;
const PROGRAM = "./fusen-desk.js", SHEET = "./desk.css";  // named by their content in the released page

/** Loads it; what it asks of the page goes to `host(kind, value)`. Resolves to whether it has just come. */
export async function load(host) {
  if (desk) return false;
  const first = !loading;
  // A module that could not be fetched, or has failed, is remembered under its address.
  loading ??= Promise.all([import(`${PROGRAM}?${tries++}`), styled(SHEET, (link) => document.head.append(link))]).then(async ([module]) => {
    await module.default();
    module.begin(host);
    desk = module;
  });
  try {
    await loading;
  } catch (error) {
    loading = null;
    throw error;
  }
  return first;
}

/** Shows it a document as it was parsed. */
export function show(fingerprint, minutes) {
  try {
    desk?.show(fingerprint, minutes);
  } catch {
    desk = loading = null;
  }
}

/** Tells it something; `false` when it is not there. */
export function tell(kind, value) {
  if (!desk) return false;
  try {
    desk.tell(kind, value);
    return true;
  } catch {
    desk = loading = null;
    return false;
  }
}

export const loaded = () => desk !== null;
