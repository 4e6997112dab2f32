/**
 * Every code a {@link ClienteleError} can carry, with what it means. Codes are stable: programs may branch on them;
 * messages are for people and may be reworded.
 */
export const errorCodes = {
  "unknown-column": "A column was named that the table does not have.",
  "duplicate-column": "A column is named twice, or two columns have, or would get, the same name.",
  "column-type": "A column holds another type of value than the function needs.",
  "not-a-number": "A cell that has to be a number is not one.",
  "not-finite": "A number that has to be finite is infinite.",
  "not-a-date": "A cell that has to be a date is not one, or names a day that does not exist.",
  "missing-value": "A cell that has to be filled is empty.",
  "missing-customer": "A row has no customer id and no policy says what to do with it.",
  "out-of-range": "A value lies outside the range in which it means something.",
  "inconsistent-row": "The values of one row contradict each other.",
  "empty-table": "The table has no rows, or none is left after cleaning.",
  "too-few-rows": "There are fewer rows than the method needs.",
  "length-mismatch": "Two things that go together row by row differ in length.",
  "unsupported-input": "The input has no form that the function reads.",
  "invalid-option": "An option is unknown, or its value is not one of those allowed.",
  "csv-quote": "A quoted CSV field is not closed, or text follows its closing quote.",
  "csv-ragged": "A CSV row has more or fewer fields than the header.",
  "csv-delimiter": "The CSV does not seem to use the delimiter it was read with.",
  "csv-encoding":
    "The bytes of a file are not text in the encoding it was read with, or are something compressed or a workbook.",
  threads: "Worker threads, or the memory that they share, are not there, or a worker ended before its work was done.",
  "missing-package": "A package that users install themselves is not there.",
  "unit-mismatch": "A model was fitted in one unit of time and used with another.",
  "unusable-model": "Something that should be a model is not one, or is one of another kind.",
  "too-many-clusters": "More clusters were asked for than there are distinct points.",
  "overlapping-segments": "A set of segment rules overlaps, leaves gaps or has a rule that can never match.",
  "constant-column": "A column that has to vary has the same value everywhere.",
  "collinear-columns": "A column is a copy or a linear combination of others.",
  "one-class": "The outcome has only one class, so there is nothing to tell apart.",
  leakage: "A feature knows something from after the cutoff.",
  "not-positive-definite": "A matrix that has to be positive definite is not.",
  "cyclic-paths": "The arrows between constructs, or the nodes of a tree, run in a circle.",
  "duplicate-name":
    "Two things that are told apart by names of their own (features, items, methods) have the same name.",
  "weights-sum": "Weights that have to sum to 1 do not.",
  "unknown-table": "There is no table of the name that was given, or a database does not have it.",
  "access-denied": "A database does not let the user in, or does not let it do what the function needs.",
  "query-failed": "A database refused a statement, or failed while it ran it.",
  "out-of-memory": "A query needs more memory than the database may use for it.",
  "disk-full": "There is no disk space left for what has to be written.",
  "connection-lost": "The connection to a database failed before a result was whole.",
  "shard-unavailable": "A shard of a cluster does not answer, so that its rows would be missing.",
  "incomplete-result": "A result of a database ended without saying that it was whole.",
  "scattered-customers": "The rows of a customer lie on several shards of a cluster, where each may know only its own.",
} as const;

/** The code of a {@link ClienteleError}: one of the keys of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;
