/** The most characters that a message shows of one value. */
export const longestShown = 60;
/** The most names that a message lists. */
export const mostNamesShown = 30;
const fewestNamesShown = 3;
const longestListShown = 240;

/** A value as it appears in an error message: short, quoted where it is text, never throwing. */
export function showValue(value: unknown): string {
  const text = show(value);
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}

/**
 * Names as they appear in an error message: quoted, each shortened, and of a long list the first; `none` where there is
 * none.
 */
export function showNames(names: readonly unknown[], none = "none"): string {
  if (names.length === 0) return none;
  const shown: string[] = [];
  let length = 0;
  for (const name of names.slice(0, mostNamesShown)) {
    const text = showValue(name);
    length += text.length + 2;
    if (length > longestListShown && shown.length >= fewestNamesShown) break;
    shown.push(text);
  }
  const list = shown.join(", ");
  return names.length > shown.length ? `${list} and ${names.length - shown.length} more` : list;
}

function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > longestShown ? value.slice(0, longestShown) : value);
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "object":
      return showObject(value);
    default:
      return String(value);
  }
}

function showObject(value: object | null): string {
  if (value === null) return "null";
  try {
    return nameOfObject(value);
  } catch {
    // A revoked proxy, or an object whose own properties throw.
    return "an object that cannot be read";
  }
}

function nameOfObject(value: object): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (value instanceof Error) return "an Error";
  if (value instanceof Map) return "a Map";
  if (value instanceof Set) return "a Set";
  if ("then" in value && typeof value.then === "function") return "a Promise";
  return "an object";
}
