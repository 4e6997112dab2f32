/** The command is wrong: exit code 2, where data that are wrong have 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
