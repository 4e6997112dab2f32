import { type ChartOptions, plot } from "../../charts/index.js";
import type { Locale } from "../../presentation/index.js";
import type { ReportChart } from "../page/chapter.js";
import { type PageWording, pageWording } from "../page/page-wording.js";

/** What chapters are written with. */
export interface ChapterContext extends PageWording {
  /** Charts in the language of the report; colors are left to the page. */
  chart(result: unknown, kind?: string): ReportChart;
}

const wide = { theme: "light", width: 560 } as const satisfies ChartOptions;
const narrow = { theme: "light", width: 360 } as const satisfies ChartOptions;

/** The context of a language, with the currency of the amounts. */
export function chapterContext(locale: Locale, currency: string | null): ChapterContext {
  return {
    ...pageWording(locale, currency),
    chart: (result, kind) => {
      const options = { locale, ...(kind === undefined ? {} : { kind }) };
      return {
        ...plot(result, { ...wide, ...options }),
        narrowSvg: () => plot(result, { ...narrow, ...options }).svg(),
      };
    },
  };
}
