import { expect, test } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import * as satisfaction from "../../src/satisfaction/index.js";

/** Values of every kind, among them options with wrong contents. */
const values: readonly unknown[] = [
  null,
  0,
  Number.NaN,
  "x",
  [],
  {},
  [[]],
  [null],
  [1, 2],
  [[1, 2], [3]],
  { a: 1 },
  { a: [1, 2] },
  { a: ["x", "y"] },
  { a: [1, 2], b: [2, 1] },
  [{ a: 1 }, { a: null }],
  () => 1,
  new Date(Number.NaN),
  new Map(),
  10n,
  true,
  { name: "a" },
  { name: "t", children: [{ name: "a" }, { name: "b" }] },
  Object.create(null),
  { satisfaction: "a", loyalty: "b", cuts: [1, 2] },
  { satisfaction: null, loyalty: 3, cuts: [1, 2] },
  { satisfaction: { column: "a" }, loyalty: { column: 4, scale: { likert: 5 } }, cuts: [1, 2] },
  { satisfaction: "a", outcome: "b", controls: "c" },
  { cause: "a", received: "a", returned: {} },
  { qualityGivenPrice: "a", priceGivenQuality: "b", itemWeights: ["0.5", "0.5"] },
  { against: { group: {} } },
  { margin: "0.1" },
  { threshold: 1, weights: {} },
  { items: null },
  { by: {}, weights: {}, period: 3 },
  { weights: "a", scale: null },
  { scale: { likert: "5" } },
];

const functions = Object.entries(satisfaction as Readonly<Record<string, unknown>>).filter(
  (entry): entry is [string, (...given: never[]) => unknown] => typeof entry[1] === "function",
);

test.each(functions)("%s answers or refuses in its own words, whatever it is given", (name, call) => {
  const options = values.filter((value) => value !== null);
  const takesThree = name === "weightedIndex" || name === "weightSensitivity";
  for (const first of name === "surveySampleSize" ? options : values) {
    for (const second of takesThree ? values : options) {
      for (const third of takesThree ? options : [undefined]) {
        try {
          call(...([first, second, third] as never[]));
        } catch (error) {
          expect(error, String(error)).toBeInstanceOf(ClienteleError);
        }
      }
    }
  }
});
