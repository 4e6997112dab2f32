import { followedBy, joined } from "./byte-pieces.js";

const lineFeed = 10;
const carriageReturn = 13;

/** Excel's note to itself: `sep=;`. */
const separatorLine = /^"?sep=(.)"?$/i;

/** What stands above the table, and the bytes of the table. */
export interface AfterLeadingLines {
  /** The delimiter that a first line `sep=;` names; null without one. */
  readonly separator: string | null;
  readonly pieces: AsyncGenerator<Uint8Array>;
}

/** Passes over the first lines of a file, and over a line `sep=;` behind them, which names the delimiter. */
export async function withoutLeadingLines(
  pieces: AsyncGenerator<Uint8Array>,
  skipped: number,
): Promise<AfterLeadingLines> {
  let head: Uint8Array = new Uint8Array(0);
  let isEnd = false;
  let starts = lineStarts(head, skipped + 1);
  while (!isEnd && starts.length <= skipped + 1) {
    const next = await pieces.next();
    if (next.done === true) isEnd = true;
    else head = joined(head, next.value);
    starts = lineStarts(head, skipped + 1);
  }
  const from = starts[skipped] ?? head.length;
  const behind = starts[skipped + 1] ?? head.length;
  const line = new TextDecoder().decode(head.subarray(from, Math.min(behind, from + 16))).replace(/[\r\n]+$/, "");
  const separator = separatorLine.exec(line)?.[1] ?? null;
  return { separator, pieces: followedBy(head.subarray(separator === null ? from : behind), pieces) };
}

/** Where the first lines begin, at most `most + 1` of them. The last one found may not be whole yet. */
function lineStarts(bytes: Uint8Array, most: number): number[] {
  const starts = [0];
  for (let at = 0; at < bytes.length && starts.length <= most; at++) {
    if (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) continue;
    // Whether a line feed follows is not known at the end of the bytes.
    if (bytes[at] === carriageReturn && at + 1 === bytes.length) break;
    if (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed) at++;
    starts.push(at + 1);
  }
  return starts;
}
