import { signalParts } from "../definition/signal-data.js";

/** A part of what is known about a customer: the table that it comes from, and how that is read. */
export interface ViewTopic {
  /** The name of the table. */
  readonly table: string;
  readonly title: string;
  /** The column of dates by which rows are listed, the latest first; null where there is none. */
  readonly date: string | null;
  /** Whether the dates are of what has happened, so that there are none after today. */
  readonly past: boolean;
  /** The column of amounts that are added up; null where there is none. */
  readonly amount: string | null;
  /** A column that is missing in rows that are still open; null where there is none. */
  readonly open: string | null;
}

/** A topic without what it does not have. */
function topic(table: string, title: string, own: Partial<ViewTopic> = {}): ViewTopic {
  return { date: null, past: false, amount: null, open: null, ...own, table, title };
}

/** A topic of what has happened. */
function happened(table: string, title: string, own: Partial<ViewTopic> = {}): ViewTopic {
  return topic(table, title, { date: "date", past: true, ...own });
}

/** The parts of a view, in their order. */
// Bundlers keep calls at the top of a module unless one around them is marked as pure.
export const viewTopics: readonly ViewTopic[] = /* @__PURE__ */ (() => [
  topic("customers", "Profile"),
  happened("orders", "Orders", { amount: "amount" }),
  topic("summary", "Summary of orders"),
  topic("rfm", "RFM segment"),
  happened("tiers", "Tier"),
  happened("grades", "Grade"),
  topic("value", "Lifetime value"),
  topic("alive", "Probability of being active"),
  topic("churn", "Churn risk"),
  topic("products", "Products held"),
  topic("contracts", "Contracts", { date: "end" }),
  happened("services", "Services given"),
  topic("fees", "Fees due", { date: "due", amount: "amount" }),
  topic("credit", "Credit standing"),
  happened("contacts", "Contacts"),
  happened("complaints", "Complaints", { date: "received", open: "resolved" }),
  happened("surveys", "Surveys"),
  topic("signals", "Signals", { date: "since", amount: "value" }),
])();

/** What the option `columns` may say of a table, the policies of orders among it, which are those of signals. */
export const columnParts: readonly string[] = /* @__PURE__ */ (() => [...signalParts, "due", "since"])();

/** A table that is not one of the library's parts, under its own name. */
export function ownTopic(table: string): ViewTopic {
  return happened(table, table);
}
