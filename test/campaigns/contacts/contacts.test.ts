import { describe, expect, it } from "vitest";
import { contactEffectiveness, contactPressure, funnel } from "../../../src/campaigns/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const columns = { customer: "lead", stage: "stage", time: "date", stages: ["contact", "offer", "sale"] } as const;

const events = [
  ["ada", "contact", "2026-01-01"],
  ["ada", "offer", "2026-01-11"],
  ["ada", "sale", "2026-01-15"],
  ["bob", "contact", "2026-01-05"],
  ["bob", "offer", "2026-01-08"],
  ["bob", "contact", "2026-01-20"],
  ["cem", "contact", "2026-01-10"],
  ["dan", "sale", "2026-01-12"],
  ["dan", "party", "2026-01-12"],
].map(([lead, stage, date]) => ({ lead, stage, date, source: lead === "bob" ? "fair" : "web" }));

describe("funnel", () => {
  it("counts who entered, moved and is still open, and how long it took", () => {
    const stages = funnel(events, { ...columns, asOf: "2026-01-31" });
    expect(stages.toRows()).toMatchObject([
      { stage: "contact", entered: 3, moved: 2, open: 1, conversion: 2 / 3, medianDays: 10 },
      { stage: "offer", entered: 2, moved: 1, open: 1, conversion: 0.5, medianDays: 4 },
      { stage: "sale", entered: 2, moved: null, open: null, conversion: null, eventual: null },
    ]);
    expect(stages.ledger).toEqual({ rows: 9, otherStages: 1, afterAsOf: 0, skipped: 1 });
  });

  it("is divided by segments", () => {
    const rows = funnel(events, { ...columns, by: "source" }).toRows();
    expect(rows.map(({ segment, stage, entered }) => [segment, stage, entered])).toEqual([
      ["web", "contact", 2],
      ["web", "offer", 1],
      ["web", "sale", 2],
      ["fair", "contact", 1],
      ["fair", "offer", 1],
      ["fair", "sale", 0],
    ]);
  });

  it("gives conversion and time with their intervals", () => {
    const [contact] = funnel(events, { ...columns, asOf: "2026-01-31" }).toRows();
    expect(contact!.conversionLower!).toBeLessThan(2 / 3);
    expect(contact!.conversionUpper!).toBeGreaterThan(2 / 3);
    expect(contact!.medianLower!).toBeLessThanOrEqual(10);
  });

  it("gives no limits of the eventual share where nobody has moved, or everybody", () => {
    const stages = ["contact", "sale"];
    const one = [{ lead: 1, stage: "contact", date: "2026-01-01" }];
    const unknown = { lower: null, upper: null };
    expect(funnel(one, { ...columns, stages, asOf: "2026-03-01" }).toRows()[0]).toMatchObject({
      ...{ entered: 1, moved: 0, conversion: 0, eventual: 0 },
      ...unknown,
    });
    const all = [...one, { lead: 1, stage: "sale", date: "2026-01-09" }];
    expect(funnel(all, { ...columns, stages, asOf: "2026-03-01" }).toRows()[0]).toMatchObject({
      ...{ entered: 1, moved: 1, conversion: 1, eventual: 1 },
      ...unknown,
    });
  });

  it("tells segments apart that go on at different speeds, and only those", () => {
    const random = createRandom(31);
    const leads = Array.from({ length: 400 }, (_, lead) => {
      const source = lead % 2 === 0 ? "web" : "fair";
      const wait = (source === "web" ? 10 : 25) * random.exponential();
      const sold = wait + 20 * random.exponential();
      const at = (days: number): string => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString();
      return [
        { lead, source, stage: "contact", date: at(0) },
        { lead, source, stage: "offer", date: at(wait) },
        { lead, source, stage: "sale", date: at(sold) },
      ];
    }).flat();
    const { comparisons } = funnel(leads, { ...columns, by: "source" });
    expect(comparisons!.column("stage").toArray()).toEqual(["contact", "offer"]);
    expect(comparisons!.column("adjustedPValue").at(0)!).toBeLessThan(1e-6);
    expect(comparisons!.column("adjustedPValue").at(1)!).toBeGreaterThan(0.01);
    expect(funnel(leads, columns).comparisons).toBeNull();
  });

  it("finds the conversion of leads of whom many are still on their way", () => {
    const random = createRandom(8);
    const rows: { lead: string; stage: string; date: number }[] = [];
    const day = 86_400_000;
    for (let lead = 0; lead < 3000; lead++) {
      const start = Date.UTC(2026, 0, 1) + random.uniform() * 60 * day;
      rows.push({ lead: `l${lead}`, stage: "contact", date: start });
      const after = start + 20 * day * random.exponential();
      if (random.uniform() < 0.4 && after < Date.UTC(2026, 2, 2))
        rows.push({ lead: `l${lead}`, stage: "sale", date: after });
    }
    const [contact] = funnel(rows, { ...columns, stages: ["contact", "sale"], asOf: "2026-03-02" }).toRows();
    // In 60 days 0.4 · (1 − e^−3) of the leads have bought.
    expect(contact!.conversion!).toBeLessThan(0.33);
    expect(Math.abs(contact!.eventual! - 0.4 * (1 - Math.exp(-3)))).toBeLessThan(0.06);
    expect(contact!.lower!).toBeLessThan(contact!.eventual!);
  });

  it("leaves out what comes later, and refuses a single stage", () => {
    const early = funnel(events, { ...columns, asOf: "2026-01-09" });
    expect(early.ledger.afterAsOf).toBe(5);
    expect(errorOf(() => funnel(events, { ...columns, stages: ["contact"] })).code).toBe("invalid-option");
    expect(errorOf(() => funnel(events, { ...columns, stages: ["a", "a"] })).code).toBe("duplicate-name");
  });
});

