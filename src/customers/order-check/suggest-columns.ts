import { counted } from "../../errors/index.js";
import { createTable, lenientNumbers, numberOptionFor, type Present, type Table } from "../../table/index.js";
import type { OrderColumns } from "../read-orders.js";
import type { ColumnFacts } from "./column-facts.js";
import type { Role } from "./column-roles.js";
import { degreeOf, holdsWord, isCompound, plainName, wordsOf } from "./column-words.js";
import { dateNumbers } from "./date-numbers.js";

/** The columns of the candidates of {@link checkOrders}: the likeliest for each role first. */
export type CandidateColumns = {
  role: Present<string>;
  column: Present<string>;
  /** 0..1, by name and content. */
  confidence: Present<number>;
  /** What speaks for it, and against it. */
  reason: Present<string>;
};

/** What the columns of an order file probably are. */
export interface SuggestedColumns {
  readonly suggested: Partial<OrderColumns>;
  readonly candidates: Table<CandidateColumns, object>;
  /** The quantity and the price of a line, where there are such columns. */
  readonly lines: { readonly quantity: string; readonly price: string } | null;
  /** Columns of which each may play a role, where none is ahead of the others. */
  readonly unclear: ReadonlyMap<Role, readonly string[]>;
}

/** A column that may play a role. */
interface Candidate {
  readonly role: Role;
  readonly facts: ColumnFacts;
  readonly confidence: number;
  readonly reason: string;
}

const roles: readonly Role[] = ["customer", "date", "amount", "quantity", "price", "order"];

/** Below this a column is not suggested; nearer than {@link leastLead} to the next one neither. */
const leastConfidence = 0.45;
const leastLead = 0.04;

/**
 * The columns that probably hold customer, date, amount (or quantity and price) and order, judged by exact and partial
 * names and by content. An id is never an amount. What is unclear is left out; the candidates say how sure each is.
 */
export function suggestColumns(facts: readonly ColumnFacts[]): SuggestedColumns {
  const all = roles.flatMap((role) =>
    facts
      .map((one) => candidateFor(role, one))
      .filter((candidate) => candidate !== null)
      .sort((one, other) => other.confidence - one.confidence),
  );
  // A total price is an amount, and not the price of a piece.
  const isTotal = ({ role, facts: { column }, confidence }: Candidate) =>
    role === "price" &&
    all.some((one) => one.role === "amount" && one.facts.column === column && one.confidence > confidence);
  const candidates = all.filter((candidate) => !isTotal(candidate));
  const taken = new Set<string>();
  const unclear = new Map<Role, readonly string[]>();
  const take = (role: Role): string | undefined => {
    const free = candidates.filter((one) => one.role === role && !taken.has(one.facts.column.name));
    const [best] = free;
    if (best === undefined || best.confidence < leastConfidence) return undefined;
    const near = free.filter((one) => best.confidence - one.confidence < leastLead - 1e-9);
    if (near.length > 1) {
      unclear.set(
        role,
        near.map((one) => one.facts.column.name),
      );
      return undefined;
    }
    taken.add(best.facts.column.name);
    return best.facts.column.name;
  };
  const date = take("date");
  const customer = take("customer");
  const order = take("order");
  const quantity = take("quantity");
  const price = take("price");
  const total = take("amount");
  const amount = total ?? (price !== undefined && quantity !== undefined ? { quantity, price } : price);
  return {
    suggested: {
      ...(customer === undefined ? {} : { customer }),
      ...(date === undefined ? {} : { date }),
      ...(amount === undefined ? {} : { amount }),
      ...(order === undefined ? {} : { order }),
    },
    unclear,
    lines: price === undefined || quantity === undefined ? null : { quantity, price },
    candidates: createTable<CandidateColumns>({
      role: candidates.map(({ role }) => role),
      column: candidates.map((one) => one.facts.column.name),
      confidence: candidates.map(({ confidence }) => confidence),
      reason: candidates.map(({ reason }) => reason),
    }),
  };
}

/** A column for a role with all that speaks for and against it; null where its content rules it out. */
function candidateFor(role: Role, facts: ColumnFacts): Candidate | null {
  const plain = plainName(facts.column.name);
  const { names, words, against } = wordsOf(role);
  const isName = names.includes(plain);
  const word = isCompound(role, plain) ? plain : words.find((one) => holdsWord(plain, one));
  const contrary = isName ? undefined : against.find((one) => holdsWord(plain, one));
  const content = contentFor(role, facts, isName);
  if (content === null) return null;
  if (!isName && word === undefined && !content.speaksAlone) return null;
  const byName = isName ? 0.7 : word === undefined ? 0.25 : 0.5;
  const confidence = Math.max(
    0,
    Math.min(1, byName + degreeOf(role, plain) + content.weight - (contrary === undefined ? 0 : 0.3)),
  );
  const reasons = [
    isName
      ? "its name says so"
      : word === undefined
        ? "no word of its name says so"
        : `its name has ${JSON.stringify(word)}`,
    ...(contrary === undefined ? [] : [`but also ${JSON.stringify(contrary)}`]),
    content.reason,
  ];
  return { role, facts, confidence, reason: reasons.join(", ") };
}

/** What the values of a column say for a role, from −0.3 to 0.3. */
interface Content {
  readonly weight: number;
  readonly reason: string;
  /** Whether the values make it a candidate without a word in its name. */
  readonly speaksAlone: boolean;
}

