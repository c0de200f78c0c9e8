// The server of a folder: what is there, what is not, and addresses that are none.
import assert from "node:assert/strict";
import { request } from "node:http";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../scripts/serve.mjs";

const docs = join(dirname(fileURLToPath(import.meta.url)), "../docs");

/** The status for an address as it is written: `fetch` would mend it. */
const status = (url, path) => new Promise((resolve, reject) => {
  request(new URL(url), { path }, (response) => { response.resume(); resolve(response.statusCode); }).once("error", reject).end();
});

test("an address that is none is answered, and the server goes on", async () => {
  const { url, stop } = await serve(docs);
  try {
    for (const path of ["/%", "/%E3%81", "//", "/files.md?%"]) {
      assert.equal(await status(url, path), path.includes("?") ? 200 : 400, path);
    }
    for (const path of ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/none", "/%00"]) assert.equal(await status(url, path), 404, path);
    assert.equal(await status(url, "/files.md"), 200);
  } finally {
    stop();
  }
});