const log = [
  { customer: "ada", date: "2026-01-01", kind: "call", channel: "phone", outcome: 1, cost: 5, score: 9 },
  { customer: "ada", date: "2026-01-10", kind: "mail", channel: "web", outcome: 0, cost: 1, score: null },
  { customer: "ada", date: "2026-01-10", kind: "call", channel: "phone", outcome: 0, cost: 5, score: 4 },
  { customer: "bob", date: "2026-01-02", kind: "mail", channel: "web", outcome: 0, cost: 1, score: null },
  { customer: "ada", date: "2026-03-01", kind: "call", channel: "phone", outcome: 1, cost: 5, score: 8 },
];

describe("contactEffectiveness", () => {
  it("rates each kind of contact, with what a success costs", () => {
    const found = contactEffectiveness(log, { cost: "cost", satisfaction: "score" });
    expect(found.toRows()).toMatchObject([
      {
        kind: "call",
        channel: "phone",
        contacts: 3,
        successes: 2,
        rate: 2 / 3,
        cost: 15,
        costPerSuccess: 7.5,
        satisfaction: 7,
      },
      { kind: "mail", channel: "web", contacts: 2, successes: 0, lower: 0, costPerContact: 1, costPerSuccess: null },
    ]);
    expect(found.column("scored").toArray()).toEqual([3, 0]);
  });

  it("leaves cost and satisfaction open where they are not known", () => {
    const [row] = contactEffectiveness(log, { by: "kind" }).toRows();
    expect(row).toMatchObject({ cost: null, costPerSuccess: null, satisfaction: null, scored: 0 });
    expect(errorOf(() => contactEffectiveness([{ kind: "a", channel: "b", outcome: 3 }])).code).toBe("out-of-range");
  });
});

describe("contactPressure", () => {
  it("counts the contacts of the days before, those of the same moment not", () => {
    expect(contactPressure(log, { days: 30 }).toRows()).toMatchObject([
      { before: 0, contacts: 3, successes: 2 },
      { before: 1, contacts: 2, successes: 0, rate: 0 },
    ]);
  });

  it("shows how contacts wear off", () => {
    const random = createRandom(9);
    const rows = Array.from({ length: 6000 }, (_, i) => {
      const round = Math.floor(i / 1000);
      return {
        customer: `c${i % 1000}`,
        date: Date.UTC(2026, 0, 1 + round),
        outcome: random.uniform() < 0.3 / (1 + round),
      };
    });
    const rates = contactPressure(rows).column("rate").toArray();
    expect(rates).toHaveLength(6);
    rates.forEach((rate, before) => {
      expect(Math.abs(rate! - 0.3 / (1 + before))).toBeLessThan(0.05);
    });
  });
});
