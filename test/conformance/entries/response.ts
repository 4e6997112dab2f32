import {
  contactDepth,
  fitResponse,
  type ResponseModel,
  scoreResponse,
  type TableInput,
  table,
  validateResponse,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

/** A hundred and twenty customers of an earlier campaign. */
const history = (): InputColumns => {
  const rows = Array.from({ length: 120 }, (_, i) => i);
  return {
    id: rows.map((i) => `c${i}`),
    age: rows.map((i) => 20 + ((i * 53) % 47)),
    channel: rows.map((i) => ["web", "shop", "phone"][(i * i) % 3]),
    answered: rows.map((i) => (((i * 31) % 17) + ((i * 53) % 47) / 5 > 16 ? "yes" : "no")),
    day: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 7) % 100)))),
    probability: rows.map((i) => ((i * 53) % 47) / 47),
  };
};

const columnsOf = (nameOf: NameOf) => ({
  target: nameOf("answered"),
  numeric: [nameOf("age")],
  categorical: [nameOf("channel")],
});

export const responseEntries: readonly ConformanceEntry[] = [
  {
    name: "fitResponse",
    input: history,
    run: (input, nameOf) => {
      const { classifier, responses, customers } = fitResponse(input as TableInput, columnsOf(nameOf));
      return { coefficients: classifier.kind === "logistic" ? classifier.coefficients : [], responses, customers };
    },
    model: (input, nameOf) => fitResponse(input as TableInput, columnsOf(nameOf)),
    apply: (model, input, nameOf) =>
      scoreResponse(model as ResponseModel, input as TableInput, { customer: nameOf("id") }).toRows(),
    shuffle: 1e-6,
    numeric: ["age"],
  },
  {
    name: "scoreResponse",
    input: history,
    run: (input, nameOf) => {
      const model = fitResponse(
        history() as TableInput,
        columnsOf((name) => name),
      );
      const money = { contactCost: 2, marginPerResponse: 9 };
      const own = table(input as TableInput)
        .rename({ [nameOf("id")]: "known", [nameOf("age")]: "age", [nameOf("channel")]: "channel" })
        .select("known", "age", "channel");
      const scores = scoreResponse(model, own as TableInput, { customer: "known", ...money });
      const rows = scores
        .toRows()
        .map(({ rank: _, ...row }) => row)
        .sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));
      return { rows, contacted: scores.contacted, expectedGain: scores.expectedGain };
    },
    numeric: ["age"],
  },
  {
    name: "validateResponse",
    input: history,
    run: (input, nameOf) => {
      const { report, depth, profile, finding } = validateResponse(input as TableInput, {
        ...columnsOf(nameOf),
        test: { date: nameOf("day"), share: 0.4 },
        contactCost: 2,
        marginPerResponse: 9,
        samples: 20,
      });
      return {
        auc: report.auc,
        contacts: depth?.contacts,
        profit: depth?.profit,
        compared: profile.numRows,
        found: finding.length > 0,
      };
    },
    shuffle: 1e-6,
    numeric: ["age"],
  },
  {
    name: "contactDepth",
    input: history,
    renamable: false,
    run: (input) => {
      const columns = table(input as TableInput);
      const answered = columns.column("answered").toArray();
      const { curve, contacts, profit, justAsGood, byProbability, everybody } = contactDepth(
        answered.map((answer) => answer === "yes"),
        columns.column("probability") as never,
        { contactCost: 2, marginPerResponse: 9, samples: 20 },
      );
      const depths = curve.select("share", "contacts", "responses", "profit").toRows();
      return { depths, contacts, profit, justAsGood, byProbability, everybody };
    },
    numeric: ["probability"],
  },
];
