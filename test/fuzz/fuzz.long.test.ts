import { expect, it } from "vitest";
import { runFuzz } from "./run-fuzz.js";

it.each([11, 12])(
  "every public function answers with finite numbers or refuses in its own name, with seed %i",
  async (seed) => {
    const { faults, withoutSample } = await runFuzz({ seed, millisecondsPerFunction: 200 });
    expect(faults).toEqual([]);
    expect(withoutSample).toEqual([]);
  },
);
