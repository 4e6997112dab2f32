import { type GenericSchema, safeParse } from "valibot";
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

/** Reads plain data as a model of the given format: checked, upgraded, copied and frozen. */
export function readModel<Model extends ModelHeader>(
  caller: string,
  format: ModelFormat<Model>,
  json: Record<string, unknown>,
): Model {
  const version = json["schema"];
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || version > format.schema) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: version },
      `"schema" of a ${format.kind} model must be a whole number from 1 to ${format.schema}, got ${showValue(version)}`,
    );
  }
  const current = version < format.schema && format.upgrade !== undefined ? format.upgrade(json, version) : json;
  const parsed = safeParse(format.shape(), current);
  if (parsed.success) return freezeModel(parsed.output);
  const issue = parsed.issues[0];
  const path = (issue.path ?? []).map((item: { readonly key?: unknown }) => String(item.key)).join(".");
  const part = path === "" ? "the model" : JSON.stringify(path);
  const problem =
    issue.expected === null
      ? `${part} of a ${format.kind} model is wrong: ${issue.message}`
      : `${part} of a ${format.kind} model should be ${issue.expected}, got ${showValue(issue.input)}`;
  throw new ClienteleError("unusable-model", { function: caller, value: issue.input }, problem);
}

/** Refuses a value that is not a model of one of the given kinds. */
export function requireKind<Model extends ModelHeader>(
  caller: string,
  model: unknown,
  kinds: readonly Model["kind"][],
): asserts model is Model {
  const kind = typeof model === "object" && model !== null && "kind" in model ? model.kind : undefined;
  if (typeof kind === "string" && kinds.includes(kind)) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: kind },
    `needs a model of kind ${kinds.map((name) => JSON.stringify(name)).join(" or ")}, got ${showValue(kind ?? model)}`,
  );
}

/** Freezes plain data all the way down and returns it. */
export function freezeModel<Data>(data: Data): Data {
  if (typeof data === "object" && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data);
    for (const value of Object.values(data)) freezeModel(value);
  }
  return data;
}
