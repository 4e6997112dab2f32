import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { reduceOrders } from "../../src/index.js";

it("describes every column of the statistics in docs/statistics.md, in their order", () => {
  const text = readFileSync(fileURLToPath(new URL("../../docs/statistics.md", import.meta.url)), "utf8");
  const [, section = ""] = /^## The columns of statistics$([\s\S]*?)^## /m.exec(text) ?? [];
  const described = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  const statistics = reduceOrders([{ customer: 1, date: 0 }], { customer: "customer", date: "date" });
  expect(described).toEqual(statistics.columnNames);
});
