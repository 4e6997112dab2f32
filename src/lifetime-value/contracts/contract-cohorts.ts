import { ClienteleError, counted, knownOptions } from "../../errors/index.js";
import { type PeriodUnit, periodUnit } from "../../finance/index.js";
import { type Vector, vectorOf } from "../../table/index.js";

/** Customers under contract, counted at the beginning and after each renewal. */
export interface ContractData {
  /**
   * How many customers were there at the start and at the end of each period, e.g. `[1000, 631, 468, 382]`; or a list
   * of such counts, one for each cohort, which may be observed for different lengths of time.
   */
  readonly survivors: Vector | readonly Vector[];
  /** The length of a period, for discounting at an annual rate. */
  readonly unit?: PeriodUnit;
}

/** The sufficient statistics of contract data: index t − 1 holds period t. */
export interface ContractCohorts {
  readonly periods: number;
  /** Customers there at the start of each period whose renewal was observed. */
  readonly atRisk: Float64Array;
  readonly lost: Float64Array;
  readonly kept: Float64Array;
  readonly customers: number;
  readonly unit: PeriodUnit | null;
}

/**
 * Adds cohorts up, period by period of their age. Errors: `too-few-rows` without a renewal, `out-of-range` for a count
 * that is negative or a cohort that is not a whole number of customers, `inconsistent-row` where a cohort grows.
 */
export function readCohorts(caller: string, data: ContractData): ContractCohorts {
  knownOptions(caller, data, ["survivors", "unit"]);
  const unit = periodUnit(caller, data.unit);
  const cohorts = cohortList(data.survivors).map((counts) => vectorOf(caller, "survivors", counts));
  const periods = cohorts.reduce((longest, counts) => Math.max(longest, counts.length - 1), 0);
  const atRisk = new Float64Array(periods);
  const lost = new Float64Array(periods);
  const kept = new Float64Array(periods);
  let customers = 0;
  for (const counts of cohorts) {
    checkCohort(caller, counts);
    customers += counts[0]!;
    for (let t = 1; t < counts.length; t++) {
      atRisk[t - 1]! += counts[t - 1]!;
      lost[t - 1]! += counts[t - 1]! - counts[t]!;
      kept[t - 1]! += counts[t]!;
    }
  }
  return { periods, atRisk, lost, kept, customers, unit };
}

function cohortList(survivors: Vector | readonly Vector[]): readonly Vector[] {
  const isList = Array.isArray(survivors) && survivors.length > 0 && typeof survivors[0] === "object";
  return isList ? (survivors as readonly Vector[]) : [survivors as Vector];
}

function checkCohort(caller: string, counts: Float64Array): void {
  const place = (row: number) => ({ function: caller, column: "survivors", row: row + 1, value: counts[row] });
  if (counts.length < 2) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, column: "survivors" },
      `needs the size of the cohort and at least one renewal, got ${counted(counts.length, "number")}`,
    );
  }
  if (!(counts[0]! >= 1) || !Number.isSafeInteger(counts[0])) {
    throw new ClienteleError(
      "out-of-range",
      place(0),
      `the cohort must be a whole number of customers, got ${counts[0]}`,
    );
  }
  for (let t = 1; t < counts.length; t++) {
    if (counts[t]! < 0) {
      throw new ClienteleError("out-of-range", place(t), `a number of customers must be at least 0, got ${counts[t]}`);
    }
    if (counts[t]! > counts[t - 1]!) {
      throw new ClienteleError(
        "inconsistent-row",
        place(t),
        `a cohort cannot grow, but ${counted(counts[t - 1]!, "customer")} became ${counts[t]}`,
      );
    }
  }
}

/**
 * {@link readCohorts} for a likelihood, which weighs customers. Errors: also `out-of-range` for shares, which would be
 * taken for one customer.
 */
export function readCounts(caller: string, data: ContractData): ContractCohorts {
  const cohorts = readCohorts(caller, data);
  const given = cohortList(data.survivors).map((counts) => vectorOf(caller, "survivors", counts));
  const parts = given.findIndex((counts) => counts[0] === 1 && isPart(counts));
  if (parts < 0) return cohorts;
  const counts = given[parts]!;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: "survivors", value: counts[1] },
    `${given.length > 1 ? `cohort ${parts + 1} counts` : "counts"} 1 customer of whom a part is ` +
      "left: these look like shares; multiply them by the number of customers, on which likelihood and standard " +
      "errors depend",
  );
}

function isPart(counts: Float64Array): boolean {
  return counts.some((count) => count > 0 && count < 1);
}
