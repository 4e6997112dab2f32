import { describe, expect, it } from "vitest";
import { table } from "../../../src/index.js";
import { codeOf } from "../code-of.js";

const people = () =>
  table([
    { id: 2, name: "bob", age: 30 },
    { id: 1, name: "ada", age: null },
    { id: 3, name: "cyd", age: 25 },
  ]);

describe("join", () => {
  it("joins by keys: every row of the left, missing where there is no match", () => {
    const cities = table({ id: [1, 3, 3, 9], city: ["Rome", "Oslo", "Bern", "Lima"] });
    expect(people().join(cities, { on: "id" }).select("name", "city").toRows()).toEqual([
      { name: "bob", city: null },
      { name: "ada", city: "Rome" },
      { name: "cyd", city: "Oslo" },
      { name: "cyd", city: "Bern" },
    ]);
    expect(people().join(cities, { on: "id", how: "inner" }).numRows).toBe(3);
  });

  it("joins by several keys and by text, and never matches a missing key", () => {
    const left = table({ a: ["x", "x", null], b: [1, 2, 1], l: [10, 20, 30] });
    const right = table({ a: ["x", null, "x"], b: [2, 1, 3], r: [7, 8, 9] });
    expect(
      left
        .join(right, { on: ["a", "b"] })
        .column("r")
        .toArray(),
    ).toEqual([null, 7, null]);
  });

  it("refuses to join keys of different types or to double a column", () => {
    expect(codeOf(() => people().join(table({ id: ["1"] }), { on: "id" }))).toBe("column-type");
    expect(codeOf(() => people().join(table({ id: [1], name: ["x"] }), { on: "id" }))).toBe("duplicate-column");
    expect(codeOf(() => people().join(table({ id: [1] }), { on: "nothing" }))).toBe("unknown-column");
    for (const options of [
      undefined,
      {},
      { on: [] },
      { on: 1 },
      { on: "id", hwo: "inner" },
      { on: "id", how: "outer" },
    ]) {
      expect(codeOf(() => people().join(table({ id: [1] }), options as never))).toBe("invalid-option");
    }
    expect(codeOf(() => people().join([{ id: 1 }] as never, { on: "id" }))).toBe("unsupported-input");
  });

  it("joins by dates and by true and false, and finds no match where a key is missing throughout", () => {
    const left = table([
      { day: new Date(0), flag: true },
      { day: new Date(5), flag: null },
    ]);
    expect(
      left
        .join(table([{ day: new Date(5), n: 1 }]), { on: "day" })
        .column("n")
        .toArray(),
    ).toEqual([null, 1]);
    expect(
      left
        .join(table({ flag: [false, true], n: [1, 2] }), { on: "flag" })
        .column("n")
        .toArray(),
    ).toEqual([2, null]);
    const unknown = table({ day: [null, null], flag: [null, null], n: [1, 2] });
    expect(left.join(unknown.select("flag", "n"), { on: "flag" }).column("n").toArray()).toEqual([null, null]);
    expect(unknown.select("day").join(left, { on: "day" }).column("flag").toArray()).toEqual([null, null]);
  });
});
