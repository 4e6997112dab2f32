import { affordableMarket, demandStates, positioning, productLifeCycle, type TableInput } from "../../../src/index.js";
import type { ConformanceEntry } from "../conformance-entry.js";

const sorted = (rows: readonly object[], name: string): object[] =>
  [...rows].sort((a, b) => (String(a[name as never]) < String(b[name as never]) ? -1 : 1));

const ratings = () => {
  const rows = Array.from({ length: 24 }, (_, i) => i);
  return {
    attribute: rows.map((i) => `a${i % 4}`),
    brand: rows.map((i) => `b${Math.floor(i / 4) % 3}`),
    score: rows.map((i) => 1 + ((i * 7 + i * i) % 9)),
    importance: rows.map((i) => 1 + (i % 4)),
  };
};

const series = () => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  const wave = (i: number) => 50 + 30 * Math.sin((Math.PI * i) / 6);
  return {
    product: rows.map((i) => ["ice", "coal", "tea"][i % 3]),
    period: rows.map((i) => `${2024 + Math.floor(i / 36)}-${String((Math.floor(i / 3) % 12) + 1).padStart(2, "0")}`),
    demand: rows.map((i) => [wave(i / 3), 80 - i, 40 + ((i * i) % 5)][i % 3]!),
    profit: rows.map((i) => ((i * 31) % 17) - 4),
    plan: rows.map((i) => [50, 60, 41][i % 3]!),
  };
};

export const marketsEntries: readonly ConformanceEntry[] = [
  {
    name: "positioning",
    input: ratings,
    run: (input, nameOf) => {
      const { scores, gaps, map, warnings } = positioning(input as TableInput, {
        attribute: nameOf("attribute"),
        brand: nameOf("brand"),
        score: nameOf("score"),
        importance: nameOf("importance"),
      });
      return {
        scores: sorted(scores.toRows(), "brand"),
        gaps: sorted(
          gaps.toRows().map((row) => ({ ...row, id: `${row.attribute} ${row.brand}` })),
          "id",
        ),
        brands: sorted(map.brands.toRows(), "brand"),
        attributes: sorted(map.attributes.toRows(), "attribute"),
        inertia: map.inertia,
        warnings,
      };
    },
    numeric: ["score", "importance"],
  },
  {
    name: "affordableMarket",
    input: () => ({ customer: ["a", "b", "c", "d", "e"], income: [60_000, 95_000, 115_000, 120_000, 200_000] }),
    run: (input) => {
      const market = affordableMarket(
        { unitPrice: 8000, size: 90, downPayment: 0.2, months: 240, annualRate: 0.05, incomeShare: 0.5 },
        input as TableInput,
      );
      const { groups, customers, ...rest } = market;
      return { ...rest, groups: groups.toRows(), customers: sorted(customers.toRows(), "customer") };
    },
    renamable: false,
    numeric: ["income"],
  },
  {
    name: "productLifeCycle",
    input: series,
    run: (input, nameOf) => {
      const life = productLifeCycle(input as TableInput, {
        product: nameOf("product"),
        period: nameOf("period"),
        sales: nameOf("demand"),
        profit: nameOf("profit"),
      });
      const rows = life
        .toRows()
        .map((row) => [`${row[nameOf("product")]} ${row[nameOf("period")]}`, row.change, row.stage, row.reason]);
      return {
        rows: rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
        products: sorted(life.products.toRows(), "product"),
        summary: life.summary().toRows(),
      };
    },
    numeric: ["demand", "profit"],
  },
  {
    name: "demandStates",
    input: series,
    run: (input, nameOf) => {
      const states = demandStates(input as TableInput, {
        product: nameOf("product"),
        period: nameOf("period"),
        demand: nameOf("demand"),
        plan: nameOf("plan"),
      });
      return { rows: sorted(states.toRows(), "product"), summary: states.summary().toRows() };
    },
    numeric: ["demand", "plan"],
  },
];
