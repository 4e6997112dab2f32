import { beforeAll, describe, expect, it } from "vitest";
import { tiedDurations } from "../../../src/survival/curves/tied-durations.js";
import { fitCox, kaplanMeier, logRank, predictSurvival, testProportionalHazards } from "../../../src/survival/index.js";
import { describeWithSharedData } from "../../shared-data.js";
import { readTelco, type Telco } from "../telco.js";

describe("durations that differ only by rounding", () => {
  it("are one time, the shortest of them", () => {
    expect([...tiedDurations(Float64Array.of(0.3, 0.1 + 0.2, 1, 0.3, 0))]).toEqual([0.3, 0.3, 1, 0.3, 0]);
    const longer = 0.3 + 1e-8;
    expect([...tiedDurations(Float64Array.of(longer, 0.1 + 0.2))]).toEqual([longer, 0.1 + 0.2]);
  });

  it("do not draw together whole numbers, however large, nor a chain of near times", () => {
    const milliseconds = Float64Array.of(1e11, 1e11 + 1, 1e11 + 2);
    expect(tiedDurations(milliseconds)).toBe(milliseconds);
    const chain = Float64Array.from({ length: 5 }, (_, i) => 0.5 * (1 + i * 0.6e-9));
    expect([...tiedDurations(chain)]).toEqual([chain[0], chain[0], chain[2], chain[2], chain[4]]);
  });

  it("are found among thousands of other times, wherever they stand", () => {
    const alone = Float64Array.from({ length: 2000 }, (_, i) => 0.37 * (i + 1));
    const near = alone.filter((_, i) => i % 100 === 99).map((time) => time * (1 + 5e-10));
    const shuffled = Float64Array.from([...near, ...alone].reverse());
    expect(new Set(shuffled).size).toBe(2020);
    const tied = tiedDurations(shuffled);
    expect([...tied.slice(0, 2000)]).toEqual([...alone].reverse());
    expect([...tied.slice(2000)]).toEqual([...alone.filter((_, i) => i % 100 === 99)].reverse());
  });

  it("leave the input as it was, and are known up to the longest that was given", () => {
    const durations = Float64Array.of(0.1 + 0.2, 0.3, 0.1);
    const events = [0, 1, 1];
    const curve = kaplanMeier(durations, events);
    expect([...durations]).toEqual([0.1 + 0.2, 0.3, 0.1]);
    expect(curve.table.column("time").toArray()).toEqual([0.1, 0.3]);
    expect(curve.survivalAt(0.1 + 0.2)).toBeCloseTo(1 / 3, 12);
    expect(curve.restrictedMean(0.1 + 0.2).mean).toBeCloseTo(0.1 + (0.2 * 2) / 3, 12);
    const model = fitCox([[1], [0], [1], [0]], [0.1 + 0.2, 0.3, 0.1, 0.2], [0, 1, 1, 1]);
    expect(predictSurvival(model, [[0]], { times: [0.1 + 0.2] }).data[0]).toBeGreaterThan(0);
  });
});

describeWithSharedData("the tenure of the telco customers in years", () => {
  let telco: Telco;
  beforeAll(async () => {
    telco = await readTelco();
  });

  it("has 73 times, whether months are divided by 12 or every other one is multiplied by 1 / 12", () => {
    const { customers, tenure, churned } = telco;
    const divided = tenure.map((months) => months / 12);
    const mixed = tenure.map((months, row) => (row % 2 === 0 ? months / 12 : months * (1 / 12)));
    expect(new Set(mixed).size).toBeGreaterThan(73);
    expect(kaplanMeier(mixed, churned).table.numRows).toBe(73);
    const contract = customers.column("Contract");
    expect(logRank(mixed, churned, contract).chiSquare).toBeCloseTo(logRank(divided, churned, contract).chiSquare, 9);
  });

  it("gives the Cox model and the test of its hazards that the months give", () => {
    const { features, durations, events } = telco.cox;
    const some = features.select("MonthlyCharges", "TwoYear");
    const mixed = durations.map((months, row) => (row % 2 === 0 ? months / 12 : months * (1 / 12)));
    const [inYears, inMonths] = [fitCox(some, mixed, events), fitCox(some, durations, events)];
    expect(inYears.logLikelihood).toBeCloseTo(inMonths.logLikelihood, 7);
    const drift = testProportionalHazards(inYears, some, mixed, events).global!.chiSquare;
    expect(drift).toBeCloseTo(testProportionalHazards(inMonths, some, durations, events).global!.chiSquare, 6);
  });
});
