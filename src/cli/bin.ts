#!/usr/bin/env node
import { runCommandLine } from "./index.js";

runCommandLine(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
