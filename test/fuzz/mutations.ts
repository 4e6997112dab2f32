import { badNumbers, badValues } from "./bad-values.js";

/** Where in the arguments of a call something is replaced: indices and keys, from the arguments down. */
export type Path = readonly (string | number)[];

/** One way to spoil the arguments of a call. */
export interface Mutation {
  readonly path: Path;
  readonly kind: string;
  /** The arguments with the replacement; what is not on the path is shared with the originals. */
  readonly apply: (args: readonly unknown[]) => readonly unknown[];
}

const deepest = 6;

/** Every replacement at every place of the arguments; long lists are spoiled at their ends and in the middle. */
export function mutationsOf(args: readonly unknown[]): Mutation[] {
  const mutations: Mutation[] = [];
  for (const path of pathsIn(args)) {
    const parent = valueAt(args, path.slice(0, -1));
    const values = ArrayBuffer.isView(parent) ? badNumbers : badValues;
    for (const { kind, make } of values)
      mutations.push({ path, kind, apply: (given) => replaced(given, path, make()) });
    if (isPlainObject(parent)) {
      mutations.push({ path, kind: "left out", apply: (given) => replaced(given, path, leftOut) });
    }
    if (Array.isArray(parent) && path.length > 1) {
      mutations.push({ path, kind: "removed from its list", apply: (given) => replaced(given, path, leftOut) });
    }
  }
  return mutations;
}

const leftOut = Symbol("left out");

function* pathsIn(value: unknown, at: Path = []): Generator<Path> {
  if (at.length >= deepest) return;
  for (const key of keysOf(value)) {
    const path = [...at, key];
    yield path;
    yield* pathsIn((value as Record<string | number, unknown>)[key], path);
  }
}

function keysOf(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const { length } = value as unknown as ArrayLike<unknown>;
    return length <= 3 ? Array.from({ length }, (_, i) => i) : [0, length >> 1, length - 1];
  }
  return isPlainObject(value) ? Object.keys(value) : [];
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

function replaced<Value>(value: Value, [key, ...rest]: Path, replacement: unknown): Value {
  const copy = copyOf(value) as Record<string | number, unknown>;
  const next = rest.length === 0 ? replacement : replaced(copy[key!], rest, replacement);
  if (next !== leftOut)
    Object.defineProperty(copy, key!, { value: next, enumerable: true, writable: true, configurable: true });
  else if (Array.isArray(copy)) copy.splice(key as number, 1);
  else delete copy[key!];
  return copy as Value;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])];
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  // Property by property: a spread would give a prototype where there was none.
  return Object.assign(Object.create(Object.getPrototypeOf(value) as object | null) as object, value);
}
