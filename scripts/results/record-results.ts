import { createHash, type Hash } from "node:crypto";
import { appendFileSync } from "node:fs";
import { basename } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, chai, expect } from "vitest";

/**
 * Set-up file of `vitest.results.config.ts`: writes one line a test, with a hash over the bits of every value that the
 * test looks at, so that two states of the code can be compared result by result (`npm run results`, then
 * `compare-results.ts`). Only what is expected *of* is hashed, never the expectation itself.
 */
const output = process.env["RESULTS_FILE"];
if (output === undefined) throw new Error("RESULTS_FILE names the file to write");

// Property tests draw the same cases every time.
fc.configureGlobal({ seed: 1 });

/** What is recorded of the test that runs. */
interface Recording {
  hash: Hash;
  values: number;
}

// Where test files share a worker, each loads this file anew, but chai is wrapped once.
const shared = globalThis as { clienteleRecording?: Recording };
const wrapped = shared.clienteleRecording !== undefined;
shared.clienteleRecording ??= { hash: createHash("sha256"), values: 0 };
const recording = shared.clienteleRecording;

beforeEach(() => {
  recording.hash = createHash("sha256");
  recording.values = 0;
});

afterEach(() => {
  const { currentTestName, testPath } = expect.getState();
  const line = {
    file: basename(testPath ?? ""),
    test: currentTestName,
    values: recording.values,
    hash: recording.hash.digest("hex"),
  };
  appendFileSync(output, `${JSON.stringify(line)}\n`);
});

chai.use((library, { flag }) => {
  if (wrapped) return;
  const prototype = library.Assertion.prototype as object as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (!/^to[A-Z]/.test(name)) continue;
    const check = prototype[name];
    if (typeof check !== "function") continue;
    prototype[name] = function (this: object, ...expected: unknown[]): unknown {
      recording.values++;
      add(flag(this, "object"), new Set());
      return check.apply(this, expected);
    };
  }
});

const bits = new DataView(new ArrayBuffer(8));

/** Adds a value to the hash of the test: numbers by their bits, objects by their sorted keys. */
function add(value: unknown, within: Set<unknown>): void {
  if (typeof value === "number") {
    bits.setFloat64(0, value);
    recording.hash.update(`n${Number.isNaN(value) ? "NaN" : bits.getBigUint64(0).toString(16)}`);
  } else if (typeof value === "function") {
    recording.hash.update("function");
  } else if (typeof value !== "object" || value === null) {
    recording.hash.update(`${typeof value}:${String(value)};`);
  } else if (within.has(value)) {
    recording.hash.update("circle");
  } else if (value instanceof Promise) {
    recording.hash.update("promise");
  } else if (value instanceof Date) {
    add(value.getTime(), within);
  } else if (value instanceof Error) {
    recording.hash.update(`error:${value.message};`);
  } else if (ArrayBuffer.isView(value)) {
    recording.hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else {
    within.add(value);
    addParts(value, within);
    within.delete(value);
  }
}

function addParts(value: object, within: Set<unknown>): void {
  if (Array.isArray(value) || value instanceof Set || value instanceof Map) {
    recording.hash.update("[");
    for (const part of value) add(part, within);
    recording.hash.update("]");
    return;
  }
  recording.hash.update("{");
  for (const key of Object.keys(value).sort()) {
    recording.hash.update(`${key}:`);
    add((value as Record<string, unknown>)[key], within);
  }
  recording.hash.update("}");
}
