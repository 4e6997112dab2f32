/** Text as bytes in a legacy encoding, by asking the decoder of the platform what each byte or pair of bytes means. */
export function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-16le" || encoding === "utf-16be") return utf16(text, encoding === "utf-16be");
  const bytesOf = bytesByCharacter(encoding);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0)!;
      const bytes = code < 128 ? [code] : bytesOf.get(character);
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  view.setUint16(0, 0xfeff, !isBigEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i + 2, text.charCodeAt(i), !isBigEndian);
  return new Uint8Array(view.buffer);
}

const known = new Map<string, ReadonlyMap<string, readonly number[]>>();

function bytesByCharacter(encoding: string): ReadonlyMap<string, readonly number[]> {
  const found = known.get(encoding) ?? new Map(pairsOf(encoding));
  known.set(encoding, found);
  return found;
}

function pairsOf(encoding: string): [string, number[]][] {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const pairs: [string, number[]][] = [];
  const add = (bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1) pairs.push([text, bytes]);
    } catch {
      // These bytes are no character.
    }
  };
  for (let first = 0x80; first <= 0xff; first++) {
    add([first]);
    if (!encoding.startsWith("windows") && first > 0x80) for (let last = 0x40; last <= 0xfe; last++) add([first, last]);
  }
  return pairs;
}
