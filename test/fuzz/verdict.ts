/** What was wrong with the outcome of a call. */
export interface Fault {
  readonly problem: string;
  readonly detail: string;
}

const longestMessage = 5000;
const mostNumbersRead = 50_000;

/** The fault of an error that a call threw: any but one of the library that names the function. */
export function faultOfError(names: readonly string[], error: unknown): Fault | undefined {
  if (error === thrownByCaller || /proxy that has been revoked/.test(String(error))) return undefined;
  // What the file system says, such as that there is no such file, comes through.
  if (error instanceof Error && "syscall" in error) return undefined;
  if (!(error instanceof Error) || error.name !== "ClienteleError") {
    return { problem: "threw something else than a ClienteleError", detail: textOf(error) };
  }
  const place = (error as Error & { place: { function: string } }).place.function;
  if (!names.includes(place)) return { problem: `named ${place}`, detail: error.message.slice(0, 200) };
  if (error.message.length > longestMessage) {
    return { problem: `wrote a message of ${error.message.length} characters`, detail: error.message.slice(0, 200) };
  }
  return undefined;
}

/** What functions of the caller throw in these tests; it has to come through, as does what a revoked proxy throws. */
const thrownByCaller = "thrown by the caller's own code";

/** The fault of a result: numbers in it that are none. Typed arrays and columns mark missing values by NaN. */
export function faultOfResult(result: unknown): Fault | undefined {
  const reading = { left: mostNumbersRead, seen: new Set<object>() };
  const found = badNumber(result, "", reading);
  return found === undefined ? undefined : { problem: "returned a number that is none", detail: found };
}

function badNumber(value: unknown, at: string, reading: { left: number; seen: Set<object> }): string | undefined {
  if (reading.left-- <= 0) return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${at || "the result"} is ${value}`;
  if (typeof value !== "object" || value === null || reading.seen.has(value)) return undefined;
  reading.seen.add(value);
  if (ArrayBuffer.isView(value)) return infiniteIn(value as Float64Array, at);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? `${at} is an invalid date` : undefined;
  if ("toColumns" in value && typeof value.toColumns === "function") {
    return badNumber((value as { toColumns: () => object }).toColumns(), `${at} columns`, reading);
  }
  for (const key of Object.keys(value)) {
    const found = badNumber((value as Record<string, unknown>)[key], `${at}.${key}`, reading);
    if (found !== undefined) return found;
  }
  return undefined;
}

function infiniteIn(values: ArrayLike<unknown>, at: string): string | undefined {
  for (let i = 0; i < Math.min(values.length, mostNumbersRead); i++) {
    const value = values[i];
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return `${at}[${i}] is ${value}`;
  }
  return undefined;
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split("\n").find((line) => /^\s+at .*src\//.test(line));
  return `${error.name}: ${error.message.slice(0, 160)}${place === undefined ? "" : ` ${place.trim()}`}`;
}
