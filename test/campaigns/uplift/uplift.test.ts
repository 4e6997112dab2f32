import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitUplift, predictUplift, qini, type UpliftLearner, upliftByDecile } from "../../../src/campaigns/index.js";
import { encodeFeatures, parseModel } from "../../../src/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

/** Customers whom a mail moves by 0.3 · x₁, whatever x₂, on which the outcome itself depends. */
function simulatedExperiment(customers: number, seed: number, treatedShare = 0.5) {
  const random = createRandom(seed);
  const X: [number, number][] = [];
  const y: number[] = [];
  const treated: number[] = [];
  for (let i = 0; i < customers; i++) {
    const x: [number, number] = [random.uniform(), random.uniform()];
    const isTreated = random.uniform() < treatedShare ? 1 : 0;
    X.push(x);
    treated.push(isTreated);
    y.push(random.uniform() < 0.2 + 0.3 * x[1] + 0.3 * x[0] * isTreated ? 1 : 0);
  }
  return { X, y, treated };
}

describe("qini", () => {
  it("is the area that its definition says, row by row", () => {
    const rows = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 2,
      maxLength: 25,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const distinct = given.map(([yes, mailed], i) => [yes, mailed, given[i]![2] + 2 * i] as const);
        fc.pre(distinct.some(([, mailed]) => mailed) && distinct.some(([, mailed]) => !mailed));
        const ordered = [...distinct].sort((a, b) => b[2] - a[2]);
        const q = ordered.map((_, i) => {
          const best = ordered.slice(0, i + 1);
          const count = (mailed: boolean, yes?: boolean) =>
            best.filter((row) => row[1] === mailed && (yes === undefined || row[0] === yes)).length;
          const control = count(false);
          return count(true, true) - (control === 0 ? 0 : (count(false, true) * count(true)) / control);
        });
        const n = q.length;
        const area = q.reduce((sum, value, i) => sum + (value + (i === 0 ? 0 : q[i - 1]!)) / 2 / n, 0);
        const report = qini(
          distinct.map(([yes]) => yes),
          distinct.map(([, mailed]) => mailed),
          distinct.map(([, , score]) => score),
          { samples: 20 },
        );
        expect(report.auuc).toBeCloseTo(area / n, 12);
        expect(report.qini).toBeCloseTo((area - q[n - 1]! / 2) / n, 12);
      }),
    );
  });

  it("gives 0 to a score that is the same for everyone, and does not look at the order of rows", () => {
    const { y, treated } = simulatedExperiment(200, 1);
    expect(qini(y, treated, new Array<number>(200).fill(1), { samples: 20 }).qini).toBeCloseTo(0, 14);
    const scores = y.map((_, i) => i % 7);
    const straight = qini(y, treated, scores, { samples: 20 });
    const reversed = qini([...y].reverse(), [...treated].reverse(), [...scores].reverse(), { samples: 20 });
    expect(reversed.qini).toBeCloseTo(straight.qini, 14);
  });

  it("sees that a random score is random: its interval holds 0 as often as it says", () => {
    const random = createRandom(2);
    let outside = 0;
    for (let trial = 0; trial < 60; trial++) {
      const { y, treated } = simulatedExperiment(400, 100 + trial);
      const { interval } = qini(
        y,
        treated,
        y.map(() => random.uniform()),
        { samples: 200, seed: trial },
      );
      if (interval.lower > 0 || interval.upper < 0) outside++;
    }
    expect(outside).toBeLessThanOrEqual(9);
  });
});

