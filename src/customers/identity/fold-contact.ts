/** The country calling codes of two digits (ITU-T E.164, list of 2016); 1 and 7 have one, all others three. */
const twoDigitCodes: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set(
    (
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 " +
      "81 82 84 86 90 91 92 93 94 95 98"
    ).split(" "),
  ))();

/** What is used of libphonenumber-js: the function that reads a number, null or undefined where it is none. */
export interface PhoneLibrary {
  parsePhoneNumberFromString(text: string, country?: never): { readonly number: unknown } | undefined;
}

/**
 * The phone numbers of a column as they are compared: the digits of the national number, without country calling code,
 * trunk zero and extension. Where one national number comes with several calling codes, these are different numbers:
 * each keeps its code, and the number without a code, which may be any of them, is none of them. With libphonenumber-js
 * given, the numbers of E.164 of those that it can read.
 */
export function foldPhones(texts: readonly string[], library?: PhoneLibrary, country?: string): string[] {
  const numbers = texts.map((text) => readPhone(text, library, country));
  const codesOf = new Map<string, Set<string>>();
  for (const { code, national } of numbers) {
    if (code === "") continue;
    const codes = codesOf.get(national) ?? new Set();
    codesOf.set(national, codes.add(code));
  }
  return numbers.map(({ code, national }) => {
    const isAmbiguous = national !== "" && code !== "" && codesOf.get(national)!.size > 1;
    return isAmbiguous ? `+${code}${national}` : national;
  });
}

/** A phone number in its parts. */
interface PhoneNumberParts {
  /** The country calling code; empty where the number has none, or is one of E.164 as a whole. */
  readonly code: string;
  readonly national: string;
}

function readPhone(text: string, library?: PhoneLibrary, country?: string): PhoneNumberParts {
  const plain = text.normalize("NFKC");
  const number = library?.parsePhoneNumberFromString(plain, country as never)?.number;
  if (typeof number === "string") return { code: "", national: number };
  const digits = plain
    .replace(/\(0\)/g, "")
    .replace(/(?:ext|x|#).*$/i, "")
    .replace(/[^\d+]/g, "");
  const international = digits.startsWith("+") ? digits.slice(1) : digits.startsWith("00") ? digits.slice(2) : null;
  const inner = (international ?? digits).replace(/\+/g, "");
  const length = international === null ? 0 : callingCodeLength(inner);
  return { code: inner.slice(0, length), national: inner.slice(length).replace(/^0+/, "") };
}

function callingCodeLength(digits: string): number {
  if (digits.startsWith("1") || digits.startsWith("7")) return 1;
  return twoDigitCodes.has(digits.slice(0, 2)) ? 2 : 3;
}

/**
 * E-mail addresses as they are compared: lower case, without the tag behind a plus; the dots that Gmail ignores left
 * out. A text without an at sign is compared as it is.
 */
export function foldEmail(text: string): string {
  const lower = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, "");
  const at = lower.lastIndexOf("@");
  if (at < 1) return lower;
  const domain = lower.slice(at + 1).replace(/^googlemail\.com$/, "gmail.com");
  const user = lower.slice(0, at).replace(/(?<=.)\+.*$/, "");
  return `${domain === "gmail.com" ? user.replaceAll(".", "") : user}@${domain}`;
}
