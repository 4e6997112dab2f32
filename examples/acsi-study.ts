// An ACSI-style study of my own survey, start to end: how many to ask, the index with its interval, what drives it,
// where to begin, and whether the model can be trusted.
//
// The survey is simulated (see simulated-survey.ts): 600 customers of an internet provider answer questions from 1 to
// 10, and whether they complained (0 or 1).
import {
  acsi,
  bootstrapPathModel,
  importancePerformance,
  parseModel,
  predictPathModel,
  reliability,
  surveySampleSize,
  table,
} from "clientele";
import { simulateSurvey } from "./simulated-survey.js";

const size = surveySampleSize({ population: 80_000, margin: 0.04 });
console.log(`1. How many to ask: ${size.recommended} answers tell a share among 80,000 customers to 4 points.\n`);

const answers = table(simulateSurvey({ respondents: 600, seed: 2026 }));
const model = acsi(answers, {
  expectations: ["expectedOverall", "expectedReliable"],
  quality: ["technicians", "hotline", "speed", "outages"],
  value: ["priceForQuality", "qualityForPrice"],
  satisfaction: ["satisfied", "againstExpectations", "againstIdeal"],
  complaints: "complained",
  loyalty: ["staysNextYear", "recommends"],
  complaintsMeasure: "incidence",
  weights: "weight",
  missing: "em",
});
const { missing, effectiveRespondents } = model.statistics;
console.log(
  `2. The answers: ${missing.used} of ${missing.rows} respondents enter, ${missing.filled} missing answers are ` +
    `allowed for by maximum likelihood; with the survey weights they count as ${effectiveRespondents.toFixed(0)}.`,
);
console.log(`   The fit: ${model.status}${model.reason === null ? "" : `, ${model.reason}`}.`);
for (const warning of model.warnings) console.log(`   Note: ${warning}.`);

console.log("\n3. The indices, 0 to 100, with 95 % intervals (complaints: share of those who complained)\n");
const sure = bootstrapPathModel(model, answers, { samples: 1000, seed: 1, interval: "bca" });
console.log(sure.indices.select("construct", "value", "standardError", "lower", "upper").toString());
const dropped = Object.values(sure.dropped).reduce((sum, count) => sum + count, 0);
console.log(`\n   From ${sure.draws} resamples; ${dropped} gave no estimate.`);

console.log("\n4. Do the questions measure what they should? (α, ρA and ρC of .7, AVE of .5 and more are usual)\n");
console.log(
  reliability(model).select("construct", "items", "alpha", "rhoA", "rhoC", "ave", "fornellLarcker").toString(),
);

console.log("\n5. What leads to what (standardized paths)\n");
console.log(sure.paths.select("from", "to", "value", "lower", "upper", "pValue").toString());

console.log("\n6. What to improve first: points of satisfaction for a point of each index, and points to be won\n");
const map = importancePerformance(sure, "satisfaction");
console.log(
  map
    .select("construct", "importance", "importanceLower", "importanceUpper", "performance", "potential", "advice")
    .toString(),
);
console.log("\n   The questions behind it\n");
console.log(map.items.head(4).toString());

console.log("\n7. Does the model predict respondents it has not seen? (Q² above 0: better than the mean)\n");
const ahead = predictPathModel(model, answers, { folds: 10, repetitions: 3, seed: 1 });
console.log(ahead.select("construct", "item", "qSquared", "rmse", "linearRmse").toString());

const kept = parseModel(JSON.parse(JSON.stringify(model)));
console.log(
  `\n8. The model is plain data, ${JSON.stringify(model).length} characters of JSON of kind "${kept.kind}": keep ` +
    `it for next year.`,
);
