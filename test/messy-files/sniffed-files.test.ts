import { describe, expect, it } from "vitest";
import { checkOrders, type OrderColumns, readCsv, sniffCsv, summarizeCustomers } from "../../src/index.js";
import { encoded } from "./encoded.js";
import { fileOf, trueOrders, type Writer } from "./true-orders.js";

const asOf = "2026-05-01";
const parts = (day: string) => day.split("-").map(Number) as [number, number, number];
const two = (value: number) => String(value).padStart(2, "0");
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const weekdays = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const date = (write: (year: number, month: number, day: number, row: number) => string) => ({
  date: (({ day }, row) => write(...parts(day), row)) as Writer,
});
const amount = (write: (amount: number, row: number) => string) => ({
  amount: ((order, row) => write(order.amount, row)) as Writer,
});
const person = (name: string) => ({ person: () => name });
const german = (value: number) => value.toFixed(2).replace(".", ",");
const wholeYen = (value: number) => String(Math.round(value * 100)).replace(/\B(?=(\d{3})+$)/g, ",");
const lines = (file = fileOf()) => file.trimEnd().split("\n");

/** Text of ASCII and the sign of the euro, which some releases of Node do not know at its place. */
const inWindows1252 = (text: string) => Uint8Array.from([...text], (one) => (one === "€" ? 0x80 : one.charCodeAt(0)));

/** Revenue by customer, in whole units of `unit`. */
function revenues(rows: Iterable<{ readonly customer: unknown; readonly revenue: number | null }>, unit: number) {
  const sums = new Map<string, number>();
  for (const { customer, revenue } of rows) {
    sums.set(String(customer), (sums.get(String(customer)) ?? 0) + (revenue ?? 0) / unit);
  }
  return [...sums].map(([customer, sum]) => [customer, Math.round(sum * 100)]).sort();
}

const truth = revenues(
  trueOrders.map((order) => ({ customer: order.customer, revenue: order.amount })),
  1,
);
const trueDays = [...new Set(trueOrders.map(({ day }) => day))].sort();

/** What becomes of a file that is read with what was found in it, and of the columns that were suggested. */
async function readAsFound(content: string | Uint8Array) {
  const { options, ambiguous } = await sniffCsv(content);
  const table = await readCsv(content, options);
  const { suggested, findings } = checkOrders(table, { asOf });
  return { options, ambiguous, table, suggested, findings };
}

const encodings: readonly (readonly [encoding: string, person: string])[] = [
  ["windows-1252", "Renée Müller"],
  ["windows-1251", "Кузнецова"],
  ["windows-1250", "Łukasz Żak"],
  ["koi8-r", "Сидоров Пётр"],
  ["macintosh", "Jérôme Lefèvre"],
  ["gb18030", "王小明"],
  ["big5", "陳雅婷"],
  ["shift_jis", "佐藤さん"],
  ["euc-jp", "高橋さま"],
  ["euc-kr", "김철수"],
];

