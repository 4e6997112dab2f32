import { encodeFeatures } from "../../src/learning/index.js";
import { takeRows } from "../../src/table/features.js";
import { createTable, type FeatureMatrix, type Table } from "../../src/table/index.js";
import { type ReferenceRow, referenceRows, sharedTable } from "../shared-data.js";

/** A matrix with its outcomes, cut into the rows of the fit and the rows of the test (row index mod 5 = 0). */
export interface SplitData {
  readonly train: FeatureMatrix;
  readonly trainY: Uint8Array;
  readonly test: FeatureMatrix;
  readonly testY: Uint8Array;
  readonly names: readonly string[];
}

const telcoNumbers = ["tenure", "MonthlyCharges", "TotalCharges"];

const telcoCategories = [
  "gender",
  "SeniorCitizen",
  "Partner",
  "Dependents",
  "PhoneService",
  "MultipleLines",
  "InternetService",
  "OnlineSecurity",
  "OnlineBackup",
  "DeviceProtection",
  "TechSupport",
  "StreamingTV",
  "StreamingMovies",
  "Contract",
  "PaperlessBilling",
  "PaymentMethod",
];

/** The telco customers, blank TotalCharges as 0; with `plain`, "No internet service" and "No phone service" are No. */
export async function telcoTable(options: { readonly plain: boolean }): Promise<Table> {
  const raw = await sharedTable("telco_churn.csv");
  const columns = raw.columnNames.map((name): [string, unknown[]] => {
    const values = raw.column(name).toArray();
    if (name === "TotalCharges") return [name, values.map((value) => value ?? 0)];
    if (!options.plain) return [name, values];
    return [
      name,
      values.map((value) => (typeof value === "string" ? value.replace(/^No (internet|phone) service$/, "No") : value)),
    ];
  });
  return createTable(columns);
}

/** Telco as a matrix, cut for the test. */
export async function telcoSplit(options: {
  readonly plain: boolean;
  readonly encoding: "one-hot" | "codes";
}): Promise<SplitData> {
  const { X, y, names } = encodeFeatures(await telcoTable(options), {
    numeric: telcoNumbers,
    categorical: telcoCategories,
    target: "Churn",
    positive: "Yes",
    encoding: options.encoding,
  });
  return splitByFive(X, y, names);
}

/** The names of the columns of telco that hold codes. */
export const telcoCodes: readonly string[] = telcoCategories;

/** The bank's contacts. */
export function bankTable(): Promise<Table> {
  return sharedTable("bank_additional.csv");
}

/** The bank's contacts as a matrix, `duration` left out. */
export async function bankSplit(): Promise<SplitData> {
  const raw = await bankTable();
  const categorical = raw.columnNames.filter((name) => name !== "y" && raw.column(name).type !== "number");
  const numeric = raw.columnNames.filter((name) => raw.column(name).type === "number" && name !== "duration");
  const { X, y, names } = encodeFeatures(raw, { numeric, categorical, target: "y", positive: "yes" });
  return splitByFive(X, y, names);
}

function splitByFive(X: FeatureMatrix, y: Uint8Array, names: readonly string[]): SplitData {
  const rows = Array.from({ length: X.rows }, (_, row) => row);
  const test = rows.filter((row) => row % 5 === 0);
  const train = rows.filter((row) => row % 5 !== 0);
  const take = (chosen: number[]): Uint8Array => Uint8Array.from(chosen, (row) => y[row]!);
  return { train: takeRows(X, train), trainY: take(train), test: takeRows(X, test), testY: take(test), names };
}

/** The reference rows whose preprocessing begins so. */
export function rowsFor(preprocessing: (text: string) => boolean): ReferenceRow[] {
  return referenceRows("segmentation-churn-baskets.json").filter(
    (row) => (row.topic === "churn" || row.topic === "response") && preprocessing(row.preprocessing ?? ""),
  );
}
