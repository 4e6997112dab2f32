import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../../src/errors/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import {
  baselineHazard,
  fitCox,
  hazardRatios,
  predictSurvival,
  relativeRisk,
  testProportionalHazards,
} from "../../../src/survival/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";
import { leukemia } from "../leukemia.js";

const { durations, events, treated, whiteCells } = leukemia;
const features = table({ treated, whiteCells });

/** Cox's partial likelihood with Efron's or Breslow's ties, straight from its definition. */
function partialLogLikelihood(
  x: readonly (readonly number[])[],
  times: readonly number[],
  ended: readonly number[],
  b: readonly number[],
  ties: string,
): number {
  const eta = x.map((row) => row.reduce((sum, value, j) => sum + value * b[j]!, 0));
  let value = 0;
  for (const time of new Set(times.filter((_, i) => ended[i] === 1))) {
    const tied = [...times.keys()].filter((i) => times[i] === time && ended[i] === 1);
    const atRisk = [...times.keys()].filter((i) => times[i]! >= time);
    const sum = (rows: number[]) => rows.reduce((total, i) => total + Math.exp(eta[i]!), 0);
    tied.forEach((i, l) => {
      value += eta[i]! - Math.log(sum(atRisk) - (ties === "efron" ? (l / tied.length) * sum(tied) : 0));
    });
  }
  return value;
}

