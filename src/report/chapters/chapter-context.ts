import { type Chart, type ChartOptions, plot } from "../../charts/index.js";
import { type Locale, type Wording, wordingOf } from "../../presentation/index.js";

/** What chapters are written with. */
export interface ChapterContext extends Wording {
  /** Charts in the language of the report; colors are left to the page. */
  chart(result: unknown, kind?: string): Chart;
}

const chartOptions = { theme: "light", width: 560 } as const satisfies ChartOptions;

/** The context of a language. */
export function chapterContext(locale: Locale): ChapterContext {
  return {
    ...wordingOf(locale),
    chart: (result, kind) => plot(result, { ...chartOptions, locale, ...(kind === undefined ? {} : { kind }) }),
  };
}
