import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Every file under a folder of the repository, by its path from there with forward slashes. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).join("/"))
    .filter((file) => !/\/(node_modules|built|coverage)\//.test(file));
}

const source = filesIn("src");
const code = ["src", "test", "examples", "benchmarks", "scripts"].flatMap(filesIn);

it("keeps at most 30 files in a folder of src", () => {
  const counts = new Map<string, number>();
  for (const file of source) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 30)).toEqual([]);
});

it("keeps every line of src within 120 characters", () => {
  const long = source
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), "utf8").split("\n");
      return lines.flatMap((line, i) => ([...line].length > 120 ? [`${file}:${i + 1}`] : []));
    });
  expect(long).toEqual([]);
});

it("names files of code in kebab-case, after the idea inside", () => {
  const named = code.filter((file) => file.endsWith(".ts")).map((file) => [file, basename(file).split(".")[0]!]);
  expect(named.filter(([, name]) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name!))).toEqual([]);
  expect(named.filter(([, name]) => /(^|-)(util|utils|helper|helpers|common|misc|manager)(-|$)/.test(name!))).toEqual(
    [],
  );
});

it("holds no WebAssembly written by hand", () => {
  expect(code.filter((file) => file.endsWith(".wat"))).toEqual([]);
});

it("opens every door with a comment that says what the room answers", () => {
  const doors = source.filter((file) => basename(file) === "index.ts");
  expect(doors.length).toBeGreaterThan(15);
  expect(doors.filter((door) => !readFileSync(join(root, door), "utf8").startsWith("/**"))).toEqual([]);
});
