/**
 * `npm run docs:outputs -- PAGE…`: runs the programs and commands of pages and writes what they print where the page
 * says what they print. Look at the difference before you commit it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pageExamples, runPageExample } from "./page-programs.js";

for (const file of process.argv.slice(2)) {
  const page = readFileSync(file, "utf8");
  let written = "";
  let done = 0;
  for (const example of pageExamples(page)) {
    if (example.output === undefined) continue;
    const printed = await runPageExample(example).catch((error: unknown) => {
      console.error(`${file}: ${error}\n${example.text}`);
      return example.output!;
    });
    written += page.slice(done, example.from) + printed;
    done = example.to;
  }
  writeFileSync(file, written + page.slice(done));
  console.log(`${file}: ${written === "" ? "nothing to run" : "written"}`);
}
