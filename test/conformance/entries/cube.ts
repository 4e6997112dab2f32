import { cube, type TableInput } from "../../../src/index.js";
import type { ConformanceEntry } from "../conformance-entry.js";

export const cubeEntries: readonly ConformanceEntry[] = [
  {
    name: "cube",
    input: () => {
      const rows = Array.from({ length: 60 }, (_, i) => i);
      return {
        region: rows.map((i) => (i === 11 ? null : ["north", "south", "east"][(i * i) % 3])),
        year: rows.map((i) => 2024 + (i % 3)),
        amount: rows.map((i) => ((i * 37) % 90) / 4),
      };
    },
    run: (input, nameOf) => {
      const made = cube(input as TableInput, {
        dimensions: [nameOf("region"), nameOf("year")],
        measures: { revenue: { sum: nameOf("amount") }, middle: { median: nameOf("amount") }, rows: { count: true } },
        ratios: { each: ["revenue", "rows"] },
        shares: { part: { of: "revenue", within: [nameOf("year")] } },
        totals: true,
        compare: { by: nameOf("year") },
      });
      const rowsOf = (table: typeof made) => table.toRows().map((row) => Object.values(row));
      return { cells: rowsOf(made), slice: rowsOf(made.slice({ [nameOf("year")]: 2025 })) };
    },
  },
];
