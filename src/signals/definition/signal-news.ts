import { showDay } from "../../table/index.js";
import type { CustomerId } from "./customer-id.js";
import type { FoundSignal, SignalSpan } from "./signal-definition.js";
import type { KnownAction, KnownSignal, SignalState } from "./signal-state.js";

/** Something found, and what is made of it. */
export interface JudgedSignal {
  readonly signal: string;
  readonly found: FoundSignal;
  /** The day since when it is so, also where the tables do not know it but an earlier run. */
  readonly since: number;
  /** `"new"` is told; `"known"` was told before; `"silenced"` waits; `"old"` was no news when it was first found. */
  readonly verdict: "new" | "known" | "silenced" | "old";
}

/** What one rule found. */
export interface FoundByRule {
  readonly signal: string;
  readonly span: SignalSpan;
  /** For how many days something is news, those since the last run and that of the run itself among them. */
  readonly within: number;
  readonly silence: number;
  readonly found: readonly FoundSignal[];
}

/** A signal that is no longer found is forgotten after so many days, or when it is no longer news. */
const forgottenAfter = 90;

/**
 * Tells what is new from what was told before. The same signal about the same customer is told once while it lasts;
 * after an action nothing is told about the customer (and signal) for the days of silence, and then again what still
 * holds.
 */
export function judgeSignals(
  rules: readonly FoundByRule[],
  state: SignalState | null,
  actions: readonly KnownAction[],
  asOf: number,
): { readonly judged: JudgedSignal[]; readonly known: KnownSignal[] } {
  const before = new Map(
    (state?.known ?? []).map((known) => [keyOf(known.signal, known.customer, known.subject), known]),
  );
  const lastAction = lastActions(actions);
  const judged: JudgedSignal[] = [];
  const known = new Map<string, KnownSignal>();
  for (const rule of rules) {
    for (const found of mostValuable(rule.found)) {
      const key = keyOf(rule.signal, found.customer, found.subject);
      const earlier = sameSignal(before.get(key), found, rule, asOf);
      const action = lastAction(rule.signal, found.customer);
      const since = rule.span === "snapshot" && earlier !== undefined ? dayNumber(earlier.since) : found.since;
      const verdict = verdictOf(rule, found, earlier, action, asOf);
      judged.push({ signal: rule.signal, found, since, verdict });
      if (verdict === "old") continue;
      known.set(key, {
        signal: rule.signal,
        customer: found.customer,
        subject: found.subject,
        since: showDay(since),
        reported: verdict === "new" ? showDay(asOf) : (earlier?.reported ?? null),
        seen: showDay(asOf),
      });
    }
  }
  for (const [key, one] of before) {
    if (!known.has(key) && asOf - dayNumber(one.seen) < forgottenAfter) known.set(key, one);
  }
  return { judged, known: [...known.values()].sort(byKey) };
}

/** What an earlier run knows of it, where it is the same one. */
function sameSignal(
  known: KnownSignal | undefined,
  found: FoundSignal,
  { span, within }: FoundByRule,
  asOf: number,
): KnownSignal | undefined {
  if (known === undefined) return undefined;
  if (span === "event") return found.since > dayNumber(known.since) ? undefined : known;
  if (span === "snapshot") return asOf - dayNumber(known.seen) < within ? known : undefined;
  // What began before it was told is what was told, even where its beginning has been found to lie elsewhere.
  return found.since > dayNumber(known.reported ?? known.seen) ? undefined : known;
}

function verdictOf(
  { span, within, silence }: FoundByRule,
  found: FoundSignal,
  earlier: KnownSignal | undefined,
  action: number | undefined,
  asOf: number,
): JudgedSignal["verdict"] {
  if (action !== undefined && asOf < action + silence) return earlier?.reported == null ? "silenced" : "known";
  if (earlier === undefined) return asOf - (found.noticed ?? found.since) < within ? "new" : "old";
  if (earlier.reported === null) return "new";
  if (span === "event" || action === undefined) return "known";
  // An action that did not help: told again, once, when the silence is over.
  const told = dayNumber(earlier.reported);
  return action >= told && told < action + silence ? "new" : "known";
}

/** Of several findings of one rule about the same thing the latest, of one day the one with the most at stake. */
function mostValuable(found: readonly FoundSignal[]): FoundSignal[] {
  const best = new Map<string, FoundSignal>();
  for (const one of found) {
    const key = keyOf("", one.customer, one.subject);
    const other = best.get(key);
    const better =
      other === undefined || one.since > other.since || (one.since === other.since && worth(one) > worth(other));
    if (better) best.set(key, one);
  }
  return [...best.values()];
}

function worth({ value }: FoundSignal): number {
  return value ?? Number.NEGATIVE_INFINITY;
}

/** The day of the last action about a customer, for one signal or for all. */
function lastActions(actions: readonly KnownAction[]) {
  const last = new Map<string, number>();
  for (const { customer, signal, day } of actions) {
    const key = keyOf(signal ?? "", customer, signal === null ? "all" : null);
    last.set(key, Math.max(last.get(key) ?? Number.NEGATIVE_INFINITY, dayNumber(day)));
  }
  return (signal: string, customer: CustomerId | null): number | undefined => {
    if (customer === null || last.size === 0) return undefined;
    const days = [last.get(keyOf(signal, customer, null)), last.get(keyOf("", customer, "all"))];
    return days.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a));
  };
}

function keyOf(signal: string, customer: CustomerId | null, subject: string | null): string {
  return JSON.stringify([signal, customer, subject]);
}

function byKey(a: KnownSignal, b: KnownSignal): number {
  const [left, right] = [keyOf(a.signal, a.customer, a.subject), keyOf(b.signal, b.customer, b.subject)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The number of a day of the state. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
