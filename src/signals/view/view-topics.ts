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

const plain = { date: null, past: false, amount: null, open: null };
const happened = { ...plain, past: true };

/** The parts of a view, in their order. */
export const viewTopics: readonly ViewTopic[] = [
  { ...plain, table: "customers", title: "Profile" },
  { ...happened, table: "orders", title: "Orders", date: "date", amount: "amount" },
  { ...plain, table: "summary", title: "Summary of orders" },
  { ...plain, table: "rfm", title: "RFM segment" },
  { ...happened, table: "tiers", title: "Tier", date: "date" },
  { ...happened, table: "grades", title: "Grade", date: "date" },
  { ...plain, table: "value", title: "Lifetime value" },
  { ...plain, table: "alive", title: "Probability of being active" },
  { ...plain, table: "churn", title: "Churn risk" },
  { ...plain, table: "products", title: "Products held" },
  { ...plain, table: "contracts", title: "Contracts", date: "end" },
  { ...happened, table: "services", title: "Services given", date: "date" },
  { ...plain, table: "fees", title: "Fees due", date: "due", amount: "amount" },
  { ...plain, table: "credit", title: "Credit standing" },
  { ...happened, table: "contacts", title: "Contacts", date: "date" },
  { ...happened, table: "complaints", title: "Complaints", date: "received", open: "resolved" },
  { ...happened, table: "surveys", title: "Surveys", date: "date" },
  { ...plain, table: "signals", title: "Signals", date: "since", amount: "value" },
];

/** A table that is not one of the library's parts, under its own name. */
export function ownTopic(table: string): ViewTopic {
  return { ...happened, table, title: table, date: "date" };
}
