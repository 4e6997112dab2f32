import { type Locale, type Palette, paletteOf, type Theme, type Wording, wordingOf } from "../../presentation/index.js";

/** What every chart is drawn with: how wide, in which colors, and how words and numbers are written. */
export interface DrawContext extends Wording {
  readonly width: number;
  readonly theme: Theme;
  readonly color: Palette;
}

/** The context for a theme, a language and a width in pixels. */
export function drawContext(theme: Theme, locale: Locale, width: number): DrawContext {
  return { ...wordingOf(locale), width, theme, color: paletteOf(theme) };
}
