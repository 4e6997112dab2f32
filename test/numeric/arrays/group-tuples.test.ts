import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupTuples } from "../../../src/numeric/arrays/group-tuples.js";

describe("groupTuples", () => {
  it("numbers groups in the order of their first rows", () => {
    const groups = groupTuples([Float64Array.of(2, 1, 2, 1, 3), Float64Array.of(5, 5, 5, 6, 5)]);
    expect([...groups.group]).toEqual([0, 1, 0, 2, 3]);
    expect([...groups.representative]).toEqual([0, 1, 3, 4]);
    expect([...groups.count]).toEqual([2, 1, 1, 1]);
  });

  it("sums given counts", () => {
    const groups = groupTuples([Float64Array.of(1, 1, 2)], Float64Array.of(10, 5, 7));
    expect([...groups.count]).toEqual([15, 7]);
  });

  it("takes 0 and −0, and any two missing values, as equal", () => {
    const groups = groupTuples([Float64Array.of(0, -0, Number.NaN, -Number.NaN, Infinity)]);
    expect([...groups.group]).toEqual([0, 0, 1, 1, 2]);
  });

  it("has no groups for no rows", () => {
    expect(groupTuples([new Float64Array(0)]).count).toHaveLength(0);
    expect(groupTuples([]).count).toHaveLength(0);
  });

  it("agrees with grouping by text, whatever the rows", () => {
    const cell = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 200 }), (rows) => {
        const { group, representative } = groupTuples([
          Float64Array.from(rows, (row) => row[0]),
          Float64Array.from(rows, (row) => row[1]),
        ]);
        const seen = new Map<string, number>();
        const expected = rows.map(([a, b]) => {
          const key = `${a + 0}|${b + 0}`;
          if (!seen.has(key)) seen.set(key, seen.size);
          return seen.get(key);
        });
        expect([...group]).toEqual(expected);
        expect(representative).toHaveLength(seen.size);
      }),
    );
  });

  it("keeps a hundred thousand distinct rows apart, also in views of a larger buffer", () => {
    const buffer = new Float64Array(200_001);
    for (let i = 0; i < buffer.length; i++) buffer[i] = Math.floor(i / 2) / 7;
    const { count, group } = groupTuples([buffer.subarray(1)]);
    expect(count).toHaveLength(100_001);
    expect(group[199_999]).toBe(100_000);
  });
});
