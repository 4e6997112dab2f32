import { describe, expect, it } from "vitest";
import {
  lifecycleStages,
  relationshipStates,
  relationshipStrength,
  transactionalRelational,
} from "../../../src/index.js";
import { errorOf } from "../../error-of.js";

describe("lifecycleStages", () => {
  const input = {
    current: [10, 110, 109, 91, 90, 0, 5, -3],
    previous: [0, 100, 100, 100, 100, 50, 0, 0],
    age: [365, 900, 900, 900, 900, 900, 366, 900],
  };

  it("names the course between two periods, a change at the limit counting as one", () => {
    expect(lifecycleStages(input, { preset: "fine" }).column("stage").toArray()).toEqual([
      ...["new", "growing", "stable", "stable", "declining", "lapsed", "won back", "lapsed"],
    ]);
    expect(lifecycleStages(input).column("stage").toArray()).toEqual([
      ...["exploration", "build-up", "stability", "stability", "decline", "decline", "recovery", "decline"],
    ]);
  });

  it("refuses a change of everything and of nothing", () => {
    for (const change of [0, 1, Number.NaN]) expect(() => lifecycleStages(input, { change })).toThrow(/"change"/);
  });
});

it("relationshipStates asks of each person only what decides, and says what is missing", () => {
  const states = relationshipStates({
    orders: [1, 1, 1, 0, 0, 0, 0],
    recencyDays: [365, 366, null, null, null, null, null],
    target: [null, null, null, 1, null, 0, 0],
    potential: [null, null, null, null, 1, 1, null],
  });
  expect(states.column("state").toArray()).toEqual(["active", "lost", null, "target", null, "potential", null]);
  expect(states.column("reason").at(6)).toBe("never bought, but potential is missing");
});

it("relationshipStrength gives points from the cuts on, and sums them", () => {
  const input = { retention: [0.5, 0.8], walletShare: [0.3, 0.59], tenure: [1, 3], recommendation: [6, 9] };
  const strengths = relationshipStrength(input);
  expect(strengths.column("points").toArray()).toEqual([3, 7]);
  expect(strengths.column("strength").toArray()).toEqual(["close", "die-hard"]);
  expect(
    relationshipStrength(input, { points: [4, 8] })
      .column("strength")
      .toArray(),
  ).toEqual(["loose", "close"]);
  expect(() => relationshipStrength(input, { cuts: { tenure: [3, 1] } })).toThrow(/cuts.tenure/);
});

describe("transactionalRelational", () => {
  const rows = Array.from({ length: 20 }, (_, i) => i);
  const input = {
    orders: rows.map((i) => (i < 10 ? 5 : 1)),
    profit: rows.map((i) => 100 - i),
    gain: rows.map((i) => (i < 8 ? i : 0)),
    current: rows.map((i) => (i % 2 === 0 ? 1 : 2)),
    previous: rows.map(() => 2),
  };

  it("takes 10 % by profit, 40 % by gain, and parts the rest by whether value falls", () => {
    const kinds = transactionalRelational(input, { relational: [{ column: "orders", from: 5 }] });
    // Row 0 by profit; of rows 1 to 9 the gains 7, 6, 5, 4; rows 2 and 8 fall.
    expect(kinds.column("group").toArray().slice(0, 10)).toEqual([
      ...["most profitable", "steady", "vulnerable", "steady", "most growable", "most growable", "most growable"],
      ...["most growable", "vulnerable", "steady"],
    ]);
    expect(kinds.summary().column("customers").toArray()).toEqual([1, 4, 2, 3, 10]);
    expect(kinds.column("kind").at(10)).toBe("transactional");
  });

  it("calls nobody growable without a gain, and refuses shares above 1", () => {
    const none = transactionalRelational(
      { ...input, gain: rows.map(() => 0) },
      { relational: [{ column: "orders", from: 5 }] },
    );
    expect(none.summary().column("customers").at(1)).toBe(0);
    const shares = { profitable: 0.7, growable: 0.4 };
    expect(() => transactionalRelational(input, { relational: [{ column: "orders", from: 5 }], shares })).toThrow();
    expect(() => transactionalRelational(input, { relational: [] })).toThrow(/one or more/);
    expect(errorOf(() => transactionalRelational(input, { relational: new Array(1) })).code).toBe("invalid-option");
  });
});
