import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { defineComponent, h } from "vue";
import "./site.css";
import "../../content/chart-colors.css";

/** The place of the page that analyzes a file; its program is loaded in the browser alone. */
const TryPage = defineComponent({
  props: { language: { type: String, default: "en" } },
  mounted() {
    const place = this.$el as HTMLElement;
    const language = this.language === "zh" ? "zh" : "en";
    // Pages are rendered without a browser, too, where the program would only cost time.
    if (import.meta.env.SSR) return;
    void import("../../try/try-page.js").then(({ fillTryPage }) => fillTryPage(place, language));
  },
  render: () => h("div", { class: "try-page" }),
});

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component("TryPage", TryPage);
  },
} satisfies Theme;
