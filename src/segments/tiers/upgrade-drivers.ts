import type { ClassMeasure } from "../classification/class-measure.js";
import { type OutcomeList, outcomeList } from "../classification/outcome-list.js";
import { showFigure } from "../classification/show-figure.js";

/** A driver of the candidates: a column, and where its upper and lower part begin. */
export interface Driver extends ClassMeasure {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and standard deviation of a column among the candidates. */
export function candidateDriver(measure: ClassMeasure, isCandidate: Float64Array): Driver {
  const { values } = measure;
  let count = 0;
  let sum = 0;
  for (let row = 0; row < values.length; row++) {
    if (isCandidate[row] !== 1 || Number.isNaN(values[row]!)) continue;
    count++;
    sum += values[row]!;
  }
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    if (isCandidate[row] === 1 && !Number.isNaN(values[row]!)) squares += (values[row]! - mean) ** 2;
  }
  return { ...measure, mean, deviation: Math.sqrt(squares / count) };
}

/** 0 missing, 1 below, 2 about, 3 above the candidates' mean. */
function standing(value: number, { mean, deviation }: Driver): number {
  if (Number.isNaN(value)) return 0;
  if (deviation === 0) return 2;
  const distance = (value - mean) / deviation;
  if (distance >= 0.5) return 3;
  return distance <= -0.5 ? 1 : 2;
}

const words = ["is missing", "below", "about", "above"];

/** Texts of a verdict with the standing of each driver; `outcomeOf` gives the number of the text of a row. */
export function driverOutcomes(
  drivers: readonly Driver[],
  verdicts: readonly string[],
): { readonly list: OutcomeList; readonly outcomeOf: (row: number, verdict: number) => number } {
  const list = outcomeList();
  const outcomeOf = (row: number, verdict: number): number => {
    let key = verdict;
    for (const driver of drivers) key = key * 4 + standing(driver.values[row]!, driver);
    return list.number(key, () => {
      const standings = drivers.map((driver) => {
        const word = standing(driver.values[row]!, driver);
        return word === 0
          ? `${driver.name} ${words[0]}`
          : `${driver.name} ${words[word]} the mean of ${showFigure(driver.mean)}`;
      });
      return { class: null, reason: [verdicts[verdict]!, ...standings].join("; ") };
    });
  };
  return { list, outcomeOf };
}
