import { counted } from "../../errors/index.js";
import { normalQuantile } from "../../numeric/index.js";

/** How far back the past is asked how often a rule would have raised an alarm, in days. */
const longestPast = 365;

/** Spans of days over which it is measured how many values come in a day now. */
const recentSpans = [28, 90, longestPast];

/**
 * How unusual the values of the past were, by the score that alarms are raised by. Every value that could have raised
 * an alarm is an exposure, also where its score is too low to be kept.
 */
export interface PastScores {
  /** A value that was looked at on that day. */
  exposure(day: number): void;
  /** Its score; one that can never be an alarm is not kept. */
  score(day: number, score: number): void;
  /** The score above which there is an alarm. */
  threshold(alarmsPerDay: number | null): AlarmThreshold;
}

/** Where alarms begin, and how often there will be a false one. */
export interface AlarmThreshold {
  readonly threshold: number;
  /** Alarms a day that the past lets expect; null where nothing was looked at. */
  readonly expected: number | null;
  readonly note?: string;
}

/** What a score means. */
export interface ScoreScale {
  /** The score that is exceeded with this probability when nothing has changed. */
  readonly ofTail: (probability: number) => number;
}

/** Scores on the scale of the standard normal distribution. */
export const normalScale: ScoreScale = { ofTail: (probability) => -normalQuantile(probability) };

/** Logarithms of likelihood ratios: a sequence exceeds h by chance with a probability of e⁻ʰ at most (Wald 1945). */
export const likelihoodScale: ScoreScale = { ofTail: (probability) => -Math.log(probability) };

/** What happens by chance one time in a hundred is never an alarm, however many are allowed. */
const leastUnusual = 0.01;

/**
 * Scores of the past. Alarms begin at the score that so few of them exceeded that the number allowed a day would have
 * been kept with some room: of m alarms allowed over all values, √m are given away, since a count of m is only known
 * within its standard deviation. The number of values that come in a day is taken from the busiest of the last 28, 90
 * and 365 days, so that the level holds where there are more customers than there were.
 */
export function pastScores(asOf: number, scale: ScoreScale): PastScores {
  const least = scale.ofTail(leastUnusual);
  const scores: number[] = [];
  const counts = recentSpans.map(() => 0);
  let firstDay = asOf + 1;
  const age = (day: number) => asOf - day;
  return {
    exposure(day) {
      if (age(day) >= longestPast || day > asOf) return;
      if (day < firstDay) firstDay = day;
      for (let span = 0; span < recentSpans.length; span++) if (age(day) < recentSpans[span]!) counts[span]!++;
    },
    score(day, score) {
      if (score > least && age(day) < longestPast && day <= asOf) scores.push(score);
    },
    threshold(alarmsPerDay) {
      const total = counts.at(-1)!;
      if (alarmsPerDay === null) return { threshold: Number.NEGATIVE_INFINITY, expected: null };
      if (total === 0) return { threshold: least, expected: null, note: "nothing of the past to compare with" };
      const days = asOf + 1 - firstDay;
      const perDay = counts.reduce(
        (most, count, span) => Math.max(most, count / Math.min(recentSpans[span]!, days)),
        0,
      );
      const worth = total / perDay;
      const allowed = alarmsPerDay * worth;
      const kept = Math.floor(allowed - Math.sqrt(allowed));
      const ordered = Float64Array.from(scores).sort();
      if (kept >= 1) {
        const rank = ordered.length - kept;
        const threshold = Math.max(least, rank >= 0 ? ordered[rank]! : least);
        return { threshold, expected: countAbove(ordered, threshold) / worth };
      }
      const beyond = scale.ofTail(Math.min(leastUnusual, alarmsPerDay / perDay));
      return {
        threshold: Math.max(beyond, ordered.at(-1) ?? beyond),
        expected: Math.min(alarmsPerDay, 1 / worth),
        note:
          `${counted(Math.round(days), "day of history is", "days of history are")} too few to measure alarms ` +
          `as rare as that`,
      };
    },
  };
}

function countAbove(ascending: Float64Array, threshold: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= threshold) low = middle + 1;
    else high = middle;
  }
  return ascending.length - low;
}
