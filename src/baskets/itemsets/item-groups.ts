import { ClienteleError, knownOptions, showValue } from "../../errors/index.js";
import { keyColumn, type TableInput, toTable } from "../../table/index.js";
import type { Baskets } from "./read-baskets.js";

/** A hierarchy of items: which group each belongs to, and how groups enter the search. */
export interface ItemHierarchy {
  /** A table with the columns `item` and `group`; an item that is not listed is its own group. */
  readonly groups: TableInput;
  /**
   * `"replace"` (the default): groups are counted in place of their items. `"beside"`: groups are counted beside their
   * items, so that a set may hold items and groups; sets that hold an item and its own group say nothing and are left
   * out.
   */
  readonly as?: "replace" | "beside";
}

/** Baskets in which groups have taken the place of items or stand beside them. */
export interface GroupedBaskets {
  readonly baskets: Baskets;
  /** Of each label, the label of its group, or −1; null where items were replaced. */
  readonly groupOf: Int32Array | null;
}

/**
 * Puts groups into baskets. Errors: those of `keyColumn`; `duplicate-name` for an item in two groups, or a group beside
 * the items that is called like one of them.
 */
export function groupItems(caller: string, baskets: Baskets, hierarchy: ItemHierarchy): GroupedBaskets {
  knownOptions(caller, hierarchy, ["groups", "as"]);
  const groups = readGroups(caller, hierarchy.groups);
  const beside = hierarchy.as === "beside";
  if (hierarchy.as !== undefined && hierarchy.as !== "replace" && !beside) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: hierarchy.as },
      `option "hierarchy.as" must be "replace" or "beside", got ${showValue(hierarchy.as)}`,
    );
  }
  const codeOf = new Map<string, number>();
  const labels: string[] = [];
  const encode = (label: string): number => {
    const known = codeOf.get(label);
    if (known !== undefined) return known;
    codeOf.set(label, labels.length);
    return labels.push(label) - 1;
  };
  if (beside) baskets.labels.forEach(encode);
  const group = Int32Array.from(baskets.labels, (label) => {
    const name = groups.get(label);
    if (name === undefined) return beside ? -1 : encode(label);
    if (beside && name !== label && baskets.labels.includes(name)) {
      throw new ClienteleError(
        "duplicate-name",
        { function: caller, value: name },
        `${showValue(name)} is a group and an item; give one of them another name`,
      );
    }
    return beside && name === label ? -1 : encode(name);
  });
  const groupOf = beside ? Int32Array.from(labels, (_, code) => group[code] ?? -1) : null;
  return { baskets: regrouped(baskets, labels, group, beside), groupOf };
}

function readGroups(caller: string, input: TableInput): Map<string, string> {
  const table = toTable(caller, input);
  const items = keyColumn(caller, table, "item");
  const groups = keyColumn(caller, table, "group");
  const itemNames = items.labels.toArray().map(String);
  const groupNames = groups.labels.toArray().map(String);
  const groupOf = new Map<string, string>();
  items.codes.forEach((code, row) => {
    const item = itemNames[code]!;
    const group = groupNames[groups.codes[row]!]!;
    const known = groupOf.get(item);
    if (known !== undefined && known !== group) {
      throw new ClienteleError(
        "duplicate-name",
        { function: caller, column: "item", row: row + 1, value: item },
        `${showValue(item)} is in two groups, ${showValue(known)} and ${showValue(group)}`,
      );
    }
    groupOf.set(item, group);
  });
  return groupOf;
}

function regrouped(baskets: Baskets, labels: readonly string[], group: Int32Array, beside: boolean): Baskets {
  const lastBasket = new Int32Array(labels.length).fill(-1);
  const items: number[] = [];
  const start = new Int32Array(baskets.start.length);
  for (let basket = 0; basket < baskets.count.length; basket++) {
    const put = (code: number): void => {
      if (code < 0 || lastBasket[code] === basket) return;
      lastBasket[code] = basket;
      items.push(code);
    };
    for (let i = baskets.start[basket]!; i < baskets.start[basket + 1]!; i++) {
      const item = baskets.items[i]!;
      if (beside) put(item);
      put(group[item]!);
    }
    start[basket + 1] = items.length;
  }
  return { ...baskets, labels, start, items: Int32Array.from(items) };
}
