#!/usr/bin/env node
import { runCommandLine } from "./index.js";

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads only the first lines, as `head` does, closes the pipe.
    if (error.code === "EPIPE") process.exit();
    process.exitCode = 1;
    if (stream === process.stdout) process.stderr.write(`clientele: cannot write the result: ${error.message}\n`);
    process.exit();
  });
}

runCommandLine(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
