/** One thing that was found in a file, as a row of evidence. */
export interface Finding {
  /** The column it was found in; null where it is about the whole file. */
  readonly column: string | null;
  readonly finding: string;
  /** The rows that show it. */
  readonly rows: number;
  readonly example: string | null;
}
