// How satisfied are our customers, and is it better than last year?
//
// Two surveys are simulated (see simulated-survey.ts): between them the technicians and the hotline have become better,
// and the price has risen.
import {
  acsi,
  bootstrapPathModel,
  compareIndices,
  constructScores,
  type PathBootstrap,
  type Table,
  table,
} from "clientele";
import { simulateSurvey } from "./simulated-survey.js";

const lastYear = table(simulateSurvey({ respondents: 500, seed: 2025 }));
const thisYear = table(simulateSurvey({ respondents: 520, seed: 2026, betterService: 0.5, higherPrice: 0.15 }));

const before = indexOf(lastYear, 1);
const now = indexOf(thisYear, 2);

const satisfaction = now.indices.toRows().find(({ construct }) => construct === "satisfaction")!;
console.log(
  `This year's index of satisfaction is ${satisfaction.value!.toFixed(1)} of 100, between ` +
    `${satisfaction.lower!.toFixed(1)} and ${satisfaction.upper!.toFixed(1)}.\n`,
);

console.log("This year (a) against last year (b)\n");
const change = compareIndices(now, before);
console.log(
  change.select("construct", "a", "b", "difference", "lower", "upper", "pValue", "adjustedPValue").toString(),
);
for (const { construct, difference, adjustedPValue } of change) {
  if (adjustedPValue! >= 0.05) continue;
  console.log(
    `${construct}: ${difference! > 0 ? "up" : "down"} by ${Math.abs(difference!).toFixed(1)} points, more than ` +
      `chance explains.`,
  );
}

console.log("\nHave the drivers changed? The paths of both years\n");
console.log(change.paths!.select("from", "to", "a", "b", "difference", "adjustedPValue").toString());

console.log("\nBy age, this year: every respondent's own score under the one model\n");
const scored = thisYear.withColumn("satisfaction", constructScores(now.model, thisYear).column("satisfaction"));
for (const age of ["18-34", "35 and over"]) {
  const group = scored.where((row) => row["age"] === age);
  const scores = group.column("satisfaction").toArray() as number[];
  console.log(
    `${age}: ${(scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(1)} (${group.numRows} ` +
      `respondents)`,
  );
}

console.log("\nIs that a real difference? A model for each group\n");
const [young, older] = ["18-34", "35 and over"].map((age, i) =>
  indexOf(
    thisYear.where((row) => row["age"] === age),
    10 + i,
  ),
);
console.log(compareIndices(young!, older!).select("construct", "difference", "lower", "upper", "pValue").toString());

function indexOf(answers: Table, seed: number): PathBootstrap {
  const model = acsi(answers, {
    expectations: ["expectedOverall", "expectedReliable"],
    quality: ["technicians", "hotline", "speed", "outages"],
    value: ["priceForQuality", "qualityForPrice"],
    satisfaction: ["satisfied", "againstExpectations", "againstIdeal"],
    complaints: "complained",
    loyalty: ["staysNextYear", "recommends"],
    complaintsMeasure: "incidence",
    weights: "weight",
    missing: "mean",
  });
  return bootstrapPathModel(model, answers, { samples: 1000, seed });
}
