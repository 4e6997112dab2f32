import { describe, expect, it } from "vitest";
import {
  customerBalance,
  fitBgNbd,
  fitMbgCnbdK,
  fitPathModel,
  groupStatistics,
  parseModel,
  type TableInput,
} from "../src/index.js";
import { codeOf } from "./table/code-of.js";

const customers = { frequency: [2, 0, 3, 1], recency: [30, 0, 20, 9], age: [38, 38, 35, 30] };
const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const saved = () => JSON.parse(JSON.stringify(fitBgNbd(customers))) as Record<string, unknown>;

describe("a field that is not known", () => {
  it.each<[string, () => unknown, string]>([
    ["of a saved model", () => parseModel({ ...saved(), statsu: "converged" }), '"statsu"'],
    [
      "deep in a saved model",
      () => parseModel({ ...saved(), parameters: { ...parameters, alhpa: 1 } }),
      '"parameters.alhpa"',
    ],
    ["of plain counts", () => customerBalance([{ start: 10, new: 2, lost: 1, retruned: 1 }]), '"retruned"'],
    [
      "of a path",
      () =>
        fitPathModel(
          { a: [1, 2, 3, 5], b: [2, 2, 4, 5] },
          {
            constructs: { A: { items: ["a"] }, B: { items: ["b"] } },
            paths: [{ from: "A", to: "B", weight: 1 } as never],
          },
        ),
      '"weight"',
    ],
  ])("%s is refused by name", (_, run, name) => {
    expect(run).toThrow(name);
    expect(["unusable-model", "unknown-column", "invalid-option"]).toContain(codeOf(run));
  });

  it.each<[string, TableInput]>([
    ["conut", { ...customers, conut: [1, 2, 1, 1] }],
    ["Count", { ...customers, Count: [1, 2, 1, 1] }],
  ])("that is the column count misspelt, %s, is refused where it would change the result", (name, table) => {
    for (const run of [() => fitBgNbd(table), () => groupStatistics(table as never)]) {
      expect(run).toThrow(`column "${name}": is not read; if it is the column "count", name it so`);
    }
  });

  it("that is the column logIntervals misspelt is refused", () => {
    expect(() => fitMbgCnbdK({ ...customers, log_intervals: [5, 0, 7, 0] })).toThrow('the column "logIntervals"');
  });

  it("does not stand in the way of other columns", () => {
    const more = { ...customers, country: ["de", "fr", "de", "fr"], county: [1, 2, 3, 4], account: [1, 2, 3, 4] };
    expect(fitBgNbd(more).logLikelihood).toBe(fitBgNbd(customers).logLikelihood);
    expect(parseModel(saved())).toEqual(fitBgNbd(customers));
  });
});
