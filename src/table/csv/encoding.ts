import { ClienteleError, showValue } from "../../errors/index.js";
import { decodedText, withWindowsMarks } from "./decoded-text.js";
import { likelyEncodings } from "./likely-encodings.js";

/** The option `encoding` as TextDecoder calls it; null for UTF-8. Errors: `invalid-option`. */
export function checkedEncoding(caller: string, encoding: unknown): string | null {
  try {
    if (typeof encoding === "string") {
      const name = new TextDecoder(encoding).encoding;
      return name === "utf-8" ? null : name;
    }
  } catch {
    // The name is not one that TextDecoder knows; refused below.
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: encoding },
    'option "encoding" must be one that TextDecoder knows, such as "utf-8", "utf-16le", "gb18030", "big5", ' +
      `"shift_jis", "euc-kr" or "windows-1252", got ${showValue(encoding)}`,
  );
}

/** UTF-16 as its byte order mark, or the NUL beside each character of ASCII, shows it; null for anything else. */
export function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (bytes.length < 4) return null;
  const nuls = [first, second, third, fourth].map((byte) => byte === 0);
  if (nuls[0] === nuls[1] || nuls[0] !== nuls[2] || nuls[1] !== nuls[3]) return null;
  return nuls[1] ? "utf-16le" : "utf-16be";
}

/** So many characters beyond ASCII are hardly ever valid UTF-8 by chance. */
const tellingCharacters = 4;

/**
 * Bytes of another encoding as UTF-8. Errors: `csv-encoding` where the bytes are not of that encoding, or are UTF-8,
 * which encodings of Asia read without complaint as other characters.
 */
export async function* toUtf8(
  caller: string,
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const utf8 = encoding.startsWith("utf-16") ? null : new Utf8Check();
  const decode = (bytes: Uint8Array | undefined) => {
    try {
      return withWindowsMarks(decoder.decode(bytes, { stream: bytes !== undefined }), encoding);
    } catch {
      throw new ClienteleError(
        "csv-encoding",
        { function: caller, value: encoding },
        `the bytes are not ${encoding}${isUtf8(bytes) ? '; they are UTF-8, so leave "encoding" out' : ""}`,
      );
    }
  };
  for await (const bytes of chunks) {
    utf8?.push(bytes);
    yield encoder.encode(decode(bytes));
  }
  yield encoder.encode(decode(undefined));
  if (utf8 === null || !utf8.isLikely()) return;
  throw new ClienteleError(
    "csv-encoding",
    { function: caller, value: encoding },
    `the bytes are UTF-8 and not ${encoding}; leave "encoding" out`,
  );
}

/** Whether bytes that arrive in pieces are UTF-8 with enough characters beyond ASCII to tell. */
class Utf8Check {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #isValid = true;
  #characters = 0;

  push(bytes: Uint8Array): void {
    if (!this.#isValid) return;
    try {
      this.#decoder.decode(bytes, { stream: true });
    } catch {
      this.#isValid = false;
    }
    for (let i = 0; i < bytes.length && this.#characters < tellingCharacters; i++) {
      if (bytes[i]! >= 0xc2) this.#characters++;
    }
  }

  isLikely(): boolean {
    return this.#isValid && this.#characters >= tellingCharacters;
  }
}

/** What to say of bytes that are not UTF-8: how they read in the encodings that are likely, the likeliest first. */
export function encodingAdvice(bytes: Uint8Array): string {
  const likely = likelyEncodings(bytes).slice(0, 2);
  const readings = likely.map(
    ({ encoding }) => `${showValue(decodedText(bytes, encoding))} with encoding: "${encoding}"`,
  );
  return `it reads as ${readings.join(", or ")}`;
}

function isUtf8(bytes: Uint8Array | undefined): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
