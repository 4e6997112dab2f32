import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../../src/index.js";
import { encodeKeys, findColumn, keyColumn } from "../../../src/table/index.js";

describe("ids as codes", () => {
  const codes = (id: ArrayLike<unknown>) =>
    Array.from(encodeKeys(findColumn("f", table({ id: id as unknown[] }), "id")).codes);

  it("numbers ids in the order of first appearance", () => {
    expect(codes(["b", "a", "b", "c"])).toEqual([0, 1, 0, 2]);
    expect(codes([9, -4, 9, 0])).toEqual([0, 1, 0, 2]);
    expect(codes([true, false, true])).toEqual([0, 1, 0]);
  });

  it("counts blank text as missing", () => {
    expect(codes(["x", "", "  ", null, "x"])).toEqual([0, -1, -1, -1, 0]);
  });

  it("takes 0 and −0 for one id, and numbers far apart or broken for different ones", () => {
    expect(codes([0, -0, 1e300, 0.1, 0.1, 1e300])).toEqual([0, 0, 1, 2, 2, 1]);
  });

  it("agrees with a Map for any ids", () => {
    const ids = fc.array(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ noNaN: true }), fc.maxSafeInteger()), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(ids, (values) => {
        const known = new Map<number, number>();
        const expected = values.map((value) => {
          const code = known.get(value) ?? known.size;
          known.set(value, code);
          return code;
        });
        expect(codes(values)).toEqual(expected);
      }),
    );
  });

  it("grows past its first size", () => {
    const ids = Float64Array.from({ length: 50_000 }, (_, i) => i * 1e9 + 0.5);
    const { count, labels } = encodeKeys(findColumn("f", table({ id: ids }), "id"));
    expect(count).toBe(50_000);
    expect(labels.at(49_999)).toBe(ids[49_999]);
  });

  it("names the row of a missing id", () => {
    expect(() => keyColumn("f", table({ id: ["a", ""] }), "id")).toThrow('f: column "id", row 2: the value is missing');
  });
});
