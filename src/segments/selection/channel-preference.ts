import {
  ClienteleError,
  knownOptions,
  namedEntries,
  requireColumnName,
  showNames,
  showValue,
} from "../../errors/index.js";
import { keyColumn, requireRows, type Table, type TableInput, textColumn, toTable } from "../../table/index.js";
import { type Classification, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { showShare } from "../classification/show-figure.js";

/** What kind of channel something is; `"other"` is counted and does not decide. */
export type ChannelKind = "branch" | "electronic" | "other";

/** Options of {@link channelPreference}. */
export interface ChannelPreferenceOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** The column of channels [`"channel"`]. */
  readonly channel?: string | undefined;
  /** The kind of every channel that occurs, such as `{ counter: "branch", app: "electronic", letter: "other" }`. */
  readonly kinds: Readonly<Record<string, ChannelKind>>;
  /** The share of electronic contacts, from and to, both included, within which a customer is mixed [0.4 to 0.6]. */
  readonly mixed?: readonly [from: number, to: number] | undefined;
}

/** Which kind of channel a customer prefers. */
export type ChannelPreference = "branch" | "electronic" | "mixed";

/** Customers by the channel that they prefer, in the order of their first contact. */
export type ChannelPreferences = Classification<
  "preference",
  ChannelPreference,
  { branchShare: number; electronicShare: number }
>;

const preferences: readonly ChannelPreference[] = ["branch", "electronic", "mixed"];
const kindNames: readonly ChannelKind[] = ["branch", "electronic", "other"];

/**
 * Which channel does each customer prefer? Counts the contacts of each customer by kind of channel. "mixed" where the
 * share of electronic contacts (of those by branch or electronic) lies within the band, its ends included; below it
 * "branch", above it "electronic". Whoever has contacts of other kinds only has no preference, with the reason.
 *
 * @param contacts - one row a contact
 * @returns `customer`, `contacts`, `branch`, `electronic`, `other`, `branchShare`, `electronicShare`, `preference`,
 * `reason`; `.summary()`, `.rules`, `.warnings`, `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (a customer or a channel), `invalid-option` (a channel
 * without a kind, a band that is none).
 *
 * @example
 * ```ts
 * const preferred = channelPreference(
 *   { customer: ["ada", "ada", "bob", "bob", "bob"], channel: ["app", "counter", "app", "app", "web"] },
 *   { kinds: { app: "electronic", web: "electronic", counter: "branch" } },
 * );
 * preferred.column("preference").toArray(); // ["mixed", "electronic"]
 * ```
 */
export function channelPreference(contacts: TableInput, options: ChannelPreferenceOptions): ChannelPreferences {
  const caller = "channelPreference";
  knownOptions(caller, options, ["customer", "channel", "kinds", "mixed"]);
  const [from, to] = mixedBand(caller, options.mixed);
  const input = toTable(caller, contacts);
  requireRows(caller, input);
  const keys = keyColumn(caller, input, options.customer ?? "customer");
  const kindOf = channelKinds(caller, input, options.channel ?? "channel", options.kinds);
  const counts = kindNames.map(() => new Float64Array(keys.count));
  for (let row = 0; row < keys.codes.length; row++) counts[kindOf[row]!]![keys.codes[row]!]!++;
  const [branch, electronic, other] = counts as [Float64Array, Float64Array, Float64Array];
  const electronicShare = electronic.map((count, i) => count / (count + branch[i]!));
  const outcomes: Outcome[] = [
    { class: "branch", reason: `electronic share below ${showShare(from)}` },
    { class: "mixed", reason: `electronic share from ${showShare(from)} to ${showShare(to)}, both included` },
    { class: "electronic", reason: `electronic share above ${showShare(to)}` },
    { class: null, reason: "no contact by branch or electronic channel" },
  ];
  const rows = classifyRows(keys.count, [], preferences, outcomes, (row) => {
    const share = electronicShare[row]!;
    if (Number.isNaN(share)) return 3;
    // Shares such as 3/5 are compared with .6 up to their last bits.
    if (share < from - 1e-12) return 0;
    return share > to + 1e-12 ? 2 : 1;
  });
  return classification<"preference", ChannelPreference, { branchShare: number; electronicShare: number }>({
    caller,
    customers: { ids: keys.labels.named("customer"), warnings: [] },
    measures: [
      { name: "contacts", values: branch.map((count, i) => count + electronic[i]! + other[i]!), additive: true },
      ...kindNames.map((name, kind) => ({ name, values: counts[kind]!, additive: true })),
    ],
    added: [
      ["branchShare", electronicShare.map((share) => 1 - share)],
      ["electronicShare", electronicShare],
    ],
    key: "preference",
    classes: preferences,
    ...rows,
    rules: preferences.map((name) => ({ class: name, rule: outcomes.find((one) => one.class === name)!.reason })),
    source: "shares of contacts by kind of channel, with the band stated",
  });
}

function mixedBand(caller: string, given: readonly [number, number] | undefined): readonly [number, number] {
  const band: readonly unknown[] = given === undefined ? [0.4, 0.6] : Array.isArray(given) ? given : [];
  const [from, to] = band;
  const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
  if (band.length === 2 && isShare(from) && isShare(to) && from <= to) return [from, to];
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option "mixed" must be two shares from 0 to 1, the lower first, such as [0.4, 0.6], got ` +
      (Array.isArray(given) ? `[${given.map(showValue).join(", ")}]` : showValue(given)),
  );
}

/** The kind of each row's channel, as its place in the list of kinds. */
function channelKinds(
  caller: string,
  table: Table,
  channel: string,
  kinds: Readonly<Record<string, ChannelKind>>,
): Int32Array {
  const example = 'the kind of every channel such as { counter: "branch", app: "electronic" }';
  const given = new Map(namedEntries(caller, "kinds", kinds, example));
  for (const [name, kind] of given) {
    if (kindNames.includes(kind)) continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: kind },
      `option "kinds": channel ${showValue(name)} must be one of ${showNames(kindNames)}, got ${showValue(kind)}`,
    );
  }
  const column = requireColumnName(caller, "channel", channel);
  keyColumn(caller, table, column);
  const { codes, labels } = textColumn(caller, table, column);
  const unknown = labels.filter((label, code) => !given.has(label) && codes.includes(code));
  if (unknown.length > 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column, value: unknown[0] },
      `option "kinds" does not say what these channels are: ${showNames(unknown)}`,
    );
  }
  const kindOf = labels.map((label) => kindNames.indexOf(given.get(label) ?? "other"));
  return codes.map((code) => kindOf[code]!);
}
