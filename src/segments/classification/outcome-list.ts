import type { Outcome } from "./classify-rows.js";

/** Outcomes that are written down when they first occur. */
export interface OutcomeList {
  readonly outcomes: readonly Outcome[];
  /** The number of the outcome with this key (a whole number), made by `make` when it is new. */
  number(key: number, make: () => Outcome): number;
}

/** An empty list of outcomes. */
export function outcomeList(): OutcomeList {
  const outcomes: Outcome[] = [];
  const known = new Map<number, number>();
  return {
    outcomes,
    number(key, make) {
      let number = known.get(key);
      if (number === undefined) {
        number = outcomes.push(make()) - 1;
        known.set(key, number);
      }
      return number;
    },
  };
}
