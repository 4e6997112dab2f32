import { gzipSync } from "node:zlib";
import { encoded } from "./encoded.js";
import type { MessyFile } from "./messy-file.js";
import { fileOf, trueOrders, type Writer } from "./true-orders.js";

const parts = (day: string) => day.split("-").map(Number) as [number, number, number];
const moment = (day: string) => Date.parse(`${day}T00:00:00Z`);
const german = (amount: number) => amount.toFixed(2).replace(".", ",");
const grouped = (amount: number, mark: string, decimal: string) =>
  amount
    .toFixed(2)
    .replace(".", decimal)
    .replace(/\B(?=(\d{3})+\D)/g, mark);
const date = (write: (year: number, month: number, day: number, row: number) => string): Record<string, Writer> => ({
  date: ({ day }, row) => write(...parts(day), row),
});
const amount = (write: (amount: number, row: number) => string): Record<string, Writer> => ({
  amount: (order, row) => write(order.amount, row),
});
const two = (value: number) => String(value).padStart(2, "0");
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const total = trueOrders.reduce((sum, order) => sum + order.amount, 0);
const every5th =
  (then: string, otherwise: (customer: string) => string): Writer =>
  ({ customer }, row) =>
    row % 5 === 0 ? then : otherwise(customer);

/** Files that differ in how they are laid out and encoded. */
const layouts: readonly MessyFile[] = [
  { name: "plain", content: fileOf(), says: "right" },
  { name: "byte-order-mark", content: `\ufeff${fileOf()}`, says: "right" },
  { name: "carriage-returns", content: fileOf({}, { newline: "\r\n" }), says: "right" },
  { name: "blank-lines", content: fileOf({}, { newline: "\n\n" }), says: "right" },
  { name: "utf-16-little-endian", content: encoded(fileOf(), "utf-16le"), says: "right" },
  { name: "utf-16-big-endian", content: encoded(fileOf(), "utf-16be"), says: "right" },
  {
    name: "quoted-notes",
    content: fileOf({ note: (_, row) => (row % 2 === 0 ? 'says "hello, there"\nand more' : "") }),
    says: "right",
  },
  { name: "excel-separator-line", content: fileOf({}, { delimiter: ";", above: "sep=;\n" }), says: "right" },
  ...(
    [
      ["semicolons", ";", 'delimiter: ";"'],
      ["tabs", "\t", 'delimiter: "\\t"'],
      ["pipes", "|", 'delimiter: "|"'],
    ] as const
  ).map(([name, delimiter, says]) => ({
    name,
    content: fileOf({}, { delimiter }),
    says,
    mended: { reading: { delimiter } },
  })),
  ...(
    [
      ["windows-1252", "Müller"],
      ["windows-1251", "Иванов"],
      ["gb18030", "王小明"],
      ["gbk", "客户"],
      ["big5", "陳先生"],
      ["shift_jis", "田中さん"],
      ["euc-kr", "김철수"],
    ] as const
  ).map(([encoding, person]) => ({
    name: `encoding-${encoding.replace("_", "-")}`,
    content: encoded(fileOf({ person: () => person }), encoding),
    says: "encoding: ",
    mended: { reading: { encoding } },
  })),
  {
    name: "title-above",
    content: fileOf({}, { above: "Sales report\nprinted 2026-05-01\n" }),
    says: "skipLines",
    mended: { reading: { skipLines: 2 } },
  },
  {
    name: "comments",
    content: fileOf({}, { above: "# exported by the till, version 7\n" }),
    says: 'comment: "#"',
    mended: { reading: { comment: "#" } },
  },
  {
    name: "no-header",
    content: fileOf({}, { header: false }),
    says: "header: false",
    mended: { reading: { header: ["order", "customer", "date", "amount"] } },
  },
  {
    name: "footer",
    content: fileOf({}, { below: `,,,${total.toFixed(2)}\n` }),
    says: "footer: 1",
    mended: { reading: { footer: 1 } },
  },
  {
    name: "footer-of-two-lines",
    content: fileOf({}, { below: `Total,,,${total.toFixed(2)}\nprinted by Ann,,,\n` }),
    says: "footer: 2",
    mended: { reading: { footer: 2 } },
  },
  {
    name: "names-twice",
    content: fileOf({ " amount": (_, row) => String(row) }).replace(" amount", "amount"),
    says: "header: [all names] with skipLines: 1",
    mended: { reading: { header: ["order", "customer", "date", "amount", "row"], skipLines: 1 } },
  },
  { name: "path-in-place-of-text", content: "orders.csv", says: "readCsvFile", mended: null },
  { name: "compressed", content: gzipSync(fileOf(), { level: 9 }), says: "readCsvFile", mended: null },
  { name: "workbook", content: encoded("PK\u0003\u0004", "utf-8"), says: "readExcelFile", mended: null },
  { name: "short-row", content: fileOf({}, { below: "A2000,C1\n" }), says: "has 2 fields", mended: null },
  { name: "open-quote", content: fileOf({}, { below: 'A2000,"C1,2026-01-05,3\n' }), says: "quote", mended: null },
];

