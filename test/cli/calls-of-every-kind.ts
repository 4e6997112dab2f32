import { readFileSync } from "node:fs";
import { example } from "./command-line.js";

/** The first orders of the example: enough for every analysis, and quick. */
export const orders = readFileSync(example, "utf8").split("\n").slice(0, 901).join("\n");

/** Lines of CSV: a header and a row for each number from 0. */
function csv(header: string, rows: number, row: (i: number) => string): string {
  return `${header}\n${Array.from({ length: rows }, (_, i) => row(i)).join("\n")}\n`;
}

const people = csv(
  "customer,age,income,color,group,before,now,deposits,loans,retention,tenure,wallet,total,cost,won,segment",
  60,
  (i) =>
    [
      `c${i}`,
      20 + ((i * 7) % 50),
      1000 + ((i * 137) % 900),
      ["red", "blue", "green"][i % 3],
      i % 2 === 0 ? "a" : "b",
      (i * 31) % 97,
      (i * 53) % 101,
      100 * ((i * 17) % 40),
      50 * ((i * 29) % 30),
      ((i * 13) % 10) / 10,
      (i * 5) % 12,
      ((i * 7) % 10) / 10,
      200 + ((i * 11) % 300),
      20 + ((i * 3) % 90),
      i % 2,
      ["north", "south", "west"][i % 3],
    ].join(","),
);

const tiersBefore = csv("customer,tier,segment,revenue", 9, (i) => `c${i},${"ABC"[i % 3]},${"xyz"[i % 3]},${10 + i}`);
const tiersAfter = csv(
  "customer,tier,segment,revenue",
  10,
  (i) => `c${i},${"AABCC"[i % 5]},${"xxyzz"[i % 5]},${12 + i}`,
);
const survey = csv("q1,q2,q3,q4,q5,q6,q7,stay,recommend", 80, (i) =>
  [0, 1, 2, 3, 4, 5, 6]
    .map((j) => 1 + ((i * 3 + ((i * j * 5) % 4)) % 9) + (i % 2))
    .concat([i % 2, (i * 7) % 11])
    .join(","),
);
const lives = csv(
  "months,left,age,plan",
  50,
  (i) => `${1 + ((i * 7) % 24)},${i % 3 === 0 ? 0 : 1},${20 + ((i * 11) % 50)},${i % 2}`,
);
const trial = csv("arm,bought,spent,x,z", 400, (i) =>
  [
    i % 2 === 0 ? "control" : "mail",
    (i * 7919) % 10 < (i % 2 === 0 ? 3 : 5) ? 1 : 0,
    (i * 31) % 50,
    (i * 17) % 23,
    (i * 13) % 7,
  ].join(","),
);
const treated = trial.replace("arm", "mailed").replaceAll("control", "0").replaceAll("mail,", "1,");
const log = csv("customer,date,channel,outcome,cost,satisfaction,contacts,sales,customers,margin,value", 40, (i) =>
  [
    `c${i % 8}`,
    `2026-01-${String(1 + (i % 28)).padStart(2, "0")}`,
    i % 2 === 0 ? "mail" : "phone",
    i % 3 === 0 ? 1 : 0,
    2 + (i % 4),
    5 + (i % 5),
    20,
    3 + (i % 3),
    2,
    10,
    50,
  ].join(","),
);
const leads = csv(
  "customer,stage,time",
  30,
  (i) => `l${Math.floor(i / 2)},${i % 2 === 0 ? "seen" : "bought"},2026-02-${String(1 + (i % 20)).padStart(2, "0")}`,
);
const deals = csv("customer,start,end,fee,reason", 24, (i) =>
  [
    `c${i}`,
    `2024-${String(1 + (i % 12)).padStart(2, "0")}-01`,
    i % 3 === 0 ? `2025-${String(1 + (i % 12)).padStart(2, "0")}-15` : "",
    10 + (i % 5),
    i % 3 === 0 ? ["price", "moved"][i % 2] : "",
  ].join(","),
);
const complaints = csv("cause,received,resolved,customer", 20, (i) =>
  [
    ["late", "broken", "rude"][i % 3],
    `2026-01-${String(1 + i).padStart(2, "0")}`,
    `2026-02-${String(1 + (i % 9)).padStart(2, "0")}`,
    `c${i}`,
  ].join(","),
);
const ratings = csv(
  "attribute,brand,score,importance",
  12,
  (i) =>
    `${["price", "taste", "reach"][i % 3]},${["we", "they", "others", "more"][i % 4]},${1 + ((i * 5) % 9)},${1 + (i % 3)}`,
);
const sales = csv("product,period,demand,sales,profit", 36, (i) =>
  [
    ["tea", "mug"][i % 2],
    `2024-${String(1 + (Math.floor(i / 2) % 12)).padStart(2, "0")}${i < 24 ? "" : ""}`,
    10 + ((i * 7) % 30),
    100 + i * 3,
    10 + (i % 7),
  ].join(","),
)
  .split("\n")
  .slice(0, 25)
  .join("\n");