describe("fitCox", () => {
  it.each([
    {
      ties: "efron" as const,
      coefficients: [-1.3566906444909, 1.4904502922853],
      standardErrors: [0.42223812548794, 0.3212102542668],
      logLikelihoods: [-93.184269996848, -72.609209921238],
      score: 40.59576329665,
      wald: 30.833587171276,
      concordance: 0.82117812061711,
      hazard: [0.00029623410992919, 0.00071324995778494, 0.00103192981758116],
    },
    {
      ties: "breslow" as const,
      coefficients: [-1.2700155526402, 1.4122246176759],
      standardErrors: [0.41981504508465, 0.31484508303525],
      logLikelihoods: [-93.985050478245, -74.884512497654],
      score: 37.774259351549,
      wald: 29.086853598786,
      concordance: 0.82398316970547,
      hazard: [0.00038512007006308, 0.00088822973349593, 0.00130675956886781],
    },
  ])("agrees with R survival 3.5-3 on the leukemia trial with $ties ties", (expected) => {
    const model = fitCox(features, durations, events, { ties: expected.ties });
    expect(model.status).toBe("converged");
    model.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(expected.coefficients[j]!, 9);
    });
    model.standardErrors.forEach((value, j) => {
      expect(value!).toBeCloseTo(expected.standardErrors[j]!, 9);
    });
    expect([model.nullLogLikelihood, model.logLikelihood]).toEqual(
      expected.logLikelihoods.map((value) => expect.closeTo(value, 9)),
    );
    expect(model.scoreTest.chiSquare).toBeCloseTo(expected.score, 8);
    expect(model.waldTest!.chiSquare).toBeCloseTo(expected.wald, 7);
    expect(model.concordance).toBeCloseTo(expected.concordance, 12);
    expect(baselineHazard(model).head(3).column("cumulativeHazard").toArray()).toEqual(
      expected.hazard.map((value) => expect.closeTo(value, 10)),
    );
  });

  it("maximizes the likelihood of the definition", () => {
    const x = treated.map((value, i) => [value, whiteCells[i]!]);
    for (const ties of ["efron", "breslow"] as const) {
      const model = fitCox(x, durations, events, { ties });
      const best = partialLogLikelihood(x, durations, events, model.coefficients, ties);
      expect(model.logLikelihood).toBeCloseTo(best, 9);
      for (const step of [-1e-3, 1e-3]) {
        for (let j = 0; j < 2; j++) {
          const moved = model.coefficients.map((value, k) => value + (k === j ? step : 0));
          expect(partialLogLikelihood(x, durations, events, moved, ties)).toBeLessThan(best);
        }
      }
    }
  });

  it("has the standard errors of the curvature of the definition", () => {
    const x = treated.map((value, i) => [value, whiteCells[i]!]);
    const model = fitCox(x, durations, events);
    const at = (da: number, db: number) =>
      partialLogLikelihood(x, durations, events, [model.coefficients[0]! + da, model.coefficients[1]! + db], "efron");
    const h = 1e-3;
    const aa = -(at(h, 0) - 2 * at(0, 0) + at(-h, 0)) / h ** 2;
    const bb = -(at(0, h) - 2 * at(0, 0) + at(0, -h)) / h ** 2;
    const ab = -(at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h ** 2);
    expect(model.covariance![0]![0]!).toBeCloseTo(bb / (aa * bb - ab * ab), 5);
    expect(model.covariance![0]![1]!).toBeCloseTo(-ab / (aa * bb - ab * ab), 5);
  });

  it("gives the same for identical rows and for one row with their count, in any order", () => {
    const count = durations.map((_, i) => (i % 3) + 1);
    const repeat = <V>(values: readonly V[]) =>
      values.flatMap((value, i) => Array.from({ length: count[i]! }, () => value));
    const counted = fitCox(features, durations, events, { count });
    const repeated = fitCox(
      table({ treated: repeat(treated), whiteCells: repeat(whiteCells) }),
      repeat(durations),
      repeat(events),
    );
    const reversed = fitCox(
      table({ treated: [...treated].reverse(), whiteCells: [...whiteCells].reverse() }),
      [...durations].reverse(),
      [...events].reverse(),
      { count: [...count].reverse() },
    );
    for (const other of [repeated, reversed]) {
      other.coefficients.forEach((value, j) => {
        expect(value).toBeCloseTo(counted.coefficients[j]!, 10);
      });
      expect(other.logLikelihood).toBeCloseTo(counted.logLikelihood, 8);
      expect(other.concordance).toBeCloseTo(counted.concordance!, 12);
      expect(other.customers).toBe(counted.customers);
    }
  });

  it("takes a row with the count 0 as absent, however early it ends and whatever it holds", () => {
    const plain = fitCox(features, durations, events, { count: durations.map(() => 1) });
    for (const event of [0, 1]) {
      const first = table({ treated: [1, ...treated], whiteCells: [1e200, ...whiteCells] });
      const given = [first, [0.5, ...durations], [event, ...events]] as const;
      const count = [0, ...durations.map(() => 1)];
      const model = fitCox(...given, { count });
      expect(model).toEqual(plain);
      expect(testProportionalHazards(model, ...given, { count }).global).toEqual(
        testProportionalHazards(plain, features, durations, events).global,
      );
    }
  });

  it("follows the units of its columns, however large their values", () => {
    const plain = fitCox(features, durations, events);
    const scaled = fitCox(
      table({ treated, whiteCells: whiteCells.map((value) => 2e9 + 1e6 * value) }),
      durations,
      events,
    );
    expect(scaled.coefficients[1]! * 1e6).toBeCloseTo(plain.coefficients[1]!, 7);
    expect(scaled.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
  });

  it("finds the coefficients that simulated customers were made with", () => {
    const random = createRandom(5);
    const truth = [0.7, -0.4, 0];
    const rows = 4000;
    const x = Array.from({ length: rows }, () => truth.map(() => random.normal()));
    const ends = x.map(
      (row) => random.exponential() * Math.exp(-row.reduce((sum, value, j) => sum + value * truth[j]!, 0)),
    );
    const seen = x.map(() => random.exponential() * 1.5);
    const model = fitCox(
      x,
      ends.map((end, i) => Math.min(end, seen[i]!)),
      ends.map((end, i) => (end <= seen[i]! ? 1 : 0)),
    );
    truth.forEach((value, j) => {
      expect(Math.abs(model.coefficients[j]! - value)).toBeLessThan(4 * model.standardErrors[j]!);
    });
    expect(model.p[2]!).toBeGreaterThan(0.001);
  });

  it("counts concordant pairs as their definition says", () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1), fc.integer({ min: 0, max: 3 })),
      { minLength: 5, maxLength: 25 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        fc.pre(new Set(given.map((row) => row[2])).size > 1 && given.some((row) => row[1] === 1));
        let model: ReturnType<typeof fitCox>;
        try {
          model = fitCox(
            given.map((row) => [row[2]]),
            given.map((row) => row[0]),
            given.map((row) => row[1]),
          );
        } catch (error) {
          // Too few rows at risk, or no variation among them: refused, which other tests look at.
          expect(error).toBeInstanceOf(ClienteleError);
          return;
        }
        let pairs = 0;
        let agreeing = 0;
        for (const [time, event, value] of given) {
          if (event === 0) continue;
          for (const [otherTime, otherEvent, otherValue] of given) {
            if (!(otherTime > time || (otherTime === time && otherEvent === 0))) continue;
            pairs++;
            const difference = (value - otherValue) * Math.sign(model.coefficients[0]!);
            agreeing += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
          }
        }
        if (pairs === 0) expect(model.concordance).toBeNull();
        else if (Math.abs(model.coefficients[0]!) > 1e-9) expect(model.concordance).toBeCloseTo(agreeing / pairs, 12);
      }),
    );
  });

  it("says that a column separates instead of giving it a number to believe", () => {
    const model = fitCox(
      table({ doomed: [1, 1, 1, 0, 0, 0, 0], age: [3, 1, 2, 1, 3, 2, 1] }),
      [1, 2, 3, 9, 9, 9, 9],
      [1, 1, 1, 0, 0, 0, 0],
    );
    expect(model.status).toBe("boundary");
    expect(model.statusReason).toContain('"doomed"');
    expect(model.standardErrors[0]).toBeNull();
    expect(model.p[0]).toBeNull();
    expect(model.waldTest).toBeNull();
    expect(model.standardErrors[1]).not.toBeNull();
  });

  it("sees a runaway coefficient in a mark as rare as one in ten thousand", () => {
    const random = createRandom(3);
    const rows = 50_000;
    const data = new Float64Array(2 * rows);
    const times = new Float64Array(rows);
    const ended = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const marked = row < 5;
      data.set([marked ? 1 : 0, random.normal()], 2 * row);
      times[row] = 1 + random.integer(50);
      // Nobody with the mark ever leaves.
      ended[row] = !marked && random.uniform() < 0.3 ? 1 : 0;
    }
    const model = fitCox({ data, rows, columns: 2, names: ["mark", "noise"] }, times, ended);
    expect(model.status).toBe("boundary");
    expect(model.statusReason).toContain('along "mark":');
    expect(model.standardErrors[0]).toBeNull();
    expect(model.standardErrors[1]).not.toBeNull();
    // One marked customer who leaves is enough for a finite coefficient.
    ended[0] = 1;
    const finite = fitCox({ data, rows, columns: 2, names: ["mark", "noise"] }, times, ended);
    expect(finite.status).toBe("converged");
    expect(finite.standardErrors[0]!).toBeGreaterThan(0.9);
    expect(finite.standardErrors[0]!).toBeLessThan(1.1);
  });

  it("names all columns of a combination that orders the customers without exception", () => {
    const random = createRandom(5);
    const x = Array.from({ length: 60 }, () => [random.uniform(), random.uniform()]);
    const model = fitCox(
      x,
      x.map(([a, b]) => 10 - a! - b!),
      x.map(() => 1),
      { names: ["calls", "delays"] },
    );
    expect(model.status).toBe("boundary");
    expect(model.statusReason).toContain('"calls", "delays"');
    expect(model.standardErrors).toEqual([null, null]);
  });

  it("refuses values whose squares no number can hold", () => {
    const error = errorOf(() => fitCox(table({ treated, huge: whiteCells.map((v) => v * 1e200) }), durations, events));
    expect(error.code).toBe("out-of-range");
    expect(error.place.column).toBe("huge");
  });

  it("names constant and collinear columns before fitting", () => {
    const refuse = (columns: Record<string, number[]>) => errorOf(() => fitCox(table(columns), durations, events));
    const constant = refuse({ treated, always: treated.map(() => 0.1), never: treated.map(() => 0) });
    expect(constant.code).toBe("constant-column");
    expect(constant.message).toContain('column "always"');
    expect(constant.message).toContain('"never"');
    const copy = refuse({ treated, whiteCells, thousands: whiteCells.map((value) => value * 1000 + 7) });
    expect(copy.code).toBe("collinear-columns");
    expect(copy.message).toContain('column "thousands": says the same as column "whiteCells"');
    const sum = refuse({
      treated,
      whiteCells,
      noise: durations.map((d, i) => (d * 7 + i * i) % 11),
      both: whiteCells.map((value, i) => value - 2 * treated[i]!),
    });
    expect(sum.message).toContain('column "both": is a linear combination of columns "treated", "whiteCells"');
  });

  it("looks for variation among those still at risk when the first lifetime ends", () => {
    const error = errorOf(() =>
      fitCox(table({ early: [1, 0, 0, 0, 0], other: [1, 2, 3, 5, 4] }), [1, 5, 6, 7, 8], [0, 1, 1, 1, 0]),
    );
    expect(error.code).toBe("constant-column");
    expect(error.place.column).toBe("early");
  });

  it.each([
    [
      "one-class",
      () =>
        fitCox(
          features,
          durations,
          events.map(() => 0),
        ),
    ],
    [
      "too-few-rows",
      () =>
        fitCox(
          [
            [1, 2, 3],
            [2, 1, 5],
          ],
          [1, 2],
          [1, 1],
        ),
    ],
    ["length-mismatch", () => fitCox(features, durations.slice(1), events.slice(1))],
    ["length-mismatch", () => fitCox(features, durations, events, { names: ["a"] })],
    ["duplicate-name", () => fitCox(features, durations, events, { names: ["a", "a"] })],
    [
      "missing-value",
      () => fitCox(table({ treated, gaps: whiteCells.map((v, i) => (i === 3 ? null : v)) }), durations, events),
    ],
    [
      "not-a-number",
      () => fitCox(table({ treated, plan: whiteCells.map((_, i) => (i % 2 === 0 ? "a" : "b")) }), durations, events),
    ],
    [
      "not-finite",
      () =>
        fitCox(
          whiteCells.map((value, i) => [i === 0 ? Number.POSITIVE_INFINITY : value]),
          durations,
          events,
        ),
    ],
    ["empty-table", () => fitCox([], [], [])],
    ["invalid-option", () => fitCox(features, durations, events, { ties: "exact" as never })],
    ["unusable-model", () => relativeRisk({ kind: "logistic", schema: 1 } as never, features)],
    ["unknown-column", () => relativeRisk(fitCox(features, durations, events), table({ treated }))],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });

  it("reads a table by name and a matrix by place", () => {
    const model = fitCox(features, durations, events);
    const byName = relativeRisk(model, table({ whiteCells, other: whiteCells, treated }));
    expect(byName).toEqual(
      relativeRisk(
        model,
        treated.map((value, i) => [value, whiteCells[i]!]),
      ),
    );
  });

  it("reads features in every form, with the names they bring along", () => {
    const expected = fitCox(features, durations, events);
    const data = Float64Array.from(treated.flatMap((value, i) => [value, whiteCells[i]!]));
    const matrix = { data, rows: treated.length, columns: 2, names: ["treated", "whiteCells"] };
    const rows = treated.map((value, i) => ({ treated: value, whiteCells: whiteCells[i]! }));
    for (const form of [matrix, rows, { treated, whiteCells }])
      expect(fitCox(form, durations, events)).toEqual(expected);
    const swapped = { data: Float64Array.of(3, 1), rows: 1, columns: 2, names: ["whiteCells", "treated"] };
    expect(relativeRisk(expected, swapped)).toEqual(relativeRisk(expected, [[1, 3]]));
    expect(errorOf(() => relativeRisk(expected, { ...swapped, names: ["whiteCells", "other"] })).code).toBe(
      "unknown-column",
    );
    const anonymous = fitCox(
      treated.map((value, i) => [value, whiteCells[i]!]),
      durations,
      events,
    );
    expect(relativeRisk(anonymous, table({ a: [1], b: [3] }))).toEqual(relativeRisk(expected, [[1, 3]]));
    expect(errorOf(() => relativeRisk(anonymous, table({ a: [1] }))).code).toBe("length-mismatch");
  });

  it("predicts the survival that R predicts", () => {
    const model = fitCox(features, durations, events);
    const { data } = predictSurvival(model, [[1, 2.5]], { times: [0, 5, 10, 20, 36] });
    expect([...data]).toEqual([
      1,
      ...[0.96978368306109, 0.88620028232313, 0.6948256029806].map((value) => expect.closeTo(value, 9)),
      Number.NaN,
    ]);
  });

  it("tells hazard ratios with intervals that hold the coefficient", () => {
    const model = fitCox(features, durations, events);
    for (const row of hazardRatios(model)) {
      expect(row.hazardRatio!).toBeCloseTo(Math.exp(row.coefficient!), 12);
      expect(Math.sqrt(row.lower! * row.upper!)).toBeCloseTo(row.hazardRatio!, 9);
    }
  });
});
