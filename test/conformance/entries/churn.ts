import {
  baselineHazard,
  type CoxModel,
  checkFeatureDates,
  churnFeatures,
  churnRates,
  customerBalance,
  fitCox,
  hazardRatios,
  kaplanMeier,
  labelChurn,
  leaveReasons,
  logRank,
  predictSurvival,
  purchaseCycles,
  relativeRisk,
  remainingLifetime,
  summarizeContracts,
  type Table,
  type TableInput,
  table,
  targetRetention,
  testProportionalHazards,
  winBack,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

const indices = (length: number) => Array.from({ length }, (_, i) => i);
const utcDay = (day: number) => new Date(Date.UTC(2025, 0, 1 + day));

/** Sixty lifetimes on a grid of durations, with two features and a plan. */
const lifetimes = (): InputColumns => ({
  duration: indices(60).map((i) => 1 + ((i * 17) % 23)),
  event: indices(60).map((i) => (i % 3 === 0 ? 0 : 1)),
  complaints: indices(60).map((i) => (i * 7) % 4),
  fee: indices(60).map((i) => 10 + ((i * 29) % 31)),
  plan: indices(60).map((i) => ["basic", "plus", "pro"][(i * 5) % 3]),
});

/** A hundred and twenty orders of 25 customers over sixteen months, some of which were sent back. */
const orders = (): InputColumns => ({
  customer: indices(120).map((i) => `c${(i * i + 7 * i) % 25}`),
  date: indices(120).map((i) => utcDay((i * 37) % 480)),
  amount: indices(120).map((i) => (i % 17 === 0 ? -3 : 5 + ((i * 47) % 211) / 4)),
  order: indices(120).map((i) => `o${i}`),
  product: indices(120).map((i) => `p${(i * 11) % 9}`),
  region: indices(120).map((i) => ((i * i + 7 * i) % 25 < 12 ? "north" : "south")),
});

const contracts = (): InputColumns => ({
  customer: indices(40).map((i) => `c${i % 30}`),
  from: indices(40).map((i) => utcDay(i < 30 ? (i * 13) % 200 : 300 + i)),
  to: indices(40).map((i) => (i % 4 === 0 ? null : utcDay(i < 30 ? 205 + ((i * 41) % 150) : 600 + i))),
  fee: indices(40).map((i) => 10 + (i % 7)),
  region: indices(40).map((i) => (i % 30 < 12 ? "north" : "south")),
});

const answers = (): InputColumns => ({
  customer: indices(50).map((i) => `c${i % 40}`),
  reason: indices(50).map((i) =>
    i % 9 === 0 ? null : ["price", "delivery", "moved", "rival"][Math.floor(Math.sqrt(i)) % 4],
  ),
  lost: indices(50).map((i) => 10 + (((i % 40) * 31) % 97)),
});

const candidates = (): InputColumns => ({
  customer: indices(40).map((i) => `c${i}`),
  value: indices(40).map((i) => 50 + ((i * 89) % 400)),
  risk: indices(40).map((i) => ((i * 13) % 41) / 40),
  cost: indices(40).map((i) => 5 + ((i * 7) % 11) + i / 100),
  silent: indices(40).map((i) => (i * 31) % 400),
});

const read = (input: object): Table => table(input as TableInput);

const column = (input: object, nameOf: NameOf, name: string) => read(input).column(nameOf(name));

/** The column of counts, where rows have been collapsed. */
function countOf(input: object) {
  const rows = read(input);
  return rows.columnNames.includes("count") ? { count: rows.column("count") } : {};
}

function survival(input: object, nameOf: NameOf) {
  const curve = kaplanMeier(column(input, nameOf, "duration"), column(input, nameOf, "event"), countOf(input));
  return { steps: curve.table.toColumns(), median: curve.median, mean: curve.restrictedMean() };
}

type Survival = ReturnType<typeof survival>;

function features(input: object, nameOf: NameOf): Table {
  return read(input).select(nameOf("complaints"), nameOf("fee"));
}

function cox(input: object, nameOf: NameOf): CoxModel {
  return fitCox(features(input, nameOf), column(input, nameOf, "duration"), column(input, nameOf, "event"), {
    names: ["complaints", "fee"],
    ...countOf(input),
  });
}

function matrixOf(input: object, nameOf: NameOf): number[][] {
  return features(input, nameOf)
    .toRows()
    .map((row) => [Number(row[nameOf("complaints")]), Number(row[nameOf("fee")])]);
}

const sorted = <Row extends object>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const orderColumns = (nameOf: NameOf) => ({
  customer: nameOf("customer"),
  date: nameOf("date"),
  amount: nameOf("amount"),
  order: nameOf("order"),
});

/** Labels and features by customer and cutoff, whatever the order of the rows. */
function labelled(input: object, nameOf: NameOf) {
  const { X, y, names, customers, ledger } = labelChurn(input as TableInput, {
    ...orderColumns(nameOf),
    product: nameOf("product"),
    cutoff: ["2025-07-01", "2025-10-01"],
    outcomeDays: 60,
  });
  const rows = customers
    .toRows()
    .map((who, row) => [
      `${who.customer} ${who.cutoff?.toISOString()}`,
      y[row],
      ...X.data.subarray(row * X.columns, (row + 1) * X.columns),
    ]);
  return { names, rows: rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)), ledger };
}

