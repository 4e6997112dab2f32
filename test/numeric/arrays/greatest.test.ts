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

  it("does so for many values too, however they lie: tied, rising, falling, or large where no sample looks", () => {
    const lengths = [1023, 1024, 1500, 5000];
    const shapes: ((i: number, length: number) => number)[] = [
      (i) => (i * 7919) % 101,
      (i) => i,
      (i, length) => length - i,
      () => 0,
      (i) => (i % 40 === 1 ? 1000 + i : 0),
      (i, length) => (i >= length - 50 ? i : 0),
    ];
    for (const length of lengths) {
      for (const shape of shapes) {
        const values = Float64Array.from({ length }, (_, i) => shape(i, length));
        const places = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
        for (const count of [1, 80, 200, length - 1]) {
          expect(greatest(values, count)).toEqual(places.slice(0, count).sort((a, b) => a - b));
        }
      }
    }
  });
});