/** Files that differ in how numbers are written. */
const numbers: readonly MessyFile[] = [
  {
    name: "decimal-comma",
    content: fileOf(amount(german), { delimiter: ";", above: "sep=;\n" }),
    says: 'decimal: ","',
    mended: { reading: { decimal: "," } },
  },
  {
    name: "german-thousands",
    content: fileOf(amount((value) => grouped(value, ".", ","))),
    says: 'decimal: ",", thousands: "."',
    mended: { reading: { decimal: ",", thousands: "." } },
  },
  {
    name: "english-thousands",
    content: fileOf(amount((value) => grouped(value, ",", "."))),
    says: 'thousands: ","',
    mended: { reading: { thousands: "," } },
  },
  {
    name: "french-thousands",
    content: fileOf(amount((value) => grouped(value, "\u00a0", ","))),
    says: 'decimal: ","',
    mended: { reading: { decimal: ",", thousands: " " } },
  },
  ...(
    [
      ["dollar-signs", (value: number) => `$${value.toFixed(2)}`],
      ["euro-behind", (value: number) => `${value.toFixed(2)} €`],
      ["currency-codes", (value: number) => `USD ${value.toFixed(2)}`],
      ["yuan", (value: number) => `¥${value.toFixed(2)}`],
    ] as const
  ).map(([name, write]) => ({
    name,
    content: fileOf(amount(write)),
    says: "currency: true",
    mended: { reading: { currency: true } },
  })),
  ...(
    [
      ["accounting-negatives", (value: number) => `(${value.toFixed(2)})`],
      ["trailing-minus", (value: number) => `${value.toFixed(2)}-`],
    ] as const
  ).map(([name, write]) => ({
    name,
    content: fileOf(amount((value, row) => (row === 3 ? write(5) : value.toFixed(2)))),
    orders: trueOrders.map((order, row) => (row === 3 ? { ...order, amount: -5 } : order)),
    says: "currency: true",
    mended: { reading: { currency: true } },
  })),
  {
    name: "signs-of-two-currencies",
    content: fileOf(amount((value, row) => `${row % 2 === 0 ? "€" : "$"}${value.toFixed(2)}`)),
    says: "currency: true",
    mended: null,
  },
  {
    name: "percent-beside",
    content: fileOf({ discount: (_, row) => `${row % 3}5 %` }),
    says: "right",
  },
  {
    name: "not-available",
    content: fileOf(amount((value, row) => (row === 3 ? "N/A" : value.toFixed(2)))),
    orders: trueOrders.filter((_, row) => row !== 3),
    says: 'missing: ["N/A"]',
    mended: { reading: { missing: ["N/A"] }, rows: (row) => row["amount"] !== null },
  },
  {
    name: "dash-for-nothing",
    content: fileOf(amount((value, row) => (row === 3 ? "-" : value.toFixed(2)))),
    orders: trueOrders.filter((_, row) => row !== 3),
    says: 'missing: ["-"]',
    mended: { reading: { missing: ["-"] }, rows: (row) => row["amount"] !== null },
  },
  {
    name: "blank-amount",
    content: fileOf(amount((value, row) => (row === 3 ? "" : value.toFixed(2)))),
    orders: trueOrders.filter((_, row) => row !== 3),
    says: "the amount is missing",
    mended: { rows: (row) => row["amount"] !== null },
  },
  {
    name: "refunds",
    content: fileOf(amount((value, row) => (row === 3 ? "-5.00" : value.toFixed(2)))),
    orders: trueOrders.map((order, row) => (row === 3 ? { ...order, amount: -5 } : order)),
    says: "right",
  },
  {
    name: "lost-decimal-mark",
    content: fileOf(amount((value, row) => (row === 3 ? "12345600" : value.toFixed(2)))),
    says: "times as large as the next",
    mended: null,
  },
];

