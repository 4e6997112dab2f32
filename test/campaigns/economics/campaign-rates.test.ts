import { describe, expect, it } from "vitest";
import { campaignRates, closingRates, contactEffectiveness } from "../../../src/campaigns/index.js";
import { errorOf } from "../../error-of.js";

const contacts = {
  campaign: ["may", "may", "may", "may", "june", "june"],
  response: [1, 1, 0, 0, 1, 0],
  participation: [1, 0, 0, 0, 0, 0],
  conversion: [1, 0, 0, 1, 0, 0],
  crossSelling: [1, 0, 0, 0, 0, 0],
  upSelling: [0, 0, 0, 0, 0, 0],
  satisfaction: [8, 6, null, null, 9, null],
};

const short = (
  rows: readonly { measure?: unknown; of?: unknown; base?: unknown; count?: unknown; value?: unknown }[],
) => rows.map(({ measure, of, base, count, value }) => [measure, of, base, count, value]);

describe("campaignRates", () => {
  it("states what each rate is a rate of", () => {
    const rates = campaignRates(contacts);
    expect(short(rates.where((row) => row["campaign"] === "may").toRows() as never)).toEqual([
      ["response", "contacted", 4, 2, 0.5],
      ["participation", "contacted", 4, 1, 0.25],
      ["conversion", "response", 2, 1, 0.5],
      ["crossSelling", "conversion", 2, 1, 0.5],
      ["upSelling", "conversion", 2, 0, 0],
      ["satisfaction", "scored", 2, null, 7],
    ]);
    expect(rates.warnings).toEqual([
      "1 customer with conversion but without response is left out of the rate of conversion",
    ]);
  });

  it("has no rate of nobody", () => {
    const june = campaignRates(contacts)
      .where((row) => row["campaign"] === "june")
      .toRows() as never;
    expect(short(june).slice(3)).toEqual([
      ["crossSelling", "conversion", 0, 0, null],
      ["upSelling", "conversion", 0, 0, null],
      ["satisfaction", "scored", 1, null, 9],
    ]);
  });

  it("gives Wilson's interval of rates and Student's of scores", () => {
    const rows = campaignRates(contacts).toRows() as { measure: string; lower: number | null; upper: number | null }[];
    // Wilson for 2 of 4 by hand: (0.5 + z²/8 ∓ z √(1/16 + z²/64)) / (1 + z²/4), z = 1.959964.
    expect(rows[0]!.lower).toBeCloseTo(0.15004, 5);
    expect(rows[0]!.upper).toBeCloseTo(0.84996, 5);
    // 7 ± t(0.975; 1) · √(2 / 2), t = 12.706205.
    expect(rows[5]!.upper).toBeCloseTo(7 + 12.706205, 5);
    expect(rows[11]!.lower).toBeNull();
  });

  it("counts against another base where it is asked to", () => {
    const rates = campaignRates(contacts, { of: { conversion: "contacted" } });
    expect(short(rates.toRows() as never)[2]).toEqual(["conversion", "contacted", 4, 2, 0.5]);
    expect(rates.warnings).toEqual([]);
  });

  it("takes its columns under other names, and counts of rows", () => {
    const rates = campaignRates(
      { mailing: ["a", "a", "b"], answered: [true, false, true], count: [30, 70, 0] },
      { by: "mailing", response: "answered" },
    );
    expect(rates.toRows()).toMatchObject([{ mailing: "a", measure: "response", base: 100, count: 30, value: 0.3 }]);
  });

  it.each([
    ["nothing to measure", { campaign: [1], sold: [1] }, {}, "invalid-option"],
    [
      "a base that is not there",
      { campaign: [1], response: [1] },
      { of: { response: "conversion" } },
      "invalid-option",
    ],
    ["a rate of itself", { campaign: [1], response: [1] }, { of: { response: "response" } }, "invalid-option"],
    ["a step in degrees", { campaign: [1], response: [0.5] }, {}, "out-of-range"],
    ["no rows", { campaign: [], response: [] }, {}, "empty-table"],
  ])("refuses %s", (_, rows, options, code) => {
    expect(errorOf(() => campaignRates(rows as never, options as never)).code).toBe(code);
  });

  it("refuses a dimension that is called like a column of its result, as its neighbors do", () => {
    const log = { contacts: [9], sales: [1], outcome: [1], type: ["a"] };
    const calls = [
      [() => campaignRates({ ...contacts, measure: contacts.campaign }, { by: "measure" }), "campaignRates", "measure"],
      [() => closingRates(log, { by: "contacts" }), "closingRates", "contacts"],
      [() => contactEffectiveness({ ...log, rate: ["a"] }, { by: "rate" }), "contactEffectiveness", "rate"],
    ] as const;
    for (const [call, caller, column] of calls) {
      const error = errorOf(call);
      expect([error.code, error.place.function, error.place.column]).toEqual(["duplicate-column", caller, column]);
      expect(error.message).toContain("rename yours first");
    }
  });

  it("says what an outcome in words would be", () => {
    const words = { campaign: ["may", "may"], response: ["yes", "no"] };
    expect(errorOf(() => campaignRates(words)).message).toBe(
      'campaignRates: column "response", row 1: an outcome must be 0 or 1, or true or false, got "yes"; make it so with ' +
        'withColumn: (row) => row["response"] === "yes"',
    );
  });
});