const rightFiles: readonly (readonly [name: string, content: string | Uint8Array, options: object])[] = [
  ...encodings.map(([encoding, name]) => [encoding, encoded(fileOf(person(name)), encoding), { encoding }] as const),
  ["one accent", encoded(fileOf({ person: (_, row) => (row === 7 ? "Élie" : "Ada") }), "windows-1252"), {}],
  ["a euro in windows-1252", inWindows1252(fileOf(amount((x) => `${x.toFixed(2)} €`))), { currency: true }],
  ...(
    [
      ["carets", "^"],
      ["tildes", "~"],
      ["unit separators", "\u001f"],
      ["colons", ":"],
      ["blanks", " "],
    ] as const
  ).map(([name, delimiter]) => [name, fileOf({}, { delimiter }), { delimiter }] as const),
  [
    "blanks behind commas, before quotes",
    lines()
      .map((line) => `"${line.replaceAll(",", '", "')}"`)
      .join("\n"),
    {},
  ],
  [
    "delimiters at the end of every line",
    lines()
      .map((line) => `${line},,`)
      .join("\n"),
    {},
  ],
  [
    "delimiters at the end of rows",
    lines()
      .map((line, i) => (i === 0 ? line : `${line},`))
      .join("\n"),
    {},
  ],
  ["a name twice", fileOf({ " amount": () => "1" }).replace(" amount", "amount"), {}],
  ["a line of units", fileOf().replace("\n", "\n,,YYYY-MM-DD,EUR\n"), {}],
  ["a line of types", fileOf().replace("\n", "\ntext,text,date,number\n"), {}],
  ["a line of dashes", fileOf({}, { delimiter: "|" }).replace("\n", "\n-----|-----|-----|-----\n"), {}],
  ["ids that begin with a mark of comments", fileOf({ order: (_, row) => `# ${1001 + row}` }), {}],
  ["rows of nothing but delimiters at the end", `${fileOf()},,,\n,,,\n`, { footer: 2 }],
  ...["Gesamtsumme", "Totaal", "Razem", "Итого", "合計", "합계", "Total général", "Average"].map(
    (word) => [`a footer ${word}`, `${fileOf()}${word},,,9999.50\n`, { footer: 1 }] as const,
  ),
  [
    "full-width digits",
    fileOf(amount((x) => x.toFixed(2).replace(/\d/g, (d) => String.fromCharCode(0xff10 + +d)))),
    {},
  ],
  ["minus signs", fileOf(amount((x, row) => (row === 0 ? "−5.00" : x.toFixed(2)))), {}],
  ["blanks that do not break", fileOf(amount((x) => `\u00a0${x.toFixed(2)}\u00a0`)), {}],
  ["zero-width marks", fileOf(amount((x) => `${x.toFixed(2)}\u200b`)), {}],
  ["amounts without cents", fileOf(amount((x) => (x % 1 === 0 ? `CHF ${x}.–` : `CHF ${x.toFixed(2)}`))), {}],
  ["German amounts without cents", fileOf(amount((x) => (x % 1 === 0 ? `${x},- €` : `${german(x)} €`))), {}],
  ["apostrophes and commas", fileOf(amount((x) => german(x).replace(/(\d)(\d{3}),/, "$1'$2,"))), {}],
  ["PostgreSQL's moments", fileOf(date((y, m, d) => `${y}-${two(m)}-${two(d)} 10:30:00+00`)), {}],
  ["names of months", fileOf(date((y, m, d) => `${months[m - 1]} ${d}, ${y}`)), {}],
  ["Oracle's months", fileOf(date((y, m, d) => `${two(d)}-${months[m - 1]!.toUpperCase()}-${y}`)), {}],
  ["months, years of two digits", fileOf(date((y, m, d) => `${two(d)}-${months[m - 1]}-${y % 100}`)), {}],
  [
    "moments of mails",
    fileOf(
      date((y, m, d) => {
        const weekday = weekdays[new Date(Date.UTC(y, m - 1, d)).getUTCDay()];
        return `${weekday}, ${two(d)} ${months[m - 1]} ${y} 10:30:00 GMT`;
      }),
    ),
    {},
  ],
  ["Korean dates", fileOf(date((y, m, d) => `${y}. ${m}. ${d}.`)), {}],
  ["Korean words", fileOf(date((y, m, d) => `${y}년 ${m}월 ${d}일`)), {}],
  ["Chinese hours", fileOf(date((y, m, d) => `${y}年${two(m)}月${two(d)}日10时30分`)), {}],
  ["German hours", fileOf(date((y, m, d) => `${two(d)}.${two(m)}.${y}, 10:30 Uhr`)), {}],
  ["full-width dates", fileOf(date((y, m, d) => `${y}－${two(m)}－${two(d)}`.replace("20", "２０"))), {}],
  ["two forms", fileOf(date((y, m, d, row) => `${row % 2 ? `${y}-${two(m)}-${two(d)}` : `${d}/${m}/${y}`}`)), {}],
  ["years of two digits first", fileOf(date((y, m, d) => `${y % 100}/${two(m)}/${two(d)}`)), {}],
  ...["(null)", "无", "k.A.", ".", "#REF!", "—"].map(
    (token) =>
      [`missing ${token}`, fileOf({ weight: (_, row) => (row % 3 ? "1.5" : token) }), { missing: [token] }] as const,
  ),
];

