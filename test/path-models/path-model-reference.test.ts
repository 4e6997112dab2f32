import { beforeAll, expect, test } from "vitest";
import {
  bootstrapPathModel,
  fitPathModel,
  type PathBootstrap,
  type PathModel,
  type PathModelOptions,
  type PathValue,
} from "../../src/path-models/index.js";
import type { Table } from "../../src/table/index.js";
import { describeWithSharedData, type ReferenceRow, referenceRows, sharedTable } from "../shared-data.js";
import { acsiOptions, ecsiOptions, mobiItems } from "./mobi-model.js";

const rows = referenceRows("satisfaction.json");

const higherOrder: PathModelOptions = {
  constructs: {
    ...ecsiOptions().constructs,
    Quality: { items: mobiItems.Quality, mode: "B" },
    Satisfaction: { constructs: ["Image", "Value"] },
  },
  paths: [
    { from: "Expectation", to: "Satisfaction" },
    { from: "Quality", to: "Satisfaction" },
    { from: "Satisfaction", to: "Complaints" },
    { from: "Satisfaction", to: "Loyalty" },
  ],
};

/** The models of the reference file as options, with what is done to the answers before. */
const models: Record<string, { options: PathModelOptions; answers?: (mobi: Table) => Table; targets: number }> = {
  ECSI_modeA_path: { options: ecsiOptions(), targets: 249 },
  ECSI_modeA_factorial: { options: { ...ecsiOptions(), scheme: "factorial" }, targets: 249 },
  ECSI_PLSc_path: { options: { ...ecsiOptions(), consistent: true }, targets: 249 },
  ACSI_modeA_path: { options: acsiOptions(), targets: 193 },
  ECSI_unit_path: { options: ecsiOptions("unit"), targets: 249 },
  HOC_two_stage: { options: higherOrder, targets: 10 },
  ECSI_modeA_path_missing_mean: {
    options: { ...ecsiOptions(), missing: "mean" },
    answers: (mobi) => blanked(blanked(mobi, "CUEX2", 10), "PERQ3", 7),
    targets: 24,
  },
};

/** The table without the answers of every `step`-th respondent to one item. */
function blanked(mobi: Table, item: string, step: number): Table {
  const answers = mobi.column(item).toArray();
  return mobi.withColumn(
    item,
    answers.map((answer, row) => ((row + 1) % step === 0 ? null : (answer as number))),
  );
}

function pathValue(values: readonly PathValue[], from: string, to: string): number | null {
  return values.find((value) => value.from === from && value.to === to)!.value;
}

const statistics: Record<string, keyof PathModel["reliability"][string]> = {
  alpha: "alphaStandardized",
  rhoA: "rhoA",
  rhoC: "rhoC",
  AVE: "ave",
};

const readings: Record<string, (model: PathModel, a: string, b: string) => number | null> = {
  outer_weight: (model, item, construct) => model.outerWeights[construct]![item]!,
  outer_loading: (model, item, construct) => model.loadings[construct]![item]!,
  path: (model, from, to) => pathValue(model.paths, from, to),
  rsq: (model, kind, construct) => (kind === "Rsq" ? model.rSquared : model.adjustedRSquared)[construct]!,
  total_effect: (model, from, to) => pathValue(model.totalEffects, from, to),
  total_indirect_effect: (model, from, to) => pathValue(model.indirectEffects, from, to),
  reliability: (model, construct, measure) => model.reliability[construct]![statistics[measure]!]!,
  htmt: (model, a, b) => htmt(model, a, b).absolute,
  fornell_larcker: (model, a, b) =>
    a === b
      ? Math.sqrt(model.reliability[a]!.ave!)
      : model.correlations[model.constructs.indexOf(a)]![model.constructs.indexOf(b)]!,
  f2: (model, from, to) => pathValue(model.fSquared, from, to),
  vif_antecedent: (model, to, from) => pathValue(model.vif, from, to),
  vif_item: (model, construct, item) => model.itemVif[construct]![item]!,
  it_criteria: (model, kind, construct) => model.informationCriteria[construct]![kind === "AIC" ? "aic" : "bic"],
  index_0_100: (model, construct) => model.indices[construct]!,
};

