#!/usr/bin/env node
import { runCommandLine } from "./index.js";

// Whoever reads only the first lines, as `head` does, closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

runCommandLine(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
