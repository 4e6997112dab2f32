/** The lines that `write` makes of every part, one after the other. */
export function each<Part>(parts: readonly Part[], write: (part: Part) => string): string {
  return parts.map((part) => write(part).trim()).join("\n");
}

/** 0, 1, …, count − 1. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
