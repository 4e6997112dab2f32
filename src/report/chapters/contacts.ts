import { contactEffectiveness, contactPressure } from "../../campaigns/index.js";
import { wilsonInterval } from "../../numeric/index.js";
import {
  createTable,
  type DateUnit,
  dateColumn,
  findColumn,
  hasColumn,
  localMoments,
  millisecondsPerDay,
  requireRows,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";
import { known } from "../analysis/known.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter, ReportChart } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/**
 * A log of contacts: a table with the columns `customer`, `date` and perhaps `channel`, or with others and their names.
 */
export type ContactLog =
  | TableInput
  | {
      readonly log: TableInput;
      readonly customer?: string;
      readonly date?: string;
      readonly channel?: string;
      /** A column of what came of the contact, 0 or 1 [`"outcome"` where there is such a column]. */
      readonly outcome?: string;
      readonly dateUnit?: DateUnit;
    };

const caller = "createReport";

/** Contacts of this many days before the last order count as recent. */
const recentDays = 90;

/** Whether the right customers are contacted: the share of each segment that heard from the company lately. */
export function contactsChapter(given: ContactLog, analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say, count, percent, term, counted } = context;
  const { contacted, contacts, unknown, channels, outcomes } = readContacts(given, analyses);
  const effects = outcomes === null ? [] : outcomeCharts(outcomes, context);
  const segments = coverage(analyses, contacted);
  const rows = segments.toRows();
  const silent = rows.filter((row) => ["Can't Lose Them", "At Risk", "Champions"].includes(String(row["segment"])));
  return {
    id: "contacts",
    heading: say("Are the right customers contacted?", "联系对了客户吗？"),
    findings: [
      say(
        `${counted(contacts, "contact")}; ${counted(contacted.filter((one) => one === 1).length, "customer")} heard ` +
          `from you in the last ${recentDays} days.`,
        `${count(contacts)} 次联系；最近 ${recentDays} 天内联系过 ${count(contacted.filter((one) => one === 1).length)} 位客户。`,
      ),
      ...effects.map(({ title }) => `${title}${say(".", "。")}`),
      ...silent.map((row) => {
        const [share, of] = [percent(Number(row["share"])), count(Number(row["customers"]))];
        const interval = `${percent(Number(row["lower"]))}–${percent(Number(row["upper"]))}`;
        return say(
          `${row["segment"]}: ${share} of ${of} were contacted (95% interval ${interval}).`,
          `${term(row["segment"])}：${of} 位中 ${share} 被联系过（95% 区间 ${interval}）。`,
        );
      }),
    ],
    charts: effects,
    tables: [
      {
        caption: say(`Contacted in the last ${recentDays} days, by segment`, `各细分最近 ${recentDays} 天的联系率`),
        file: "contacts-by-segment",
        table: segments,
        columns: [
          { name: "segment", label: say("Segment", "细分"), format: "text" },
          { name: "customers", label: say("Customers", "客户数"), format: "count" },
          { name: "contacted", label: say("Contacted", "已联系"), format: "count" },
          { name: "share", label: say("Share", "占比"), format: "percent" },
          { name: "lower", label: say("from", "下限"), format: "percent" },
          { name: "upper", label: say("to", "上限"), format: "percent" },
        ],
      },
      ...(channels === null
        ? []
        : [{ caption: say("Contacts by channel", "各渠道联系次数"), file: "contacts-by-channel", table: channels }]),
    ],
    method: say(
      `A customer counts as contacted with at least one contact in the ${recentDays} days up to the last ` +
        "order of the file.",
      `在文件最后订单日之前 ${recentDays} 天内至少有一次联系的客户视为已联系。`,
    ),
    limits: say(
      `It does not say whether contacts work: those contacted were chosen. ${count(unknown)} contacts are ` +
        "with customers who are not in the orders.",
      `不能说明联系是否有效：被联系者并非随机选出。${count(unknown)} 次联系的客户不在订单中。`,
    ),
  };
}