/** Files that differ in how dates are written. */
const dates: readonly MessyFile[] = [
  ...(
    [
      ["day-month-year-slashes", (y: number, m: number, d: number) => `${two(d)}/${two(m)}/${y}`, "dmy"],
      ["day-month-year-dots", (y: number, m: number, d: number) => `${d}.${m}.${y}`, "dmy"],
      ["month-day-year", (y: number, m: number, d: number) => `${m}/${d}/${y}`, "mdy"],
      ["month-day-year-with-time", (y: number, m: number, d: number) => `${m}/${d}/${y} 1:05 PM`, "mdy"],
      ["year-month-day-slashes", (y: number, m: number, d: number) => `${y}/${m}/${d}`, "ymd"],
      ["year-month-day-chinese", (y: number, m: number, d: number) => `${y}年${m}月${d}日`, "ymd"],
      ["eight-digits", (y: number, m: number, d: number) => `${y}${two(m)}${two(d)}`, "ymd"],
      ["month-names", (y: number, m: number, d: number) => `${months[m - 1]} ${d}, ${y}`, "MMM d, yyyy"],
      [
        "month-names-inside",
        (y: number, m: number, d: number) => `${d} ${months[m - 1]} ${y} 13:05`,
        "d MMM yyyy H:mm",
      ],
      ["fourteen-digits", (y: number, m: number, d: number) => `${y}${two(m)}${two(d)}093015`, "yyyyMMddHHmmss"],
    ] as const
  ).map(([name, write, pattern]) => ({
    name,
    content: fileOf(date(write)),
    says: `"${pattern}"`,
    mended: { reading: { dateFormat: { date: pattern } } },
  })),
  {
    name: "two-digit-years",
    content: fileOf(date((y, m, d) => `${two(d)}.${two(m)}.${y % 100}`)),
    says: 'dateFormat: "d.M.yy"',
    mended: { reading: { dateFormat: { date: "dd.MM.yy" } } },
  },
  {
    name: "day-or-month",
    content: fileOf(date((y, m, d) => `${two(1 + (d % 9))}/${two(m)}/${y}`)),
    says: '"dmy" or "mdy", whichever the file means',
    mended: null,
  },
  {
    name: "days-and-months-mixed",
    content: fileOf(date((y, m, d, row) => (row % 2 === 0 ? `${d}/${m}/${y}` : `${m}/${d}/${y}`))),
    says: "both days and months in the first place",
    mended: null,
  },
  {
    name: "zone-behind",
    content: fileOf({ date: ({ day }) => `${day} 1${day.slice(-1)}:00:00 -0500` }),
    says: "right",
  },
  ...(
    [
      ["seconds", (day: string) => moment(day) / 1000, "s"],
      ["microseconds", (day: string) => moment(day) * 1000, "us"],
      ["days-since-1970", (day: string) => moment(day) / 86_400_000, "day"],
      ["serial-days", (day: string) => moment(day) / 86_400_000 + 25_569, "excel"],
      ["serial-days-with-time", (day: string) => moment(day) / 86_400_000 + 25_569.5, "excel"],
    ] as const
  ).map(([name, write, dateUnit]) => ({
    name,
    content: fileOf({ date: ({ day }) => String(write(day)) }),
    says: `dateUnit: "${dateUnit}"`,
    mended: { columns: { dateUnit } },
  })),
  { name: "milliseconds", content: fileOf({ date: ({ day }) => String(moment(day)) }), says: "right" },
  {
    name: "midnight-in-shanghai",
    content: fileOf({ date: ({ day }) => new Date(moment(day) - 8 * 3_600_000).toISOString() }),
    says: 'timeZone: "Asia/Shanghai"',
    mended: { columns: { timeZone: "Asia/Shanghai" } },
  },
  {
    name: "midnight-in-berlin",
    content: fileOf({
      date: ({ day }) => new Date(moment(day) - (day >= "2026-03-30" ? 2 : 1) * 3_600_000).toISOString(),
    }),
    says: 'timeZone: "Europe/Berlin"',
    mended: { columns: { timeZone: "Europe/Berlin" } },
  },
  {
    name: "future",
    content: fileOf({}, { below: "A2000,C1,2062-01-05,5.00\n" }),
    says: 'end: "2026-05-01"',
    mended: { columns: { end: "2026-05-01" } as never },
  },
  {
    name: "thirtieth-of-february",
    content: fileOf({}, { below: "A2000,C1,2026-02-30,5.00\n" }),
    says: "2026-02-30",
    mended: null,
  },
];

