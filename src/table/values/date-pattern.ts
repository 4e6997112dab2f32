/** The function `parse` of date-fns, which callers hand in so that it is loaded only where a pattern is given. */
export type ParsePattern = (text: string, pattern: string) => Date;

/**
 * Makes a reader of dates written after a pattern of date-fns, such as `dd.MM.yyyy HH:mm`. It returns milliseconds
 * since 1970 UTC, NaN for text of another form.
 */
export function patternReader(pattern: string, parse: ParsePattern): (text: string) => number {
  return (text) => parse(text.trim(), pattern).getTime();
}
