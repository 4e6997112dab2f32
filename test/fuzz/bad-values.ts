/** Things that programs hand over by mistake, or in order to break something. Each is made anew for every call. */
export const badValues: readonly { readonly kind: string; readonly make: () => unknown }[] = [
  { kind: "undefined", make: () => undefined },
  { kind: "null", make: () => null },
  { kind: "true", make: () => true },
  { kind: "NaN", make: () => Number.NaN },
  { kind: "infinity", make: () => Number.POSITIVE_INFINITY },
  { kind: "minus infinity", make: () => Number.NEGATIVE_INFINITY },
  { kind: "zero", make: () => 0 },
  { kind: "minus one", make: () => -1 },
  { kind: "a half", make: () => 0.5 },
  { kind: "a large size", make: () => 1e9 },
  { kind: "2 to the 53", make: () => 2 ** 53 },
  { kind: "nearly the largest number", make: () => 1e308 },
  { kind: "the smallest number", make: () => 5e-324 },
  { kind: "a bigint", make: () => 10n },
  { kind: "empty text", make: () => "" },
  { kind: "text", make: () => "surely not" },
  { kind: "the name of a prototype", make: () => "__proto__" },
  { kind: "text with control characters", make: () => "a\u0000\u202e\ud800" },
  { kind: "a long text", make: () => "x".repeat(200_000) },
  { kind: "a symbol", make: () => Symbol("sign") },
  { kind: "a function", make: () => () => 1 },
  { kind: "a function that throws a text", make: () => throwsText },
  { kind: "an empty array", make: () => [] },
  { kind: "a nested array", make: () => [[]] },
  { kind: "an array with holes", make: () => new Array(3) },
  { kind: "an array of texts", make: () => ["a", "b"] },
  { kind: "an array that holds itself", make: () => holdingItself() },
  { kind: "an empty object", make: () => ({}) },
  { kind: "an object without prototype", make: () => Object.create(null) as object },
  { kind: "an object with an own __proto__", make: () => JSON.parse('{"__proto__":{"polluted":1}}') as object },
  { kind: "an object with a length", make: () => ({ length: 1e9 }) },
  { kind: "an object whose properties throw", make: () => new Proxy({}, { get: throwsText, ownKeys: throwsText }) },
  { kind: "a revoked proxy", make: () => revoked() },
  { kind: "a model of no kind", make: () => ({ kind: "magic", schema: 1 }) },
  { kind: "a promise", make: () => Promise.resolve([1, 2]) },
  { kind: "an async generator", make: () => manyLater() },
  { kind: "a generator", make: () => many() },
  { kind: "an invalid date", make: () => new Date(Number.NaN) },
  { kind: "a date", make: () => new Date(0) },
  { kind: "a map", make: () => new Map([["a", 1]]) },
  { kind: "a set", make: () => new Set([1]) },
  { kind: "an error", make: () => new Error("not data") },
  { kind: "an address", make: () => new URL("https://example.org/") },
  { kind: "a regular expression", make: () => /a+/ },
  { kind: "an empty typed array", make: () => new Float64Array(0) },
  { kind: "a typed array of NaN", make: () => new Float64Array(3).fill(Number.NaN) },
  { kind: "a typed array of bigints", make: () => new BigInt64Array(3) },
  { kind: "a buffer", make: () => new ArrayBuffer(8) },
];

/** What can go wrong with a number of a typed array, which holds nothing but numbers. */
export const badNumbers: readonly { readonly kind: string; readonly make: () => unknown }[] = badValues.filter(
  ({ make }) => typeof make() === "number",
);

function throwsText(): never {
  throw "thrown by the caller's own code";
}

function holdingItself(): unknown[] {
  const array: unknown[] = [];
  array.push(array);
  return array;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function* many(): Generator<number> {
  yield 1;
}

async function* manyLater(): AsyncGenerator<number> {
  yield 1;
}
