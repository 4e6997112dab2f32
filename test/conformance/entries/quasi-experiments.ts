import { differenceInDifferences, matchedEffect, type TableInput } from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

/** Twenty stores in five months, eight of them treated from the fourth on. */
const stores = (): InputColumns => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ store: Math.floor(i / 5), month: 1 + (i % 5) }));
  return {
    store: rows.map(({ store }) => `s${store}`),
    region: rows.map(({ store }) => (store < 8 ? "north" : "south")),
    month: rows.map(({ month }) => month),
    sales: rows.map(({ store, month }) => 50 + store + ((store * month * 13) % 11) + (store < 8 && month > 3 ? 6 : 0)),
  };
};

/** A hundred and fifty customers, a third of them members of a club. */
const members = (): InputColumns => {
  const rows = Array.from({ length: 150 }, (_, i) => i);
  return {
    id: rows.map((i) => `c${i}`),
    age: rows.map((i) => 20 + ((i * 53) % 151) / 3),
    region: rows.map((i) => ["north", "south"][(i * i) % 2]),
    joined: rows.map((i) => (((i * 53) % 151) / 3 + ((i * 29) % 60) > 55 ? 1 : 0)),
    spend: rows.map((i) => 30 + ((i * 53) % 151) / 6 + ((i * 37) % 23)),
  };
};

const panel = (nameOf: NameOf) => ({
  group: nameOf("region"),
  treated: "north",
  period: nameOf("month"),
  outcome: nameOf("sales"),
  start: 4,
});

const parts = ({ periods, means, ...rest }: ReturnType<typeof differenceInDifferences>) => ({
  ...rest,
  means: means.toRows(),
  periods: periods.toRows(),
});

export const quasiExperimentEntries: readonly ConformanceEntry[] = [
  {
    name: "differenceInDifferences",
    input: stores,
    run: (input, nameOf) =>
      parts(differenceInDifferences(input as TableInput, { ...panel(nameOf), customer: nameOf("store") })),
    numeric: ["month", "sales"],
  },
  {
    name: "differenceInDifferences, rows apart",
    input: stores,
    run: (input, nameOf) => {
      const { ledger: _, ...rest } = parts(differenceInDifferences(input as TableInput, panel(nameOf)));
      return rest;
    },
    numeric: ["month", "sales"],
    grouped: { by: ["region", "month", "sales"], count: "count" },
  },
  {
    name: "matchedEffect",
    input: members,
    run: (input, nameOf) => {
      const { balance, matches, ...rest } = matchedEffect(input as TableInput, {
        treated: nameOf("joined"),
        outcome: nameOf("spend"),
        numeric: [nameOf("age")],
        categorical: [nameOf("region")],
        customer: nameOf("id"),
      });
      const rows = balance.toRows().map(({ feature: _, ...row }) => row);
      return { ...rest, warnings: rest.warnings.length, rows, matches: matches.numRows };
    },
    numeric: ["age", "joined", "spend"],
    shuffle: 1e-9,
  },
];
