import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordFreshness } from "../../src/index.js";
import { errorOf } from "../error-of.js";
import { describeWithSharedData, sharedPath } from "../shared-data.js";

const asOf = "2026-03-31";

const agesOf = (updated: readonly (string | null)[], options: object = {}) =>
  recordFreshness({ updated }, { updated: "updated", asOf, ...options });

describe("recordFreshness", () => {
  it("counts a month from the same day of the month before, or its last", () => {
    const { records } = agesOf(["2026-03-31", "2026-02-28", "2026-02-27", "2025-12-31", "2025-12-30"]).toColumns();
    expect(records).toEqual([2, 2, 1]);
  });

  it("holds shares to their targets, a bound or a range", () => {
    const targets = { "within a month": 0.5, "within a quarter": [0, 0.2] } as const;
    const freshness = agesOf(["2026-03-01", "2026-03-02", "2026-01-15", "2020-01-01"], { targets });
    expect(freshness.toRows()).toEqual([
      { age: "within a month", records: 2, share: 0.5, targetLower: 0.5, targetUpper: 1, met: true },
      { age: "within a quarter", records: 1, share: 0.25, targetLower: 0, targetUpper: 0.2, met: false },
      { age: "older", records: 1, share: 0.25, targetLower: null, targetUpper: null, met: null },
    ]);
    expect(freshness.met).toBe(false);
    expect(agesOf(["2026-03-01"]).met).toBeNull();
  });

  it("keeps records that were never updated and dates in the future apart", () => {
    const freshness = agesOf([null, "", "2026-04-01", "2026-03-31T23:59:59Z"]);
    expect(freshness.column("age").toArray()).toEqual([
      "within a month",
      "within a quarter",
      "older",
      "never",
      "in the future",
    ]);
    expect(freshness.column("records").toArray()).toEqual([1, 0, 0, 2, 1]);
    expect(freshness.warnings).toEqual(['1 record was updated after "asOf"']);
  });

  it("says how far the fields are filled, blank text not counted", () => {
    const table = { updated: [asOf, asOf, asOf, asOf], phone: ["1", "", "  ", null], mail: ["a", "b", "c", "d"] };
    const { fields, met } = recordFreshness(table, { updated: "updated", asOf, fields: { phone: 0.5, mail: 1 } });
    expect(fields.toRows()).toEqual([
      { field: "phone", filled: 1, share: 0.25, targetLower: 0.5, targetUpper: 1, met: false },
      { field: "mail", filled: 4, share: 1, targetLower: 1, targetUpper: 1, met: true },
    ]);
    expect(met).toBe(false);
    expect(recordFreshness(table, { updated: "updated", asOf }).fields.column("field").toArray()).toEqual([
      "phone",
      "mail",
    ]);
  });

  it("gives every record one age", () => {
    const day = fc.option(fc.integer({ min: 0, max: 40_000 }));
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 40 }), (days) => {
        const freshness = recordFreshness({ updated: days }, { updated: "updated", asOf, dateUnit: "day" });
        const total = freshness
          .column("records")
          .toArray()
          .reduce((sum: number, count) => sum + count!, 0);
        expect(total).toBe(days.length);
      }),
    );
  });

  it.each([
    ["an unknown column", { updated: "day", asOf }, "unknown-column"],
    ["a day that is none", { updated: "updated", asOf: "2026-02-30" }, "not-a-date"],
    ["an unknown age", { updated: "updated", asOf, targets: { "within a year": 0.5 } }, "invalid-option"],
    ["columns that are nothing", { updated: "updated", asOf, fields: null as never }, "invalid-option"],
    ["targets that are a list", { updated: "updated", asOf, targets: [0.5] as never }, "invalid-option"],
    ["a target above 1", { updated: "updated", asOf, targets: { older: 2 } }, "invalid-option"],
    ["a range upside down", { updated: "updated", asOf, targets: { older: [0.5, 0.1] } }, "invalid-option"],
    ["an unknown field", { updated: "updated", asOf, fields: ["fax"] }, "unknown-column"],
  ])("refuses %s", (_, options, code) => {
    expect(errorOf(() => recordFreshness({ updated: [asOf] }, options as never))).toMatchObject({ code });
  });

  it("refuses a cell that is no date, naming its row", () => {
    const error = errorOf(() => agesOf([asOf, "soon"]));
    expect(error).toMatchObject({ code: "not-a-date", place: { row: 2, column: "updated" } });
  });
});

interface FreshnessExample {
  readonly id: string;
  readonly inputs: { readonly updated: Record<string, number>; readonly targets: object };
  readonly value: readonly number[];
  readonly met: boolean;
}

describeWithSharedData("the worked example on freshness", () => {
  it("is met exactly", () => {
    const all: FreshnessExample[] = JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8"));
    const { inputs, value, met } = all.find(({ id }) => id === "freshness")!;
    const days = { "within a month": "2026-03-20", "within a quarter": "2026-02-01", older: "2025-01-01" };
    const updated = Object.entries(days).flatMap(([age, day]) => new Array<string>(inputs.updated[age]!).fill(day));
    const freshness = recordFreshness({ updated }, { updated: "updated", asOf, targets: inputs.targets });
    expect(freshness.column("share").toArray()).toEqual(value);
    expect(freshness.met).toBe(met);
  });
});
