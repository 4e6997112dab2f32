/** The command line, `clientele COMMAND FILE`: the analyses for those who do not write programs. */

export { runCommandLine, type Streams } from "./run-command-line.js";
