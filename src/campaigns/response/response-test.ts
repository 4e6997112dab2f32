import {
  ClienteleError,
  counted,
  knownOptions,
  numberOption,
  requireColumnName,
  showValue,
} from "../../errors/index.js";
import { createRandom, sortedOrder } from "../../numeric/index.js";
import { dateColumn, type Table } from "../../table/index.js";
import { outcomeColumn } from "../rates/yes-or-no.js";

/**
 * How rows are kept from a model that is then tested on them.
 *
 * - `folds`: each customer is scored by a model of the other parts; parts are drawn by lot, with responders spread
 *   evenly.
 * - `date`: the last `share` [0.25] of the customers by this column are scored by a model of those before.
 * - `rows`: customers for whom this column is 1 or true are scored by a model of the others.
 */
export type ResponseTest =
  | { readonly folds: number }
  | { readonly date: string; readonly share?: number }
  | { readonly rows: string };

/** Rows to fit on, and rows to test that fit on. */
interface TestPart {
  readonly fit: Int32Array;
  readonly test: Int32Array;
}

/** How the rows were divided. */
export interface TestParts {
  readonly method: "cross-fit" | "later rows" | "given rows";
  readonly parts: readonly TestPart[];
}

/** The column of a test that is no feature; empty where there is none. */
export function columnOfTest(test: ResponseTest): readonly string[] {
  if ("date" in test) return [test.date];
  return "rows" in test ? [test.rows] : [];
}

/** Checks the option `test`. Errors: `invalid-option`. */
export function readTest(caller: string, test: ResponseTest | undefined): ResponseTest {
  if (test === undefined) return { folds: 5 };
  if (typeof test === "object" && test !== null) {
    if ("folds" in test) {
      knownOptions(caller, test, ["folds"]);
      return { folds: numberOption(caller, "test.folds", test.folds, { min: 2, max: 1000, integer: true }) };
    }
    if ("date" in test) {
      knownOptions(caller, test, ["date", "share"]);
      const share = numberOption(caller, "test.share", test.share ?? 0.25, { min: 0, max: 1, exclusive: true });
      return { date: requireColumnName(caller, "test.date", test.date), share };
    }
    if ("rows" in test) {
      knownOptions(caller, test, ["rows"]);
      return { rows: requireColumnName(caller, "test.rows", test.rows) };
    }
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: test },
    `option "test" must be { folds: 5 }, { date: "column" } or { rows: "column" }, got ${showValue(test)}`,
  );
}

/** Divides the rows. Errors: `too-few-rows` where a part would have one outcome only, those of the column named. */
export function testParts(caller: string, table: Table, y: Uint8Array, test: ResponseTest, seed: number): TestParts {
  if ("folds" in test) return { method: "cross-fit", parts: foldParts(caller, y, test.folds, seed) };
  const tested = "date" in test ? laterRows(caller, table, test) : outcomeColumn(caller, table, test.rows);
  const rows = Int32Array.from({ length: table.numRows }, (_, row) => row);
  const part = { fit: rows.filter((row) => tested[row] === 0), test: rows.filter((row) => tested[row] === 1) };
  for (const [what, own] of [
    ["to fit on", part.fit],
    ["to test on", part.test],
  ] as const) {
    const responded = own.reduce((sum, row) => sum + y[row]!, 0);
    if (responded > 0 && responded < own.length) continue;
    throw new ClienteleError(
      "too-few-rows",
      { function: caller },
      `the part ${what} must hold responders and others, got ${responded} of ${counted(own.length, "row")} who ` +
        `responded`,
    );
  }
  return { method: "date" in test ? "later rows" : "given rows", parts: [part] };
}

/** 1 for the last share of the rows by date; rows of the same moment stay together. */
function laterRows(
  caller: string,
  table: Table,
  { date, share = 0.25 }: { readonly date: string; readonly share?: number },
): Float64Array {
  const moments = dateColumn(caller, table, date);
  const first = moments[sortedOrder(moments)[Math.floor((1 - share) * moments.length)]!]!;
  return moments.map((moment) => (moment >= first ? 1 : 0));
}

function foldParts(caller: string, y: Uint8Array, folds: number, seed: number): TestPart[] {
  const random = createRandom(seed);
  const foldOf = new Int32Array(y.length);
  for (const outcome of [1, 0]) {
    const rows = random.shuffle(Int32Array.from(y.keys()).filter((row) => y[row] === outcome));
    if (rows.length < folds) {
      throw new ClienteleError(
        "too-few-rows",
        { function: caller, value: rows.length },
        `${folds} folds need as many ${outcome === 1 ? "responders" : "customers without a response"}, got ` +
          `${rows.length}; take fewer folds, or more customers`,
      );
    }
    rows.forEach((row, i) => {
      foldOf[row] = i % folds;
    });
  }
  const all = Int32Array.from(y.keys());
  return Array.from({ length: folds }, (_, fold) => ({
    fit: all.filter((row) => foldOf[row] !== fold),
    test: all.filter((row) => foldOf[row] === fold),
  }));
}
