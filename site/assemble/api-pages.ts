import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { places } from "./places.js";

/** A public name, and where its page is. */
interface Member {
  readonly name: string;
  /** The file that typedoc wrote, below its folder. */
  readonly file: string;
  /** The room, or the door that is not the root. */
  readonly group: string;
  readonly kind: "function" | "chart" | "type";
  readonly text: string;
}

const written = join(places.content, "typedoc");

/**
 * The reference as pages: one for each function, one for all charts by their names, which are called alike, and one for
 * the types of each room. Gives the page of a function.
 */
export function writeApiPages(): (name: string) => string | undefined {
  const members = readMembers();
  const routes = new Map(members.map((member) => [member.file, routeOf(member)]));
  const groups = new Map<string, Member[]>();
  for (const member of members) groups.set(member.group, [...(groups.get(member.group) ?? []), member]);
  for (const [group, all] of groups) {
    for (const member of all.filter(({ kind }) => kind === "function")) {
      const heading = `# ${member.name}\n`;
      writePage(routes.get(member.file)!, heading + relinked(bodyOf(member), member.file, routes));
    }
    const sections = (kind: Member["kind"]) =>
      all
        .filter((member) => member.kind === kind)
        .map((member) => `## ${member.name}\n${relinked(lowered(bodyOf(member)), member.file, routes)}`);
    writeTogether("api/charts/by-name", "Charts by name", sections("chart"));
    writeTogether(`api/types/${group}`, `Types of ${group}`, sections("type"));
  }
  writePage("api/index", contents(groups, routes));
  rmSync(written, { recursive: true });
  const functions = new Map(
    members.filter(({ kind }) => kind !== "type").map((member) => [member.name, `/${routes.get(member.file)!}`]),
  );
  return (name) => functions.get(name);
}

function readMembers(): readonly Member[] {
  const rooms = roomsOfRoot();
  return readdirSync(written, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .flatMap((file): Member[] => {
      const parts = file.match(/^([a-z/]+)\/(functions|classes|interfaces|type-aliases|variables)\/([^/]+)\.md$/);
      if (parts === null) return [];
      const [, door, folder, name] = parts as unknown as [string, string, string, string];
      const text = readFileSync(join(written, file), "utf8");
      const group = door === "index" ? (rooms.get(name) ?? "tables") : door.replace(/^engines\//, "");
      // Charts are constants that hold functions.
      const chart = folder === "variables" && door === "charts";
      return [{ name, file, group, kind: folder === "functions" ? "function" : chart ? "chart" : "type", text }];
    });
}

/** The room of every name of the root, as src/index.ts lists them. */
function roomsOfRoot(): ReadonlyMap<string, string> {
  const rooms = new Map<string, string>();
  const index = readFileSync(join(places.root, "src/index.ts"), "utf8");
  for (const [, names, room] of index.matchAll(/export (?:type )?\{([^}]*)\} from "\.\/([^/]+)\/index\.js"/g)) {
    for (const name of names!.split(",")) rooms.set(name.replace(/^\s*type /, "").trim(), room!);
  }
  return rooms;
}

function routeOf({ name, group, kind }: Member): string {
  if (kind === "function") return `api/${group}/${name}`;
  return `api/${kind === "chart" ? "charts/by-name" : `types/${group}`}#${name.toLowerCase()}`;
}

/** A page of typedoc without its heading, and without source lines. */
function bodyOf({ text }: Member): string {
  return text.replace(/^# .*\n/, "");
}

/** Headings one step lower than they were. */
function lowered(text: string): string {
  return text.replace(/^(#{2,5}) /gm, "#$1 ");
}

/** Links between files of typedoc as links between pages of the site. */
function relinked(text: string, file: string, routes: ReadonlyMap<string, string>): string {
  return text.replace(/\]\(([^)\s#]+\.md)(#[^)\s]*)?\)/g, (whole, link: string) => {
    const route = routes.get(posix.normalize(posix.join(posix.dirname(file), link)));
    return route === undefined ? whole.replace(/\(.*\)/, "(/api/)") : `](/${route})`;
  });
}

function contents(groups: ReadonlyMap<string, readonly Member[]>, routes: ReadonlyMap<string, string>): string {
  const parts = [...groups].map(([group, members]) => {
    const lines = members
      .filter(({ kind }) => kind !== "type")
      .map((member) => `| [\`${member.name}\`](/${routes.get(member.file)!}) | ${firstSentence(member)} |`);
    const types = members.some(({ kind }) => kind === "type") ? `\n[Types of ${group}](/api/types/${group})\n` : "";
    const table = lines.length === 0 ? "" : `\n| function | answers |\n|---|---|\n${lines.join("\n")}\n`;
    return `## ${group}\n${table}${types}`;
  });
  return `# Reference\n\nEvery public name, room by room.\n\n${parts.join("\n")}`;
}

/** The first sentence after the signature, without links and on one line. */
function firstSentence(member: Member): string {
  const [paragraph = ""] = bodyOf(member)
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^(>|#|\*\*\*|```|\|)/.test(part));
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s+/g, " ")
    .replaceAll("|", "\\|");
  return /^.*?[.?!:](?=\s|$)/.exec(plain)?.[0] ?? plain;
}

/** Writes a page of many names, if there are any. */
function writeTogether(route: string, title: string, sections: readonly string[]): void {
  if (sections.length > 0) writePage(route, `---\noutline: 2\n---\n\n# ${title}\n\n${sections.join("\n\n")}`);
}

function writePage(route: string, text: string): void {
  const file = join(places.content, `${route}.md`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.replaceAll("{{", "&#123;&#123;"));
}
