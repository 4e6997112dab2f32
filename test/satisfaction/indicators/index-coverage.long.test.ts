import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { bootstrapPathModel, compareIndices, fitPathModel } from "../../../src/path-models/index.js";
import { simulatedSurvey, surveyModel } from "../../path-models/simulated-survey.js";

const surveys = 600;
const draws = 500;
const respondents = 250;

/** Share of the surveys for which something holds. */
function share(holds: (survey: number) => boolean): number {
  let count = 0;
  for (let survey = 0; survey < surveys; survey++) if (holds(survey)) count++;
  return count / surveys;
}

describe("in simulated surveys", () => {
  let truth: Readonly<Record<string, number | null>>;
  let truePath: number;

  beforeAll(() => {
    const everybody = fitPathModel(simulatedSurvey(600_000, 123_456), surveyModel);
    truth = everybody.indices;
    truePath = everybody.paths[0]!.value!;
  });

  test.each(["percentile", "bca"] as const)(
    "the %s interval of the index covers the truth as often as it says",
    (interval) => {
      const covered = { quality: 0, satisfaction: 0, loyalty: 0 };
      let pathCovered = 0;
      for (let survey = 0; survey < surveys; survey++) {
        const answers = simulatedSurvey(respondents, 500_000 + survey);
        const result = bootstrapPathModel(fitPathModel(answers, surveyModel), answers, {
          samples: draws,
          seed: survey,
          interval,
        });
        for (const { construct, lower, upper } of result.indices) {
          if (construct === "complaints") continue;
          const name = construct as keyof typeof covered;
          if (lower! <= truth[name]! && truth[name]! <= upper!) covered[name]++;
        }
        const path = result.paths.toRows()[0]!;
        if (path.lower! <= truePath && truePath <= path.upper!) pathCovered++;
      }
      for (const [construct, count] of Object.entries(covered)) {
        expect(count / surveys, construct).toBeGreaterThanOrEqual(0.92);
        expect(count / surveys, construct).toBeLessThanOrEqual(0.98);
      }
      expect(pathCovered / surveys).toBeGreaterThanOrEqual(0.92);
      expect(pathCovered / surveys).toBeLessThanOrEqual(0.98);
    },
  );

  test("the interval covers the truth when the sample is lopsided and weights set it right", () => {
    const coverage = share((survey) => {
      // People who rate quality low are asked half as often, and count twice.
      const pool = simulatedSurvey(2 * respondents, 10_000 + survey);
      const random = createRandom(survey);
      const asked = pool["q1"]!.map((answer) => answer >= 6 || random.uniform() < 0.5);
      const answers = Object.fromEntries(
        Object.entries(pool).map(([item, values]) => [item, values.filter((_, row) => asked[row])]),
      );
      const weights = answers["q1"]!.map((answer) => (answer >= 6 ? 1 : 2));
      const model = fitPathModel(answers, { ...surveyModel, weights });
      const { indices } = bootstrapPathModel(model, answers, { samples: draws, seed: survey, weights });
      const row = indices.toRows().find(({ construct }) => construct === "satisfaction")!;
      return row.lower! <= truth["satisfaction"]! && truth["satisfaction"]! <= row.upper!;
    });
    expect(coverage).toBeGreaterThanOrEqual(0.92);
    expect(coverage).toBeLessThanOrEqual(0.98);
  });

  test("two surveys of the same customers differ significantly in 5 of 100, with and without resampling", () => {
    const significant = { plain: 0, resampled: 0 };
    for (let survey = 0; survey < surveys; survey++) {
      const [one, two] = [simulatedSurvey(respondents, 20_000 + survey), simulatedSurvey(200, 40_000 + survey)];
      const [a, b] = [fitPathModel(one, surveyModel), fitPathModel(two, surveyModel)];
      const options = { samples: 200, seed: survey };
      const results = {
        plain: compareIndices(a, b),
        resampled: compareIndices(bootstrapPathModel(a, one, options), bootstrapPathModel(b, two, options)),
      };
      for (const method of ["plain", "resampled"] as const) {
        const row = results[method].toRows().find(({ construct }) => construct === "satisfaction")!;
        if (row.pValue! < 0.05) significant[method]++;
      }
    }
    for (const [method, count] of Object.entries(significant)) {
      expect(count / surveys, method).toBeGreaterThanOrEqual(0.02);
      expect(count / surveys, method).toBeLessThanOrEqual(0.08);
    }
  });
});
