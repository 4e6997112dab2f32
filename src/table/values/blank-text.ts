/**
 * Whether a text holds nothing but blanks, so that it stands for a missing value where an id, a number or a date is
 * needed.
 */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}
