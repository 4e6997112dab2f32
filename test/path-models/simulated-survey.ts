import { createRandom } from "../../src/numeric/index.js";

/**
 * Answers on a scale of 1 to 10 to three questions each about quality, satisfaction and loyalty, which follow each
 * other, and one about complaints.
 */
export function simulatedSurvey(respondents: number, seed: number): Record<string, number[]> {
  const random = createRandom(seed);
  const answers: Record<string, number[]> = {};
  const put = (item: string, latent: number, loading: number): void => {
    const value = 6.5 + 1.8 * (loading * latent + Math.sqrt(1 - loading * loading) * random.normal());
    answers[item] ??= [];
    answers[item].push(Math.min(10, Math.max(1, Math.round(value))));
  };
  for (let row = 0; row < respondents; row++) {
    const quality = random.normal();
    const satisfaction = 0.7 * quality + Math.sqrt(1 - 0.49) * random.normal();
    const loyalty = 0.5 * satisfaction + 0.2 * quality + Math.sqrt(1 - 0.25 - 0.04 - 0.14) * random.normal();
    [0.8, 0.7, 0.9].forEach((loading, i) => {
      put(`q${i + 1}`, quality, loading);
      put(`s${i + 1}`, satisfaction, loading);
      put(`l${i + 1}`, loyalty, loading);
    });
    put("c1", satisfaction, 0.6);
  }
  return answers;
}

/** The model behind {@link simulatedSurvey}. */
export const surveyModel = {
  constructs: {
    quality: { items: ["q1", "q2", "q3"] },
    satisfaction: { items: ["s1", "s2", "s3"] },
    complaints: { items: ["c1"] },
    loyalty: { items: ["l1", "l2", "l3"] },
  },
  paths: [
    { from: "quality", to: "satisfaction" },
    { from: "quality", to: "loyalty" },
    { from: "satisfaction", to: "complaints" },
    { from: "satisfaction", to: "loyalty" },
  ],
  scale: [1, 10],
} as const;