/** Files with ids that are none, or several for one customer. */
const ids: readonly MessyFile[] = [
  ...["NULL", "N/A", "guest", "0", "散客"].map((id) => ({
    name: `nobody-${id === "散客" ? "in-chinese" : id === "N/A" ? "not-available" : id.toLowerCase()}`,
    content: fileOf({ customer: every5th(id, (customer) => customer) }),
    orders: trueOrders.filter((_, row) => row % 5 !== 0),
    says: `missing: { "customer": ["${id}"] }`,
    mended: { reading: { missing: { customer: [id] } }, columns: { missingCustomer: "drop" as const } },
  })),
  {
    name: "no-customer",
    content: fileOf({ customer: every5th("", (customer) => customer) }),
    orders: trueOrders.filter((_, row) => row % 5 !== 0),
    says: 'missingCustomer: "drop"',
    mended: { columns: { missingCustomer: "drop" } },
  },
  ...((
    [
      ["case", (id: string) => id.toLowerCase(), (id: string) => id.toUpperCase()],
      ["blanks", (id: string) => `${id}\u00a0`, (id: string) => id.trim()],
      ["zero-width-marks", (id: string) => `\u200b${id}`, (id: string) => id.replace(/\u200b/g, "")],
      ["unicode-form", (id: string) => id.replace("C", "\uff23"), (id: string) => id.normalize("NFKC")],
    ] as const
  ).map(([name, write, mend]) => ({
    name: `ids-in-other-${name}`,
    content: fileOf({ customer: ({ customer }, row) => (row % 5 === 0 ? write(customer) : customer) }),
    says: "that differ from another only in",
    mended: { change: (table) => table.withColumn("customer", (row) => mend(String(row["customer"]))) } as const,
  })) as readonly MessyFile[]),
  {
    name: "leading-zeros",
    content: fileOf({ customer: ({ customer }) => customer.replace("C", "000") }),
    orders: trueOrders.map((order) => ({ ...order, customer: order.customer.replace("C", "000") })),
    says: "right",
  },
];

/** Rows two by two are the lines of one order: its quantity and price each, and its total. */
const lineOf = (row: number) => ({ quantity: 1 + (row % 3), price: 5.5 + (row % 7) });
const firstOf = (row: number) => trueOrders[row - (row % 2)]!;
const totalOf = (row: number) =>
  [row - (row % 2), row - (row % 2) + 1].reduce((sum, one) => sum + lineOf(one).quantity * lineOf(one).price, 0);
const lines: Record<string, Writer> = {
  order: (_, row) => firstOf(row).order,
  customer: (_, row) => firstOf(row).customer,
  date: (_, row) => firstOf(row).day,
  quantity: (_, row) => String(lineOf(row).quantity),
  price: (_, row) => lineOf(row).price.toFixed(2),
};
const ordersOfLines = trueOrders.flatMap((order, row) => (row % 2 === 0 ? [{ ...order, amount: totalOf(row) }] : []));

