import { ClienteleError } from "../../errors/index.js";

/** A value that may stand in a statement. */
export type SqlValue = number | string | boolean | null;

/** How an engine writes names and values. */
export interface SqlEncoder {
  readonly identifier: (name: string) => string;
  readonly text: (value: string) => string;
  readonly number: (value: number) => string;
  readonly boolean: (value: boolean) => string;
}

type Piece =
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "value"; readonly value: SqlValue };

/**
 * A piece of SQL. It comes only from {@link sql}, {@link identifier}, {@link value} and their like: the text of the
 * library's own source, with names and values that are encoded when the statement is printed. No other text gets in.
 */
export class Sql {
  readonly #pieces: readonly Piece[];

  private constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  static #of(pieces: readonly Piece[]): Sql {
    return new Sql(pieces);
  }

  static isSql(candidate: unknown): candidate is Sql {
    return typeof candidate === "object" && candidate !== null && #pieces in candidate;
  }

  /** Code of the library's own, from the strings of a template, with fragments between them. */
  static template(strings: readonly string[], fragments: readonly Sql[]): Sql {
    const pieces: Piece[] = [];
    strings.forEach((text, i) => {
      if (text !== "") pieces.push({ kind: "code", text });
      const fragment = fragments[i];
      if (fragment !== undefined) pieces.push(...fragment.#pieces);
    });
    return Sql.#of(pieces);
  }

  static identifier(name: string): Sql {
    return Sql.#of([{ kind: "identifier", name }]);
  }

  static value(value: SqlValue): Sql {
    return Sql.#of([{ kind: "value", value }]);
  }

  /** The name, where this is one identifier and nothing else. */
  asIdentifier(): string | null {
    const [piece, ...others] = this.#pieces;
    return piece?.kind === "identifier" && others.length === 0 ? piece.name : null;
  }

  /** The same with other pieces in the place of some identifiers; those for which null is given stay. */
  replaceIdentifiers(replacement: (name: string) => Sql | null): Sql {
    return Sql.#of(
      this.#pieces.flatMap((piece) => {
        const other = piece.kind === "identifier" ? replacement(piece.name) : null;
        return other === null ? [piece] : other.#pieces;
      }),
    );
  }

  /** The statement as text, names and values in the writing of an engine. */
  print(encoder: SqlEncoder): string {
    return this.#pieces.map((piece) => printPiece(piece, encoder)).join("");
  }
}

function printPiece(piece: Piece, encoder: SqlEncoder): string {
  switch (piece.kind) {
    case "code":
      return piece.text;
    case "identifier":
      return encoder.identifier(piece.name);
    case "value":
      return printValue(piece.value, encoder);
  }
}

function printValue(value: SqlValue, encoder: SqlEncoder): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return encoder.number(value);
  if (typeof value === "string") return encoder.text(value);
  return encoder.boolean(value);
}

/**
 * SQL of the library's own. Between its strings stand only other pieces of SQL: `identifier(name)`, `value(x)`,
 * fragments. Anything else, a plain string above all, is refused.
 */
export function sql(strings: TemplateStringsArray, ...fragments: readonly Sql[]): Sql {
  if (!Array.isArray(strings) || !Object.isFrozen(strings) || !Array.isArray((strings as TemplateStringsArray).raw)) {
    throw new TypeError("sql is a tag of template literals and takes no other text");
  }
  const foreign = fragments.find((fragment) => !Sql.isSql(fragment));
  if (foreign !== undefined) throw new TypeError(`sql takes identifiers, values and fragments, got ${typeof foreign}`);
  return Sql.template(strings, fragments);
}

/** The name of a table or column, quoted when printed. Errors: `invalid-option` (empty, or with a NUL). */
export function identifier(caller: string, name: string): Sql {
  if (typeof name === "string" && name !== "" && !name.includes("\0")) return Sql.identifier(name);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: name },
    "the name of a table or column in a database must be text, not empty and without the character NUL (\\0)",
  );
}

/** A name of the library's own in a statement. */
export function name(ownName: string): Sql {
  return identifier("sql", ownName);
}

/** A value, encoded when printed; numbers must be finite. */
export function value(of: SqlValue): Sql {
  if (typeof of === "number" && !Number.isFinite(of)) throw new TypeError(`${of} has no place in a statement`);
  return Sql.value(of);
}

/** Fragments one after the other, with a separator between them. */
export function join(fragments: readonly Sql[], separator: Sql): Sql {
  return fragments.reduce((joined, fragment, i) => (i === 0 ? fragment : sql`${joined}${separator}${fragment}`), sql``);
}

/** Fragments with commas between them, each in a line of its own. */
export function list(fragments: readonly Sql[]): Sql {
  return join(fragments, sql`,\n  `);
}

/** Conditions that must all hold; true where there is none. */
export function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`1 = 1` : join(conditions, sql` AND `);
}
