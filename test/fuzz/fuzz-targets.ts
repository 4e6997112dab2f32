import { plot } from "../../src/charts/index.js";
import * as clientele from "../../src/index.js";
import * as node from "../../src/node/index.js";
import * as parallel from "../../src/parallel/index.js";
import { createReport } from "../../src/report/index.js";
import { entries } from "../conformance/entries/index.js";
import { badValues } from "./bad-values.js";
import { type Mutation, mutationsOf } from "./mutations.js";
import { isPlainFunction, recordedCalls, recordMethods, recordSample } from "./recorded-calls.js";
import { samples } from "./samples.js";

/** A function to be called with bad arguments, and the ways to spoil them. */
export interface FuzzTarget {
  readonly name: string;
  /** What its errors may call the function. */
  readonly callers: readonly string[];
  readonly calls: readonly FuzzCall[];
  readonly hasSample: boolean;
  /** How often the time of other functions it gets, since a call of it takes long. */
  readonly patience: number;
  /** Infinite numbers are documented, or are those that were given. */
  readonly mayBeInfinite: boolean;
}

/** One call with bad arguments. */
export interface FuzzCall {
  /** What is bad about it, so that it can be found again. */
  readonly description: string;
  readonly run: () => unknown;
}

const doors = { ...node, ...parallel, ...clientele, plot, createReport };
const patience: Readonly<Record<string, number>> = { plot: 10, createReport: 25 };
const mayBeInfinite = [
  "associationRules",
  "reduceOrders",
  "profileGroups",
  "productLifeCycle",
  "demandStates",
  "calinskiHarabasz",
  "daviesBouldin",
  "discountedLifetime",
  "table",
  "withColumn",
  "concat",
  "join",
  "parseColumns",
  "plot",
];
const internalMethods = ["constructor", "column", "find", "has", "derive", "takeRows", "toJSON"];

/** Every public function, every method of a table, and every function that a result carries. */
export async function fuzzTargets(): Promise<FuzzTarget[]> {
  const methods = tableMethods();
  await recordAll(methods);
  const named = [
    ...Object.entries(doors)
      .filter(([, value]) => isPlainFunction(value))
      .map(([name]) => name),
    ...methods,
  ];
  const targets = [...new Set(named)].sort().map((name) => targetOf(name));
  return [...targets, ...named.flatMap(carriedBy)];
}

function tableMethods(): string[] {
  const prototype = Object.getPrototypeOf(clientele.table([{ a: 1 }])) as object;
  const names = Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, { value }]) => typeof value === "function" && !internalMethods.includes(name))
    .map(([name]) => name);
  recordMethods(prototype, names);
  return names;
}

async function recordAll(methods: readonly string[]): Promise<void> {
  for (const sample of samples) {
    try {
      await recordSample(sample);
    } catch (error) {
      throw new Error(`the sample ${sample.toString().slice(0, 200)} is not valid`, { cause: error });
    }
  }
  const plainName = (column: string) => column;
  for (const entry of entries) {
    recordSample(() => entry.run(entry.input(), plainName));
    if (entry.model === undefined || entry.apply === undefined) continue;
    const model = JSON.parse(JSON.stringify(recordSample(() => entry.model!(entry.input(), plainName)))) as object;
    recordSample(() => entry.apply!(model, entry.input(), plainName));
  }
  const some = clientele.table([{ a: 1 }, { a: 2 }]);
  for (const name of methods) {
    if (recordedCalls(name).length > 0) continue;
    if ((Reflect.get(some, name) as { length: number }).length === 0)
      recordSample(() => Reflect.apply(Reflect.get(some, name) as () => unknown, some, []));
  }
}

function targetOf(name: string): FuzzTarget {
  const recorded = recordedCalls(name);
  const run = doors[name as keyof typeof doors] as unknown as (...args: unknown[]) => unknown;
  const spoiled = recorded.flatMap((call) =>
    mutationsOf(call.args).map((mutation) => ({
      description: describe(mutation),
      run: () => call.run(mutation.apply(call.args)),
    })),
  );
  const calls = recorded.length > 0 ? spoiled : badCalls((args) => run(...args));
  return {
    name,
    callers: [name],
    calls,
    hasSample: recorded.length > 0,
    patience: patience[name] ?? 1,
    mayBeInfinite: mayBeInfinite.includes(name),
  };
}

/** The functions that results of a function carry, such as those of a Pareto analysis. */
function carriedBy(name: string): FuzzTarget[] {
  const carried = new Map<string, FuzzTarget>();
  for (const { result } of recordedCalls(name)) {
    if (typeof result !== "object" || result === null) continue;
    for (const [method, value] of Object.entries(result)) {
      if (!isPlainFunction(value)) continue;
      const calls = badCalls((args) => value.apply(result, [...args]));
      carried.set(method, {
        name: `${name}().${method}`,
        callers: [name, method, ...(method === "profile" ? ["profileGroups"] : [])],
        calls,
        hasSample: true,
        patience: 1,
        mayBeInfinite: false,
      });
    }
  }
  return [...carried.values()];
}

/** Where no valid call is known: bad values as one, two and three arguments. */
function badCalls(run: (args: readonly unknown[]) => unknown): FuzzCall[] {
  return badValues.flatMap(({ kind, make }, i) => {
    const next = badValues[(i * 7 + 3) % badValues.length]!;
    return [
      { description: kind, run: () => run([make()]) },
      { description: `${kind}, ${next.kind}`, run: () => run([make(), next.make()]) },
      { description: `${kind} and a table`, run: () => run([{ a: [1, 2], b: ["x", "y"] }, make(), next.make()]) },
    ];
  });
}

function describe({ path, kind }: Mutation): string {
  const [argument, ...rest] = path;
  return `argument ${Number(argument) + 1}${rest.map((key) => `[${JSON.stringify(key)}]`).join("")}: ${kind}`;
}
