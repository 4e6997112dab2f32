import { expect, it } from "vitest";
import { type Excursion, followMean } from "../../../src/signals/false-alarms/change-of-mean.js";
import { ownSeries } from "../../../src/signals/false-alarms/own-values.js";

/** The run at each value that is compared, as [first, count, sum]. */
function runsOf(values: readonly number[], factor: number) {
  const series = ownSeries(Int32Array.of(0, values.length), Float64Array.from(values));
  const runs: (readonly [number, number, number] | null)[] = [];
  followMean(series, 0, factor, (_, run: Excursion | null) => {
    runs.push(run === null ? null : [run.first, run.count, run.sum]);
  });
  return runs;
}

const usual = [10, 12, 9, 11, 10, 12, 8, 10, 11, 9];

it("gathers evidence from the first changed value on", () => {
  const runs = runsOf([...usual, 4, 5, 4, 5], 0.5);
  expect(runs).toHaveLength(9);
  expect(runs.slice(0, 5)).toEqual([null, null, null, null, null]);
  expect(runs.at(-1)!.slice(0, 2)).toEqual([10, 4]);
  expect(runs.at(-1)![2]).toBeGreaterThan(runs.at(-2)![2]);
});

it("sees a rise by the factor 2 and a fall by ½, each only its own", () => {
  expect(runsOf([...usual, 22, 19, 23], 2).at(-1)).not.toBeNull();
  expect(runsOf([...usual, 22, 19, 23], 0.5).at(-1)).toBeNull();
  expect(runsOf([...usual, 4, 5, 4], 2).at(-1)).toBeNull();
});

it("takes no single value for a change", () => {
  const [run] = runsOf([...usual, 1e6], 2).slice(-1);
  expect(run![2]).toBe(3);
});

it("takes a change that lasts for how things are", () => {
  const lasting = new Array<number>(13).fill(5);
  expect(runsOf([...usual, ...lasting, 5], 0.5).at(-1)).toBeNull();
});

it("passes over what is not positive", () => {
  expect(runsOf([...usual, 0, Number.NaN, -3], 0.5)).toHaveLength(5);
});
