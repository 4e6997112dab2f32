import { ClienteleError, knownOptions, showValue } from "../../errors/index.js";
import { type DateInput, dayOf, millisecondsPerDay, parseDate, type Table } from "../../table/index.js";
import type { CustomerId } from "./customer-id.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "./signal-definition.js";

/** What a function of the caller's own says of one customer. */
export interface OwnSignal {
  /** Null where it is not about one customer. */
  readonly customer: CustomerId | null;
  /** The numbers that made it a signal. */
  readonly why: string;
  /** The money at stake [what the customer is worth]. */
  readonly value?: number | null;
  /** The day since when it is so [today]. */
  readonly since?: DateInput;
  /** The product, cause, account … that it is about [none]. */
  readonly subject?: string | null;
}

/** Finds signals in tables; `asOf` is today. */
export type CustomDetect = (
  tables: Readonly<Record<string, Table>>,
  today: { readonly asOf: Date },
) => Iterable<OwnSignal>;

/** A definition from a function. Errors: `invalid-option`. */
export function ownSignal(caller: string, signal: string, given: Readonly<Record<string, unknown>>): SignalDefinition {
  const { detect } = given;
  if (typeof detect !== "function") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: detect },
      `"detect" of signal ${showValue(signal)} must be a function, got ${showValue(detect)}`,
    );
  }
  return {
    kind: signal,
    meaning: "",
    action: "",
    table: null,
    columns: [],
    span: "snapshot",
    statistical: false,
    settings: [],
    detect: (context) => ({ found: found(context, detect as CustomDetect) }),
  };
}

function found(context: DetectContext, detect: CustomDetect): FoundSignal[] {
  const { caller, signal, data, asOf } = context;
  const given: unknown = detect(data.all(), { asOf: new Date(asOf * millisecondsPerDay) });
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `"detect" of signal ${showValue(signal)} must return a list of { customer, why }, got ${showValue(given)}`,
    );
  }
  return Array.from(given as Iterable<unknown>, (one) => checkedSignal(context, one));
}

function checkedSignal({ caller, signal, asOf }: DetectContext, one: unknown): FoundSignal {
  const refuse = (problem: string): never => {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: one },
      `"detect" of signal ${showValue(signal)}: ${problem}`,
    );
  };
  if (typeof one !== "object" || one === null)
    return refuse(`must give objects { customer, why }, got ${showValue(one)}`);
  knownOptions(caller, one, ["customer", "why", "value", "since", "subject"]);
  const { customer, why, value, since, subject = null } = one as OwnSignal;
  const isId = typeof customer === "string" || typeof customer === "boolean" || Number.isFinite(customer);
  if (!isId && customer !== null) return refuse(`"customer" must be an id or null, got ${showValue(customer)}`);
  if (typeof why !== "string") return refuse(`"why" must be a text, got ${showValue(why)}`);
  if (value !== undefined && value !== null && !Number.isFinite(value)) {
    return refuse(`"value" must be a finite number or null, got ${showValue(value)}`);
  }
  if (subject !== null && typeof subject !== "string") {
    return refuse(`"subject" must be a text or null, got ${showValue(subject)}`);
  }
  const day = since === undefined ? asOf : dayOf(parseDate(caller, "since", since));
  if (day > asOf) return refuse(`"since" must not lie after asOf, got ${showValue(since)}`);
  return { customer, subject, since: day, why: () => why, ...(value === undefined ? {} : { value }) };
}