/** Files in which rows or amounts mean something else than a purchase. */
const meanings: readonly MessyFile[] = [
  ...(
    [
      ["cancelled", "status", "Cancelled"],
      ["voided", "Financial Status", "voided"],
      ["pending", "status", "pending"],
      ["failed", "payment status", "failed"],
      ["cancelled-in-chinese", "订单状态", "已取消"],
      ["cancelled-in-german", "Zustand", "storniert"],
    ] as const
  ).map(([name, column, state]) => ({
    name,
    content: fileOf({ [column]: (_, row) => (row % 5 === 0 ? state : "done") }),
    orders: trueOrders.filter((_, row) => row % 5 !== 0),
    says: `leave them out: orders.where((row) => !(row["${column}"] === "${state}"))`,
    mended: { rows: (row: Readonly<Record<string, unknown>>) => row[column] !== state } as never,
  })),
  {
    name: "positive-refunds",
    content: fileOf({ type: (_, row) => (row % 5 === 0 ? "refund" : "sale") }),
    orders: trueOrders.map((order, row) => (row % 5 === 0 ? { ...order, amount: -order.amount } : order)),
    says: "make their amounts negative",
    mended: {
      change: (table) =>
        table.withColumn("amount", (row) => (row["type"] === "refund" ? -1 : 1) * Number(row["amount"])),
    },
  },
  {
    name: "several-currencies",
    content: fileOf({ currency: (_, row) => (row % 5 === 0 ? "USD" : "EUR") }),
    orders: trueOrders.filter((_, row) => row % 5 !== 0),
    says: 'row["currency"] === "EUR"',
    mended: { rows: (row) => row["currency"] === "EUR" },
  },
  {
    name: "doubled-rows",
    content: fileOf({}, { orders: [...trueOrders, ...trueOrders.slice(0, 10)] }),
    says: "rows that repeat an earlier row in every column",
    mended: null,
  },
  {
    name: "total-on-every-line",
    content: fileOf({ ...lines, amount: (_, row) => totalOf(row).toFixed(2) }),
    orders: ordersOfLines,
    says: 'amount: { quantity: "quantity", price: "price" }',
    mended: { columns: { amount: { quantity: "quantity", price: "price" } } },
  },
  {
    name: "total-on-first-line",
    content: fileOf({
      ...lines,
      amount: (_, row) => (row % 2 === 0 ? totalOf(row).toFixed(2) : ""),
      quantity: null,
      price: null,
    }),
    orders: ordersOfLines,
    says: 'orders.where((row) => row["amount"] !== null)',
    mended: { rows: (row) => row["amount"] !== null },
  },
  {
    name: "price-is-total",
    content: fileOf({
      amount: null,
      product: (_, row) => `P${row % 5}`,
      quantity: (_, row) => String(1 + ((row * 3) % 4)),
      price: (_, row) => String((1 + ((row * 3) % 4)) * (3 + (row % 5))),
    }),
    orders: trueOrders.map((order, row) => ({ ...order, amount: (1 + ((row * 3) % 4)) * (3 + (row % 5)) })),
    says: 'amount: "price"',
    mended: { columns: { amount: "price" } },
  },
];

/** Files whose columns are easily mistaken for each other; all are right at once. */
const columns: readonly MessyFile[] = [
  {
    name: "updated-beside-created",
    content: fileOf({ date: null, created_at: ({ day }) => day, updated_at: () => "2026-04-30" }),
  },
  {
    name: "manager-beside-user",
    content: fileOf({
      customer: null,
      account_manager: (_, row) => `M${row % 3}`,
      user_id: ({ customer }) => customer,
    }),
  },
  {
    name: "tax-beside-total",
    content: fileOf({
      amount: null,
      tax_total: (order) => (order.amount / 5).toFixed(2),
      shipping_total: () => "4.90",
      total: (order) => order.amount.toFixed(2),
    }),
  },
  {
    name: "document-number-beside-amount",
    content: fileOf({ order: null, "Document Number": (_, row) => String(700_001 + row) }),
  },
  {
    name: "bill-to-name",
    content: fileOf({ "Bill-to Name": (_, row) => `Person ${row}`, "Ship-to Name": (_, row) => `Person ${row}` }),
  },
  {
    name: "chinese-columns",
    content: fileOf({
      ...{ order: null, customer: null, date: null, amount: null },
      ...{ 订单号: ({ order }) => order, 客户编号: ({ customer }) => customer, 订单日期: ({ day }) => day },
      ...{ 金额: (order) => order.amount.toFixed(2), 数量: (_, row) => String(1 + (row % 3)) },
    }),
  },
  {
    name: "german-columns",
    content: fileOf({
      ...{ order: null, customer: null, date: null, amount: null },
      ...{ Bestellnummer: ({ order }) => order, Kundennummer: ({ customer }) => customer },
      ...{ Bestelldatum: ({ day }) => day, Betrag: (order) => order.amount.toFixed(2) },
    }),
  },
  {
    name: "french-columns",
    content: fileOf({
      ...{ order: null, customer: null, date: null, amount: null },
      ...{ "Numéro de commande": ({ order }) => order, "Code client": ({ customer }) => customer },
      ...{ "Date de commande": ({ day }) => day, Montant: (order) => order.amount.toFixed(2) },
    }),
  },
].map((file) => ({ ...file, says: "right" }));

export const messyFiles: readonly MessyFile[] = [...layouts, ...numbers, ...dates, ...ids, ...meanings, ...columns];
