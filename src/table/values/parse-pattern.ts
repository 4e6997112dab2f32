import { utc } from "@date-fns/utc/utc";
import { parse } from "date-fns/parse";

/** What a text leaves out is taken from here: years of two digits are those of 1950 to 2049. */
const reference = Date.UTC(2000, 0, 1);

/** A date after a pattern of date-fns, in UTC where the text has no zone; an invalid date for text of another form. */
export function parsePattern(text: string, pattern: string): Date {
  return parse(text, pattern, reference, { in: utc });
}
