import { describe, expect, it } from "vitest";
import { assessSegments, channelPreference, selectCustomers } from "../../../src/index.js";

describe("selectCustomers", () => {
  const input = {
    purchases: [100, 10],
    growth: [0, 0],
    intangible: [0, 0],
    cost: [20, 5],
    risk: [10, 1],
    service: [5, 2],
  };

  it("chooses by value and by what the firm can do for each", () => {
    const selected = selectCustomers(input, { ability: [{ name: "service", points: "service" }] });
    expect(selected.column("value").toArray()).toEqual([70, 4]);
    expect(selected.column("choice").toArray()).toEqual(["select", "leave"]);
    expect(selected).toMatchObject({ ability: 3.5, abilityIndex: 70, cuts: { value: 37, ability: 60 } });
    const weak = selectCustomers(input, { ability: [{ name: "service", points: 2 }] });
    expect(weak.column("choice").toArray()).toEqual(["build ability first", "leave"]);
  });

  it("refuses points and weights that are none", () => {
    const run = (points: number, weight?: number) =>
      selectCustomers(input, { ability: [{ name: "service", points, weight }] });
    expect(() => run(6)).toThrow(/between 1 and 5/);
    expect(() => run(3, 0.5)).toThrow(/sum to 0.5, not to 1/);
  });
});

describe("channelPreference", () => {
  const kinds = { app: "electronic", counter: "branch", letter: "other" } as const;
  const log = (electronic: number, branch: number) =>
    [new Array(electronic).fill("app"), new Array(branch).fill("counter")].flat() as string[];

  it("calls the band mixed, its ends included", () => {
    const parts = [log(2, 3), log(3, 2), log(39, 61), log(61, 39), ["letter"]];
    const preferred = channelPreference(
      { customer: parts.flatMap((part, i) => part.map(() => i)), channel: parts.flat() },
      { kinds },
    );
    expect(preferred.column("preference").toArray()).toEqual(["mixed", "mixed", "branch", "electronic", null]);
    expect(preferred.column("electronicShare").toArray()).toEqual([0.4, 0.6, 0.39, 0.61, null]);
    expect(preferred.summary().column("contacts").toArray()).toEqual([100, 100, 10, 1]);
  });

  it("refuses channels of which nobody said what they are", () => {
    const input = { customer: [1], channel: ["fax"] };
    expect(() => channelPreference(input, { kinds })).toThrow(/does not say what these channels are: "fax"/);
    expect(() => channelPreference(input, { kinds, mixed: [0.6, 0.4] })).toThrow(/the lower first/);
    expect(() => channelPreference({ customer: [1], channel: [null] }, { kinds })).toThrow(/row 1/);
  });
});

describe("assessSegments", () => {
  const input = {
    segment: ["a", "a", "b", "b", null],
    value: [10, 30, -5, 25, 9],
    before: [20, 20, 10, 0, 9],
    years: [1, 3, 5, 7, 9],
    age: [20, 22, 40, 42, 9],
    mail: [1, 1, 0, null, 1],
  };

  it("measures what the data allow, takes the rest by hand, and says which", () => {
    const assessment = assessSegments(input, {
      value: "value",
      previous: "before",
      experience: "years",
      features: ["age"],
      reachable: "mail",
      scores: { a: { actionable: 4, profitable: 1 } },
      forces: { b: { rivalry: 2, buyers: 4 } },
    });
    expect(assessment.toRows()).toMatchObject([
      {
        ...{ segment: "a", customers: 2, meanValue: 20, growth: 0, experience: 2, influence: null, profitable: 5 },
        ...{ measurable: 5, accessible: 5, distinguishable: 5, actionable: 4, forces: null },
      },
      { segment: "b", profitable: 3, accessible: 1, actionable: null, forces: 3, score: null, growth: 1 },
    ]);
    expect(assessment.column("score").at(0)).toBeCloseTo(4.8, 12);
    expect(assessment.column("totalShare").toArray()).toEqual([40 / 60, 20 / 60]);
    expect(assessment.column("reason").at(1)).toMatch(/not known: actionable$/);
    expect(assessment.criteria.numRows).toBe(10);
    expect(assessment.warnings).toEqual([
      "1 customer has no segment and is left out",
      "segment a: profitable is measured, so the points given by hand are not used",
    ]);
  });

  it("refuses scores of segments that are not there, points that are none, weights that do not sum", () => {
    const run = (options: object) => assessSegments(input, { value: "value", ...options });
    expect(() => run({ scores: { c: { actionable: 3 } } })).toThrow(/there is no segment "c"/);
    expect(() => run({ scores: { a: { actionable: 7 } } })).toThrow(/between 1 and 5/);
    expect(() => run({ weights: { profitable: 0.5 } })).toThrow(/sum to 0.5, not to 1/);
  });
});
