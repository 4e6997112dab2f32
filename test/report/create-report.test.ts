import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it } from "vitest";
import { acsi, fitBgNbd, summarizeCustomers } from "../../src/index.js";
import { createRandom } from "../../src/numeric/index.js";
import { createReport } from "../../src/report/index.js";
import { someOrders } from "../charts/chart-cases.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const hostile = `<img src=x onerror="alert(1)">`;

/** Orders of customers with names that would be markup if they were not text. */
function namedOrders() {
  return someOrders(30)
    .toRows()
    .map((row) => ({ ...row, customer: `${hostile} & 'c'${row.customer}` }));
}

const documentOf = (html: string) => parseHTML(html).document;
const textOf = (html: string): string => documentOf(html).body.textContent ?? "";

let html: string;

beforeAll(async () => {
  html = await createReport(namedOrders(), { ...columns, title: "Ours <b>" });
});

describe("createReport", () => {
  it("gives the same bits twice", async () => {
    expect(await createReport(namedOrders(), { ...columns, title: "Ours <b>" })).toBe(html);
  });

  it("answers what a manager asks, before any chapter", async () => {
    const key = documentOf(await createReport(someOrders(100), columns)).querySelector(".key")!.textContent!;
    expect(key).toMatch(/The best customers.* are /);
    expect(key).toMatch(/top 20% of customers bring \d+(\.\d)?% of revenue \(95% interval/);
    expect(key).toMatch(/the last full quarter, \d+ of \d+ customers were lost: .*95% interval/);
    expect(key).toMatch(/expected to bring \S+ of revenue in the next year \(95% interval/);
    expect(key).toMatch(/Contact the \d+ good customers who are overdue/);
  });

  it("calls what a margin leaves profit, wherever it speaks of the next year", async () => {
    const page = await createReport(someOrders(100), { ...columns, margin: 0.3 });
    const text = textOf(page);
    expect(text).toMatch(/by the profit expected of each in the next year/);
    expect(text).toMatch(/expected to bring \S+ of profit \(30% of what they spend\) in the next year/);
    expect(text).toContain("Profit of the next year");
    expect(text).not.toMatch(/revenue, not profit|unless a margin was given/);
    const plain = textOf(await createReport(someOrders(100), columns));
    expect(plain).toContain("Revenue of the next year");
    expect(plain).not.toMatch(/[Pp]rofit (of|expected)/);
  });

  it("counts every buyer as one who ever bought, also who came and was lost within a quarter", async () => {
    const orders = [
      ...someOrders(40).toRows(),
      { customer: 9001, date: new Date("2024-01-02"), amount: 5 },
      { customer: 9002, date: new Date("2024-07-02"), amount: 5 },
    ];
    const text = textOf(await createReport(orders, { ...columns, lapsedAfter: 30 }));
    const [, customers] = /([\d,]+) customers, revenue of/.exec(text)!;
    const [, bought, now, silent] =
      /Of the (\d+) customers who ever bought (\d+) are customers now, and (\d+) have/.exec(text)!;
    expect(bought).toBe(customers);
    expect(Number(now) + Number(silent)).toBe(Number(bought));
  });

  it("draws every chart once more for narrow screens", () => {
    const figures = [...documentOf(html).querySelectorAll("figure")];
    expect(figures.length).toBeGreaterThan(5);
    for (const figure of figures) {
      const widths = [...figure.querySelectorAll("svg")].map((svg) => svg.getAttribute("width"));
      expect(widths).toEqual(["560", "360"]);
    }
  });

  it("says in every chapter how it was computed and what it cannot say", () => {
    const sections = [...documentOf(html).querySelectorAll("main > section")].slice(1);
    expect(sections.length).toBeGreaterThan(7);
    for (const section of sections) {
      expect(section.querySelectorAll(".findings li").length).toBeGreaterThan(0);
      expect(section.textContent).toContain("How it was computed.");
      expect(section.textContent).toContain("What it cannot say.");
    }
  });

  it("loads nothing and runs nothing but its own script, which its policy names by hash", () => {
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toMatch(/<(link|iframe|object|embed|img|base)\b/);
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
    expect(scripts).toHaveLength(1);
    const hash = createHash("sha256").update(scripts[0]![1]!).digest("base64");
    expect(html).toContain(`script-src 'sha256-${hash}'`);
    expect(html).not.toContain("unsafe-eval");
    expect(scripts[0]![1]).not.toMatch(/\beval\b|new Function|innerHTML/);
  });

  it("shows names from the data as text, in tables, sentences, charts and files", () => {
    const document = documentOf(html);
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(document.querySelector("h1")!.textContent).toBe("Ours <b>");
    expect(textOf(html)).toContain(hostile);
    for (const element of document.querySelectorAll("*")) {
      for (const name of element.getAttributeNames()) expect(name).not.toMatch(/^on/);
    }
  });

  it("has a button in every head of a table, and a CSV file for every table", () => {
    const document = documentOf(html);
    const tables = [...document.querySelectorAll("table")];
    expect(tables.length).toBeGreaterThan(5);
    for (const head of document.querySelectorAll("th")) {
      expect(head.getAttribute("aria-sort")).toBe("none");
      expect(head.getAttribute("scope")).toBe("col");
      expect(head.querySelector("button")!.textContent).not.toBe("");
    }
    const links = [...document.querySelectorAll("a.download")];
    expect(links).toHaveLength(tables.length);
    const segments = links.find((link) => link.getAttribute("download") === "segments.csv")!;
    const csv = decodeURIComponent(segments.getAttribute("href")!.slice("data:text/csv;charset=utf-8,".length));
    expect(csv).toMatch(/^\ufeffsegment,customers,share/);
    expect(csv.split("\n").length).toBeGreaterThan(5);
  });

  it("escapes formulas in its CSV files", async () => {
    const orders = someOrders(20)
      .toRows()
      .map((row) => ({ ...row, customer: `=cmd|${row.customer}` }));
    const page = documentOf(await createReport(orders, columns));
    const link = [...page.querySelectorAll("a.download")].find(
      (one) => one.getAttribute("download") === "best-customers.csv",
    )!;
    expect(decodeURIComponent(link.getAttribute("href")!)).toMatch(/\n"?'=cmd/);
  });

  it("writes the currency where it is known, and else says that it is the one of the file", async () => {
    expect(textOf(html)).toContain("(amounts are in the currency of the file)");
    const headsOf = (page: string) => [...documentOf(page).querySelectorAll("th")].map((head) => head.textContent);
    expect(headsOf(html)).toContain("Revenue so far");
    for (const [currency, amount, head] of [
      ["£", /revenue of £\d/, "Revenue so far (£)"],
      ["GBP", /revenue of GBP \d/, "Revenue so far (GBP)"],
      ["元", /revenue of [\d.]+k?元/, "Revenue so far (元)"],
    ] as const) {
      const page = await createReport(namedOrders(), { ...columns, currency });
      expect(textOf(page)).toMatch(amount);
      expect(textOf(page)).not.toContain("currency of the file");
      expect(headsOf(page)).toContain(head);
    }
    for (const currency of ["", "  ", 3, "x".repeat(21)]) {
      const wrong = { ...columns, currency } as never;
      await expect(createReport(namedOrders(), wrong)).rejects.toMatchObject({ code: "invalid-option" });
    }
  });

  it("calls customers overdue from one probability on, in the bars, the sentence and the list", async () => {
    const document = documentOf(html);
    const list = [...document.querySelectorAll("table")].find((one) => one.textContent!.includes("who are overdue"))!;
    const probabilities = [...list.querySelectorAll("tbody tr")].map((row) =>
      Number(row.querySelectorAll("td")[3]!.getAttribute("data-value")),
    );
    expect(probabilities.length).toBeGreaterThan(0);
    for (const probability of probabilities) expect(probability).toBeGreaterThanOrEqual(0.9);
    expect(textOf(html)).toMatch(/probability of 90% or more/);
    expect(textOf(html)).toMatch(/overdue from 90% on/);
  });

  it("speaks Chinese", async () => {
    const chinese = await createReport(namedOrders(), { ...columns, locale: "zh" });
    expect(chinese).toContain('<html lang="zh">');
    const text = textOf(chinese);
    expect(text).toMatch(/前20%的客户带来/);
    expect(text).toMatch(/首先应做什么/);
    // Sentences of the report itself hold no English; words from the data and names of methods may.
    for (const heading of documentOf(chinese).querySelectorAll("h2"))
      expect(heading.textContent).toMatch(/[\u4e00-\u9fff]/);
  });

  it("has a chapter for each model, for a survey and for a log of contacts", async () => {
    const orders = someOrders(30);
    const answers = Array.from({ length: 80 }, (_, i) => ({
      a: 3 + ((i * 7) % 8),
      b: 2 + ((i * 5) % 9),
      recommend: (i * 3) % 11,
    }));
    const contacts = Array.from({ length: 90 }, (_, i) => ({
      customer: i + 1,
      date: i % 2 === 0 ? "2025-12-01" : "2025-01-01",
      channel: ["mail", hostile][i % 2]!,
    }));
    const page = await createReport(orders, {
      ...columns,
      models: { "purchases <i>": fitBgNbd(summarizeCustomers(orders, { ...columns, unit: "week" })) },
      survey: { answers, recommend: "recommend" },
      contacts,
    });
    const text = textOf(page);
    expect(text).toContain("Model: purchases <i>");
    expect(text).toMatch(/The net promoter score is/);
    expect(text).toMatch(/90 contacts; \d+ customers heard from you/);
    expect(documentOf(page).querySelector("#contacts")).not.toBeNull();
  });

  it("fits the model that a survey is given with, and says what to improve", async () => {
    const random = createRandom(3);
    const answers = Array.from({ length: 120 }, () => {
      const mood = 6 + 2 * random.normal();
      const say = () => Math.min(10, Math.max(1, Math.round(mood + random.normal())));
      return { q1: say(), q2: say(), s1: say(), s2: say(), l1: say() };
    });
    const model = {
      constructs: {
        quality: { items: ["q1", "q2"] },
        satisfaction: { items: ["s1", "s2"] },
        loyalty: { items: ["l1"] },
      },
      paths: [
        { from: "quality", to: "satisfaction" },
        { from: "satisfaction", to: "loyalty" },
      ],
      scale: [1, 10],
    };
    const page = await createReport(someOrders(20), { ...columns, survey: { answers, model } });
    const chapter = documentOf(page).querySelector('[aria-labelledby="survey"]')!;
    expect(chapter.querySelectorAll("svg").length).toBeGreaterThanOrEqual(3);
    expect(chapter.textContent).toMatch(/satisfaction/);
    const text = chapter.textContent!;
    for (const construct of ["quality", "loyalty"]) expect(text).toContain(construct);
  });

  it("takes answers alone, or a fitted model, as a survey", async () => {
    const answers = Array.from({ length: 60 }, (_, i) =>
      Object.fromEntries(["e", "q", "v", "s", "c", "l"].map((item, k) => [item, 1 + ((i * (k + 2) + (i % 5)) % 10)])),
    );
    const model = acsi(answers, {
      expectations: "e",
      quality: "q",
      value: "v",
      satisfaction: "s",
      complaints: "c",
      loyalty: "l",
      complaintsMeasure: "handling",
    });
    const orders = someOrders(12);
    expect(textOf(await createReport(orders, { ...columns, survey: answers }))).toContain("60 respondents");
    expect(textOf(await createReport(orders, { ...columns, survey: model }))).toContain("The strongest effect");
    await expect(createReport(orders, { ...columns, survey: { answer: 42 } })).rejects.toThrow(/survey/);
  });

  it("says what a single chapter lacks, instead of failing", async () => {
    const few = [
      { customer: "a", date: "2026-01-01", amount: 10 },
      { customer: "b", date: "2026-01-02", amount: 20 },
      { customer: "b", date: "2026-01-09", amount: 20 },
    ];
    expect(textOf(await createReport(few, columns))).toContain("There are not enough data to say.");
  });

  it("refuses what no report can be made of", async () => {
    await expect(createReport([], columns)).rejects.toMatchObject({ code: "empty-table" });
    await expect(createReport(namedOrders(), { customer: "customer", date: "date" })).rejects.toMatchObject({
      code: "invalid-option",
    });
    await expect(createReport(namedOrders(), { ...columns, pages: 3 } as never)).rejects.toMatchObject({
      code: "invalid-option",
    });
    await expect(createReport(namedOrders(), { ...columns, customer: "client" })).rejects.toMatchObject({
      code: "unknown-column",
    });
  });
});
