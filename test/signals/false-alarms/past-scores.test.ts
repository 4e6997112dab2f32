import { describe, expect, it } from "vitest";
import { likelihoodScale, normalScale, pastScores } from "../../../src/signals/false-alarms/past-scores.js";

/** So many values a day on the last days before day 1000, scored 3, 3.001, 3.002, … */
function past(days: number, perDay: number) {
  const scores = pastScores(1000, normalScale);
  for (let i = 0; i < days * perDay; i++) {
    const day = 1000 - (i % days);
    scores.exposure(day);
    scores.score(day, 3 + i / 1000);
  }
  return scores;
}

describe("the threshold of alarms", () => {
  it("lets through as many of the past as are allowed, less their standard deviation", () => {
    // 100 days with 0.25 alarms each are 25, of which 5 are kept back.
    const { threshold, expected } = past(100, 10).threshold(0.25);
    expect(threshold).toBeCloseTo(3 + (1000 - 20) / 1000, 9);
    expect(expected).toBeCloseTo(0.19, 9);
  });

  it("counts on the busiest of the last weeks where there are more and more values", () => {
    const growing = past(300, 1);
    for (let i = 0; i < 28 * 9; i++) growing.exposure(1000 - (i % 28));
    // 552 values at 10 a day are worth 55 days, not 300.
    expect(growing.threshold(1).expected).toBeLessThan(1);
    expect(growing.threshold(1).threshold).toBeGreaterThan(past(300, 1).threshold(1).threshold);
  });

  it("lies beyond all of the past where the past is too short for alarms so rare, and says so", () => {
    const { threshold, expected, note } = past(20, 5).threshold(0.01);
    expect(threshold).toBeGreaterThanOrEqual(3.099);
    expect(expected).toBeLessThanOrEqual(0.01);
    expect(note).toContain("20 days of history");
  });

  it("never calls an alarm what happens one time in a hundred, however many are allowed", () => {
    const scores = pastScores(1000, likelihoodScale);
    for (let i = 0; i < 50; i++) {
      scores.exposure(1000 - i);
      scores.score(1000 - i, i / 50);
    }
    expect(scores.threshold(1000).threshold).toBeCloseTo(Math.log(100), 12);
    expect(pastScores(1000, normalScale).threshold(1)).toMatchObject({ expected: null });
  });

  it("has no limit where none is wanted", () => {
    expect(past(9, 1).threshold(null).threshold).toBe(Number.NEGATIVE_INFINITY);
  });
});
