import { describe, expect, it } from "vitest";
import { runFuzz } from "./run-fuzz.js";

describe("every public function, called with bad arguments", async () => {
  const { faults, functions, calls, withoutSample } = await runFuzz({ seed: 1, millisecondsPerFunction: 20 });

  it("answers with finite numbers or refuses in its own name, within 2 s of CPU time", () => {
    expect(calls).toBeGreaterThan(5 * functions);
    expect(faults).toEqual([]);
  });

  it("is known by a valid call (add one to test/fuzz/samples.ts, or an entry to test/conformance/entries)", () => {
    expect(withoutSample).toEqual([]);
  });
});
