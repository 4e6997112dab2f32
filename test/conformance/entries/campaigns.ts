import {
  acquisitionCost,
  campaignRates,
  campaignReturn,
  closingRates,
  compareSources,
  contactEffectiveness,
  contactPressure,
  fitUplift,
  funnel,
  predictUplift,
  qini,
  readExperiment,
  type TableInput,
  table,
  type UpliftModel,
  upliftByDecile,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

/** Two hundred customers of an experiment with three groups. */
const experiment = (): InputColumns => {
  const rows = Array.from({ length: 200 }, (_, i) => i);
  return {
    group: rows.map((i) => ["none", "mail", "call"][i % 3]),
    bought: rows.map((i) => ((i * 7) % 11 < 2 + (i % 3) ? 1 : 0)),
    spend: rows.map((i) => ((i * 37) % 101) / 4),
  };
};

/** A hundred and sixty customers with two features, half of them contacted. */
const contacted = (): InputColumns => {
  const rows = Array.from({ length: 160 }, (_, i) => i);
  return {
    x1: rows.map((i) => ((i * 53) % 97) / 97),
    x2: rows.map((i) => ((i * 29) % 89) / 89),
    y: rows.map((i) => ((i * 31) % 17 < 5 + (i % 2) * ((i * 53) % 97 > 50 ? 6 : 0) ? 1 : 0)),
    treated: rows.map((i) => i % 2),
    score: rows.map((i) => ((i * 53) % 97) / 97),
  };
};

/** Leads that pass three stages, some not yet through. */
const leads = (): InputColumns => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  return {
    lead: rows.map((i) => `l${Math.floor(i / 3)}`),
    stage: rows.map((i) =>
      i % 3 === 0 || (i * 7) % 10 < 10 - 3 * (i % 3) ? ["contact", "offer", "sale"][i % 3] : "other",
    ),
    date: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 3) + (i % 3) * (1 + (i % 7))))),
  };
};

/** A log of contacts by two channels. */
const log = (): InputColumns => {
  const rows = Array.from({ length: 80 }, (_, i) => i);
  return {
    customer: rows.map((i) => `c${i % 13}`),
    date: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 11) % 60)))),
    channel: rows.map((i) => ["phone", "web"][(i * i) % 2]),
    sold: rows.map((i) => ((i * 5) % 7 < 2 ? 1 : 0)),
    cost: rows.map((i) => 1 + (i % 4)),
  };
};

const features = (input: object) => table(input as TableInput).select("x1", "x2") as TableInput;
const columnOf = (input: object, name: string) => table(input as TableInput).column(name) as never;

const channels = (): InputColumns => ({
  channel: ["web", "fair", "web", "phone", "tv"],
  cost: [600, 3000, 400, 90, 500],
  customers: [20, 20, 30, 9, 0],
  margin: [10, 30, 12, 8, 3],
});

const contacts = (): InputColumns => ({
  type: ["new", "existing", "new", "lost"],
  contacts: [200, 60, 50, 30],
  cost: [21, 10, 20, 15],
  sales: [30, 30, 4, 0],
});

/** Ninety contacts of two campaigns, with the steps that customers took. */
const steps = (): InputColumns => {
  const rows = Array.from({ length: 90 }, (_, i) => i);
  return {
    mailing: rows.map((i) => ["may", "june"][i % 2]),
    source: rows.map((i) => ["web", "fair", "friend"][(i * i) % 3]),
    answered: rows.map((i) => ((i * 7) % 11 < 5 ? 1 : 0)),
    bought: rows.map((i) => ((i * 5) % 13 < 4 ? 1 : 0)),
    score: rows.map((i) => 1 + ((i * 3) % 10)),
    cost: rows.map((i) => (i * 3) % 7),
  };
};

const sorted = (rows: readonly object[]): object[] =>
  [...rows].sort((a, b) => (JSON.stringify(Object.values(a)[0]) < JSON.stringify(Object.values(b)[0]) ? -1 : 1));

const inOrder = (nameOf: NameOf, group: string) => (rows: readonly Record<string, unknown>[]) =>
  sorted(rows.map(({ [nameOf(group)]: key, ...rest }) => ({ key: String(key), ...rest })));

