import { describe, expect, it } from "vitest";
import { table } from "../../../src/index.js";
import { codeOf } from "../code-of.js";

const people = () =>
  table([
    { id: 2, name: "bob", age: 30 },
    { id: 1, name: "ada", age: null },
    { id: 3, name: "cyd", age: 25 },
  ]);

describe("sortBy", () => {
  it("sorts stably with missing values last in either direction", () => {
    expect(people().sortBy("age").column("name").toArray()).toEqual(["cyd", "bob", "ada"]);
    expect(people().sortBy({ column: "age", descending: true }).column("name").toArray()).toEqual([
      "bob",
      "cyd",
      "ada",
    ]);
    expect(
      table({ k: ["b", "a", "b", "a"], i: [0, 1, 2, 3] })
        .sortBy("k")
        .column("i")
        .toArray(),
    ).toEqual([1, 3, 0, 2]);
    expect(
      table({ k: [1, 1, 0], j: ["b", "a", "z"] })
        .sortBy("k", "j")
        .column("j")
        .toArray(),
    ).toEqual(["z", "a", "b"]);
    expect(codeOf(() => people().sortBy({ column: "age", desc: true } as never))).toBe("invalid-option");
    expect(codeOf(() => people().sortBy(null as never))).toBe("invalid-option");
    expect(codeOf(() => people().sortBy("ago" as never))).toBe("unknown-column");
  });
});
