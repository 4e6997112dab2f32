import { counted, showNames, showValue } from "../../errors/index.js";
import { type CholeskyFactor, combinationOf } from "../../numeric/index.js";
import type { Copy } from "../features/column-faults.js";
import type { ColumnScales } from "../features/column-scales.js";
import type { LogisticDiagnostics } from "./logistic-model.js";
import { growingFrom } from "./separation.js";

/** Variance inflation from which effects are called inseparable. */
const inseparableFrom = 10;

/** More terms than this say no more to a reader. */
const mostTermsShown = 6;

/** What the fit found about its columns, by column number. */
export interface Findings {
  readonly names: readonly string[];
  readonly scales: ColumnScales;
  readonly constant: readonly number[];
  readonly duplicated: readonly Copy[];
  readonly dependence: CholeskyFactor | null;
  readonly separation: Float64Array | null;
  readonly inflation: Float64Array | null;
  readonly notes: readonly string[];
}

/** The findings as lists of names and as sentences. */
export function logisticDiagnostics(findings: Findings): LogisticDiagnostics {
  const { names, constant, duplicated, inflation } = findings;
  const known = new Set([...constant, ...duplicated.map(({ column }) => column)]);
  const collinear = collinearColumns(findings).filter((column) => !known.has(column));
  const separated = separatingColumns(findings);
  const inseparable = inflation === null ? [] : names.filter((_, column) => inflation[column]! > inseparableFrom);
  const nameOf = (column: number): string => names[column]!;
  return {
    constant: constant.map(nameOf),
    duplicated: duplicated.map(({ column }) => nameOf(column)),
    collinear: collinear.map(nameOf),
    separated,
    inseparable,
    notes: [
      ...constant.map((column) => `${quoted(nameOf(column))} has the same value in every row and says nothing.`),
      ...duplicated.map(({ column, of }) => `${quoted(nameOf(column))} is a copy of ${quoted(nameOf(of))}.`),
      ...collinear.map(
        (column) => `${quoted(nameOf(column))} = ${combination(findings, column)}: it is determined by the others.`,
      ),
      ...(separated.length === 0
        ? []
        : [
            `A combination of ${showNames(separated)} separates the classes: its coefficients grow ` +
              "without limit. A penalty (l2) keeps them finite.",
          ]),
      ...(inseparable.length === 0
        ? []
        : [
            `The effects of ${showNames(inseparable)} can hardly be told apart (variance inflation ` +
              `above ${inseparableFrom}): read them together, not one by one.`,
          ]),
      ...findings.notes,
    ],
  };
}

function collinearColumns({ dependence }: Findings): number[] {
  if (dependence === null) return [];
  const columns: number[] = [];
  for (let j = 1; j < dependence.size; j++) if (dependence.held[j] === 1) columns.push(j - 1);
  return columns;
}

/** A dependent column in terms of the others, e.g. `2 · "a" − "b" + 1`. */
export function combination({ names, scales, dependence }: Findings, column: number): string {
  if (dependence === null) return "";
  const parts = combinationOf(dependence, column + 1);
  const { means, deviations } = scales;
  let constant = means[column]!;
  const terms: string[] = [];
  for (let j = 0; j < names.length; j++) {
    const part = parts[j + 1]!;
    if (Math.abs(part) < 1e-5) continue;
    const factor = (part * deviations[column]!) / deviations[j]!;
    constant -= factor * means[j]!;
    terms.push(term(factor, quoted(names[j]!), terms.length === 0));
  }
  const size = Math.abs(means[column]!) + deviations[column]!;
  if (Math.abs(constant) > 1e-6 * size || terms.length === 0) terms.push(term(constant, null, terms.length === 0));
  if (terms.length <= mostTermsShown) return terms.join(" ");
  const shown = terms.slice(0, mostTermsShown - 1);
  return `${shown.join(" ")} … (${counted(terms.length - shown.length, "more term")})`;
}

function term(factor: number, name: string | null, first: boolean): string {
  const sign = factor < 0 ? (first ? "−" : "− ") : first ? "" : "+ ";
  const size = Number(Math.abs(factor).toPrecision(4));
  if (name === null) return `${sign}${size}`;
  return size === 1 ? `${sign}${name}` : `${sign}${size} · ${name}`;
}

/** The columns that carry the separating direction. */
function separatingColumns({ names, separation }: Findings): string[] {
  if (separation === null) return [];
  let largest = 0;
  for (let j = 1; j < separation.length; j++) largest = Math.max(largest, Math.abs(separation[j]!));
  return names.filter((_, column) => Math.abs(separation[column + 1]!) > growingFrom * largest);
}

function quoted(name: string): string {
  return showValue(name);
}
