import { expect, it } from "vitest";
import { evaluateClassifier } from "../../../src/learning/index.js";
import { createRandom, normalCdf } from "../../../src/numeric/index.js";

it.each([
  [0.5, 60, 60],
  [1, 40, 160],
  [1.5, 100, 100],
])(
  "DeLong's interval covers the true area in about 95 of 100 samples: scores %d deviations apart",
  (distance, positives, negatives) => {
    const random = createRandom(1000 * distance);
    // The chance that a normal score lies above another one `distance` lower.
    const truth = normalCdf(distance / Math.SQRT2);
    const samples = 4000;
    let covered = 0;
    for (let sample = 0; sample < samples; sample++) {
      const y = Array.from({ length: positives + negatives }, (_, row) => (row < positives ? 1 : 0));
      const p = y.map((outcome) => normalCdf(random.normal() + outcome * distance - 1));
      const [low, high] = evaluateClassifier(y, p).aucInterval;
      if (low <= truth && truth <= high) covered++;
    }
    // Four standard errors of the share around 0.95, and the little that DeLong's interval is known to lack in such
    // samples.
    expect(covered / samples).toBeGreaterThan(0.95 - 0.014 - 0.015);
    expect(covered / samples).toBeLessThan(0.95 + 0.014);
  },
);
