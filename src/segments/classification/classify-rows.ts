import type { ClassMeasure } from "./class-measure.js";
import type { Reasons } from "./classification.js";

/** What can be said of a customer: the class, null where it is not known, and why. */
export interface Outcome {
  readonly class: string | null;
  readonly reason: string;
}

/** Customers classified: the class of each row (−1 not known) and the reason. */
export interface ClassifiedRows {
  readonly codes: Int32Array;
  readonly reasons: Reasons;
}

/**
 * Gives every row one outcome. Rows of which a needed measure is missing get no class and the reason "… is missing";
 * of the others `outcomeOf` says which of the outcomes holds. Outcomes may be added while the rows are read, so that a
 * million rows share the few texts that occur.
 */
export function classifyRows(
  rows: number,
  needed: readonly ClassMeasure[],
  classes: readonly string[],
  outcomes: readonly Outcome[],
  outcomeOf: (row: number) => number,
): ClassifiedRows {
  const missing = missingMasks(needed, rows);
  const chosen = new Int32Array(rows);
  const lacking = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const mask = missing[row]!;
    if (mask === 0) {
      chosen[row] = outcomeOf(row);
      continue;
    }
    const known = lacking.get(mask) ?? lacking.size;
    lacking.set(mask, known);
    chosen[row] = -1 - known;
  }
  const reasons = reasonsOf(chosen, [
    ...outcomes.map(({ reason }) => reason),
    ...[...lacking.keys()].map((mask) => missingReason(needed, mask)),
  ]);
  const classOf = Int32Array.from(outcomes, (outcome) =>
    outcome.class === null ? -1 : classes.indexOf(outcome.class),
  );
  return { codes: chosen.map((outcome) => (outcome < 0 ? -1 : classOf[outcome]!)), reasons };
}

/** Distinct texts, numbered as they stand in the list; −1 − i means the i-th text after the outcomes. */
function reasonsOf(chosen: Int32Array, texts: readonly string[]): Reasons {
  const distinct = [...new Set(texts)];
  const place = new Map(distinct.map((text, code) => [text, code]));
  const codeOf = Int32Array.from(texts, (text) => place.get(text)!);
  let lowest = 0;
  for (let row = 0; row < chosen.length; row++) if (chosen[row]! < lowest) lowest = chosen[row]!;
  const outcomes = texts.length + lowest;
  return { codes: chosen.map((outcome) => codeOf[outcome < 0 ? outcomes - 1 - outcome : outcome]!), texts: distinct };
}

/** Bit i is set where measure i is missing; no classification needs more than 31. */
function missingMasks(measures: readonly ClassMeasure[], rows: number): Int32Array {
  const masks = new Int32Array(rows);
  for (const [i, { values }] of measures.entries()) {
    for (let row = 0; row < rows; row++) if (Number.isNaN(values[row]!)) masks[row]! |= 1 << i;
  }
  return masks;
}

function missingReason(measures: readonly ClassMeasure[], mask: number): string {
  const names = measures.filter((_, i) => (mask & (1 << i)) !== 0).map(({ name }) => name);
  return names.length === 1
    ? `${names[0]} is missing`
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are missing`;
}
