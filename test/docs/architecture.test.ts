import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const map = readFileSync(join(root, "docs/ARCHITECTURE.md"), "utf8");

const foldersIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

const rooms = foldersIn("src");

/** The part of the map under the heading of a room, up to the next heading; empty where it has none. */
function sectionOf(room: string): string {
  return new RegExp(`^### \`${room}/\`$([\\s\\S]*?)(?=^##|(?![\\s\\S]))`, "m").exec(map)?.[1] ?? "";
}

describe("docs/ARCHITECTURE.md", () => {
  it("draws every room among the tiers", () => {
    const [, picture = ""] = /^## The tiers$[\s\S]*?```text\n([\s\S]*?)```/m.exec(map) ?? [];
    const drawn: readonly string[] = picture.match(/[a-z]+(-[a-z]+)*/g) ?? [];
    expect(rooms.filter((room) => !drawn.includes(room))).toEqual([]);
  });

  it.each(rooms)("says what the room %s is for", (room) => {
    expect(sectionOf(room).trim()).toMatch(/^[A-Z].{20,}/);
  });

  it("has a line for every room within a room", () => {
    const missing = rooms.flatMap((room) =>
      foldersIn(`src/${room}`)
        .filter((inner) => !sectionOf(room).includes(`\n- \`${inner}/\`: `))
        .map((inner) => `${room}/${inner}`),
    );
    expect(missing).toEqual([]);
  });

  it("names no room, room within a room or file that does not exist", () => {
    const sections = map.split(/^(?=##)/m);
    const named = sections.flatMap((section) => {
      const [, room = ""] = /^### `([a-z-]+)\/`/.exec(section) ?? [];
      const paths = [...section.matchAll(/`([\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:ts|md|cjs|json)))`/g)];
      return paths.map(([, path]) => ({ path: path!, room }));
    });
    expect(named.length).toBeGreaterThan(100);
    const exists = ({ path, room }: { path: string; room: string }) =>
      [path, join("src", path), join("src", room, path)].some((place) => existsSync(join(root, place)));
    expect(named.filter((name) => !exists(name))).toEqual([]);
  });
});
