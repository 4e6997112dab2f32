import { createRandom } from "../../numeric/index.js";
import type { LogisticData } from "./logistic-loss.js";

/**
 * A sample with up to `perClass` rows of each class, spread evenly over the data, each row standing for those it was
 * drawn from. It only gives a fit its start: the solution on all rows does not depend on it beyond the tolerance.
 */
export function sampleOfClasses(data: LogisticData, perClass: number): LogisticData {
  const { rows, columns, y } = data;
  let positives = 0;
  for (let row = 0; row < rows; row++) positives += y[row]!;
  const members = [rows - positives, positives];
  const picks = members.map((count) => Math.min(count, perClass));
  const stretches = members.map((count, outcome) => count / picks[outcome]!);
  const chosen = new Int32Array(picks[0]! + picks[1]!);
  const random = createRandom(0);
  // One row at a random place of each of `picks` equal stretches of a class.
  const seen = [0, 0];
  const taken = [0, 0];
  const next = stretches.map((stretch) => Math.floor(random.uniform() * stretch));
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const outcome = y[row]!;
    const place = seen[outcome]!++;
    if (place < next[outcome]! || taken[outcome] === picks[outcome]) continue;
    chosen[count++] = row;
    const further = ++taken[outcome]!;
    next[outcome] = Math.floor((further + random.uniform()) * stretches[outcome]!);
  }
  const sample = new Float64Array(count * columns);
  const outcomes = new Float64Array(count);
  const cases = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = chosen[i]!;
    sample.set(data.data.subarray(row * columns, (row + 1) * columns), i * columns);
    outcomes[i] = y[row]!;
    cases[i] = stretches[outcomes[i]!]! * (data.cases === null ? 1 : data.cases[row]!);
  }
  return { data: sample, rows: count, columns, y: outcomes, cases };
}