const oneProduct = csv(
  "period,sales,profit",
  12,
  (i) => `2025-${String(1 + i).padStart(2, "0")},${100 + 20 * i - i * i},${10 + 3 * i - (i * i) / 4}`,
);
const shopify = `Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Lineitem quantity,Lineitem name,Lineitem price,Created at
#1001,ada@x.org,paid,2026-01-02 10:00:00 +0100,EUR,20,20,2,tea,10,2026-01-02 10:00:00 +0100
#1002,bob@x.org,paid,2026-01-03 10:00:00 +0100,EUR,5,5,1,mug,5,2026-01-03 10:00:00 +0100
`;

const records = csv("id,name,city,street,balance,updated", 40, (i) =>
  [
    `r${i}`,
    ["Ada Stone", "Bob Miller", "Eva Brown", "Carl Green", "Dora Hill"][i % 5] + (i % 7 === 0 ? " " : ""),
    ["Bonn", "Kiel", "Ulm", "Jena"][i % 4],
    `Street ${i % 10}`,
    i * 10,
    `2026-0${1 + (i % 2)}-10`,
  ].join(","),
);
const pages = csv("customer,page,time", 60, (i) =>
  [`c${i % 6}`, ["home", "list", "item", "cart"][(i * 5) % 4], `2026-01-01T10:${String(i).padStart(2, "0")}:00Z`].join(
    ",",
  ),
);
const tree = JSON.stringify({
  name: "all",
  children: [
    { name: "q1", weight: 0.5, column: "q1" },
    { name: "q2", weight: 0.5, column: "q2" },
  ],
});

const lifeEvents = csv(
  "customer,event,date",
  90,
  (i) => `C${String(i % 70).padStart(4, "0")},${["home", "child"][i % 2]},2025-0${1 + (i % 4)}-${10 + (i % 17)}`,
);
const bought = csv(
  "customer,product,date",
  200,
  (i) => `C${String((i * 11) % 90).padStart(4, "0")},${["loan", "fund"][i % 2]},2025-0${1 + (i % 9)}-${10 + (i % 17)}`,
);
const ofSegments = csv(
  "customer,segment",
  500,
  (i) => `C${String(i + 1).padStart(4, "0")},${["new", "loyal", "lost"][i % 3]}`,
);
const stores = csv("store,region,month,sales", 100, (i) => {
  const [store, month] = [Math.floor(i / 5), 1 + (i % 5)];
  const gain = store < 8 && month > 3 ? 6 : 0;
  return `s${store},${store < 8 ? "north" : "south"},${month},${50 + store + ((store * month * 13) % 11) + gain}`;
});

/** Further files that options name. */
export const furtherFiles: Readonly<Record<string, string>> = {
  "tiers-after.csv": tiersAfter,
  "bought.csv": bought,
  "segments.csv": ofSegments,
};

