import { type GenericSchema, type ObjectEntries, type ObjectSchema, partial, safeParse } from "valibot";
import { ClienteleError } from "./clientele-error.js";
import { showValue } from "./show-value.js";

/** What every model is, whatever its kind: plain data that says which kind it is and in which version of its shape. */
export interface ModelHeader {
  readonly kind: string;
  readonly schema: number;
}

/** How one kind of model looks as plain data; `parseModel` knows the formats of all kinds. */
export interface ModelFormat<Model extends ModelHeader = ModelHeader> {
  readonly kind: Model["kind"];
  /** The version that this release writes. */
  readonly schema: number;
  /** Made when a model is read: a call at module level would keep every shape in every bundle. */
  readonly shape: () => GenericSchema<unknown, Model>;
  /** Turns the plain data of an older version into the current one. */
  readonly upgrade?: (older: Record<string, unknown>, schema: number) => Record<string, unknown>;
}

/** The models that are known to be as their format says: made by a fit, read by `parseModel`, or checked before. */
const knownModels = new WeakSet<object>();

/** Reads plain data as a model of the given format: checked, upgraded, copied and frozen. */
export function readModel<Model extends ModelHeader>(
  caller: string,
  format: ModelFormat<Model>,
  json: Record<string, unknown>,
): Model {
  return freezeModel(checkedModel(caller, format, json, format.shape(), true));
}

/** Refuses a field that the shape does not have, which reading leaves out: a misspelt one would go unnoticed. */
function refuseUnknownField(caller: string, kind: string, given: unknown, read: unknown): void {
  const path = unknownField(given, read);
  if (path === null) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: path },
    `a ${kind} model has no field ${showValue(path)}; take it away, or write it as the model has it`,
  );
}

/** The path to the first field of plain data that is not in what was read of it; null where all is. */
function unknownField(given: unknown, read: unknown): string | null {
  if (typeof given !== "object" || given === null || typeof read !== "object" || read === null) return null;
  if (Array.isArray(given) && typeof given[0] !== "object") return null;
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(read, name)) return name;
    const inner = unknownField(value, (read as Record<string, unknown>)[name]);
    if (inner !== null) return `${name}.${inner}`;
  }
  return null;
}

function checkedModel<Output>(
  caller: string,
  format: ModelFormat,
  json: Record<string, unknown>,
  shape: GenericSchema<unknown, Output>,
  only = false,
): Output {
  const version = json["schema"];
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || version > format.schema) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: version },
      `"schema" of a ${format.kind} model must be a whole number from 1 to ${format.schema}, got ${showValue(version)}`,
    );
  }
  const current = version < format.schema && format.upgrade !== undefined ? format.upgrade(json, version) : json;
  // The first fault is enough: a list of a million wrong numbers would take a second to find all.
  const parsed = safeParse(shape, current, { abortEarly: true });
  if (parsed.success) {
    if (only) refuseUnknownField(caller, format.kind, current, parsed.output);
    return parsed.output;
  }
  const issue = parsed.issues[0];
  const path = (issue.path ?? []).map((item: { readonly key?: unknown }) => String(item.key)).join(".");
  const part = path === "" ? "the model" : JSON.stringify(path);
  const problem =
    issue.expected === null
      ? `${part} of a ${format.kind} model is wrong: ${issue.message}`
      : `${part} of a ${format.kind} model should be ${inWords(issue.expected)}, got ${showValue(issue.input)}`;
  throw new ClienteleError("unusable-model", { function: caller, value: issue.input }, problem);
}

/**
 * Refuses a value that is not a model in one of the given formats. The whole of a model is checked the first time that
 * any function sees the object, so that later calls with it cost nothing. Errors: `unusable-model`.
 */
export function requireModel<Model extends ModelHeader>(
  caller: string,
  model: unknown,
  formats: readonly ModelFormat<Model>[],
): asserts model is Model {
  const format = requireFormat(caller, model, formats);
  if (knownModels.has(model as object)) return;
  checkedModel(caller, format, model as Record<string, unknown>, format.shape());
  knownModels.add(model as object);
}

/**
 * As {@link requireModel} for functions that need only some parts of a model, such as its kind and parameters: parts
 * may be missing, but those that are there must be as the format says. Further fields are not looked at.
 */
export function requireModelParts(
  caller: string,
  model: unknown,
  formats: readonly ModelFormat[],
): asserts model is { readonly kind: string } {
  const format = requireFormat(caller, model, formats);
  if (knownModels.has(model as object)) return;
  const parts = { schema: format.schema, ...(model as Record<string, unknown>) };
  const shape: GenericSchema = format.shape();
  checkedModel(caller, format, parts, isObjectShape(shape) ? partial(shape) : shape);
  knownModels.add(model as object);
}

function isObjectShape(shape: GenericSchema): shape is ObjectSchema<ObjectEntries, undefined> {
  return shape.type === "object" && "entries" in shape;
}

function requireFormat<Model extends ModelHeader>(
  caller: string,
  model: unknown,
  formats: readonly ModelFormat<Model>[],
): ModelFormat<Model> {
  const kind = typeof model === "object" && model !== null && "kind" in model ? model.kind : undefined;
  const format = formats.find((known) => known.kind === kind);
  if (format !== undefined) return format;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: kind },
    `needs a model of kind ${formats.map((known) => JSON.stringify(known.kind)).join(" or ")}, got ` +
      showValue(kind ?? model),
  );
}

/** Freezes a model all the way down, remembers it as one, and returns it. */
export function freezeModel<Data>(data: Data): Data {
  deepFreeze(data);
  if (typeof data === "object" && data !== null) knownModels.add(data);
  return data;
}

function deepFreeze(data: unknown): void {
  if (typeof data !== "object" || data === null || Object.isFrozen(data)) return;
  Object.freeze(data);
  for (const value of Object.values(data)) deepFreeze(value);
}

/** What valibot expected, as a sentence says it. */
function inWords(expected: string): string {
  const bound = /^(>=?)(-?[\d.]+)$/.exec(expected);
  if (bound !== null) return `a number ${bound[1] === ">" ? "above" : "of at least"} ${bound[2]}`;
  const words: Readonly<Record<string, string>> = {
    number: "a number",
    string: "a text",
    boolean: "true or false",
    Object: "an object",
    Array: "a list",
  };
  return words[expected] ?? expected;
}
