import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookAlikes } from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { table } from "../../../src/table/index.js";
import { meanOf } from "../cuts-oracle.js";
import { shop } from "../simulated-shop.js";

describe("lookAlikes", () => {
  const customers = shop(600, 4);
  const fans = customers.customer.filter((_, row) => customers.fan[row]);
  const options = {
    customer: "customer",
    features: { orders: "log", attitude: "zscore" },
    good: fans.slice(0, 40),
  } as const;
  const alike = lookAlikes(customers, { ...options, top: 50 });

  it("finds customers of the same kind, nearest first, none of them good already", () => {
    const ids = alike.column("customer").toArray() as string[];
    expect(ids.length).toBe(50);
    for (const id of ids) expect(fans.slice(40)).toContain(id);
    const distances = alike.column("distance").toArray() as number[];
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(alike.column("fit").at(0)).toBe(1);
    expect(alike.good).toBe(40);
  });

  it("has distances that are those of a search through all, explained to the last bit of them", () => {
    const logs = customers.orders.map(Math.log);
    const z = (values: number[]) => {
      const center = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length);
      return values.map((value) => (value - center) / spread);
    };
    const [x, y] = [z(logs), z(customers.attitude)];
    const good = options.good.map((id) => customers.customer.indexOf(id));
    for (const { customer, distance } of alike.toRows().slice(0, 10)) {
      const row = customers.customer.indexOf(String(customer));
      const squared = good.map((g) => (x[row]! - x[g]!) ** 2 + (y[row]! - y[g]!) ** 2).sort((a, b) => a - b);
      expect(distance).toBeCloseTo(Math.sqrt(squared.slice(0, 5).reduce((sum, value) => sum + value, 0) / 5), 10);
      const reasons = alike.explanations.toRows().filter((reason) => reason.customer === customer);
      expect(reasons.reduce((sum, reason) => sum + reason.contribution!, 0)).toBeCloseTo(distance! ** 2, 12);
      expect(reasons.find((reason) => reason.feature === "orders")!.value).toBeCloseTo(customers.orders[row]!, 9);
    }
  });

  it("takes flags as well as ids, and numbers rows without ids", () => {
    const good = customers.customer.map((id) => options.good.includes(id));
    expect(lookAlikes(customers, { ...options, good, top: 50 }).toRows()).toEqual(alike.toRows());
    const unnamed = lookAlikes(customers, { features: options.features, good: Uint8Array.from(good, Number), top: 50 });
    const rows = alike
      .column("customer")
      .toArray()
      .map((id) => customers.customer.indexOf(String(id)) + 1);
    expect(unnamed.column("customer").toArray()).toEqual(rows);
    expect(
      lookAlikes(customers, { ...options, good: fans.slice(0, 1) })
        .column("fit")
        .at(0),
    ).toBeNull();
  });

  it.each([
    [{ ...options, good: ["nobody"] }, "out-of-range"],
    [{ ...options, good: [] }, "too-few-rows"],
    [{ ...options, good: customers.customer }, "too-few-rows"],
    [{ features: ["orders"], good: [true] }, "length-mismatch"],
    [{ features: ["orders"], good: customers.orders.map(() => 2) }, "invalid-option"],
    [{ features: ["orders"], good: 5 }, "invalid-option"],
    [{ ...options, top: 0 }, "invalid-option"],
    [{ ...options, best: 3 }, "invalid-option"],
  ])("refuses bad options (%#)", (bad, code) => {
    expect(() => lookAlikes(customers, bad as never)).toThrow(expect.objectContaining({ code }));
  });

  it("is a search through all pairs, with parts that add up to the squared distance, for any data", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        (seed, columns, neighbors, ties) => {
          const random = createRandom(seed);
          const rows = 60;
          const names = Array.from({ length: columns }, (_, f) => `x${f}`);
          const data = names.map(() =>
            Array.from({ length: rows }, () => (ties ? random.integer(3) : random.normal())),
          );
          const good = Array.from({ length: rows }, (_, row) => row === 0 || (row > 1 && random.uniform() < 0.5));
          const found = lookAlikes(Object.fromEntries(names.map((name, f) => [name, data[f]!])), {
            features: Object.fromEntries(names.map((name) => [name, "none"] as const)),
            good,
            neighbors,
          });
          const squaredTo = (a: number, b: number) => data.reduce((sum, x) => sum + (x[a]! - x[b]!) ** 2, 0);
          const goodRows = good.flatMap((flag, row) => (flag ? [row] : []));
          const distanceOf = (row: number) => {
            const near = goodRows.filter((other) => other !== row).map((other) => squaredTo(row, other));
            return Math.sqrt(meanOf(near.sort((a, b) => a - b).slice(0, neighbors)));
          };
          const rest = Array.from({ length: rows }, (_, row) => row).filter((row) => !good[row]);
          const ranked = rest.map(distanceOf).sort((a, b) => a - b);
          const amongGood = goodRows.map(distanceOf);
          found.toRows().forEach(({ customer, rank, distance, fit, nearest }, i) => {
            expect(rank).toBe(i + 1);
            expect(distance).toBeCloseTo(ranked[i]!, 10);
            expect(distance).toBeCloseTo(distanceOf(Number(customer) - 1), 10);
            const least = Math.min(...goodRows.map((row) => squaredTo(row, Number(customer) - 1)));
            expect(squaredTo(Number(nearest) - 1, Number(customer) - 1)).toBeCloseTo(least, 10);
            const reasons = found.explanations.toRows().filter((reason) => reason.customer === customer);
            const total = reasons.reduce((sum, reason) => sum + reason.contribution!, 0);
            expect(total).toBeCloseTo(distance! ** 2, 10);
            if (total > 0) expect(reasons.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 12);
            if (goodRows.length > 1 && !ties)
              expect(fit).toBeCloseTo(
                amongGood.filter((other) => other >= distance! - 1e-12).length / goodRows.length,
                12,
              );
          });
          expect(found.numRows).toBe(rest.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("explains with the customer's value and the middle of the nearest good ones, in the column's own unit", () => {
    const found = lookAlikes(
      { id: ["g1", "g2", "g3", "x"], spend: [10, 40, 900, 25], visits: [1, 3, 50, 2] },
      { customer: "id", features: { spend: "log", visits: "none" }, good: ["g1", "g2", "g3"], neighbors: 2 },
    );
    const reasons = found.explanations.toRows();
    expect(reasons.find(({ feature }) => feature === "spend")).toMatchObject({
      customer: "x",
      value: expect.closeTo(25, 9),
      good: expect.closeTo(20, 9),
    });
    expect(reasons.find(({ feature }) => feature === "visits")).toMatchObject({ value: 2, good: 2, contribution: 1 });
  });

  it("takes ids from sets and columns, counts what it left out, and warns of constants", () => {
    const ids = alike.toRows().map(({ customer }) => customer);
    const asSet = lookAlikes(customers, { ...options, good: new Set(options.good), top: 50 });
    expect(asSet.column("customer").toArray()).toEqual(ids);
    const asColumn = lookAlikes(customers, { ...options, good: table({ id: options.good }).column("id"), top: 50 });
    expect(asColumn.column("customer").toArray()).toEqual(ids);
    const flags = table({ good: customers.customer.map((id) => options.good.includes(id)) }).column("good");
    expect(lookAlikes(customers, { ...options, good: flags, top: 50 }).toRows()).toEqual(alike.toRows());
    const holed = { id: [1, 2, 3, 4], x: [1, null, 3, 4], same: [5, 5, 5, 5] };
    const found = lookAlikes(holed, { customer: "id", features: ["x", "same"], good: [1], missing: "drop" });
    expect(found.column("customer").toArray()).toEqual([3, 4]);
    expect(found).toMatchObject({ good: 1, droppedMissing: 1 });
    expect(found.warnings).toEqual(['"same" has the same value everywhere and tells no customers apart']);
    expect(lookAlikes(holed, { customer: "id", features: ["x"], good: [1], missing: "median" }).numRows).toBe(3);
  });

  it("takes columns under hostile names and many equal customers", () => {
    const equal = Array.from({ length: 3000 }, () => 1);
    const odd = { ["__proto__"]: equal, constructor: equal.map((_, row) => row % 2) };
    const found = lookAlikes(odd, {
      features: ["__proto__", "constructor"],
      good: equal.map((_, row) => row < 1500),
      top: 2,
    });
    expect(found.column("distance").toArray()).toEqual([0, 0]);
    expect(found.explanations.column("feature").toArray().slice(0, 2).sort()).toEqual(["__proto__", "constructor"]);
  });

  it.each([
    ["missing-value", { x: [1, null, 2] }, { features: ["x"], good: [true, false, false] }],
    [
      "missing-value",
      { id: ["a", null, "c"], x: [1, 2, 3] },
      { customer: "id", features: ["x"], good: [true, false, false] },
    ],
    [
      "too-few-rows",
      { id: ["a", "b"], x: [null, 2] },
      { customer: "id", features: ["x"], good: ["a"], missing: "drop" },
    ],
    ["out-of-range", { x: [1e200, -1e200, 1] }, { features: { x: "none" }, good: [true, false, false] }],
    ["unknown-column", { x: [1, 2] }, { features: ["y"], good: [true, false] }],
    ["unknown-column", { x: [1, 2] }, { customer: "id", features: ["x"], good: ["a"] }],
    ["invalid-option", { x: [1, 2] }, { features: ["x"], good: "ab" }],
    ["invalid-option", { x: [1, 2] }, undefined],
  ])("refuses with %s (%#)", (code, input, bad) => {
    expect(() => lookAlikes(input, bad as never)).toThrow(expect.objectContaining({ name: "ClienteleError", code }));
  });
});
