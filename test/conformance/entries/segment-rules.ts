import { compareSegments, rfmTransitions, segmentByRules, type TableInput, table } from "../../../src/index.js";
import type { ConformanceEntry } from "../conformance-entry.js";

const customers = () => {
  const rows = Array.from({ length: 40 }, (_, i) => i);
  return {
    customer: rows.map((i) => `c${i}`),
    age: rows.map((i) => (i === 7 ? null : 18 + ((i * 13) % 60))),
    income: rows.map((i) => 500 + ((i * 977) % 7000)),
    channel: rows.map((i) => ["web", "branch", "phone"][(i * i) % 3]),
    revenue: rows.map((i) => ((i * 37) % 90) / 3),
  };
};

export const segmentRulesEntries: readonly ConformanceEntry[] = [
  {
    name: "segmentByRules",
    input: customers,
    run: (input, nameOf) => {
      const [age, income, channel] = [nameOf("age"), nameOf("income"), nameOf("channel")];
      const segments = segmentByRules(
        input as TableInput,
        [
          { name: "young", when: { [age]: { below: 30 }, [income]: { from: 1000 } } },
          { name: "online", when: { [channel]: { in: ["web", "phone"] }, [income]: { above: 2000 } } },
          { name: "older", when: { [age]: { from: 50 } } },
        ],
        { customer: nameOf("customer"), measures: [nameOf("revenue")] },
      );
      return {
        rows: segments
          .toRows()
          .map((row) => [row.customer, row.segment])
          .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
        counts: segments.summary().column("customers").toArray(),
        revenue: segments.summary().column(nameOf("revenue")).toArray(),
        overlaps: segments.lint!.overlaps.length,
        gaps: segments.lint!.gaps.length,
      };
    },
    numeric: ["age", "income", "revenue"],
  },
  {
    name: "rfmTransitions",
    input: () => {
      const rows = Array.from({ length: 60 }, (_, i) => i);
      return {
        // Thirty of each date, of which twenty are the same customers.
        date: rows.map((i) => (i < 30 ? "before" : "after")),
        customer: rows.map((i) => `c${i < 30 ? i : i - 20}`),
        segment: rows.map((i) => ["best", "good", "lost"][(i * i) % 3]),
        revenue: rows.map((i) => ((i * 37) % 90) / 3),
      };
    },
    run: (input, nameOf) => {
      const rows = table(input as TableInput);
      const ofDate = (date: string) => rows.where((row) => row[nameOf("date")] === date);
      const { matrix, flows, movers, ...rest } = rfmTransitions(ofDate("before"), ofDate("after"), {
        customer: nameOf("customer"),
        segment: nameOf("segment"),
        value: nameOf("revenue"),
        order: ["best", "good", "lost"],
      });
      return {
        ...rest,
        matrix: matrix.toRows(),
        flows: flows.toRows(),
        movers: movers.toRows().sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1)),
      };
    },
    numeric: ["revenue"],
  },
  {
    name: "compareSegments",
    input: () => {
      const rows = Array.from({ length: 50 }, (_, i) => i);
      return {
        segment: rows.map((i) => ["best", "good", "lost"][(i * i) % 3]),
        spend: rows.map((i) => ((i * 37) % 90) / 3),
        channel: rows.map((i) => ["web", "shop", null][i % 3]),
        weight: rows.map((i) => 1 + (i % 5)),
      };
    },
    run: (input, nameOf) => {
      const compared = compareSegments(input as TableInput, {
        group: nameOf("segment"),
        a: "best",
        b: "good",
        features: [nameOf("spend"), nameOf("channel")],
        weights: nameOf("weight"),
      });
      const rows = compared.toRows().map(({ feature, ...row }) => ({ ...row, isSpend: feature === nameOf("spend") }));
      rows.sort((a, b) => (String(a.level) < String(b.level) ? -1 : 1));
      return { rows, sizes: compared.rows, outside: compared.outside };
    },
    numeric: ["weight"],
  },
];