describe("a file read with what sniffCsv finds", () => {
  it.each(rightFiles)("is read right: %s", async (name, content, options) => {
    const { options: found, ambiguous, table, suggested } = await readAsFound(content);
    expect(ambiguous).toEqual([]);
    expect(found).toMatchObject(options);
    expect(table.columnNames).toEqual(expect.arrayContaining(["order", "customer", "date", "amount"]));
    expect(suggested).toMatchObject({ customer: "customer", date: "date", amount: "amount" });
    const summary = summarizeCustomers(table, suggested as OrderColumns);
    const off = name === "minus signs" ? trueOrders[0]!.amount + 5 : 0;
    const expected = truth.map(([customer, cents]) => [
      customer,
      (cents as number) - (customer === trueOrders[0]!.customer ? Math.round(off * 100) : 0),
    ]);
    expect(revenues(summary.toRows(), 1)).toEqual(expected);
    const moments = Array.from(table.column("date").toArray(), (moment) => new Date(Number(moment)));
    expect([...new Set(moments.map((moment) => moment.toISOString().slice(0, 10)))].sort()).toEqual(trueDays);
  });

  it("is read in yen and won, which have no decimals", async () => {
    for (const mark of ["円", "원"]) {
      const { ambiguous, table, suggested } = await readAsFound(fileOf(amount((x) => `${wholeYen(x)}${mark}`)));
      expect(ambiguous).toEqual([]);
      const summary = summarizeCustomers(table, suggested as OrderColumns);
      expect(revenues(summary.toRows(), 100)).toEqual(truth);
    }
  });

  it("keeps ids that look like amounts of a currency", async () => {
    const { table, suggested } = await readAsFound(fileOf({ customer: ({ customer }) => `VIP${customer.slice(1)}` }));
    expect(table.column("customer").type).toBe("string");
    expect(suggested.customer).toBe("customer");
  });

  it("leaves amounts in several currencies text, and says so", async () => {
    const { options, ambiguous, table } = await readAsFound(
      fileOf(amount((x, row) => `${row % 3 ? "€" : "$"}${x.toFixed(2)}`)),
    );
    expect(options.types).toEqual({ amount: "string" });
    expect(table.column("amount").type).toBe("string");
    expect(ambiguous.join()).toContain("several currencies");
  });

  it("names what it cannot settle", async () => {
    const ambiguousIn = async (content: string) => (await sniffCsv(content)).ambiguous.join("\n");
    expect(await ambiguousIn("d,n\n26/01/05,5\n26/03/21,6\n")).toContain('"d/M/yy" or "yy/M/d"');
    expect(await ambiguousIn("d,n\n05012026,5\n06022026,6\n")).toContain('"dmy" or "mdy"');
    expect(await ambiguousIn("a     b     c\n1     2     3\n4     5     6   7 8\n")).toContain("one column");
    const dos = Uint8Array.from([...new TextEncoder().encode("n\nRen"), 0x82, 10]);
    expect((await sniffCsv(dos)).ambiguous.join()).toContain("no encoding reads well");
  });
});

