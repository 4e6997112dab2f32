/** Marks without width: soft hyphens, zero-width blanks and joiners, marks of direction, byte order marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Dashes that are written for a minus: hyphens, the figure dash, the en dash, the minus sign. */
const dashes = /[\u2010-\u2013\u2212\ufe63]/gu;

/**
 * A text of a number or a date in the characters of ASCII that its own ones stand for: full-width forms (`１２．５`) and
 * the digits of other scripts, dashes for a minus, no marks without width, no blanks at the ends. Anything else stays
 * as it is.
 */
export function plainCharacters(text: string): string {
  const trimmed = text.trim();
  if (isAscii(trimmed)) return trimmed;
  return trimmed
    .replace(invisible, "")
    .replace(dashes, "-")
    .replace(/[\uff01-\uff5e]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replaceAll("٫", ".")
    .trim();
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The digits of a script stand in a row from its zero on, which begins where a digit has none before it. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  // The digits of mathematics are five alphabets without a gap between them.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
