import * as v from "valibot";
import { distinctTexts, finiteNumber, type ModelFormat, naturalNumber, positiveNumber } from "../../errors/index.js";
import { levelNames } from "./agreement-level.js";
import { type ComparedAs, comparedAs } from "./compare-option.js";
import type { TermFrequencies } from "./term-frequencies.js";

/** What agreement in a column is worth. */
export interface AgreementColumn {
  readonly column: string;
  readonly as: ComparedAs;
  /** The levels of agreement, from the weakest. */
  readonly levels: readonly string[];
  /** The probability of each level among records of one person … */
  readonly m: readonly number[];
  /** … and of two. */
  readonly u: readonly number[];
  readonly frequencies: TermFrequencies;
}

/** How records are matched, by Fellegi and Sunter (1969): plain data, as {@link resolveIdentities} fits it. */
export interface IdentityModel {
  readonly kind: "identity";
  readonly schema: 1;
  readonly columns: readonly AgreementColumn[];
  /** The rules that bring pairs: lists of columns whose values all agree. */
  readonly block: readonly (readonly string[])[];
  /** The columns of `block` that are not among those compared, with what they hold. */
  readonly blockColumns: readonly { readonly column: string; readonly as: ComparedAs }[];
  /** The probability that two records drawn at random are of one person. */
  readonly prior: number;
  /**
   * What two persons share for a reason, such as a household its surname and address, with the probability that two
   * records drawn at random are so related.
   */
  readonly relations: readonly { readonly shared: readonly string[]; readonly prior: number }[];
  /** The share of the matches that the rules bring, estimated; null where nothing was found to estimate it from. */
  readonly blockingRecall: number | null;
  /** The records that the model was fitted to. */
  readonly records: number;
}

/** Format of {@link IdentityModel}. */
export const identityFormat: ModelFormat<IdentityModel> = {
  kind: "identity",
  schema: 1,
  shape: () =>
    v.object({
      kind: v.literal("identity"),
      schema: v.literal(1),
      columns: v.pipe(
        v.array(agreementColumn()),
        v.minLength(1),
        v.check((columns) => new Set(columns.map(({ column }) => column)).size === columns.length, "distinct columns"),
      ),
      block: v.array(distinctTexts()),
      blockColumns: v.array(v.object({ column: v.string(), as: v.picklist(comparedAs) })),
      prior: v.pipe(probability(), v.ltValue(1)),
      relations: v.array(v.object({ shared: distinctTexts(), prior: v.pipe(probability(), v.ltValue(1)) })),
      blockingRecall: v.nullable(probability()),
      records: naturalNumber(),
    }),
};

const probability = () => v.pipe(positiveNumber(), v.maxValue(1));

const probabilities = () => v.array(probability());

const agreementColumn = () =>
  v.pipe(
    v.object({
      column: v.string(),
      as: v.picklist(comparedAs),
      levels: v.array(v.string()),
      m: probabilities(),
      u: probabilities(),
      frequencies: v.pipe(
        v.object({
          values: distinctTexts(),
          shares: v.array(v.pipe(finiteNumber(), v.gtValue(0), v.maxValue(1))),
          otherShare: probability(),
        }),
        v.check(({ values, shares }) => values.length === shares.length, "as many shares as values"),
      ),
    }),
    v.check(
      ({ as, levels, m, u }) =>
        levels.length === levelNames[as].length &&
        levels.every((level, i) => level === levelNames[as][i]) &&
        m.length === levels.length &&
        u.length === levels.length,
      "the levels of its kind of column, with m and u of each",
    ),
  );
