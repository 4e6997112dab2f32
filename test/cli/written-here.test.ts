import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/command/parse-arguments.js";
import { readFileOptions, readingOptions } from "../../src/cli/options/reading-options.js";
import { asArguments, inReadingOptions } from "../../src/cli/options/written-here.js";
import { run, temporaryFolder } from "./command-line.js";

const folder = temporaryFolder();
const orders = () =>
  folder.file(
    "orders.csv",
    "customer;date;amount\nada;13.03.2026;1.234,50 €\nbob;14.03.2026;12,00 €\nada;15.04.2026;7,10 €\n",
  );

/** The words into which a shell takes a line apart. */
const words = (line: string): string[] =>
  execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

describe.skipIf(process.platform === "win32")("options of readCsv as a user of a shell writes them", () => {
  it.each([
    { delimiter: ";", decimal: ",", thousands: ".", currency: true, dateFormat: "dmy" },
    { delimiter: "\t", encoding: "gb18030", dateFormat: { "the day": "dd.MM.yy" } },
    { currency: ["net", "gross"], header: false, skipLines: 2, footer: 1, percent: true },
    { missing: { "it's": ["N/A", "-"] }, thousands: " ", comment: "#" },
  ])("are read as what they were: %j", (options) => {
    const { written } = parseArguments(words(asArguments(options)), readingOptions);
    expect(readFileOptions(written)).toEqual(options);
  });

  it("read the file when they stand behind another command", async () => {
    const file = orders();
    const { code, stdout } = await run("check", file, "--kind", "layout");
    expect(code).toBe(0);
    const line = /^Options here: (.*)$/m.exec(stdout)![1]!;
    const read = await run("summarize", file, "--format", "json", "--quiet", ...words(line));
    expect([read.code, (JSON.parse(read.stdout) as { revenue: number }[]).map(({ revenue }) => revenue)]).toEqual([
      0,
      [1241.6, 12],
    ]);
  });
});

describe("an error about how a file is written", () => {
  it("advises options of the command line, which taken one after the other read the file", async () => {
    const file = orders();
    const written: string[] = [];
    const messages: string[] = [];
    for (let step = 0; step < 4; step++) {
      const { code, stderr } = await run("summarize", file, ...written);
      if (code === 0) break;
      messages.push(stderr);
      const advised = /(?:set|with) (--.*?); all options/.exec(stderr)!;
      written.push(...words(advised[1]!));
    }
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message).toContain("clientele check FILE --kind layout");
    expect((await run("summarize", file, ...written)).code).toBe(0);
  });

  it("is left as it is where it advises none of them", () => {
    expect(inReadingOptions('there is no column "date"')).toBeNull();
  });
});
