/** A line on a terminal that says how far a long step is; nothing where the stream is no terminal. */
export class Progress {
  readonly #write: ((text: string) => void) | null;
  #shown = 0;

  constructor(stream: { readonly isTTY?: boolean; write(text: string): unknown }, quiet: boolean) {
    this.#write = stream.isTTY === true && !quiet ? (text) => stream.write(text) : null;
  }

  /** Shows a share from 0 to 1, at most ten times a second. */
  show(label: string, share: number): void {
    const now = performance.now();
    if (this.#write === null || (share < 1 && now - this.#shown < 100)) return;
    this.#shown = now;
    const width = 30;
    const done = Math.round(width * Math.min(1, Math.max(0, share)));
    // A long path must not wrap the line, which could not be cleared.
    const name = label.length > 40 ? `…${label.slice(-39)}` : label;
    this.#write(`\r${name} ${"█".repeat(done)}${"░".repeat(width - done)} ${Math.round(100 * share)} %`);
  }

  /** Clears the line. */
  end(): void {
    this.#write?.("\r\u001b[K");
  }
}