describe("a file that is no CSV", () => {
  it.each([
    ["JSON", '[{"a": 1}]', "JSON.parse"],
    ["lines of JSON", '{"a": 1}\n{"a": 2}\n', "of each line"],
    ["HTML", "<html><table><tr><td>1</td></tr></table></html>", "save it as CSV"],
    ["XML", '<?xml version="1.0"?>\n<Workbook/>\n', "save it as CSV"],
    ["PDF", "%PDF-1.7\n1 0 obj\n", "export the data as CSV"],
    ["an old workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "save it as .xlsx"],
  ])("is refused with what to do: %s", async (_, content, says) => {
    await expect(readCsv(content)).rejects.toThrow(says);
    await expect(sniffCsv(content)).rejects.toThrow(says);
  });

  it("is refused as one column, with the delimiter it seems to have", async () => {
    await expect(readCsv("a^b^c\n1^2^3\n")).rejects.toThrow('delimiter: "^"');
    const check = checkOrders([{ "customer   date": "ada   2026-01-05" }]);
    expect([...check.findings.column("code")]).toContain("one-column");
  });
});

describe("what the check of a file advises", () => {
  const advice = (orders: Parameters<typeof checkOrders>[0], code: string) =>
    checkOrders(orders, { asOf })
      .findings.toRows()
      .find((row) => row.code === code)?.advice;
  const column = (name: "date" | "amount", write: (row: number) => unknown) => ({
    customer: trueOrders.map((order) => order.customer),
    date: trueOrders.map((order) => order.day),
    amount: trueOrders.map((order) => order.amount),
    [name]: trueOrders.map((_, row) => write(row)),
  });

  it("is an option that reads every cell, or none", () => {
    const dates = (write: (row: number) => unknown) => advice(column("date", write), "unreadable-date");
    expect(dates((row) => (row === 3 ? "2026-02-31" : "2026-02-01"))).not.toContain("dateFormat");
    expect(dates(() => "2026-01-05 10:30 EST")).not.toContain("dateFormat");
    expect(dates((row) => (row % 2 ? "13/01/2026" : "46027"))).toContain("serial days");
    expect(dates((row) => (row % 2 ? "5 Jan 2026" : "N/A"))).toContain('"d MMM yyyy", missing: ["N/A"]');
    const amounts = (write: (row: number) => unknown) => advice(column("amount", write), "unreadable-amount");
    expect(amounts((row) => `1.${100 + row},50 €`)).toContain('decimal: ",", thousands: ".", currency: true');
    expect(amounts((row) => (row === 3 ? "inf" : `${row}.5`))).toContain('missing: ["inf"]');
  });

  it("makes nanoseconds dates", () => {
    const orders = column("date", (row) => `${1_767_600_000 + row}000000000`);
    expect(advice(orders, "unreadable-date")).toContain("/ 1e6");
  });

  it("names what digits of dates are: months, minutes, years", () => {
    const digits = (write: (row: number) => number) => advice(column("date", write), "date-digits");
    expect(digits((row) => 202_601 + (row % 12))).toContain('"yyyyMM"');
    expect(digits((row) => 260_101 + (row % 28))).toContain('"yyMMdd"');
    expect(digits((row) => 202_601_010_930 + (row % 28))).toContain('"yyyyMMddHHmm"');
    expect(digits((row) => 2020 + (row % 6))).toContain('"yyyy"');
  });

  it("leaves out names that come again on a new page", () => {
    const repeated = [{ customer: "customer", date: "date", amount: "amount" }];
    const orders = [
      ...trueOrders.map(({ customer, day, amount: paid }) => ({ customer, date: day, amount: `${paid}` })),
    ];
    expect(advice([...orders, ...repeated], "repeated-header")).toContain('row["customer"] !== "customer"');
  });

  it("takes no time for midnight where no zone has its midnight", () => {
    expect(
      advice(
        column("date", (row) => `2026-01-${two(1 + (row % 28))}T10:30:00Z`),
        "midnight-elsewhere",
      ),
    ).toBeUndefined();
    expect(
      advice(
        column("date", (row) => `2026-01-${two(1 + (row % 28))}T18:30:00Z`),
        "midnight-elsewhere",
      ),
    ).toContain("Kolkata");
  });
});
