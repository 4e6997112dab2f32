import { expect } from "vitest";

/** Expects two pieces of plain data to agree, numbers within a relative tolerance. */
export function expectClose(actual: unknown, expected: unknown, tolerance: number, path = "result"): void {
  if (typeof actual === "number" && typeof expected === "number") {
    if (Object.is(actual, expected) || actual === expected) return;
    const scale = Math.max(1, Math.abs(expected));
    expect(Math.abs(actual - expected), `${path}: ${actual} against ${expected}`).toBeLessThanOrEqual(
      tolerance * scale,
    );
    return;
  }
  if (isList(actual) && isList(expected)) {
    expect(actual.length, `${path}.length`).toBe(expected.length);
    for (let i = 0; i < expected.length; i++) expectClose(actual[i], expected[i], tolerance, `${path}[${i}]`);
    return;
  }
  if (typeof actual === "object" && typeof expected === "object" && actual !== null && expected !== null) {
    const names = Object.keys(expected);
    expect(Object.keys(actual).sort(), path).toEqual([...names].sort());
    for (const name of names) {
      expectClose(
        (actual as Record<string, unknown>)[name],
        (expected as Record<string, unknown>)[name],
        tolerance,
        `${path}.${name}`,
      );
    }
    return;
  }
  expect(actual, path).toEqual(expected);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
