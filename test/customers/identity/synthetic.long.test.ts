import { expect, it } from "vitest";
import { resolveIdentities } from "../../../src/index.js";
import { pairQuality } from "./pair-quality.js";
import { syntheticRecords } from "./synthetic-records.js";

it.each([
  [2000, 21],
  [2000, 22],
  [20_000, 23],
  [100_000, 24],
])(
  "finds the persons behind %i synthetic records (seed %i)",
  (count, seed) => {
    const { person, ...records } = syntheticRecords(count, seed);
    const { clusters } = resolveIdentities(records, {
      id: "id",
      compare: [
        { column: "given", as: "name" },
        { column: "surname", as: "name" },
        { column: "born", as: "date" },
        { column: "street", as: "address" },
        "city",
        { column: "phone", as: "phone" },
        { column: "email", as: "email" },
      ],
      block: [["given", "surname"], ["born"], ["phone"], ["email"], ["surname", "street"], ["street", "given"]],
    });
    const { precision, recall } = pairQuality(clusters.column("cluster").toArray(), person);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  },
  300_000,
);
