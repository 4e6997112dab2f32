import { ClienteleError, knownOptions, oneOf, requireNamedOnce, showValue } from "../../errors/index.js";
import type { PhoneLibrary } from "./fold-contact.js";
import type { PinyinLibrary } from "./fold-text.js";

/** How the values of a column are normalized and compared. */
export type ComparedAs = "name" | "text" | "address" | "date" | "number" | "phone" | "email";

export const comparedAs: readonly ComparedAs[] = ["name", "text", "address", "date", "number", "phone", "email"];

/**
 * A column to compare, with what it holds [as its values say it: e-mail addresses, dates (19560409, too), numbers with
 * fractions; and its name: `first_name`, `surname`, `姓名` as a name, `phone`, `mobile`, `手机` as a phone; else text].
 */
export type CompareColumn = string | { readonly column: string; readonly as?: ComparedAs | undefined };

/** Packages that the caller has installed and hands over, with what they need to know. */
export interface IdentityLibraries {
  readonly pinyin?: PinyinLibrary | undefined;
  readonly phones?: PhoneLibrary | undefined;
  /** The country of phone numbers without a calling code, such as `"DE"`. */
  readonly country?: string | undefined;
}

/** The packages that were handed over, checked. Errors: `invalid-option`. */
export function librariesOption(caller: string, { pinyin, phones, country }: IdentityLibraries): IdentityLibraries {
  requireLibrary(caller, "pinyin", "pinyin-pro", pinyin, "pinyin");
  requireLibrary(caller, "phones", "libphonenumber-js", phones, "parsePhoneNumberFromString");
  if (country !== undefined && (typeof country !== "string" || !/^[A-Z]{2}$/.test(country))) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: country },
      `option "country" must be two capital letters such as "DE", got ${showValue(country)}`,
    );
  }
  return { pinyin, phones, country };
}

function requireLibrary(caller: string, option: string, name: string, library: unknown, member: string): void {
  if (library === undefined) return;
  const has = typeof library === "object" && library !== null && member in library;
  if (has && typeof (library as Record<string, unknown>)[member] === "function") return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: library },
    `option ${JSON.stringify(option)} must be the module of ${name}: import * as ${option} from ` +
      `${JSON.stringify(name)}; got ${showValue(library)}`,
  );
}

/** The columns of the option `compare`, checked; `as` undefined where the values are to say it. */
export function compareOption(
  caller: string,
  compare: unknown,
  option = "compare",
): { column: string; as: ComparedAs | undefined }[] {
  if (!Array.isArray(compare) || compare.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: compare },
      `option ${JSON.stringify(option)} must be a list of columns such as ["name", { column: "born", as: "date" }], ` +
        `got ${showValue(compare)}`,
    );
  }
  const columns = [...compare].map((entry: unknown) => compareEntry(caller, entry, option));
  const names = columns.map(({ column }) => column);
  requireNamedOnce(caller, `option ${JSON.stringify(option)}`, names);
  return columns;
}

function compareEntry(caller: string, entry: unknown, option: string): { column: string; as: ComparedAs | undefined } {
  if (typeof entry === "string") return { column: entry, as: undefined };
  knownOptions(caller, entry as object, ["column", "as"]);
  const { column, as } = entry as { readonly column?: unknown; readonly as?: ComparedAs };
  if (typeof column !== "string") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: column },
      `each entry of option ${JSON.stringify(option)} must name a column, got ${showValue(column)}`,
    );
  }
  return { column, as: as === undefined ? undefined : oneOf(caller, "as", as, comparedAs, "text") };
}
