import { ClienteleError, columnList, knownOptions, showValue } from "../../errors/index.js";
import {
  type AnswerRange,
  estimatePathModel,
  isPathStatistics,
  type PathModel,
  type PathModelOptions,
  type PathPreset,
  type PathStatistics,
  pathModelOptionNames,
  readSpecification,
} from "../../path-models/index.js";
import {
  type AnswerCodes,
  hasColumn,
  numberColumn,
  readAnswerTable,
  type TableInput,
  toTable,
} from "../../table/index.js";
import type { SatisfactionStructure } from "./structures.js";

/** Options that the presets share: the items of each construct, and how to estimate. */
export interface SatisfactionOptions
  extends Pick<
    PathModelOptions,
    | "scheme"
    | "consistent"
    | "missing"
    | "weights"
    | "tolerance"
    | "maxIterations"
    | "stopRule"
    | "deviation"
    | "fSquared"
    | "missingValues"
    | "answerLabels"
  > {
  /** Items about what customers expected before. */
  readonly expectations: string | readonly string[];
  /** Items about perceived quality. */
  readonly quality: string | readonly string[];
  /** Items about perceived value: quality given the price, price given the quality. */
  readonly value: string | readonly string[];
  /** Items about the overall judgment, against expectations, and against an ideal supplier. */
  readonly satisfaction: string | readonly string[];
  /** Items about complaints; option `complaintsMeasure` says what a high answer means. */
  readonly complaints: string | readonly string[];
  /** Items about loyalty: buying again, recommending. */
  readonly loyalty: string | readonly string[];
  /** Lowest and highest answer [[1, 10]]: of every item, or by item. */
  readonly scale?: AnswerRange;
}

/** What sets one preset apart. */
interface Preset extends SatisfactionStructure {
  readonly name: PathPreset["name"];
  /** As it was given. */
  readonly complaintsMeasure: unknown;
}

const defaultScale: readonly [number, number] = [1, 10];
const incidenceScale: readonly [number, number] = [0, 1];

/** Fits a preset to the items of a survey. Errors: as {@link fitPathModel}. */
export function fitPreset(
  answers: TableInput | PathStatistics,
  options: SatisfactionOptions,
  { name, constructs, paths, complaintsMeasure }: Preset,
): PathModel {
  const estimation = estimationOptions(name, options, constructs);
  if (complaintsMeasure !== "incidence" && complaintsMeasure !== "handling") {
    throw new ClienteleError(
      "invalid-option",
      { function: name, value: complaintsMeasure },
      'option "complaintsMeasure" must say which way the complaints item points: "incidence" (high = complained) ' +
        `or "handling" (high = complaints are handled well), got ${showValue(complaintsMeasure)}`,
    );
  }
  const model = { ...estimation, constructs: itemsOfConstructs(name, options, constructs), paths };
  // Read twice: the scale can only be completed once the items are known to be names.
  const checked = readSpecification(name, { ...model, scale: defaultScale });
  const complaints = checked.constructs.find((construct) => construct.name === "complaints")!.items;
  const scale = presetScale(
    name,
    answers,
    options.scale ?? defaultScale,
    checked.ranges.map(({ item }) => item),
    complaintsMeasure === "incidence" ? complaints : [],
    options,
  );
  const specification = readSpecification(name, { ...model, scale });
  return estimatePathModel(name, answers, specification, options.weights, { name, complaintsMeasure });
}

/** The options other than the items of constructs, after a check of all names. */
function estimationOptions(caller: string, options: object, constructs: readonly string[]): Partial<PathModelOptions> {
  if (typeof options !== "object" || options === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options },
      `options must name the items of each construct, got ${showValue(options)}`,
    );
  }
  const shared = pathModelOptionNames.filter((name) => name !== "constructs" && name !== "paths");
  knownOptions(caller, options, [...constructs, "complaintsMeasure", ...shared]);
  return Object.fromEntries(Object.entries(options).filter(([name]) => shared.some((one) => one === name)));
}

function itemsOfConstructs(
  caller: string,
  options: object,
  constructs: readonly string[],
): PathModelOptions["constructs"] {
  const given = options as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    constructs.map((construct) => {
      const items = given[construct];
      return [construct, { items: columnList(caller, construct, typeof items === "string" ? [items] : items) }];
    }),
  );
}

/** The scale of every item. Whether somebody complained may be asked as 0 or 1 among questions of 1 to 10. */
function presetScale(
  caller: string,
  answers: TableInput | PathStatistics,
  scale: AnswerRange,
  items: readonly string[],
  incidence: readonly string[],
  codes: AnswerCodes,
): AnswerRange {
  const yesOrNo = incidence.filter((item) => !ownRange(scale, item) && isYesOrNo(caller, answers, item, codes));
  if (yesOrNo.length === 0) return scale;
  const shared = isRange(scale) ? items.map((item) => [item, scale] as const) : Object.entries(scale);
  return Object.fromEntries([...shared, ...yesOrNo.map((item) => [item, incidenceScale] as const)]);
}

function isRange(scale: AnswerRange): scale is readonly [number, number] {
  return Array.isArray(scale);
}

function ownRange(scale: AnswerRange, item: string): boolean {
  return typeof scale === "object" && scale !== null && !isRange(scale) && Object.hasOwn(scale, item);
}

/** Whether every answer to an item is 0 or 1, and somebody answered 0. */
function isYesOrNo(caller: string, answers: TableInput | PathStatistics, item: string, codes: AnswerCodes): boolean {
  if (isPathStatistics(answers)) {
    const place = answers.items.indexOf(item);
    return answers.minimum[place] === 0 && answers.maximum[place] === 1;
  }
  const given = toTable(caller, answers);
  if (!hasColumn(given, item)) return false;
  const table = readAnswerTable(caller, given, [item], codes, () => ({ flags: true }));
  let zero = false;
  for (const answer of numberColumn(caller, table, item, { missing: "keep" })) {
    if (answer === 0) zero = true;
    else if (answer !== 1 && !Number.isNaN(answer)) return false;
  }
  return zero;
}
