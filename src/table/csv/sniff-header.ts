import type { Finding } from "./sniff-finding.js";

/** A row of a file that was divided on trial. */
export interface TrialRow {
  readonly fields: readonly string[];
}

/** What is known of the names of the columns. */
export interface FoundHeader {
  /** Whether the first row names the columns, or the names where the file does not give them as they have to be. */
  readonly header: boolean | readonly string[];
  /** The columns to read where some have neither a name nor a value. */
  readonly columns: readonly string[] | undefined;
}

/** What the first rows of the table say of its columns. */
export interface HeaderEvidence extends FoundHeader {
  /** Rows from the first one of the table on that are passed over since `header` stands for them. */
  readonly namesPassedOver: number;
  readonly unclear: boolean;
  readonly findings: readonly Finding[];
}

const hasDigits = /\d/;
const isName = (field: string) => field !== "" && !/^[\d.,:/\s€$£¥%+-]+$/u.test(field);

/**
 * Finds the names of the columns among the rows of a file, of which those from `first` to `end` are the table. A header
 * has names where there are values below it. Names that are missing or come twice are replaced, columns that have
 * neither a name nor a value are left out, and a line of units or types below the names is passed over.
 */
export function sniffHeader(rows: readonly TrialRow[], first: number, end: number): HeaderEvidence {
  const [names, ...below] = rows.slice(first, end);
  const plain = { header: true, columns: undefined, namesPassedOver: 0, unclear: false, findings: [] };
  if (names === undefined) return plain;
  const above = rows[first - 1];
  const short = above === undefined ? null : shortHeader(above, [names, ...below]);
  if (short !== null) return short;
  if (!isHeader(names)) {
    const example = names.fields.join(" ");
    const finding = { column: null, finding: "the first row holds values: header: false", rows: 1, example };
    return { ...plain, header: false, findings: [finding] };
  }
  const units = isUnits(below) ? 1 : 0;
  const given = replacedNames(names, below.slice(units), units);
  if (given !== null) return given;
  const isValue = (field: string) => field === "" || hasDigits.test(field);
  const differs = names.fields.some(
    (field, i) =>
      !hasDigits.test(field) &&
      below.length > 0 &&
      below.every((row) => isValue(row.fields[i] ?? "")) &&
      below.some((row) => row.fields[i] !== ""),
  );
  return { ...plain, unclear: !differs && below.length > 0 };
}

/** Names, of which some may be missing or come twice, and no value. */
function isHeader({ fields }: TrialRow): boolean {
  return fields.some(isName) && fields.every((field) => field === "" || isName(field));
}

/** A header that has fewer fields than the rows below it, which end in delimiters with nothing behind them. */
function shortHeader(above: TrialRow, rows: readonly TrialRow[]): HeaderEvidence | null {
  const names = above.fields;
  const width = rows[0]!.fields.length;
  if (names.length < 2 || names.length >= width || !names.every(isName) || isHeader(rows[0]!)) return null;
  const isSpare = rows.every(({ fields }) => fields.slice(names.length).every((field) => field === ""));
  if (!isSpare || new Set(names).size < names.length) return null;
  const spare = Array.from({ length: width - names.length }, (_, i) => `c${names.length + i + 1}`);
  return {
    header: [...names, ...spare],
    columns: names,
    namesPassedOver: 0,
    unclear: false,
    findings: [
      {
        column: null,
        finding: "the rows end in delimiters without a name in the header: header and columns",
        rows: rows.length,
        example: rows[0]!.fields.join(" "),
      },
    ],
  };
}

/** Whether a line without any digit stands above columns that have digits in every other row, like `EUR` or `---`. */
function isUnits([first, ...others]: readonly TrialRow[]): boolean {
  if (first === undefined || others.length < 2) return false;
  if (first.fields.every((field) => field === "") || first.fields.some((field) => hasDigits.test(field))) return false;
  const hold = (i: number) => others.every(({ fields }) => hasDigits.test(fields[i] ?? ""));
  return first.fields.filter((field, i) => field !== "" && hold(i)).length >= 2;
}

/** The names as they have to be given; null where the file has them so. */
function replacedNames(names: TrialRow, rows: readonly TrialRow[], units: number): HeaderEvidence | null {
  const { fields } = names;
  const isEmpty = (i: number) => fields[i] === "" && rows.every((row) => (row.fields[i] ?? "") === "");
  const empty = fields.filter((_, i) => isEmpty(i)).length;
  const nameless = fields.filter((field) => field === "").length;
  const hasTwice = new Set(fields).size < fields.length - Math.max(0, nameless - 1);
  const needsNames = units > 0 || hasTwice || nameless - empty > 1;
  if (!needsNames && empty === 0) return null;
  const own = needsNames ? distinctNames(fields) : fields;
  const kept = own.filter((_, i) => !isEmpty(i));
  const findings: Finding[] = [];
  const find = (finding: string, count: number) =>
    findings.push({ column: null, finding, rows: count, example: fields.join(" ") });
  if (units > 0) find("a line below the names has no values: header names the columns, skipLines passes over both", 1);
  if (hasTwice || nameless - empty > 1) find("names that are missing or come twice: header names them anew", 1);
  if (empty > 0) find("columns without a name and without a value: columns leaves them out", rows.length);
  return {
    header: needsNames ? own : true,
    columns: empty === 0 ? undefined : kept,
    namesPassedOver: needsNames ? 1 + units : 0,
    unclear: false,
    findings,
  };
}

/** Names with a number behind those that come again, and `c5` for the fifth where it has none. */
function distinctNames(fields: readonly string[]): string[] {
  const taken = new Set(fields);
  const seen = new Set<string>();
  return fields.map((field, i) => {
    let name = field === "" ? `c${i + 1}` : field;
    for (let count = 2; seen.has(name) || (name !== field && taken.has(name)); count++) {
      name = `${field === "" ? `c${i + 1}` : field} ${count}`;
    }
    seen.add(name);
    return name;
  });
}
