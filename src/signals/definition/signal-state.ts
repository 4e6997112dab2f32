import * as v from "valibot";
import { ClienteleError, freezeModel, type ModelFormat, readModel, showValue } from "../../errors/index.js";
import type { CustomerId } from "./customer-id.js";

/** A signal that has been found, so that it is not told twice. */
export interface KnownSignal {
  readonly signal: string;
  readonly customer: CustomerId | null;
  readonly subject: string | null;
  /** The day since when it is so, `2026-11-22`. */
  readonly since: string;
  /** The day on which it was last told; null where it was held back, because something had just been done. */
  readonly reported: string | null;
  /** The day on which it was last found. */
  readonly seen: string;
}

/** Something that was done about a customer, so that he is left in peace for a time. */
export interface KnownAction {
  readonly customer: CustomerId;
  /** Null where it was for all signals. */
  readonly signal: string | null;
  readonly day: string;
}

/** The class that a customer was last seen in. */
export interface KnownClass {
  readonly signal: string;
  readonly customer: CustomerId;
  readonly class: string;
}

/** What {@link detectSignals} has to remember until the next day: plain data to keep as JSON. */
export interface SignalState {
  readonly kind: "signal-state";
  readonly schema: number;
  readonly asOf: string;
  readonly known: readonly KnownSignal[];
  readonly actions: readonly KnownAction[];
  readonly classes: readonly KnownClass[];
}

/** What the definitions may remember from run to run. */
export interface SignalMemory {
  /** The class in which a customer was last seen by this rule; undefined where nothing is known. */
  classOf(signal: string, customer: CustomerId): string | undefined;
  /** Whether the rule has run before. */
  knowsClasses(signal: string): boolean;
  rememberClass(signal: string, customer: CustomerId, name: string): void;
}

const customerId = () => v.union([v.string(), v.pipe(v.number(), v.finite()), v.boolean()]);
const day = () => v.pipe(v.string(), v.regex(/^[+-]?\d{4,6}-\d{2}-\d{2}$/, "a day like 2026-11-22"));

const stateFormat: ModelFormat<SignalState> = {
  kind: "signal-state",
  schema: 1,
  shape: () =>
    v.object({
      kind: v.literal("signal-state"),
      schema: v.number(),
      asOf: day(),
      known: v.array(
        v.object({
          signal: v.string(),
          customer: v.nullable(customerId()),
          subject: v.nullable(v.string()),
          since: day(),
          reported: v.nullable(day()),
          seen: day(),
        }),
      ),
      actions: v.array(v.object({ customer: customerId(), signal: v.nullable(v.string()), day: day() })),
      classes: v.array(v.object({ signal: v.string(), customer: customerId(), class: v.string() })),
    }),
};

/** Reads what an earlier run returned. Errors: `unusable-model`. */
export function readState(caller: string, given: unknown): SignalState | null {
  if (given === undefined || given === null) return null;
  if (typeof given !== "object" || (given as SignalState).kind !== "signal-state") {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: given },
      `option "state" must be the state that an earlier call returned, got ${showValue(given)}`,
    );
  }
  return readModel(caller, stateFormat, given as Record<string, unknown>);
}

/** A new state. */
export function makeState(parts: Omit<SignalState, "kind" | "schema">): SignalState {
  return freezeModel({ kind: "signal-state", schema: stateFormat.schema, ...parts });
}

/** The memory of classes: what a state knows, and on top of it what it is told. */
export function signalMemory(state: SignalState | null): SignalMemory & { readonly classes: () => KnownClass[] } {
  const before = new Map<string, Map<CustomerId, string>>();
  const now = new Map<string, Map<CustomerId, string>>();
  const remember = (bySignal: typeof before, { signal, customer, class: name }: KnownClass): void => {
    const known = bySignal.get(signal) ?? new Map<CustomerId, string>();
    bySignal.set(signal, known.set(customer, name));
  };
  for (const known of state?.classes ?? []) {
    remember(before, known);
    remember(now, known);
  }
  return {
    classOf: (signal, customer) => before.get(signal)?.get(customer),
    knowsClasses: (signal) => before.has(signal),
    rememberClass: (signal, customer, name) => remember(now, { signal, customer, class: name }),
    classes: () =>
      [...now].flatMap(([signal, known]) => [...known].map(([customer, name]) => ({ signal, customer, class: name }))),
  };
}
