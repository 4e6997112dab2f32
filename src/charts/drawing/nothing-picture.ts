import { escapeMarkup } from "../../presentation/index.js";
import type { DrawContext } from "./draw-context.js";
import type { Picture } from "./drawing.js";

/** What stands where there is nothing to draw; the title says why. */
export function nothingPicture({ say, color }: DrawContext): Picture {
  const words = escapeMarkup(say("Nothing to draw.", "没有可绘制的内容。"));
  return { markup: `<text x="0" y="20" font-size="12" fill="${color.muted}">${words}</text>`, height: 30 };
}
