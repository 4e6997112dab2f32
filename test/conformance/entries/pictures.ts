import { plot } from "../../../src/charts/index.js";
import { analyzePareto, scoreRfm, serviceLevel, type TableInput } from "../../../src/index.js";
import { createReport } from "../../../src/report/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** Forty orders of fourteen customers over half a year; the names of some would be markup if they were not text. */
const orders = () => {
  const rows = Array.from({ length: 40 }, (_, i) => i);
  return {
    customer: rows.map((i) => `<b>c${(i * i + 5 * i) % 23}</b>`),
    date: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 53) % 180)))),
    amount: rows.map((i) => 3 + ((i * 47) % 211) / 4),
  };
};

const cases = () => ({
  cause: Array.from({ length: 40 }, (_, i) => ["late", "<img src=x>", "rude"][i % 3]!),
  hours: Array.from({ length: 40 }, (_, i) => (i % 9 === 0 ? null : (i * 17) % 60)),
});

const columns = (nameOf: NameOf) => ({
  customer: nameOf("customer"),
  date: nameOf("date"),
  amount: nameOf("amount"),
});

/** All of a chart that a reader gets, and the result again, which must have stayed as it was. */
function drawn(result: object, kind: string): unknown {
  const before = JSON.stringify(result);
  const { title, description, data, svg } = plot(result, { kind });
  return { title, description, data: data.toRows(), svg: svg(), unchanged: JSON.stringify(result) === before };
}

export const pictureEntries: readonly ConformanceEntry[] = [
  {
    name: "plot, lorenz",
    input: orders,
    run: (input, nameOf) => drawn(analyzePareto(input as TableInput, { value: nameOf("amount") }), "lorenz"),
    numeric: ["amount"],
  },
  {
    name: "plot, tree-map",
    input: orders,
    run: (input, nameOf) => drawn(scoreRfm(input as TableInput, columns(nameOf)), "tree-map"),
    numeric: ["amount"],
  },
  {
    name: "plot, service-level",
    input: cases,
    run: (input, nameOf) => {
      const options = { hours: nameOf("hours"), by: nameOf("cause"), target: 24 };
      return drawn(serviceLevel(input as TableInput, options), "service-level");
    },
    shuffle: "groups come in the order of first appearance",
    numeric: ["hours"],
  },
  {
    name: "createReport",
    input: orders,
    run: (input, nameOf) => createReport(input as TableInput, { ...columns(nameOf), title: "Ours" }),
    shuffle: "customers of equal revenue stand in the order of first appearance",
    numeric: ["amount"],
  },
];