describe.each<UpliftLearner>(["two-model", "class-transform", "x"])("fitUplift with learner %s", (learner) => {
  it("finds whom the mail moves, and by how much", () => {
    const { X, y, treated } = simulatedExperiment(8000, 3, learner === "two-model" ? 0.5 : 0.3);
    const model = fitUplift(X, y, treated, { learner });
    const effects = predictUplift(model, X);
    const mean = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
    expect(mean).toBeCloseTo(0.15, 1);
    const high = predictUplift(model, [[0.9, 0.5]])[0]!;
    const low = predictUplift(model, [[0.1, 0.5]])[0]!;
    // 0.3 (0.9 − 0.1), within three standard errors of 0.034.
    expect(Math.abs(high - low - 0.24)).toBeLessThan(0.1);
    const test = simulatedExperiment(6000, 4);
    expect(qini(test.y, test.treated, predictUplift(model, test.X)).interval.lower).toBeGreaterThan(0);
  });

  it("gives a model that survives JSON", () => {
    const { X, y, treated } = simulatedExperiment(300, 5);
    const model = fitUplift(X, y, treated, { learner, base: "boosted-trees" });
    const again = parseModel(JSON.parse(JSON.stringify(model)));
    expect(predictUplift(again as typeof model, X)).toEqual(predictUplift(model, X));
    const renamed = { ...model, treatedModel: { ...model.treatedModel, names: ["a", "b"] } };
    expect(errorOf(() => predictUplift(renamed as typeof model, X)).code).toBe("unusable-model");
  });
});

describe("upliftByDecile", () => {
  it("adds up to everyone, with the effect of each part", () => {
    const { y, treated } = simulatedExperiment(1000, 6);
    const table = upliftByDecile(
      y,
      treated,
      y.map((_, i) => i),
    );
    const rows = table.toRows();
    expect(rows).toHaveLength(10);
    expect(rows.reduce((sum, row) => sum + row.rows!, 0)).toBe(1000);
    for (const row of rows) {
      expect(row.uplift).toBeCloseTo(row.treatedRate! - row.controlRate!, 12);
      expect(row.lower!).toBeLessThan(row.uplift!);
    }
  });

  it("leaves customers of equal score together, and effects open where a group is absent", () => {
    expect(upliftByDecile([1, 0, 1, 0], [1, 0, 1, 1], [5, 5, 5, 1]).toRows()).toMatchObject([
      { rows: 3, treated: 2, control: 1, uplift: 1 },
      { rows: 1, treated: 1, control: 0, controlRate: null, uplift: null },
    ]);
  });
});

describe("an effect without a control", () => {
  it("is refused", () => {
    expect(errorOf(() => fitUplift([[1], [2]], [0, 1], [1, 1])).code).toBe("one-class");
    expect(errorOf(() => qini([0, 1], [1, 1], [1, 2])).message).toMatch(/both treated and control/);
    expect(errorOf(() => qini([0, 1], [1, 2], [1, 2])).code).toBe("out-of-range");
  });
});

describeWithSharedData("the e-mail experiment of Hillstrom", () => {
  it("has an effect that differs between customers for the women's mail, none for the men's", async () => {
    const all = await sharedTable("hillstrom.csv.gz");
    const found = (mail: string) => {
      const segment = all.column("segment").toArray();
      const rows = segment.flatMap((name, row) => (name === mail || name === "No E-Mail" ? [row] : []));
      const part = all.where((row) => row["segment"] === mail || row["segment"] === "No E-Mail");
      const features = ["recency", "history", "mens", "womens", "zip_code", "newbie", "channel"];
      const { X } = encodeFeatures(part.select(...features), {});
      const visit = part.column("visit").toArray() as number[];
      const mailed = part
        .column("segment")
        .toArray()
        .map((name) => (name === mail ? 1 : 0));
      const half = (odd: number) => {
        const places = rows.flatMap((row, place) => (row % 2 === odd ? [place] : []));
        const data = new Float64Array(places.length * X.columns);
        places.forEach((place, i) => {
          data.set(X.data.subarray(place * X.columns, (place + 1) * X.columns), i * X.columns);
        });
        return {
          X: { data, rows: places.length, columns: X.columns },
          y: places.map((place) => visit[place]!),
          treated: places.map((place) => mailed[place]!),
        };
      };
      const [even, odd] = [half(0), half(1)];
      const model = fitUplift(even.X, even.y, even.treated);
      return qini(odd.y, odd.treated, predictUplift(model, odd.X), { samples: 200 });
    };
    const womens = found("Womens E-Mail");
    expect(Math.abs(womens.qini - 0.0035)).toBeLessThan(0.0006);
    expect(womens.interval.lower).toBeGreaterThan(0);
    const mens = found("Mens E-Mail");
    expect(mens.qini).toBeLessThan(0.0015);
    expect(mens.finding).toMatch(/^no better than by lot/);
  });
});
