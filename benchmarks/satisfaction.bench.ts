import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bootstrapPathModel, fitPathModel, type PathModelOptions, pathStatistics } from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark } from "./harness.js";
import { benchmarks } from "./places.js";
import { versionOf } from "./version-of.js";

type Answers = Record<string, Float64Array>;

const items = {
  Image: numbered("IMAG", 5),
  Expectation: numbered("CUEX", 3),
  Quality: numbered("PERQ", 7),
  Value: numbered("PERV", 2),
  Satisfaction: numbered("CUSA", 3),
  Complaints: ["CUSCO"],
  Loyalty: numbered("CUSL", 3),
};

/** The European satisfaction index on the mobile phone survey: 24 items, 7 constructs, 12 paths. */
const ecsi: PathModelOptions = {
  constructs: Object.fromEntries(Object.entries(items).map(([name, own]) => [name, { items: own }])),
  paths: [
    ["Image", "Expectation"],
    ["Image", "Satisfaction"],
    ["Image", "Loyalty"],
    ["Expectation", "Quality"],
    ["Expectation", "Value"],
    ["Expectation", "Satisfaction"],
    ["Quality", "Value"],
    ["Quality", "Satisfaction"],
    ["Value", "Satisfaction"],
    ["Satisfaction", "Complaints"],
    ["Satisfaction", "Loyalty"],
    ["Complaints", "Loyalty"],
  ].map(([from, to]) => ({ from: from!, to: to! })),
  scale: [1, 10],
};

const source = "measured in November 2026 on another, quiet machine";

/**
 * Path models: one estimate, the bootstrap, and a survey of 100,000. The peers are R packages, which the registries
 * here do not have: their figures are earlier ones.
 */
export async function* run(): AsyncGenerator<Benchmark> {
  const survey = mobileSurvey();
  const model = fitPathModel(survey, ecsi);
  const estimates = 200;
  yield {
    title: "Path model, one estimate",
    task: `fitPathModel: the European satisfaction index, 250 respondents, 24 items, from the columns to the finished model. The figure is for ${estimates} estimates.`,
    contenders: [
      {
        name: `clientele, ${estimates} estimates`,
        version: versionOf("clientele"),
        run: () => repeat(estimates, () => fitPathModel(survey, ecsi)),
      },
      {
        name: `clientele, ${estimates} estimates with f² from fixed scores`,
        version: versionOf("clientele"),
        run: () => repeat(estimates, () => fitPathModel(survey, { ...ecsi, fSquared: "fixed" })),
      },
    ],
    earlier: [
      { name: `the fastest of plspm, seminr, cSEM × ${estimates}`, cpuSeconds: 0.019 * estimates, source },
      { name: `the slowest of them × ${estimates}`, cpuSeconds: 0.074 * estimates, source },
    ],
    note: "A model of clientele also has f² by refitting without each path, HTMT, SRMR, variance inflation and the indices.",
  };

  const draws = 5000;
  yield {
    title: "Path model, bootstrap",
    task: `bootstrapPathModel: ${draws} resamples of the same survey, with standard errors and intervals of all weights, loadings, paths, effects, indices and measures of reliability, on one thread.`,
    rounds: 3,
    contenders: [
      {
        name: "clientele, percentile",
        version: versionOf("clientele"),
        run: () => bootstrapPathModel(model, survey, { samples: draws, seed: 1 }),
      },
      {
        name: "clientele, bias-corrected and accelerated",
        version: versionOf("clientele"),
        run: () => bootstrapPathModel(model, survey, { samples: draws, seed: 1, interval: "bca" }),
      },
    ],
    earlier: [{ name: "seminr 2.3.4, two cores", wallSeconds: 302.8, source }],
  };

  const respondents = 100_000;
  const large = repeated(survey, respondents);
  const statistics = pathStatistics(large, { items: Object.values(items).flat() });
  yield {
    title: "Path model, 100,000 respondents",
    task: `The same model for ${respondents} respondents: the pass that builds the covariances, and the fit that is left after it.`,
    contenders: [
      {
        name: "clientele, fit after the pass",
        version: versionOf("clientele"),
        run: () => fitPathModel(statistics, ecsi),
      },
      { name: "clientele, pass and fit", version: versionOf("clientele"), run: () => fitPathModel(large, ecsi) },
    ],
    earlier: [
      { name: "the fastest of plspm, seminr, cSEM", cpuSeconds: 2.8, source },
      { name: "the slowest of them", cpuSeconds: 4.8, source },
    ],
    note: "The peers iterate over respondents; clientele iterates over the covariances of 24 items.",
  };
  yield gaps(survey);
}

