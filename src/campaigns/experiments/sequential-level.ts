import { knownOptions, numberOption } from "../../errors/index.js";
import { normalCdf, normalQuantile } from "../../numeric/index.js";

/** How often an experiment is looked at. */
export interface Looks {
  /** Looks planned before the first, at equal steps of the sample. */
  readonly planned: number;
  /** Which look this is, from 1. */
  readonly done: number;
}

/**
 * The level of one look among several, such that the chance of any false alarm stays at `level`: what the spending
 * function of O'Brien and Fleming's type, α(t) = 2 − 2Φ(z / √t) (Lan and DeMets 1983), gives out between the last look
 * and this one. Looks are taken as if they had nothing in common, so that the levels are a little strict.
 */
export function sequentialLevel(caller: string, level: number, looks: Looks | undefined): number {
  if (looks === undefined) return level;
  knownOptions(caller, looks, ["planned", "done"]);
  const planned = numberOption(caller, "looks.planned", looks.planned, { min: 1, max: 1000, integer: true });
  const done = numberOption(caller, "looks.done", looks.done, { min: 1, max: planned, integer: true });
  const spent = (look: number): number =>
    look === 0 ? 0 : 2 * normalCdf(-normalQuantile(1 - level / 2) / Math.sqrt(look / planned));
  return spent(done) - spent(done - 1);
}
