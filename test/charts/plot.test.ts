import { beforeAll, describe, expect, it } from "vitest";
import { chartDefinitions } from "../../src/charts/chart-definitions.js";
import * as charts from "../../src/charts/index.js";
import { type Chart, lorenzCurve, plot } from "../../src/charts/index.js";
import {
  analyzePareto,
  benchmarkIndex,
  cohorts,
  compareForecast,
  productLifeCycle,
  recordFreshness,
  summarizeCustomers,
  table,
  weightedIndex,
} from "../../src/index.js";
import { errorOf } from "../error-of.js";
import { chartCases, hostile } from "./chart-cases.js";
import { xmlFault } from "./well-formed.js";

let cases: Readonly<Record<string, unknown>>;

beforeAll(() => {
  cases = chartCases();
});

/** One of a thing that is called by its plural. */
const oneOfMany =
  /(^|[ (])1 (customers|rows|columns|orders|items|products|periods|points|baskets|groups|features|clusters|sessions|records)\b/;

const kindOf = (name: string): string => name.trim();

describe("plot", () => {
  it("draws every result in both languages as well-formed SVG without a number that is none", () => {
    for (const [name, result] of Object.entries(cases)) {
      for (const [locale, theme] of [
        ["en", "auto"],
        ["zh", "dark"],
      ] as const) {
        const chart = plot(result, { kind: kindOf(name), locale, theme });
        const svg = chart.svg();
        expect(svg.startsWith("<svg "), name).toBe(true);
        expect(xmlFault(svg), `${name} ${locale} ${theme}`).toBeNull();
        expect(svg, name).not.toMatch(/NaN|Infinity|undefined|null/);
        expect(`${chart.title} ${chart.description}`, name).not.toMatch(/NaN|Infinity|undefined|null/);
      }
    }
  });

  it("gives the same bits twice, also when other charts were drawn in between", () => {
    const drawn = Object.entries(cases).map(([name, result]) => plot(result, { kind: kindOf(name) }).svg());
    expect(Object.entries(cases).map(([name, result]) => plot(result, { kind: kindOf(name) }).svg())).toEqual(drawn);
  });

  it("says what it shows: a title with a number, a description that holds it, and the numbers as a table", () => {
    for (const [name, result] of Object.entries(cases)) {
      const chart: Chart = plot(result, { kind: kindOf(name) });
      expect(chart.title, name).toMatch(/\d|No|None|Nothing/);
      expect(chart.description.length, name).toBeGreaterThan(chart.title.length);
      expect(chart.data.numRows, name).toBeGreaterThan(0);
      expect(`${chart.title} ${chart.description}`, name).not.toMatch(oneOfMany);
      expect(chart.svg(), name).toContain('role="img"');
      expect(chart.svg(), name).toContain("<desc>");
    }
  });

  it("says one customer of one", () => {
    const customers = summarizeCustomers([{ customer: "ada", date: "2026-01-05" }], {
      customer: "customer",
      date: "date",
    });
    expect(plot(customers, { kind: "order-counts" }).title).toBe("100% of 1 customer ordered only once");
    expect(plot(analyzePareto([3]), { kind: "whale" }).title).toBe("1 customer (100%) brings 80% of the total");
  });

  it("loads nothing: no link, no image, no script, no style sheet from elsewhere", () => {
    for (const [name, result] of Object.entries(cases)) {
      const svg = plot(result, { kind: kindOf(name) }).svg();
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), name).not.toMatch(
        /https?:|<image|<script|@import|url\(|<foreignObject|href=/,
      );
    }
  });

  it("names every step of color in the legend, with no hole between them", () => {
    for (const kind of ["tree-map", "heat-map", "cohorts"]) {
      const svg = plot(cases[kind], { kind }).svg();
      const labels = [...svg.matchAll(/>([^<]*)<\/text>/g)].map((match) => match[1]!);
      const steps = labels.filter((label) => /^(&#60;|≥) [\d.]+\S*$|^[\d.]+\S* – [\d.]+\S*$/.test(label));
      expect(steps, kind).toHaveLength(7);
      for (let at = 1; at < 7; at++) {
        const [before, here] = [steps[at - 1]!.split(" ").at(-1), steps[at]!.split(" ")];
        expect(here[at === 6 ? 1 : 0], kind).toBe(before);
      }
    }
  });

  it("leaves names out of a tree map rather than cutting them", () => {
    for (const width of [320, 400, 800]) {
      expect(plot(cases["tree-map"], { kind: "tree-map", width }).svg()).not.toContain("…");
    }
  });

  it("marks periods that are not over with the star that the note promises, however narrow the cells", () => {
    for (const width of [320, 560, 1000]) {
      const svg = plot(cases["cohorts"], { kind: "cohorts", width }).svg();
      expect(svg.includes("is not over yet"), `${width}`).toBe(/>[\d%]*\*<\/text>/.test(svg));
    }
  });

  it("counts cohorts of whom nobody came back in the share that did", () => {
    const orders = [
      ...["a", "b", "c"].map((customer) => ({ customer, date: "2026-01-05", amount: 10 })),
      { customer: "a", date: "2026-02-05", amount: 20 },
      { customer: "d", date: "2026-02-06", amount: 10 },
      { customer: "b", date: "2026-04-20", amount: 10 },
    ];
    const columns = { customer: "customer", date: "date", amount: "amount", by: "month" } as const;
    const titleOf = (measure: "customers" | "orders" | "revenue", locale: "en" | "zh" = "en") =>
      plot(cohorts(orders, { ...columns, measure }), { locale }).title;
    // One of four: a of January's three, and none of February's one.
    expect(titleOf("customers")).toBe("One month after the first purchase 25% are there again");
    expect(titleOf("orders")).toBe("One month after the first purchase orders are at 25% of the first month");
    expect(titleOf("revenue")).toBe("One month after the first purchase revenue is at 50% of the first month");
    expect(titleOf("revenue", "zh")).toBe("首次购买后一月，销售额为首月的 50%");
  });

  it("dates the stage of a product from its last return", () => {
    const sales = [10, 30, 60, 40, 25, 50, 80, 60, 40].map((sold, i) => ({ month: `2026-0${i + 1}`, sold, earned: 5 }));
    const life = productLifeCycle(sales, { period: "month", sales: "sold", profit: "earned" });
    expect(life.column("stage").toArray().slice(3)).toEqual([
      "decline",
      "decline",
      "growth",
      "growth",
      "decline",
      "decline",
    ]);
    expect(plot(life).title).toBe("decline since 2026-08");
    expect(plot(life, { locale: "zh" }).title).toBe("自 2026-08 起处于衰退期");
  });

  it("counts the periods of a forecast that lie outside their range", () => {
    const { data } = plot(cases["forecast"], { kind: "forecast" });
    const upper = data.column("upper").toArray().map(Number);
    const forecast = cases["forecast"] as Parameters<typeof compareForecast>[0];
    const inside = compareForecast(
      forecast,
      data
        .column("orders")
        .toArray()
        .map((orders) => Math.round(Number(orders))),
    );
    expect(plot(inside).svg()).toContain("Periods outside their range: 0 of 6.");
    const above = compareForecast(
      forecast,
      upper.map((end, i) => (i < 2 ? Math.ceil(end) + 1 : Math.floor(end))),
    );
    expect(plot(above).svg()).toContain("Periods outside their range: 2 of 6.");
    expect(plot(above, { locale: "zh" }).svg()).toContain("6 期中有 2 期在区间之外。");
  });

  it("does not count a benchmark as behind itself", () => {
    const tree = {
      name: "index",
      children: [
        { name: "price", weight: 0.5, column: "price" },
        { name: "care", weight: 0.5, column: "care" },
      ],
    };
    const answers = [
      { brand: "ours", price: 40, care: 90 },
      { brand: "theirs", price: 60, care: 70 },
    ];
    const scored = weightedIndex(tree, answers, { by: "brand" });
    const benchmark = benchmarkIndex(scored, { against: { group: "theirs" } });
    expect(plot(benchmark).title).toMatch(/^1 of 3 indicators is behind; most: ours: price, −20.0 points$/);
  });

  it("shows names that look like markup as text", () => {
    const svg = plot(cases["hazards"], { kind: "hazards" }).svg();
    expect(svg).not.toContain("<img");
    expect(svg).toMatch(/(&lt;|&#60;)img src=x/);
    expect(plot(cases["alive-history"]).title).toContain(hostile.slice(0, 10));
  });

  it("draws in dark colors on dark paper, and in both where the screen decides", () => {
    const result = cases["lorenz"];
    expect(plot(result, { theme: "light" }).svg()).not.toContain("#14181d");
    expect(plot(result, { theme: "dark" }).svg()).toContain('fill="#14181d"');
    expect(plot(result).svg()).toContain("prefers-color-scheme:dark");
  });

  it("speaks Chinese", () => {
    expect(plot(cases["lorenz"], { locale: "zh" }).title).toMatch(/^前20%的客户占总额的/);
    expect(plot(cases["tree-map"], { kind: "tree-map", locale: "zh" }).svg()).toMatch(/冠军客户/);
  });

  it("is as wide as asked for", () => {
    expect(plot(cases["gains"], { width: 900 }).svg()).toContain('viewBox="0 0 900 ');
    expect(errorOf(() => plot(cases["gains"], { width: 10 })).code).toBe("invalid-option");
  });

  it("lists what can be plotted when something cannot, and the kinds of what can", () => {
    const error = errorOf(() => plot(table([{ a: 1 }])));
    expect(error.code).toBe("unsupported-input");
    expect(error.message).toMatch(/analyzePareto.*\{ model, customers \}.*acsi/);
    expect(errorOf(() => plot(null)).code).toBe("unsupported-input");
    expect(errorOf(() => plot(cases["lorenz"], { kind: "pie" })).message).toContain('"lorenz", "whale"');
    expect(errorOf(() => plot(cases["lorenz"], { color: "red" } as never)).code).toBe("invalid-option");
  });

  it("refuses in its own name what has the fields of a result, but not their values", () => {
    const refusals = [
      errorOf(() => plot({ customer: "ada", sections: null, absent: [], empty: [] })),
      errorOf(() => plot({ kind: Object.create(null) as object, schema: 1 })),
    ];
    for (const { code, place } of refusals) {
      expect(code).toBe("unsupported-input");
      expect(place.function).toBe("plot");
    }
  });

  it("lets the texts of short bars be long without squeezing the bars", () => {
    const records = Array.from({ length: 40 }, (_, i) => ({ id: i, updated: i < 5 ? "2026-01-20" : "2025-01-01" }));
    const freshness = recordFreshness(records, {
      updated: "updated",
      asOf: "2026-02-01",
      targets: { "within a month": 0.9 },
    });
    const svg = plot(freshness, { width: 360 }).svg();
    const shares = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)"[^>]*>\d+%</g)];
    const lowest = Math.max(...shares.map(([, , y]) => Number(y)));
    const ticks = shares.filter(([, , y]) => Number(y) === lowest).map(([, x]) => Number(x));
    expect(ticks.length).toBeGreaterThan(1);
    for (let i = 1; i < ticks.length; i++) expect(ticks[i]! - ticks[i - 1]!).toBeGreaterThan(36);
    expect(svg).toContain("12.5%, target 90%–100%");
  });
});

describe("a chart in a notebook", () => {
  const chart = plot(analyzePareto([5, 1, 1, 1])) as Chart & Record<symbol, () => Record<string, string>>;

  it("shows its picture, and its finding where pictures are not shown", () => {
    const shown = chart[Symbol.for("Jupyter.display")]!();
    expect(shown["image/svg+xml"]).toBe(chart.svg());
    expect(shown["text/plain"]).toBe(`${chart.title}\n${chart.description}`);
  });

  it("keeps the way to show itself out of its own fields", () => {
    expect(Object.keys(chart)).toEqual(["kind", "svg", "data", "title", "description"]);
    expect(Object.isFrozen(chart)).toBe(true);
  });
});

describe("the named charts", () => {
  it("are one for every definition, and give what plot gives", () => {
    const functions = Object.entries(charts).filter(([name]) => name !== "plot");
    expect(functions.length).toBe(chartDefinitions.length);
    const pareto = analyzePareto([5, 3, 1, 1]);
    expect(lorenzCurve(pareto, { width: 500 }).svg()).toBe(plot(pareto, { width: 500, kind: "lorenz" }).svg());
  });

  it("refuse a result of another kind", () => {
    const error = errorOf(() => lorenzCurve(cases["gains"] as never));
    expect(error.code).toBe("unsupported-input");
    expect(error.message).toContain("lorenzCurve");
  });
});