/** Respondents who leave items open: every resample needs the likeliest covariances anew. */
function gaps(survey: Answers): Benchmark {
  const [respondents, draws] = [2000, 200];
  const random = createRandom(2);
  const whole = repeated(survey, respondents);
  const noisy = Object.fromEntries(
    Object.entries(whole).map(([item, answers]) => [
      item,
      answers.map((answer) => Math.min(10, Math.max(1, answer + Math.round(1.2 * random.normal())))),
    ]),
  );
  const withGaps = (share: number): Answers =>
    Object.fromEntries(
      Object.entries(noisy).map(([item, answers]) => [
        item,
        answers.map((answer) => (random.uniform() < share ? Number.NaN : answer)),
      ]),
    );
  const bootstrapOf = (answers: Answers) => {
    const model = fitPathModel(answers, { ...ecsi, missing: "em" });
    return () => bootstrapPathModel(model, answers, { samples: draws, seed: 1 });
  };
  const version = versionOf("clientele");
  return {
    title: "Path model, bootstrap of answers with gaps",
    task: `bootstrapPathModel with missing: "em": ${draws} resamples of ${respondents} respondents, 24 items, a share of the answers missing.`,
    rounds: 2,
    contenders: [
      { name: "clientele, 5 % missing", version, run: bootstrapOf(withGaps(0.05)) },
      { name: "clientele, 20 % missing", version, run: bootstrapOf(withGaps(0.2)) },
    ],
  };
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
}

function repeat(times: number, run: () => unknown): void {
  for (let i = 0; i < times; i++) run();
}

/** The mobile phone survey where it lies beside the project, otherwise a simulated one of the same size. */
function mobileSurvey(): Answers {
  const path = fileURLToPath(new URL("../../shared/data/mobi.csv", benchmarks));
  if (!existsSync(path)) return simulatedSurvey(250);
  const [header, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(",").map(Number));
  const names = header!.split(",").map((name) => name.replaceAll('"', ""));
  return Object.fromEntries(names.map((name, i) => [name, Float64Array.from(rows, (row) => row[i]!)]));
}

/** Answers from 1 to 10 that share a general satisfaction and one per construct. */
function simulatedSurvey(respondents: number): Answers {
  const random = createRandom(1);
  const answers: Answers = {};
  for (const item of Object.values(items).flat()) answers[item] = new Float64Array(respondents);
  for (let row = 0; row < respondents; row++) {
    const general = random.normal();
    for (const own of Object.values(items)) {
      const construct = 0.7 * general + 0.6 * random.normal();
      for (const item of own) {
        answers[item]![row] = Math.min(10, Math.max(1, Math.round(7 + 1.4 * construct + random.normal())));
      }
    }
  }
  return answers;
}

/** The survey over and over, with one answer in ten changed by a point so that no two parts are alike. */
function repeated(survey: Answers, respondents: number): Answers {
  const random = createRandom(2);
  return Object.fromEntries(
    Object.entries(survey).map(([item, values]) => [
      item,
      Float64Array.from({ length: respondents }, (_, row) => {
        const answer = values[row % values.length]!;
        return random.uniform() < 0.1 ? Math.min(10, answer + 1) : answer;
      }),
    ]),
  );
}
