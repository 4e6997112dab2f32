import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDay, localMoments, timeZoneOption } from "../../../src/table/index.js";

const caller = "someFunction";
const zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"];

/** What the clocks of a zone show, by the parts that Intl formats. */
function clockOf(moment: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)!.value.padStart(2, "0");
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}

describe("the clocks of a zone", () => {
  it("show what Intl formats, at any moment", () => {
    const from = Date.UTC(1900, 0, 1);
    const moment = fc.integer({ min: from, max: Date.UTC(2037, 11, 31) }).map((at) => Math.floor(at / 1000) * 1000 + 1);
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, name) => {
        const [local] = localMoments(new Float64Array([at]), timeZoneOption(caller, name));
        expect(new Date(local!).toISOString().slice(0, 19)).toBe(clockOf(at, name));
      }),
    );
  });

  it("are put forward and back at the very second", () => {
    const berlin = timeZoneOption(caller, "Europe/Berlin")!;
    const forward = Date.UTC(2026, 2, 29, 1);
    expect([-1, 0].map((ms) => berlin.offsetAt(forward + ms) / 3_600_000)).toEqual([1, 2]);
    const back = Date.UTC(2026, 9, 25, 1);
    expect([-1, 0].map((ms) => berlin.offsetAt(back + ms) / 3_600_000)).toEqual([2, 1]);
    // Samoa went without 30 December 2011.
    const apia = timeZoneOption(caller, "Pacific/Apia")!;
    const change = Date.UTC(2011, 11, 30, 10);
    expect([-1, 0].map((ms) => apia.offsetAt(change + ms) / 3_600_000)).toEqual([-10, 14]);
  });

  it("leave columns and options that hold days, not moments, as they are", () => {
    const zone = timeZoneOption(caller, "America/New_York");
    const days = new Float64Array([0, 86_400_000, Number.NaN]);
    expect(localMoments(days, zone)).toBe(days);
    const moments = new Float64Array([0, 3_600_000]);
    expect(localMoments(moments, null)).toBe(moments);
    expect([...localMoments(moments, zone)]).toEqual([-18_000_000, -14_400_000]);
    expect(localDay(caller, "end", "1970-01-02", zone)).toBe(1);
    expect(localDay(caller, "end", "1970-01-02T03:00", zone)).toBe(0);
    expect(localDay(caller, "end", "1970-01-02T00:00:00-05:00", zone)).toBe(1);
  });

  it("stay within what a Date can be", () => {
    const latest = 8.64e15;
    const zone = timeZoneOption(caller, "Asia/Shanghai");
    expect([...localMoments(new Float64Array([latest, -latest, 1]), zone)]).toEqual([
      latest,
      -latest + zone!.offsetAt(-latest),
      1 + 28_800_000,
    ]);
  });

  it.each([["Mars/Olympus"], [""], [5], [null], [{}]])(
    "are refused for the zone %j, by the function called",
    (name) => {
      expect(() => timeZoneOption(caller, name as never)).toThrow(
        expect.objectContaining({ code: "invalid-option", message: expect.stringContaining("Asia/Shanghai") }) as Error,
      );
    },
  );
});
