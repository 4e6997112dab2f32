import { chiSquareQuantile, wilsonInterval } from "../../numeric/index.js";
import type { Complaints } from "./complaint-columns.js";
import { closingTime } from "./resolution-times.js";

/** What is said of the complaints of a cause, a period, or all. What the table does not tell is missing. */
export type ComplaintFigures = {
  complaints: number;
  /** Complaints per 100 customers, with the exact Poisson interval. */
  rate: number;
  rateLower: number;
  rateUpper: number;
  /** Complaints judged, those found valid, and their share with Wilson's interval. */
  judged: number;
  valid: number;
  validShare: number;
  validLower: number;
  validUpper: number;
  resolved: number;
  open: number;
  /**
   * Days by which half, and nine in ten, of the complaints are settled, open ones counting (Kaplan and Meier); missing
   * where so many are not settled yet.
   */
  medianDays: number;
  p90Days: number;
  /**
   * Settled complaints of which it is known whether the customer came back, those who did, and their share with
   * Wilson's interval.
   */
  followed: number;
  returned: number;
  returnShare: number;
  returnLower: number;
  returnUpper: number;
};

/** Figures as they are computed; null for what the table does not tell. */
export type Figures = { [Name in keyof ComplaintFigures]: Name extends "complaints" ? number : number | null };

const figureNames = [
  "complaints",
  "rate",
  "rateLower",
  "rateUpper",
  "judged",
  "valid",
  "validShare",
  "validLower",
  "validUpper",
  "resolved",
  "open",
  "medianDays",
  "p90Days",
  "followed",
  "returned",
  "returnShare",
  "returnLower",
  "returnUpper",
] as const satisfies readonly (keyof ComplaintFigures)[];

/** Figures as the columns of a table. */
export function figureColumns(figures: readonly Figures[]): (readonly [string, (number | null)[]])[] {
  return figureNames.map((name) => [name, figures.map((row) => row[name])] as const);
}

/** The figures of some complaints, by their rows. */
export function complaintFigures(
  { valid, returned, closed, days }: Complaints,
  rows: readonly number[],
  customers: number | null,
  confidence: number,
): Figures {
  const judged = flagShare(valid, rows, confidence);
  const followed = flagShare(returned, rows, confidence);
  const rate = customers === null ? null : poissonRate(rows.length, customers, confidence);
  const resolved = closed === null ? null : rows.filter((row) => closed[row]).length;
  const times = rows.map((row) => days[row]!);
  const settled = closed === null ? null : rows.map((row) => closed[row]!);
  return {
    complaints: rows.length,
    rate: rate?.rate ?? null,
    rateLower: rate?.lower ?? null,
    rateUpper: rate?.upper ?? null,
    judged: judged.known,
    valid: judged.yes,
    validShare: judged.share,
    validLower: judged.lower,
    validUpper: judged.upper,
    resolved,
    open: resolved === null ? null : rows.length - resolved,
    medianDays: settled === null ? null : closingTime(times, settled, 0.5),
    p90Days: settled === null ? null : closingTime(times, settled, 0.9),
    followed: followed.known,
    returned: followed.yes,
    returnShare: followed.share,
    returnLower: followed.lower,
    returnUpper: followed.upper,
  };
}

function flagShare(flags: Float64Array | null, rows: readonly number[], confidence: number) {
  if (flags === null) return { known: null, yes: null, share: null, lower: null, upper: null };
  let known = 0;
  let yes = 0;
  for (const row of rows) {
    if (Number.isNaN(flags[row]!)) continue;
    known++;
    yes += flags[row]!;
  }
  if (known === 0) return { known, yes, share: null, lower: null, upper: null };
  return { known, yes, ...wilsonInterval(yes / known, known, confidence) };
}

/** Events per 100, with the exact interval of a Poisson count (Garwood 1936). */
function poissonRate(count: number, base: number, confidence: number) {
  const tail = (1 - confidence) / 2;
  const per100 = 100 / base;
  return {
    rate: count * per100,
    lower: count === 0 ? 0 : (chiSquareQuantile(tail, 2 * count) / 2) * per100,
    upper: (chiSquareQuantile(1 - tail, 2 * count + 2) / 2) * per100,
  };
}
