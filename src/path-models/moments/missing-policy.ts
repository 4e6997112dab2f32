/**
 * What is done about missing answers: `"error"` names the first, `"listwise"` leaves its respondent out, `"mean"`
 * imputes the mean, `"pairwise"` uses every pair of answers there is, `"em"` estimates by maximum likelihood.
 */
export type MissingAnswerPolicy = "error" | "listwise" | "mean" | "pairwise" | "em";

export const missingPolicies: readonly MissingAnswerPolicy[] = ["error", "listwise", "mean", "pairwise", "em"];

/** What was missing, and what was done about it. */
export interface MissingReport {
  readonly policy: MissingAnswerPolicy;
  /** Rows of the table. */
  readonly rows: number;
  /** Rows that entered the estimate. */
  readonly used: number;
  /** Rows left out because an answer was missing (`"listwise"`), or because every answer was. */
  readonly dropped: number;
  /** Rows left out because their survey weight is 0. */
  readonly zeroWeight: number;
  /** Answers missing per item, over all rows. */
  readonly items: readonly { readonly item: string; readonly missing: number }[];
  /** Missing answers in the rows that were used: filled in by `"mean"`, allowed for by `"pairwise"` and `"em"`. */
  readonly filled: number;
  /** Iterations of the EM algorithm; null for every other policy, or when nothing was missing. */
  readonly emIterations: number | null;
}
