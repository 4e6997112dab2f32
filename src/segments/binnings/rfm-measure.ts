/** The three things RFM measures, under the names of their columns. */
export const rfmMeasures = ["recencyDays", "orders", "revenue"] as const;

/** One of `rfmMeasures`. */
export type RfmMeasure = (typeof rfmMeasures)[number];

/** Something for each measure. */
export type PerMeasure<Value> = { readonly [Measure in RfmMeasure]: Value };

/** The column that holds the score of a measure. */
export const scoreColumn = { recencyDays: "r", orders: "f", revenue: "m" } as const satisfies PerMeasure<string>;

/** Fills in something for each measure. */
export function perMeasure<Value>(of: (measure: RfmMeasure) => Value): PerMeasure<Value> {
  return { recencyDays: of("recencyDays"), orders: of("orders"), revenue: of("revenue") };
}
