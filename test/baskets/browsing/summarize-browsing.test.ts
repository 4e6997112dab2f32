import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizeBrowsing } from "../../../src/baskets/index.js";
import { errorOf } from "../../error-of.js";

const at = (clock: string) => `2026-11-02T${clock}Z`;
const view = (customer: string, page: string, clock: string) => ({ customer, page, time: at(clock) });

/** Ada comes twice, Bob looks at one page, Cem loads a page again. */
const log = [
  view("ada", "home", "09:00:00"),
  view("ada", "lamps", "09:00:40"),
  view("ada", "cart", "09:02:00"),
  view("ada", "home", "14:00:00"),
  view("ada", "lamps", "14:00:20"),
  view("bob", "home", "10:00:00"),
  view("cem", "home", "11:00:00"),
  view("cem", "home", "11:00:05"),
  view("cem", "lamps", "11:00:30"),
  view("cem", "cart", "11:01:00"),
];

const anyLog = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c"),
    page: fc.constantFrom("p", "q", "r"),
    time: fc.integer({ min: 0, max: 200 }).map((minutes) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000)),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("summarizeBrowsing", () => {
  it("divides views into sessions, and leaves the time on the last page open", () => {
    expect(summarizeBrowsing(log).sessions.toRows()).toEqual([
      {
        customer: "ada",
        session: 1,
        start: new Date(at("09:00:00")),
        ...{ views: 3, stops: 3, seconds: 120 },
        ...{ entry: "home", exit: "cart" },
      },
      {
        customer: "ada",
        session: 2,
        start: new Date(at("14:00:00")),
        ...{ views: 2, stops: 2, seconds: 20 },
        ...{ entry: "home", exit: "lamps" },
      },
      {
        customer: "bob",
        session: 1,
        start: new Date(at("10:00:00")),
        ...{ views: 1, stops: 1, seconds: null },
        ...{ entry: "home", exit: "home" },
      },
      {
        customer: "cem",
        session: 1,
        start: new Date(at("11:00:00")),
        ...{ views: 4, stops: 3, seconds: 60 },
        ...{ entry: "home", exit: "cart" },
      },
    ]);
  });

  it("gives the figures of pages as one counts them by hand", () => {
    const summary = summarizeBrowsing(log);
    const [home, lamps, cart] = summary.pages.toRows();
    expect(home).toEqual({
      ...{
        page: "home",
        views: 5,
        stops: 4,
        customers: 3,
        sessions: 4,
        entries: 4,
        exits: 1,
        exitShare: 0.25,
        alone: 1,
      },
      // Until the next page: 40, 20 and, a page loaded again included, 30 seconds; Bob's time is not known.
      ...{ medianPlace: 1, timed: 3, medianSeconds: 30, meanSeconds: 30 },
    });
    expect(lamps).toMatchObject({ page: "lamps", views: 3, exits: 1, timed: 2, medianSeconds: 55, medianPlace: 2 });
    expect(cart).toMatchObject({
      page: "cart",
      views: 2,
      exits: 2,
      exitShare: 1,
      timed: 0,
      medianSeconds: null,
      meanSeconds: null,
    });
    expect(summary).toMatchObject({ views: 10, customers: 3, untimedStops: 4, differentPaths: 3 });
  });

  it("lists the steps between pages and the paths of whole sessions", () => {
    const summary = summarizeBrowsing(log);
    expect(summary.transitions.toRows()).toEqual([
      { page: "home", next: "lamps", count: 3, share: 0.75, medianSeconds: 30 },
      { page: "lamps", next: "cart", count: 2, share: 2 / 3, medianSeconds: 55 },
    ]);
    expect(summary.paths.toRows()).toEqual([
      { path: "home > lamps > cart", stops: 3, sessions: 2, share: 0.5 },
      { path: "home", stops: 1, sessions: 1, share: 0.25 },
      { path: "home > lamps", stops: 2, sessions: 1, share: 0.25 },
    ]);
    expect(summarizeBrowsing(log, { paths: 1, minCount: 3 }).transitions.numRows).toBe(1);
  });

  it("tells a page that is named like a path from that path", () => {
    const alike = [view("ada", "a", "09:00:00"), view("ada", "b", "09:00:10"), view("bob", "a > b", "09:00:00")];
    expect(summarizeBrowsing(alike).paths.column("path").toArray()).toEqual(['"a > b"', "a > b"]);
  });

  it("begins a session only after more than the gap", () => {
    const twice = [view("ada", "home", "09:00:00"), view("ada", "lamps", "09:30:00")];
    expect(summarizeBrowsing(twice).sessions.numRows).toBe(1);
    expect(summarizeBrowsing(twice, { gapMinutes: 29.9 }).sessions.numRows).toBe(2);
  });

  it("loses no view and no time, whatever the log", () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: 1, max: 60 }), (views, gapMinutes) => {
        const { sessions, pages, transitions, paths, untimedStops, differentPaths } = summarizeBrowsing(views, {
          gapMinutes,
          paths: 1000,
        });
        const total = (values: Iterable<number | null>) => [...values].reduce<number>((sum, x) => sum + (x ?? 0), 0);
        expect(total(sessions.column("views"))).toBe(views.length);
        expect(total(pages.column("views"))).toBe(views.length);
        expect(total(pages.column("entries"))).toBe(sessions.numRows);
        expect(total(pages.column("exits"))).toBe(sessions.numRows);
        expect(total(transitions.column("count")) + untimedStops).toBe(total(pages.column("stops")));
        expect(total(pages.column("timed"))).toBe(total(transitions.column("count")));
        expect(total(paths.column("sessions"))).toBe(sessions.numRows);
        expect(paths.numRows).toBe(differentPaths);
        const timed = pages.toRows().reduce((sum, { timed: n, meanSeconds }) => sum + n! * (meanSeconds ?? 0), 0);
        // A page loaded again at the end of a session adds to its time, and to that of no page.
        expect(timed).toBeLessThanOrEqual(total(sessions.column("seconds")) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses what it cannot read", () => {
    expect(errorOf(() => summarizeBrowsing([])).code).toBe("empty-table");
    expect(errorOf(() => summarizeBrowsing(log, { page: "url" })).message).toMatch(/summarizeBrowsing.*"url"/);
    expect(errorOf(() => summarizeBrowsing(log, { gapMinutes: 0 })).code).toBe("invalid-option");
    expect(errorOf(() => summarizeBrowsing([{ customer: "a", page: "p", time: "soon" }])).code).toBe("not-a-date");
    expect(errorOf(() => summarizeBrowsing([{ customer: null, page: "p", time: at("09:00:00") }])).code).toBe(
      "missing-value",
    );
  });
});
