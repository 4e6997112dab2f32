import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { greatest } from "../../../src/numeric/arrays/greatest.js";

describe("greatest", () => {
  it("gives the places that a stable sort puts first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.nat(12), (values, count) => {
        const places = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
        const expected = places.slice(0, count).sort((a, b) => a - b);
        expect(greatest(Float64Array.from(values), count)).toEqual(expected);
      }),
    );
  });
});
