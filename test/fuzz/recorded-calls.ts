/** A call of a public function that was seen to work. */
export interface RecordedCall {
  readonly args: readonly unknown[];
  readonly result: unknown;
  /** The same function on other arguments. */
  readonly run: (args: readonly unknown[]) => unknown;
}

type AnyFunction = (...args: unknown[]) => unknown;

const mostCallsKept = 3;
const calls = new Map<string, RecordedCall[]>();
const seenNow = new Set<string>();

/** The exports of a door with every function remembering how it was called; classes stay as they are. */
export function recording(exports: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name, isPlainFunction(value) ? remembering(name, value) : value]),
  );
}

/** Makes methods of a class remember how they were called. */
export function recordMethods(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(prototype, name, { value: remembering(name, Reflect.get(prototype, name) as AnyFunction) });
  }
}

/** Runs a sample and keeps the first call of each function in it: later ones of the same sample differ little. */
export function recordSample<Result>(sample: () => Result): Result {
  seenNow.clear();
  return sample();
}

/** The calls kept so far. */
export function recordedCalls(name: string): readonly RecordedCall[] {
  return calls.get(name) ?? [];
}

export function isPlainFunction(value: unknown): value is AnyFunction {
  return typeof value === "function" && !/^class\b/.test(Function.prototype.toString.call(value));
}

function remembering(name: string, run: AnyFunction): AnyFunction {
  return function (this: unknown, ...args) {
    const result = run.apply(this, args);
    const kept = calls.get(name) ?? [];
    if (!seenNow.has(name) && kept.length < mostCallsKept) {
      calls.set(name, [...kept, { args, result, run: (others) => run.apply(this, [...others]) }]);
    }
    seenNow.add(name);
    return result;
  };
}
