/** The characters of windows-1252 at 0x80 to 0x9f, where Latin-1 has controls (WHATWG Encoding, index windows-1252). */
const windowsMarks = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Bytes as text; null where they are not of the encoding and that is asked for. Some releases of Node read windows-1252
 * as Latin-1, where the sign of the euro is a control: that is mended here.
 */
export function decodedText(bytes: Uint8Array, encoding: string, isStrict = false): string | null {
  try {
    return withWindowsMarks(new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding);
  } catch {
    return isStrict ? null : withWindowsMarks(new TextDecoder(encoding).decode(bytes), encoding);
  }
}

/** Text of windows-1252 with its own characters where a decoder left controls. */
export function withWindowsMarks(text: string, encoding: string): string {
  if (encoding !== "windows-1252") return text;
  return text.replace(/[\u0080-\u009f]/g, (control) => windowsMarks[control.charCodeAt(0) - 0x80]!);
}
