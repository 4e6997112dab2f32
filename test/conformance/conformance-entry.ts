/** The columns of an input: the values of each, as a program would hold them. */
export type InputColumns = Record<string, unknown[]>;

/** Gives the actual name of a column that the entry knows by its plain name, so that the suite can rename columns. */
export type NameOf = (column: string) => string;

/**
 * One model or analysis in the list that the conformance suite runs over. The suite builds the input in many forms and
 * expects the entry to behave alike in all of them.
 */
export interface ConformanceEntry {
  /** The public function. */
  readonly name: string;
  /** A small valid input, fresh at every call. It must not depend on anything random or on the clock. */
  readonly input: () => InputColumns;
  /**
   * Runs the function on a table input (an object of columns, row objects, or a Table) whose columns are called
   * `nameOf(column)`, and returns plain comparable data: numbers, texts, arrays, objects. Rows that have an id are to
   * be returned sorted by it, so that the order of the input does not matter. May be a promise of them.
   */
  readonly run: (input: object, nameOf: NameOf) => unknown;
  /** For fits: the model of the same input. It must survive JSON, be frozen, and be known to `parseModel`. */
  readonly model?: (input: object, nameOf: NameOf) => object;
  /** For fits: what the model says of the input; must be the same for the model read back from JSON. */
  readonly apply?: (model: object, input: object, nameOf: NameOf) => unknown;
  /** Column names are the caller's [true]; false where the function prescribes them (`frequency`, `recency`, …). */
  readonly renamable?: boolean;
  /**
   * How far results may differ when the rows come in another order, relative [1e-9]; a text is the reason why the order
   * matters.
   */
  readonly shuffle?: number | string;
  /** A column with a unit: multiplied by `factor`, the outcome must be `expect(outcome, factor)`. */
  readonly rescale?: readonly {
    readonly column: string;
    readonly factor: number;
    readonly expect: (outcome: never, factor: number) => unknown;
    readonly tolerance?: number;
  }[];
  /**
   * Columns that identify rows which may be collapsed into one with a `count`: grouped and ungrouped must agree to
   * 1e-8.
   */
  readonly grouped?: { readonly by: readonly string[]; readonly count: string };
  /** Columns of numbers in which a NaN, an infinite or a text cell must be refused with a ClienteleError. */
  readonly numeric?: readonly string[];
}
