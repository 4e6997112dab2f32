import { createTable, type Table } from "../../src/table/index.js";
import { sharedTable } from "../shared-data.js";

/** The telco customers: everyone, and those of the Cox model (tenure above 0) with its ten columns. */
export interface Telco {
  readonly customers: Table;
  readonly tenure: Float64Array;
  readonly churned: Uint8Array;
  readonly cox: { readonly features: Table; readonly durations: Float64Array; readonly events: Uint8Array };
}

/** Reads the telco customers from the shared data. */
export async function readTelco(): Promise<Telco> {
  const customers = await sharedTable("telco_churn.csv");
  const { tenure, churned } = lifetimesOf(customers);
  const kept = customers.where(tenure.map((months) => (months > 0 ? 1 : 0)));
  const is = (column: string, value: string) =>
    Float64Array.from(kept.column(column), (cell) => (cell === value ? 1 : 0));
  const features = createTable({
    MonthlyCharges: kept.column("MonthlyCharges"),
    Senior: kept.column("SeniorCitizen"),
    Partner: is("Partner", "Yes"),
    Dep: is("Dependents", "Yes"),
    Paperless: is("PaperlessBilling", "Yes"),
    OneYear: is("Contract", "One year"),
    TwoYear: is("Contract", "Two year"),
    Fiber: is("InternetService", "Fiber optic"),
    NoNet: is("InternetService", "No"),
    ECheck: is("PaymentMethod", "Electronic check"),
  });
  const { tenure: durations, churned: events } = lifetimesOf(kept);
  return { customers, tenure, churned, cox: { features, durations, events } };
}

function lifetimesOf(customers: Table): { tenure: Float64Array; churned: Uint8Array } {
  return {
    tenure: Float64Array.from(customers.column("tenure"), Number),
    churned: Uint8Array.from(customers.column("Churn"), (cell) => (cell === "Yes" ? 1 : 0)),
  };
}