const constructs = [
  "--expectations",
  "q1",
  "--quality",
  "q2,q3",
  "--value",
  "q4",
  "--satisfaction",
  "q5,q6",
  "--complaints",
  "q7",
  "--loyalty",
  "recommend",
];

/** A call of every kind of every command; the file is written first. */
export const calls: Readonly<Record<string, readonly [content: string | null, ...args: readonly string[]]>> = {
  "check orders": [null],
  "check layout": [null],
  "summarize customers": [null, "--unit", "week"],
  "rfm scores": [null, "--bins", "4"],
  "pareto concentration": [null, "--interval", "--samples", "99"],
  "cohorts cohorts": [null, "--by", "quarter"],
  "cluster customers": [people, "--features", "age,income:log", "--k", "3"],
  "cluster count": [people, "--features", "age,income", "--to", "3", "--references", "2", "--resamples", "2"],
  "cluster mixed": [people, "--k", "2", "--categorical", "color", "--numeric", "age,income"],
  "cluster alike": [people, "--features", "age,income", "--good", "c1,c2", "--customer", "customer"],
  "segments pyramid": [null, "--tiers", '[{"name":"top","share":0.1},{"name":"rest","share":0.9}]'],
  "segments abc": [people, "--value", "income", "--shares", "0.7,0.9"],
  "segments rules": [people, "--rules", '[{"name":"young","when":{"age":{"below":30}}}]'],
  "segments value-matrix": [people, "--x", "before", "--y", "now"],
  "segments lifecycle": [people, "--current", "now", "--previous", "before", "--age", "age"],
  "segments states": [people, "--orders", "tenure", "--recency-days", "age", "--potential", "won", "--target", "won"],
  "segments strength": [people, "--wallet-share", "wallet", "--recommendation", "won"],
  "segments relational": [
    people,
    "--relational",
    '[{"column":"tenure","from":3}]',
    "--profit",
    "now",
    "--gain",
    "cost",
    "--current",
    "now",
    "--previous",
    "before",
  ],
  "segments grades": [people, "--indicators", '[{"column":"income","weight":1,"from":1000,"to":2000}]'],
  "segments bank": [people, "--on", "deposits", "--deposits", "deposits"],
  "segments selection": [
    people,
    "--purchases",
    "income",
    "--growth",
    "now",
    "--intangible",
    "tenure",
    "--cost",
    "cost",
    "--risk",
    "age",
    "--ability",
    '[{"name":"staff","points":4}]',
  ],
  "segments channels": [log, "--kinds", '{"mail":"electronic","phone":"branch"}'],
  "segments wallet": [people, "--ours", "cost", "--total", "total"],
  "segments upgrade": [people, "--value", "income", "--target", "1500", "--probability", "0.3"],
  "segments losses": [people, "--revenue", "before", "--direct-cost", "cost", "--service-cost", "tenure"],
  "segments assessment": [people, "--value", "income"],
  "cycles cycles": [null],
  "profit customers": [null, "--direct-cost", '{"share":0.6}'],
  "profit tenure": [null],
  "migration segments": [tiersBefore, "--after", "tiers-after.csv", "--order", "x,y,z"],
  "migration tiers": [tiersBefore, "--after", "tiers-after.csv", "--tier", "tier", "--order", "A,B,C"],
  "compare groups": [people, "--group", "color", "--features", "age,income"],
  "compare pair": [people, "--group", "group", "--a", "a", "--features", "age,income"],
  "value customers": [null, "--horizon", "6", "--model", "bg-nbd"],
  "value models": [null],
  "value alive": [null, "--model", "bg-nbd"],
  "value forecast": [null, "--model", "bg-nbd", "--horizon", "1", "--by", "week"],
  "value simple": [null, "--margin", "100", "--retention", "0.8", "--discount-rate", "0.1", "--unit", "year"],
  "value sensitivity": [null, "--margin", "100", "--retention", "0.8", "--discount-rate", "0.1", "--unit", "year"],
  "churn risk": [null, "--outcome-days", "60"],
  "contracts summary": [
    deals,
    "--customer",
    "customer",
    "--start",
    "start",
    "--end",
    "end",
    "--fee",
    "fee",
    "--as-of",
    "2025-12-31",
  ],
  "contracts rates": [deals, "--customer", "customer", "--start", "start", "--end", "end", "--as-of", "2025-12-31"],
  "contracts balance": [deals, "--customer", "customer", "--start", "start", "--end", "end", "--as-of", "2025-12-31"],
  "contracts reasons": [deals, "--reason", "reason"],
  "contracts retention": ["left\n1000\n869\n743\n653\n593\n551\n517\n491\n", "--survivors", "left"],
  "survival curve": [lives, "--duration", "months", "--event", "left", "--groups", "plan"],
  "survival cox": [lives, "--duration", "months", "--event", "left", "--features", "age"],
  "target keep": [
    people,
    "--value",
    "income",
    "--cost",
    "5",
    "--risk",
    "retention",
    "--success",
    "0.2",
    "--budget",
    "50",
  ],
  "target back": [people, "--value", "income", "--cost", "5", "--probability", "0.1", "--budget", "50"],
  "baskets itemsets": [null, "--basket", "order", "--item", "product"],
  "baskets rules": [null, "--basket", "order", "--item", "product", "--min-confidence", "0.2"],
  "baskets holdings": [null],
  "baskets next": [null, "--event", "product", "--time", "date", "--within", "60"],
  "baskets propensity": [null, "--time", "date", "--days", "60"],
  "baskets life-events": [lifeEvents, "--purchases", "bought.csv", "--within", "45"],
  "recommend offers": [null, "--customer", "customer", "--item", "product", "--date", "date", "--top", "2"],
  "recommend validation": [
    null,
    "--customer",
    "customer",
    "--item",
    "product",
    "--date",
    "date",
    "--cutoff",
    "2025-05-01",
    "--days",
    "60",
  ],
  "recommend segments": [
    null,
    "--customer",
    "customer",
    "--item",
    "product",
    "--date",
    "date",
    "--segments",
    "segments.csv",
    "--top",
    "2",
  ],
  "experiment reading": [trial, "--group", "arm", "--outcome", "bought", "--control", "control", "--value", "spent"],
  "experiment size": [null, "--baseline", "0.1", "--effect", "0.02"],
  "experiment detectable": [null, "--baseline", "0.1", "--per-group", "2000"],
  "experiment difference-in-differences": [
    stores,
    "--group",
    "region",
    "--treated",
    "north",
    "--period",
    "month",
    "--start",
    "4",
    "--outcome",
    "sales",
    "--customer",
    "store",
  ],
  "experiment matched": [treated, "--treated", "mailed", "--outcome", "spent", "--numeric", "x,z"],
  "uplift uplift": [treated, "--outcome", "bought", "--treated", "mailed", "--features", "x,z", "--samples", "20"],
  "funnel funnel": [leads, "--customer", "customer", "--stage", "stage", "--time", "time", "--stages", "seen,bought"],
  "contacts effectiveness": [log, "--by", "channel", "--outcome", "outcome", "--cost", "cost"],
  "contacts pressure": [log, "--outcome", "outcome"],
  "contacts rates": [log, "--by", "channel", "--response", "outcome"],
  "contacts sources": [log, "--source", "channel", "--won", "outcome", "--cost", "cost"],
  "contacts closing": [log, "--by", "channel", "--contacts", "contacts", "--sales", "sales"],
  "contacts acquisition": [log, "--channel", "channel", "--cost", "cost", "--customers", "customers"],
  "economics campaign": [
    null,
    "--investment",
    "1000",
    "--cash-flows",
    "400,400,400",
    "--discount-rate",
    "0.1",
    "--unit",
    "year",
  ],
  "economics retention": [null, "--retention", "0.8", "--discount-rate", "0.1", "--gain", '{"points":0.05}'],
  "economics referrals": [null, "--referrals", "2", "--success", "0.1", "--value", "100"],
  "economics recovery": [
    null,
    "--complaints",
    "100",
    "--stay-recovered",
    "0.7",
    "--stay-otherwise",
    "0.3",
    "--value",
    "50",
  ],
  "economics break-even": [null, "--fixed-costs", "1000", "--price", "10", "--variable-cost", "6"],
  "economics installment": [null, "--price", "10000", "--rate", "0.06", "--term", "24"],
  "economics affordability": [
    null,
    "--price",
    "10000",
    "--rate",
    "0.06",
    "--term",
    "24",
    "--share-of-income",
    "0.3",
    "--income",
    "3000",
  ],
  "economics payback": [null, "--cash-flows", "300,300,600", "--investment", "500"],
  "economics present-value": [null, "--cash-flows", "100,100", "--discount-rate", "0.1", "--unit", "year"],
  "cube cube": [null, "--dimensions", "product", "--measures", "count,sum:amount", "--totals", "all"],
  "satisfaction scores": [survey, "--items", "q1,q2", "--satisfied", "7", "--promoter", "recommend"],
  "satisfaction promoter": [survey, "--item", "recommend"],
  "satisfaction csat": [survey, "--item", "q1", "--scale", "1,11"],
  "satisfaction effort": [survey, "--item", "q1", "--scale", "1,11"],
  "satisfaction index": [survey, "--tree", tree],
  "satisfaction sensitivity": [survey, "--tree", tree, "--draws", "50"],
  "satisfaction acsi": [survey, ...constructs, "--complaints-measure", "handling", "--scale", "0,11"],
  "satisfaction ecsi": [survey, ...constructs, "--image", "q3", "--complaints-measure", "handling", "--scale", "0,11"],
  "satisfaction zones": [survey, "--satisfaction", "q1", "--loyalty", "stay", "--cuts", "4,8"],
  "satisfaction perceived": [
    survey,
    "--quality-given-price",
    "q1",
    "--price-given-quality",
    "q2",
    "--scale",
    '{"from":[1,11]}',
  ],
  "satisfaction worth": [survey, "--satisfaction", "q1", "--outcome", "stay"],
  "satisfaction alpha": [survey, "--items", "q1,q2,q3"],
  "satisfaction complaints": [complaints, "--cause", "cause", "--received", "received", "--resolved", "resolved"],
  "satisfaction sample-size": [null, "--margin", "0.05"],
  "markets position": [ratings, "--attribute", "attribute", "--brand", "brand", "--score", "score"],
  "markets demand": [sales, "--product", "product", "--period", "period", "--demand", "demand"],
  "markets life-cycle": [oneProduct, "--period", "period", "--sales", "sales", "--profit", "profit"],
  "markets affordable": [
    people,
    "--unit-price",
    "100",
    "--size",
    "1",
    "--months",
    "24",
    "--annual-rate",
    "0.06",
    "--income-share",
    "0.3",
  ],
  "shop orders": [shopify, "--shop", "shopify"],
  "signals signals": [null],
  "customer view": [null, "--id", "C0064"],
  "identities records": [records, "--id", "id", "--compare", "name,city,street", "--block", '[["name"],["street"]]'],
  "identities households": [records, "--customer", "id", "--same", '[["street","name"]]', "--measures", "sum:balance"],
  "identities freshness": [records, "--updated", "updated", "--as-of", "2026-03-01", "--fields", "name,street"],
  "response response": [
    trial,
    "--target",
    "bought",
    "--numeric",
    "x,z",
    "--contact-cost",
    "1",
    "--margin-per-response",
    "9",
  ],
  "browsing sessions": [pages],
  "browsing similar": [pages, "--min-customers", "1"],
  "report page": [null, "--title", "Our customers"],
};