/** What becomes of amounts when all money is multiplied: columns of that name in rows. */
function inOtherMoney<Row extends object>(rows: readonly Row[], names: readonly string[], factor: number): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        names.includes(name) && typeof value === "number" ? value * factor : value,
      ]),
    ),
  ) as Row[];
}

/** The models and analyses of the room churn, and purchase cycles, which read orders alike. */
export const churnEntries: readonly ConformanceEntry[] = [
  {
    name: "kaplanMeier",
    input: lifetimes,
    run: survival,
    rescale: [
      {
        column: "duration",
        factor: 7,
        expect: ({ steps, median, mean }: Survival, factor: number) => ({
          steps: { ...steps, time: steps.time.map((time) => time! * factor) },
          median: median === null ? null : median * factor,
          mean: {
            mean: mean.mean * factor,
            standardError: mean.standardError * factor,
            horizon: mean.horizon * factor,
          },
        }),
      },
    ],
    grouped: { by: ["duration", "event"], count: "count" },
    numeric: ["duration", "event"],
  },
  {
    name: "logRank",
    input: lifetimes,
    run: (input, nameOf) => {
      const test = logRank(
        column(input, nameOf, "duration"),
        column(input, nameOf, "event"),
        column(input, nameOf, "plan"),
        countOf(input),
      );
      return { chiSquare: test.chiSquare, p: test.pValue, rows: sorted(test.table.toRows()) };
    },
    grouped: { by: ["duration", "event", "plan"], count: "count" },
    numeric: ["duration", "event"],
  },
  {
    name: "fitCox",
    input: lifetimes,
    run: (input, nameOf) => {
      const model = cox(input, nameOf);
      return { ...model, iterations: 0, gradientNorm: 0, table: hazardRatios(model).toRows() };
    },
    model: cox,
    apply: (model, input, nameOf) => {
      const points = matrixOf(input, nameOf);
      return {
        risk: [...relativeRisk(model as CoxModel, points)],
        survival: [...predictSurvival(model as CoxModel, points, { times: [3, 9, 20] }).data],
      };
    },
    grouped: { by: ["duration", "event", "complaints", "fee"], count: "count" },
    numeric: ["duration", "event", "complaints", "fee"],
  },
  {
    name: "testProportionalHazards",
    input: lifetimes,
    run: (input, nameOf) => {
      const test = testProportionalHazards(
        cox(input, nameOf),
        matrixOf(input, nameOf),
        column(input, nameOf, "duration"),
        column(input, nameOf, "event"),
      );
      return { rows: test.toRows(), global: test.global };
    },
    numeric: ["duration", "event"],
  },
  {
    name: "checkFeatureDates",
    input: contracts,
    run: (input, nameOf) => checkFeatureDates(input as TableInput, { date: nameOf("from"), cutoff: "2027-01-01" }),
  },
  {
    name: "baselineHazard",
    input: lifetimes,
    run: (input, nameOf) => baselineHazard(cox(input, nameOf), { at: "means" }).toRows(),
    rescale: [
      {
        column: "duration",
        factor: 7,
        expect: (rows: readonly { time: number | null }[], factor: number) =>
          rows.map((row) => ({ ...row, time: row.time! * factor })),
      },
    ],
    numeric: ["duration", "event", "complaints", "fee"],
  },
  {
    name: "remainingLifetime",
    input: lifetimes,
    run: (input, nameOf) => {
      const curve = kaplanMeier(column(input, nameOf, "duration"), column(input, nameOf, "event"));
      const ahead = remainingLifetime(curve, input as TableInput, {
        age: nameOf("duration"),
        horizon: 6,
        value: nameOf("fee"),
        beyond: "constantHazard",
      });
      return sorted(ahead.toRows());
    },
    numeric: ["duration", "fee"],
  },
  {
    name: "summarizeContracts",
    input: contracts,
    run: (input, nameOf) => {
      const summary = summarizeContracts(input as TableInput, {
        customer: nameOf("customer"),
        start: nameOf("from"),
        end: nameOf("to"),
        fee: nameOf("fee"),
        asOf: "2026-02-01",
      });
      const { netRevenueRetention, grossRevenueRetention, customerRetention, bridge, ledger } = summary;
      return {
        rows: sorted(summary.toRows()),
        netRevenueRetention,
        grossRevenueRetention,
        customerRetention,
        bridge,
        ledger,
      };
    },
    numeric: ["fee"],
  },
  { name: "labelChurn", input: orders, run: labelled, numeric: ["amount"] },
  {
    name: "churnFeatures",
    input: orders,
    run: (input, nameOf) => {
      const { X, names, customers } = churnFeatures(input as TableInput, orderColumns(nameOf));
      const rows = customers
        .toRows()
        .map((who, row) => [String(who.customer), ...X.data.subarray(row * X.columns, (row + 1) * X.columns)]);
      return { names, rows: sorted(rows) };
    },
    numeric: ["amount"],
  },
  {
    name: "churnRates",
    input: orders,
    run: (input, nameOf) =>
      sorted(
        churnRates(input as TableInput, {
          ...orderColumns(nameOf),
          lapsedAfter: 90,
          by: "quarter",
          segment: nameOf("region"),
        }).toRows(),
      ),
    rescale: [
      {
        column: "amount",
        factor: 100,
        expect: (rows: readonly object[], factor: number) => inOtherMoney(rows, ["value", "lostValue"], factor),
      },
    ],
    numeric: ["amount"],
  },
  {
    name: "customerBalance",
    input: contracts,
    run: (input, nameOf) => {
      const balance = customerBalance(input as TableInput, {
        customer: nameOf("customer"),
        start: nameOf("from"),
        end: nameOf("to"),
        fee: nameOf("fee"),
        asOf: "2026-02-01",
      });
      return { rows: balance.toRows(), outlook: balance.outlook };
    },
    numeric: ["fee"],
  },
  {
    name: "leaveReasons",
    input: answers,
    run: (input, nameOf) => {
      const table = leaveReasons(input as TableInput, {
        reason: nameOf("reason"),
        customer: nameOf("customer"),
        value: nameOf("lost"),
      });
      return { rows: table.toRows(), ledger: table.ledger };
    },
    numeric: ["lost"],
  },
  {
    name: "targetRetention",
    input: candidates,
    run: (input, nameOf) => {
      const plan = targetRetention(input as TableInput, {
        customer: nameOf("customer"),
        value: nameOf("value"),
        risk: nameOf("risk"),
        cost: nameOf("cost"),
        success: 0.4,
        budget: 100,
      });
      return { rows: sorted(plan.toRows()), contacted: plan.contacted, gain: plan.expectedGain };
    },
    numeric: ["value", "risk", "cost"],
  },
  {
    name: "winBack",
    input: candidates,
    run: (input, nameOf) => {
      const plan = winBack(input as TableInput, {
        customer: nameOf("customer"),
        value: nameOf("value"),
        probability: 0.1,
        cost: nameOf("cost"),
        recencyDays: nameOf("silent"),
        lapsedAfter: 100,
        budget: 60,
      });
      return { rows: sorted(plan.toRows()), contacted: plan.contacted, active: plan.active };
    },
    numeric: ["value", "cost", "silent"],
  },
  {
    name: "purchaseCycles",
    input: orders,
    run: (input, nameOf) => {
      const cycles = purchaseCycles(input as TableInput, { ...orderColumns(nameOf), asOf: "2026-05-01" });
      return { rows: sorted(cycles.toRows()), pooling: cycles.pooling, ledger: cycles.ledger };
    },
    shuffle: 1e-6,
    numeric: ["amount"],
  },
];
