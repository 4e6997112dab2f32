import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import ts from "typescript";

/** What a program of a user imports from, and the declarations behind it. */
const doors = {
  clientele: "index.d.ts",
  "clientele/node": "node/index.d.ts",
  "clientele/parallel": "parallel/index.d.ts",
  "clientele/charts": "charts/index.d.ts",
  "clientele/report": "report/index.d.ts",
};

const introduction = `# The public surface

Every name that a program can import, with its signature, by room; then the types that these signatures name without
exporting them. \`npm run api\` writes this file from the code, and \`npm test\` fails when the two differ, so that a change
of the surface is seen in review. A change that breaks programs belongs in the changelog.
`;

interface Declared {
  readonly name: string;
  readonly room: string;
  readonly text: string;
}

/** The public surface of the checkout in `root` as Markdown, with no path, order or line end of the machine in it. */
export function apiReport(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), "clientele-api-"));
  try {
    writeDeclarations(root, folder);
    return reportOf(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `noCheck` leaves out the check of function bodies; `npm run typecheck` makes it. */
function writeDeclarations(root: string, folder: string): void {
  const compiler = join(root, "node_modules/typescript-native/bin/tsc");
  const options = ["--noCheck", "--removeComments", "--newLine", "lf", "--outDir", folder];
  execFileSync(process.execPath, [compiler, "-p", join(root, "tsconfig.declarations.json"), ...options]);
}

/** The report on declarations in `folder`, which the API of TypeScript 5 reads: that of TypeScript 7 is unstable. */
function reportOf(folder: string): string {
  const files = Object.values(doors).map((file) => join(folder, file));
  const program = ts.createProgram(files, { module: ts.ModuleKind.NodeNext, noCheck: true, types: [], noLib: true });
  const checker = program.getTypeChecker();
  const exported = new Set<ts.Symbol>();
  const sections = Object.keys(doors).map((door, i) => {
    const symbols = exportsOf(checker, program.getSourceFile(files[i]!)!);
    for (const symbol of symbols.values()) exported.add(symbol);
    const declared = [...symbols].map(([name, symbol]) => declare(name, symbol));
    return `## ${door}\n\n${declared.length} names.\n\n${byRoom(declared)}`;
  });
  const hidden = namedTypes(checker, exported).map((symbol) => declare(symbol.name, symbol));
  return [introduction, ...sections, `## Named by these signatures, not exported\n\n${byRoom(hidden)}`].join("\n");

  function declare(name: string, symbol: ts.Symbol): Declared {
    const source = symbol.declarations![0]!.getSourceFile();
    const [room = ""] = relative(folder, source.fileName).split(sep);
    return { name, room, text: signatureOf(symbol.name, source) };
  }
}

/** What a module exports, by name, each as the symbol that its own file declares. */
function exportsOf(checker: ts.TypeChecker, file: ts.SourceFile): Map<string, ts.Symbol> {
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
  return new Map(symbols.map((symbol) => [symbol.name, declaringSymbol(checker, symbol)]));
}

function declaringSymbol(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The declarations of a name, overloads included, without the words that every one of them begins with. */
function signatureOf(name: string, file: ts.SourceFile): string {
  const declarations = file.statements.filter((statement) => namesOf(statement).includes(name));
  if (declarations.length === 0) throw new Error(`${file.fileName} declares no ${name}`);
  return declarations
    .map((statement) => statement.getText().replace(/^(export )?(declare )?/, ""))
    .join("\n")
    .replace(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2));
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}

/** The types of this library that the signatures of `exported` name, and those that these name in turn. */
function namedTypes(checker: ts.TypeChecker, exported: ReadonlySet<ts.Symbol>): ts.Symbol[] {
  const reached = new Set(exported);
  for (const symbol of reached) for (const declaration of symbol.declarations!) visit(declaration);
  return [...reached].filter((symbol) => !exported.has(symbol));

  function visit(node: ts.Node): void {
    if (ts.isBlock(node)) return;
    // What a constant of a stated type is made of is no part of its signature.
    if (ts.isVariableDeclaration(node) && node.type !== undefined) {
      visit(node.type);
      return;
    }
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      if (symbol !== undefined) reach(declaringSymbol(checker, symbol));
    }
    ts.forEachChild(node, visit);
  }

  function reach(symbol: ts.Symbol): void {
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || declaration.getSourceFile().fileName.includes("/node_modules/")) return;
    const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    if (ts.isSourceFile(statement.parent) && !ts.isImportDeclaration(statement)) reached.add(symbol);
  }
}

/** One block of code a room; rooms and names in the order of their characters, whatever the locale. */
function byRoom(declared: readonly Declared[]): string {
  const rooms = [...new Set(declared.map(({ room }) => room))].sort();
  return rooms
    .map((room) => {
      const own = declared.filter((one) => one.room === room).sort((a, b) => (a.name < b.name ? -1 : 1));
      return `### ${room}\n\n\`\`\`ts\n${own.map(({ text }) => text).join("\n\n")}\n\`\`\`\n`;
    })
    .join("\n");
}
