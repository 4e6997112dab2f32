/**
 * The colors of every chart, each once for light paper and once for dark. Series follow Okabe and Ito (2008) in
 * lightness and hue, so that they stay apart for color-blind readers and in gray; text reaches a contrast of 4.5.
 */
const pairs = {
  paper: ["#ffffff", "#14181d"],
  ink: ["#1d2733", "#e6ebf0"],
  muted: ["#55616d", "#a5b0bb"],
  grid: ["#dfe4e9", "#2f3942"],
  main: ["#1f6fb2", "#6cb2ee"],
  second: ["#c2540a", "#f29b5c"],
  third: ["#0b7f66", "#4cc9a6"],
  fourth: ["#8a4fa3", "#c998e3"],
  fifth: ["#8a6a00", "#d9b93b"],
  sixth: ["#5f6b76", "#9aa7b3"],
  /** Areas in the background: bands of uncertainty, quadrants. */
  wash: ["#eef3f8", "#1c252e"],
  step0: ["#eaf2fa", "#16293b"],
  step1: ["#cfe1f2", "#1d3c58"],
  step2: ["#a9cbe8", "#265378"],
  step3: ["#7ab0de", "#33699a"],
  step4: ["#3a78b0", "#4f90c3"],
  step5: ["#225f9c", "#79b0dc"],
  step6: ["#0d4480", "#b3d6f3"],
  /** Text on steps 0 to 3 and on steps 4 to 6. */
  onPale: ["#1c2632", "#e7ecf1"],
  onDeep: ["#fefefe", "#10171e"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/** A color by what it is for. */
export type ColorName = keyof typeof pairs;

/** The colors of a theme. */
export type Palette = Readonly<Record<ColorName, string>>;

/** `"auto"` is light, and dark on a screen that prefers it. */
export type Theme = "light" | "dark" | "auto";

/** The colors that a chart of this theme is drawn in. */
export function paletteOf(theme: Theme): Palette {
  const place = theme === "dark" ? 1 : 0;
  return Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair[place]])) as Palette;
}

/** The colors of series in the order in which they are given out. */
export const seriesColors = ["main", "second", "third", "fourth", "fifth", "sixth"] as const;

/** The color of the i-th series. */
export function seriesColor(palette: Palette, i: number): string {
  return palette[seriesColors[i % seriesColors.length]!];
}

/** The steps of a scale from little to much. */
export const stepCount = 7;

/** The color of a step from 0 to 6. */
export function stepColor(palette: Palette, step: number): string {
  return palette[`step${step}` as ColorName];
}

/** The color of text on a step. */
export function textOnStep(palette: Palette, step: number): string {
  return step <= 3 ? palette.onPale : palette.onDeep;
}

/** Rules of CSS that turn a chart drawn in light colors under the selector `within` into a dark one. */
export function darkRules(within: string): string {
  return Object.values(pairs)
    .map(([light, dark]) => `${within} [fill="${light}"]{fill:${dark}}${within} [stroke="${light}"]{stroke:${dark}}`)
    .join("");
}
