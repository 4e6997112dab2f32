import { describe, expect, it } from "vitest";
import { readModel } from "../../../src/errors/index.js";
import {
  compareFits,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  likelihoodRatioTest,
  simulateCustomers,
} from "../../../src/lifetime-value/index.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { errorOf } from "../../error-of.js";

const mbgTruth = { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } } as const;
const twoMaxima = simulateCustomers(mbgTruth, { customers: 150, age: 39, seed: 1006 });

describe("a small sample whose likelihood has two maxima", () => {
  const model = fitMbgNbd(twoMaxima);

  it("is fitted by the higher one, found from many starting points", () => {
    expect(model.logLikelihood).toBeCloseTo(-663.664, 3);
    expect(model.status).toBe("converged");
    expect(model.parameters.r).toBeCloseTo(3.057, 2);
    expect(model.parameters.alpha).toBeCloseTo(45.1, 0);
    expect(model.parameters.a).toBeCloseTo(0.573, 2);
    expect(model.parameters.b).toBeCloseTo(0.634, 2);
  });

  it("has a note about the other one, which lies at a limit and is lower by half a unit", () => {
    expect(model.notes).toHaveLength(1);
    expect(model.notes[0]).toMatch(/another maximum, lower by only 0\.52, at r = /);
    expect(fitNbd(twoMaxima).notes).toEqual([]);
  });

  it("keeps its note and its fingerprint when saved; models of schema 1 come without both", () => {
    const format = modelFormats.find(({ kind }) => kind === "mbg-nbd")!;
    const saved = JSON.parse(JSON.stringify(model));
    expect(readModel("parseModel", format, saved)).toEqual(model);
    const { notes: _notes, fingerprint: _fingerprint, ...older } = saved;
    expect(readModel("parseModel", format, { ...older, schema: 1 })).toEqual({
      ...model,
      notes: [],
      fingerprint: null,
    });
  });
});

describe("the fingerprint of the customers of a fit", () => {
  const customers = { frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] };
  const { fingerprint } = fitBgNbd(customers);

  it("is the same for every model of the same customers, in any order, grouped or not", () => {
    const turned = Object.fromEntries(Object.entries(customers).map(([name, values]) => [name, [...values].reverse()]));
    expect(fitParetoNbd(turned).fingerprint).toBe(fingerprint);
    const web = { ...customers, web: [1, 0, 0, 1] };
    expect(fitBgNbd(web, { covariates: { purchase: ["web"] } }).fingerprint).toBe(fingerprint);
    const twice = Object.fromEntries(Object.entries(customers).map(([name, values]) => [name, [...values, ...values]]));
    const counted = { ...customers, count: [2, 2, 2, 2] };
    expect(fitNbd(counted).fingerprint).toBe(fitNbd(twice).fingerprint);
    expect(fitNbd(counted).fingerprint).not.toBe(fingerprint);
  });

  it("differs as soon as one customer does", () => {
    expect(fitBgNbd({ ...customers, recency: [30.5, 0, 36, 1.7] }).fingerprint).not.toBe(fingerprint);
    expect(fitBgNbd({ ...customers, frequency: [3, 0, 5, 1] }).fingerprint).not.toBe(fingerprint);
    const spend = { frequency: [2, 1], monetary: [20, 30] };
    expect(fitGammaGamma(spend).fingerprint).not.toBe(fitGammaGamma({ ...spend, monetary: [20, 31] }).fingerprint);
  });

  it("keeps fits of other customers out of comparisons, though there are as many", () => {
    const others = simulateCustomers(mbgTruth, { customers: 150, age: 39, seed: 1 });
    const [one, two] = [fitNbd(twoMaxima), fitMbgNbd(others)];
    expect(errorOf(() => compareFits([one, two]))).toMatchObject({ code: "unusable-model" });
    expect(errorOf(() => likelihoodRatioTest(one, two)).message).toMatch(/150 customers each, but not the same/);
    expect(compareFits([one, fitMbgNbd(twoMaxima), fitMbgCnbdK(twoMaxima)]).numRows).toBe(3);
    expect(compareFits([one, { ...two, fingerprint: null }]).numRows).toBe(2);
  });
});