function contentFor(role: Role, facts: ColumnFacts, isName: boolean): Content | null {
  switch (role) {
    case "date":
      return dateContent(facts);
    case "customer":
      return customerContent(facts);
    case "order":
      return orderContent(facts);
    default:
      return numberContent(role, facts, isName);
  }
}

function dateContent({ column, keys, readsAsDate }: ColumnFacts): Content | null {
  if (column.type === "boolean") return null;
  if (column.type === "date" || readsAsDate) return { weight: 0.3, reason: "holds dates", speaksAlone: true };
  if (column.type === "number" && dateNumbers(lenientNumbers(keys.labels)) !== null) {
    return { weight: 0.2, reason: "its numbers look like dates", speaksAlone: false };
  }
  // A column that is called a date is suggested even so, for the check to say what is wrong with it.
  const isPlain = /^(order |invoice |purchase |transaction |payment )?(date|datum|timestamp)$/.test(
    plainName(column.name),
  );
  return isPlain ? { weight: -0.2, reason: "its values do not read as dates", speaksAlone: false } : null;
}

function customerContent({ column, keys, missing, readsAsDate }: ColumnFacts): Content | null {
  if ((column.type !== "string" && column.type !== "number") || readsAsDate || keys.count === 0) return null;
  if (hasFractions(column)) return null;
  const rows = column.length;
  if (missing > 0.5 * rows) return { weight: -0.1, reason: "is missing in most rows", speaksAlone: false };
  if (keys.count === 1 && rows > 1) return { weight: -0.2, reason: "has one value only", speaksAlone: false };
  if (keys.count <= 5 && rows > 100) return { weight: -0.25, reason: "has few values", speaksAlone: false };
  if (keys.count < rows) return { weight: 0.25, reason: "its ids come back", speaksAlone: false };
  return { weight: 0.05, reason: "each value stands once", speaksAlone: false };
}

function orderContent({ column, keys, readsAsDate }: ColumnFacts): Content | null {
  if (
    (column.type !== "string" && column.type !== "number") ||
    readsAsDate ||
    keys.count <= Math.min(1, column.length - 1)
  )
    return null;
  if (hasFractions(column)) return null;
  if (keys.count <= 5 && column.length > 100) return { weight: -0.3, reason: "has few values", speaksAlone: false };
  const isMostlyOwn = keys.count >= column.length / 20;
  return { weight: isMostlyOwn ? 0.2 : 0, reason: `has ${counted(keys.count, "distinct value")}`, speaksAlone: false };
}

function numberContent(
  role: "amount" | "quantity" | "price",
  { column, keys }: ColumnFacts,
  isName: boolean,
): Content | null {
  if (keys.count > 0 && column.type === "string" && holdsWrittenNumbers(keys.labels)) {
    return { weight: 0.1, reason: "holds numbers as text", speaksAlone: false };
  }
  // A column that is called an amount is suggested even so, for the check to say what is wrong with it.
  if (role === "amount" && isName && column.type === "string" && holdsDigits(keys.labels)) {
    return { weight: -0.2, reason: "its values do not read as numbers", speaksAlone: false };
  }
  if (column.type !== "number" || keys.count === 0) return null;
  if (role !== "quantity" && looksLikeId(column, keys.count)) {
    return { weight: -0.3, reason: "counts up or has one length like a number of documents", speaksAlone: false };
  }
  const fractions = hasFractions(column);
  if (role === "quantity") return { weight: fractions ? -0.2 : 0.2, reason: "holds numbers", speaksAlone: false };
  return { weight: fractions ? 0.25 : 0.15, reason: fractions ? "holds cents" : "holds numbers", speaksAlone: false };
}

/** Whether most texts have a digit in them. */
function holdsDigits(labels: ColumnFacts["column"]): boolean {
  let count = 0;
  for (const label of labels) if (/\p{Nd}/u.test(String(label))) count++;
  return count > 0.5 * labels.length;
}

/** Whether nearly all texts are numbers, as they are or with an option for how they are written. */
function holdsWrittenNumbers(labels: ColumnFacts["column"]): boolean {
  const numbers = lenientNumbers(labels);
  let left = 0.1 * numbers.length;
  for (let code = 0; code < numbers.length && left >= 0; code++) {
    if (Number.isNaN(numbers[code]!) && numberOptionFor(String(labels.at(code))) === null) left--;
  }
  return left >= 0;
}

function hasFractions(column: ColumnFacts["column"]): boolean {
  if (column.type !== "number") return false;
  return lenientNumbers(column).some((value) => !Number.isNaN(value) && !Number.isInteger(value));
}

/** Whole positive numbers of one length, or that only ever rise, almost each of them once. */
function looksLikeId(column: ColumnFacts["column"], distinct: number): boolean {
  const values = lenientNumbers(column).filter((value) => !Number.isNaN(value));
  if (values.length < 3 || distinct < 0.9 * values.length) return false;
  if (!values.every((value) => Number.isInteger(value) && value > 0)) return false;
  const isRising = values.every((value, i) => i === 0 || value > values[i - 1]!);
  const length = String(values[0]).length;
  return isRising || (length >= 5 && values.every((value) => String(value).length === length));
}