export const campaignsEntries: readonly ConformanceEntry[] = [
  {
    name: "readExperiment",
    input: experiment,
    run: (input, nameOf) =>
      sorted(
        readExperiment(input as TableInput, {
          group: nameOf("group"),
          outcome: nameOf("bought"),
          value: nameOf("spend"),
          control: "none",
        }).toRows(),
      ),
    numeric: ["bought", "spend"],
    grouped: { by: ["group", "bought", "spend"], count: "count" },
  },
  {
    name: "fitUplift",
    input: contacted,
    renamable: false,
    run: (input) => {
      const { effects, ...model } = fitUplift(features(input), columnOf(input, "y"), columnOf(input, "treated"));
      return { ...model, effects };
    },
    model: (input) => fitUplift(features(input), columnOf(input, "y"), columnOf(input, "treated"), { learner: "x" }),
    apply: (model, input) => [...predictUplift(model as UpliftModel, features(input))],
    shuffle: 1e-6,
    numeric: ["x1", "y", "treated"],
  },
  {
    name: "qini",
    input: contacted,
    renamable: false,
    run: (input) => {
      const {
        qini: value,
        auuc,
        overall,
      } = qini(columnOf(input, "y"), columnOf(input, "treated"), columnOf(input, "score"), { samples: 20 });
      return { value, auuc, overall };
    },
    numeric: ["y", "treated", "score"],
  },
  {
    name: "upliftByDecile",
    input: contacted,
    renamable: false,
    run: (input) => upliftByDecile(columnOf(input, "y"), columnOf(input, "treated"), columnOf(input, "score")).toRows(),
    numeric: ["y", "treated", "score"],
  },
  {
    name: "closingRates",
    input: contacts,
    run: (input, nameOf) =>
      inOrder(
        nameOf,
        "type",
      )(
        closingRates(input as TableInput, {
          by: nameOf("type"),
          contacts: nameOf("contacts"),
          sales: nameOf("sales"),
          cost: nameOf("cost"),
        }).toRows(),
      ),
    numeric: ["contacts", "sales", "cost"],
  },
  {
    name: "acquisitionCost",
    input: channels,
    run: (input, nameOf) =>
      sorted(
        acquisitionCost(input as TableInput, {
          channel: nameOf("channel"),
          cost: nameOf("cost"),
          customers: nameOf("customers"),
          margin: nameOf("margin"),
        }).toRows(),
      ),
    numeric: ["cost", "customers", "margin"],
  },
  {
    name: "campaignReturn",
    input: () => ({ flow: [30, 40, 50, 20] }),
    renamable: false,
    run: (input) => {
      const { sensitivity, drivers, ...rest } = campaignReturn({
        investment: 100,
        cashFlows: columnOf(input, "flow"),
        discountRate: { annual: 0.1 },
      });
      return { ...rest, sensitivity: sensitivity.toRows(), drivers: drivers.toRows() };
    },
    shuffle: "payments come at other times",
    numeric: ["flow"],
  },
  {
    name: "funnel",
    input: leads,
    run: (input, nameOf) => {
      const stages = funnel(input as TableInput, {
        customer: nameOf("lead"),
        stage: nameOf("stage"),
        time: nameOf("date"),
        stages: ["contact", "offer", "sale"],
        asOf: "2026-02-15",
      });
      return { rows: stages.toRows(), ledger: stages.ledger };
    },
  },
  {
    name: "contactEffectiveness",
    input: log,
    run: (input, nameOf) =>
      inOrder(
        nameOf,
        "channel",
      )(
        contactEffectiveness(input as TableInput, {
          by: nameOf("channel"),
          outcome: nameOf("sold"),
          cost: nameOf("cost"),
        }).toRows(),
      ),
    numeric: ["sold", "cost"],
  },
  {
    name: "contactPressure",
    input: log,
    run: (input, nameOf) =>
      contactPressure(input as TableInput, {
        customer: nameOf("customer"),
        date: nameOf("date"),
        outcome: nameOf("sold"),
      }).toRows(),
    numeric: ["sold"],
  },
  {
    name: "campaignRates",
    input: steps,
    run: (input, nameOf) => {
      const rates = campaignRates(input as TableInput, {
        by: nameOf("mailing"),
        response: nameOf("answered"),
        conversion: nameOf("bought"),
        satisfaction: nameOf("score"),
      });
      const rows = rates.toRows().map(({ [nameOf("mailing")]: campaign, ...rest }) => ({
        key: `${String(campaign)} ${String(rest["measure"])}`,
        ...rest,
      }));
      return { rows: sorted(rows), warnings: rates.warnings };
    },
    numeric: ["answered", "bought", "score"],
    grouped: { by: ["mailing", "answered", "bought", "score"], count: "count" },
  },
  {
    name: "compareSources",
    input: steps,
    run: (input, nameOf) => {
      const sources = compareSources(input as TableInput, {
        source: nameOf("source"),
        won: nameOf("bought"),
        cost: nameOf("cost"),
        value: nameOf("score"),
      });
      return { rows: sorted(sources.toRows()), pValue: sources.pValue, findings: sources.findings };
    },
    numeric: ["bought", "cost", "score"],
    grouped: { by: ["source", "bought", "cost", "score"], count: "count" },
  },
];
