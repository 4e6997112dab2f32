import type { Text } from "./text.js";

/** The command is wrong: exit code 2, where data that are wrong have 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly text: Text;

  constructor(en: string, zh: string) {
    super(en);
    this.text = { en, zh };
  }
}

/** A file cannot be read or written: exit code 1. */
export class FileError extends Error {
  override readonly name = "FileError";
  readonly text: Text;

  constructor(en: string, zh: string) {
    super(en);
    this.text = { en, zh };
  }
}