interface ReadContacts {
  /** 1 for each customer contacted lately, in the order of the customers. */
  readonly contacted: Uint8Array;
  readonly contacts: number;
  readonly unknown: number;
  readonly channels: Table | null;
  /** The log with the names of its columns, where it says what came of contacts. */
  readonly outcomes: ContactOutcomes | null;
}

interface ContactOutcomes {
  readonly log: Table;
  readonly customer: string;
  readonly date: string;
  readonly outcome: string;
  readonly channel: string | null;
}

/** Which contacts succeed, and when they become too many. */
function outcomeCharts(
  { log, customer, date, outcome, channel }: ContactOutcomes,
  context: ChapterContext,
): ReportChart[] {
  const parts = [
    known(() => context.chart(contactEffectiveness(log, { by: channel === null ? [] : [channel], outcome }))),
    known(() => context.chart(contactPressure(log, { customer, date, outcome }))),
  ];
  return parts.flatMap((part) => ("result" in part ? [part.result] : []));
}

function readContacts(given: ContactLog, { customers, end, timeZone }: OrderAnalyses): ReadContacts {
  const options =
    "log" in given && !("numRows" in given) ? (given as { log: TableInput } & Record<string, unknown>) : null;
  const log = toTable(caller, options === null ? (given as TableInput) : options.log);
  requireRows(caller, log);
  const name = (option: "customer" | "date" | "channel" | "outcome"): string => String(options?.[option] ?? option);
  const dateUnit = options?.["dateUnit"] as DateUnit | undefined;
  const dates = dateColumn(caller, log, name("date"), dateUnit === undefined ? {} : { dateUnit });
  const moments = localMoments(dates, timeZoneOption(caller, timeZone));
  const rowOf = new Map(Array.from(customers.column("customer"), (id, row) => [String(id), row]));
  const column = findColumn(caller, log, name("customer"));
  const contacted = new Uint8Array(customers.numRows);
  const from = end.getTime() - recentDays * millisecondsPerDay;
  let unknown = 0;
  for (let i = 0; i < log.numRows; i++) {
    const row = rowOf.get(String(column.at(i)));
    if (row === undefined) unknown++;
    else if (moments[i]! > from && moments[i]! < end.getTime() + millisecondsPerDay) contacted[row] = 1;
  }
  const channel = name("channel");
  const channels = hasColumn(log, channel)
    ? (log
        .groupBy(channel)
        .summarize({ contacts: { count: true } })
        .sortBy("contacts", "desc") as Table)
    : null;
  const outcomes = hasColumn(log, name("outcome"))
    ? {
        log,
        customer: name("customer"),
        date: name("date"),
        outcome: name("outcome"),
        channel: hasColumn(log, channel) ? channel : null,
      }
    : null;
  return { contacted, contacts: log.numRows, unknown, channels, outcomes };
}

function coverage({ scores }: OrderAnalyses, contacted: Uint8Array): Table {
  const counts = new Map<string, { customers: number; contacted: number }>();
  let row = 0;
  for (const segment of scores.column("segment")) {
    const recent = contacted[row++]!;
    if (segment === null) continue;
    const sum = counts.get(segment) ?? { customers: 0, contacted: 0 };
    counts.set(segment, { customers: sum.customers + 1, contacted: sum.contacted + recent });
  }
  const rows = [...counts].map(([segment, sum]) => ({
    segment,
    ...sum,
    ...wilsonInterval(sum.contacted / sum.customers, sum.customers, 0.95),
  }));
  return createTable([
    ["segment", rows.map((row) => row.segment)],
    ["customers", rows.map((row) => row.customers)],
    ["contacted", rows.map((row) => row.contacted)],
    ["share", rows.map((row) => row.share)],
    ["lower", rows.map((row) => row.lower)],
    ["upper", rows.map((row) => row.upper)],
  ]) as Table;
}
