import { describe, expect, it } from "vitest";
import { readParameters } from "../../../src/lifetime-value/fitting/model-parameters.js";
import type { PurchasePath } from "../../../src/lifetime-value/fitting/purchase-path.js";
import { purchaseDefinition, purchaseDefinitions } from "../../../src/lifetime-value/purchases/purchase-model.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { createRandom } from "../../../src/numeric/index.js";
import { everyKind } from "../known-models.js";

const draws = 40_000;

/** How far the mean number of purchases of many draws is from the expectation, in standard errors. */
function distanceOfDraws(path: PurchasePath, horizon: number, expected: number): number {
  const random = createRandom(20);
  let sum = 0;
  let squares = 0;
  let inside = true;
  for (let i = 0; i < draws; i++) {
    let count = 0;
    path(random, horizon, (time) => {
      inside &&= time > 0 && time <= horizon;
      count++;
    });
    sum += count;
    squares += count * count;
  }
  expect(inside).toBe(true);
  const mean = sum / draws;
  return Math.abs(mean - expected) / Math.sqrt((squares / draws - mean * mean) / draws);
}

it("the list has every kind once", () => {
  expect(purchaseDefinitions.map(({ kind }) => kind).sort()).toEqual(everyKind.map(({ kind }) => kind).sort());
});

describe.each(everyKind.map((model) => [model.kind, model] as const))("the definition of %s", (kind, model) => {
  const definition = purchaseDefinition("test", model);
  const values = readParameters("test", model, definition);
  const process = definition.process(values);

  it("names its parameters, and comes to a kind of the list where nobody leaves", () => {
    expect(definition.parameterNames).toEqual(Object.keys(model.parameters));
    const kinds: readonly (string | null)[] = [...purchaseDefinitions.map((other) => other.kind), null];
    expect(kinds).toContain(definition.withoutDropout);
  });

  it("has a saved form that parseModel knows", () => {
    expect(modelFormats).toContain(definition.format);
    expect(definition.format.kind).toBe(kind);
  });

  it("gives customers without a purchase the same probability in its likelihood and its process", () => {
    for (const age of [0, 1, 7, 40]) {
      const none = new Float64Array(1);
      process.counts(0, 0, 0, age, none);
      const alive = process.alive(0, 0, 0);
      const customers = { frequency: [0], recency: [0], age: [age], opportunities: [age], logIntervals: [0] };
      const likelihood = Math.exp(definition.logLikelihood("test", values, customers));
      expect(likelihood).toBeCloseTo(1 - alive + alive * none[0]!, 12);
    }
  });

  it("draws new customers as its process expects them", () => {
    const expected = process.alive(0, 0, 0) * process.expected(0, 0, 0, 20);
    expect(distanceOfDraws(definition.newCustomers(values), 20, expected)).toBeLessThan(4);
  });

  it("draws the future of active customers as its process expects it", () => {
    for (const [x, last, age] of [
      [0, 0, 12],
      [3, 10, 12],
      [5, 6, 12],
    ] as const) {
      const path = definition.activeCustomers(values)(x, last, age);
      expect(distanceOfDraws(path, 15, process.expected(x, last, age, 15))).toBeLessThan(4);
    }
  });

  it("reads opportunities where time is discrete, and ages elsewhere", () => {
    const times = definition.discrete ? { opportunities: [4] } : { age: [4] };
    expect([...definition.read("test", { frequency: [1], recency: [2], ...times }).age]).toEqual([4]);
  });
});
