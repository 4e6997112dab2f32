import { millisecondsPerDay, type StoredColumn } from "../../table/index.js";
import { type FindingList, quoted } from "./finding.js";

const millisecondsPerHour = 3_600_000;

/** Zones by the hours of the UTC day at which their midnight comes over the year. */
const midnights: readonly { readonly hours: readonly number[]; readonly zone: string }[] = [
  { hours: [16], zone: "Asia/Shanghai" },
  { hours: [15], zone: "Asia/Tokyo" },
  { hours: [17], zone: "Asia/Bangkok" },
  { hours: [18.5], zone: "Asia/Kolkata" },
  { hours: [20], zone: "Asia/Dubai" },
  { hours: [21], zone: "Europe/Istanbul" },
  { hours: [22, 23], zone: "Europe/Berlin" },
  { hours: [0, 23], zone: "Europe/London" },
  { hours: [21, 22], zone: "Europe/Athens" },
  { hours: [4, 5], zone: "America/New_York" },
  { hours: [5, 6], zone: "America/Chicago" },
  { hours: [6, 7], zone: "America/Denver" },
  { hours: [7, 8], zone: "America/Los_Angeles" },
  { hours: [3], zone: "America/Sao_Paulo" },
  { hours: [13, 14], zone: "Australia/Sydney" },
];

/** Finds a column in which it is midnight all the time, in another zone than UTC. */
export function checkMidnights(column: StoredColumn, moments: Float64Array, findings: FindingList): void {
  const hours = hoursOfDay(moments);
  if (hours === null) return;
  const zone =
    midnights.find((one) => hours.length === one.hours.length && hours.every((hour) => one.hours.includes(hour))) ??
    midnights.find((one) => hours.every((hour) => one.hours.includes(hour)));
  const place = hours.length === 1 ? offsetOf(hours[0]!) : "a zone with daylight saving time";
  findings.addWhere(moments.length, (row) => !Number.isNaN(moments[row]!), {
    severity: "warning",
    code: "midnight-elsewhere",
    column,
    finding: `every time in column ${quoted(column)} is ${hours.map(clock).join(" or ")} UTC: midnight in ${place}?`,
    advice:
      zone === undefined
        ? "set timeZone to the zone of the shop, by its IANA name"
        : `timeZone: "${zone.zone}", or another zone of the same time`,
  });
}

/** The one hour of the day, or the two next to each other, of all moments; null where they are not midnights. */
function hoursOfDay(moments: Float64Array): readonly number[] | null {
  const hours = new Set<number>();
  let known = 0;
  for (const moment of moments) {
    if (Number.isNaN(moment)) continue;
    known++;
    const time = moment - Math.floor(moment / millisecondsPerDay) * millisecondsPerDay;
    hours.add(time / millisecondsPerHour);
    if (hours.size > 2) return null;
  }
  const found = [...hours].sort((one, other) => one - other);
  // Few zones are half an hour or a quarter off whole hours; fewer than three orders may well come at the same time.
  if (known < 3 || found.every((hour) => hour === 0) || found.some((hour) => !isMidnightOfZone(hour))) return null;
  const apart = found.length === 2 ? found[1]! - found[0]! : 1;
  return apart === 1 || apart === 23 ? found : null;
}

/** Hours of the UTC day, beside whole ones, at which it is midnight in some zone (IANA time zone database, 2025). */
const brokenHours: readonly number[] = [
  ...[18.5, 18.25, 17.5, 19.5, 20.5, 19.75, 14.5, 13.5, 15.25, 11.25, 10.25, 2.5, 3.5, 9.5],
];

function isMidnightOfZone(hour: number): boolean {
  return Number.isInteger(hour) || brokenHours.includes(hour);
}

/** By how much clocks are ahead of UTC where it is midnight at an hour of the UTC day. */
function offsetOf(hour: number): string {
  const ahead = hour >= 10 ? 24 - hour : -hour;
  const minutes = (Math.abs(ahead) % 1) * 60;
  return `UTC${ahead < 0 ? "-" : "+"}${Math.floor(Math.abs(ahead))}${minutes === 0 ? "" : `:${minutes}`}`;
}

function clock(hour: number): string {
  return [Math.floor(hour), (hour % 1) * 60].map((part) => String(part).padStart(2, "0")).join(":");
}
