import { normalQuantile } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import { type ContractData, readCohorts } from "./contract-cohorts.js";
import { observedSurvival } from "./retention-curve.js";

/** The columns of {@link retentionTable}. */
export type RetentionColumns = {
  /** 1 for the first renewal. */
  period: Present<number>;
  /** Customers whose renewal was observed. */
  atRisk: Present<number>;
  kept: number;
  lost: number;
  /** kept / atRisk; missing where nobody was left. */
  retention: number;
  /** 95 % interval of the retention rate (Wilson 1927). */
  lower: number;
  upper: number;
  /** Share of a cohort still there after the period. */
  survival: number;
};

/**
 * How many customers renewed each time: the retention rates of one or several cohorts as they were observed.
 *
 * @param data - `survivors`: how many customers there were at the start and after each renewal, or such a list for each
 * cohort; `unit` of a period
 * @returns one row a period: `atRisk`, `kept`, `lost`, `retention` (0..1) with its 95 % Wilson interval, `survival`
 * (0..1)
 * @throws ClienteleError as {@link fitShiftedBetaGeometric}
 * @example
 * ```ts
 * retentionTable({ survivors: [[1000, 631, 468], [800, 520]] }); // period 1: 1800 at risk, 1151 kept, retention 0.639
 * ```
 */
export function retentionTable(data: ContractData): Table<RetentionColumns, { readonly unit: string | null }> {
  const cohorts = readCohorts("retentionTable", data);
  const { atRisk, kept, lost, periods, unit } = cohorts;
  const retention = new Float64Array(periods);
  const lower = new Float64Array(periods);
  const upper = new Float64Array(periods);
  const z = normalQuantile(0.975);
  for (let t = 0; t < periods; t++) {
    const n = atRisk[t]!;
    const share = kept[t]! / n;
    const weight = n / (n + z * z);
    const center = weight * (share + (z * z) / (2 * n));
    const half = weight * z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
    retention[t] = share;
    lower[t] = Math.max(0, center - half);
    upper[t] = Math.min(1, center + half);
  }
  return createTable<RetentionColumns, { unit: string | null }>(
    {
      period: Float64Array.from({ length: periods }, (_, t) => t + 1),
      atRisk,
      kept,
      lost,
      retention,
      lower,
      upper,
      survival: observedSurvival(cohorts).slice(1),
    },
    { unit },
  );
}
