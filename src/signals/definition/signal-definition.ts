import type { CustomerId } from "./customer-id.js";
import type { SignalData } from "./signal-data.js";
import type { SignalMemory } from "./signal-state.js";

/**
 * How long a signal is the same one. `"event"`: each is news once. `"episode"`: it lasts while the condition holds, and
 * a later one is another. `"snapshot"`: the tables only say how things stand now, so it lasts while each run finds it.
 */
export type SignalSpan = "event" | "episode" | "snapshot";

/** Something that a rule found. */
export interface FoundSignal {
  /** Null where it is not about one customer. */
  readonly customer: CustomerId | null;
  /** The product, cause, account … that it is about; null where it is about the customer as a whole. */
  readonly subject: string | null;
  /** The money at stake; undefined for what the customer is worth, null where none is. */
  readonly value?: number | null;
  readonly why: () => string;
  /** The day since when it is so. */
  readonly since: number;
  /** The first day on which it could be told [`since`]. */
  readonly noticed?: number;
}

/** What a rule found, and how often it raises a false alarm. */
export interface Detection {
  readonly found: readonly FoundSignal[];
  /** False alarms a day to expect, measured on the past; null where the rule states facts, or where nobody can say. */
  readonly expected?: number | null;
  /** What has to be known about `expected`. */
  readonly note?: string;
}

/** What a definition is given to look at. */
export interface DetectContext {
  readonly caller: string;
  readonly signal: string;
  /** The name of the table to look at. */
  readonly table: string;
  /** Today, in days since 1970-01-01. */
  readonly asOf: number;
  /** The last moment of which the tables know, in milliseconds. */
  readonly now: number;
  /** For how many days something is news. */
  readonly within: number;
  /** How many false alarms a day are allowed; null where they are not limited. */
  readonly alarmsPerDay: number | null;
  /** The settings of the rule, as the caller gave them. */
  readonly rule: Readonly<Record<string, unknown>>;
  readonly data: SignalData;
  readonly memory: SignalMemory;
  readonly warn: (warning: string) => void;
}

/** A kind of signal: what it means, what to do about it, what it looks at, and how it is found. */
export interface SignalDefinition<Kind extends string = string> {
  readonly kind: Kind;
  readonly meaning: string;
  readonly action: string;
  /** The table that it looks at unless the rule names another; null for all of them. */
  readonly table: string | null;
  /** The columns of that table that it cannot do without. */
  readonly columns: readonly string[];
  readonly span: SignalSpan;
  /** Whether it tells the unusual from chance, so that its false alarms can be limited. */
  readonly statistical: boolean;
  /** The names of the settings that a rule of this kind takes beside those of every rule. */
  readonly settings: readonly string[];
  readonly detect: (context: DetectContext) => Detection;
}