function htmt(model: PathModel, a: string, b: string) {
  return model.htmt.find(
    ({ construct, other }) => (construct === a && other === b) || (construct === b && other === a),
  )!;
}

function labels(row: ReferenceRow): [string, string] {
  const inside = /\[(.*)\]/.exec(row.quantity)![1]!;
  const [a, b = ""] = inside.split(/<-|,|\./);
  return [a!, b];
}

describeWithSharedData("reference numbers of path models on the mobile phone survey", () => {
  let mobi: Table;
  let bootstrap: PathBootstrap;
  const fitted = new Map<string, PathModel>();

  beforeAll(async () => {
    mobi = await sharedTable("mobi.csv");
    for (const [name, { options, answers }] of Object.entries(models)) {
      fitted.set(name, fitPathModel(answers === undefined ? mobi : answers(mobi), options));
    }
    bootstrap = bootstrapPathModel(fitted.get("ECSI_modeA_path")!, mobi, { samples: 5000, seed: 1 });
  });

  for (const [name, { targets }] of Object.entries(models)) {
    const own = rows.filter((row) => row.model === name);
    test(`${name} has ${targets} targets`, () => expect(own).toHaveLength(targets));
    test.each(own.map((row) => [row.quantity, row] as const))(`${name}: %s`, (quantity, row) => {
      const value = readings[quantity.split("[")[0]!]!(fitted.get(name)!, ...labels(row));
      expect(Math.abs(value! - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
    });
  }

  test.each(rows.filter((row) => row.model === "HTMT convention").map((row) => [row.quantity, row] as const))(
    "%s",
    (quantity, row) => {
      const ratio = htmt(fitted.get("ECSI_modeA_path")!, ...labels(row));
      const value = quantity.startsWith("htmt_signed") ? ratio.signed : ratio.absolute;
      expect(Math.abs(value! - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
    },
  );

  test.each(rows.filter((row) => row.model === "f2 convention").map((row) => [row.quantity, row] as const))(
    "%s",
    (quantity, row) => {
      const fSquared = quantity.startsWith("f2_refit") ? "refit" : "fixed";
      const value = pathValue(fitPathModel(mobi, { ...ecsiOptions(), fSquared }).fSquared, ...labels(row));
      expect(Math.abs(value! - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
    },
  );

  test.each(
    rows
      .filter((row) => row.model === "Cronbach alpha" && row.dataset === "mobi")
      .map((row) => [row.quantity, row] as const),
  )("%s of the model", (quantity, row) => {
    const measure = quantity.startsWith("alpha_raw") ? "alphaRaw" : "alphaStandardized";
    const value = fitted.get("ECSI_modeA_path")!.reliability[labels(row)[0]]![measure];
    expect(Math.abs(value! - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
  });

  const resampled = rows.filter((row) => row.model === "ECSI_modeA_path_boot1000");
  test("there are 36 targets of the bootstrap", () => expect(resampled).toHaveLength(36));
  test.each(resampled.map((row) => [row.quantity, row] as const))("%s", (quantity, row) => {
    const [from, to] = /\[(.*)\]/.exec(quantity)![1]!.split(/\s*->\s*/);
    const path = bootstrap.paths.toRows().find((one) => one.from === from && one.to === to)!;
    const target = Number(row.value);
    if (quantity.startsWith("boot_sd")) {
      expect(Math.abs(path.standardError! / target - 1)).toBeLessThanOrEqual(0.1);
      expect(Math.abs(path.standardError! - target)).toBeLessThanOrEqual(row.tolerance!);
    } else {
      const limit = quantity.startsWith("boot_2.5%") ? path.lower! : path.upper!;
      expect(Math.abs(limit - target)).toBeLessThanOrEqual(row.tolerance!);
    }
  });
});
