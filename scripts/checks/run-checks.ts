import { spawn } from "node:child_process";

/**
 * `npm run check`: everything that has to hold besides the tests. The steps of a lane run one after the other, up to
 * the first that fails; the lanes run side by side.
 */
const lanes = [
  ["build", "check:package", "check:docs"],
  ["typecheck", "lint", "rooms", "unused"],
  ["test:danfo:install"],
];

const results = await Promise.all(lanes.map(runLane));
process.exitCode = results.every((passed) => passed) ? 0 : 1;

async function runLane(steps: readonly string[]): Promise<boolean> {
  for (const step of steps) {
    const start = performance.now();
    const { passed, output } = await runStep(step);
    console.log(`${passed ? "passed" : "FAILED"} ${step} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    if (passed) continue;
    console.error(output);
    return false;
  }
  return true;
}

/** Runs an npm script; what it prints comes together, so that lanes do not print into each other. */
function runStep(step: string): Promise<{ readonly passed: boolean; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", step], {
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ passed: code === 0, output }));
  });
}
