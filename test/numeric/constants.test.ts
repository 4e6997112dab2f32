import { describe, expect, it } from "vitest";
import { constantTables } from "../../scripts/constants/tables.js";
import * as gaussKronrod from "../../src/numeric/integration/gauss-kronrod.js";
import * as digamma from "../../src/numeric/special-functions/digamma-series.js";
import * as logGamma from "../../src/numeric/special-functions/log-gamma-series.js";
import * as scaledErfc from "../../src/numeric/special-functions/scaled-erfc-series.js";
import * as temme from "../../src/numeric/special-functions/temme-coefficients.js";

describe("tables of constants", () => {
  it("hold the doubles nearest to the numbers that their script computes with 110 digits", () => {
    const inSource = { ...gaussKronrod, ...digamma, ...logGamma, ...scaledErfc, ...temme };
    const computed = Object.fromEntries(
      constantTables().flatMap(({ constants }) => constants.map(({ name, value }) => [name, value])),
    );
    const plain = Object.entries(inSource).map(([name, value]) => [name, asLists(value)]);
    expect(Object.fromEntries(plain)).toEqual(computed);
  });
});

function asLists(value: number | Float64Array | Float64Array[]): unknown {
  if (typeof value === "number") return value;
  return value instanceof Float64Array ? [...value] : value.map((list) => [...list]);
}
