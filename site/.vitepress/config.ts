import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DefaultTheme, defineConfig } from "vitepress";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const questions: readonly [page: string, english: string][] = [
  ["rfm", "Who are my best customers?"],
  ["pareto", "How concentrated is my revenue?"],
  ["cohorts", "Do customers stay?"],
  ["clusters", "What kinds of customers do I have?"],
  ["value", "What is each customer worth?"],
  ["churn", "Who will leave, and why?"],
  ["survival", "How long do customers stay?"],
  ["satisfaction", "How satisfied are they?"],
  ["segments", "Whom to develop, keep, let go?"],
  ["baskets", "What to offer next?"],
  ["campaigns", "Did the campaign work?"],
  ["markets", "Which products need what?"],
  ["signals", "What should my team look at?"],
  ["identity", "Which records are the same person?"],
  ["loop", "The whole loop"],
  ["report", "One page for a manager"],
];

const groups = readdirSync(at("../content/api"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "types")
  .map(({ name }) => name);

const contents: DefaultTheme.SidebarItem = {
  text: "Reference",
  items: [
    { text: "All functions", link: "/api/" },
    ...groups.map((name) => ({ text: `Types of ${name}`, link: `/api/types/${name}` })),
  ],
};

/** Beside a function stand those of its group: a list of all would be larger than most pages. */
function referenceSides(): Record<string, DefaultTheme.SidebarItem[]> {
  const sides = groups.map((name) => {
    const functions = readdirSync(at(`../content/api/${name}`)).map((file) => file.replace(/\.md$/, ""));
    const items = functions.map((page) => ({ text: page, link: `/api/${name}/${page}` }));
    const types = { text: "types", link: `/api/types/${name}` };
    return [
      `/api/${name}/`,
      [
        { text: "← All functions", link: "/api/" },
        { text: name, items: [...items, types] },
      ],
    ];
  });
  return { ...Object.fromEntries(sides), "/api/": [contents] };
}

const guides: DefaultTheme.SidebarItem[] = [
  {
    text: "Begin",
    items: [
      { text: "First steps", link: "/first-steps" },
      { text: "Try it with your file", link: "/try" },
      { text: "Your file", link: "/your-file" },
      { text: "Command line", link: "/command-line" },
      { text: "Notebooks", link: "/notebooks" },
    ],
  },
  {
    text: "Questions",
    items: [...questions, ["more", "More questions"] as const].map(([page, text]) => ({
      text,
      link: `/guides/${page}`,
    })),
  },
  {
    text: "Look up",
    items: [
      { text: "Errors", link: "/errors" },
      { text: "Glossary", link: "/glossary" },
      { text: "How it compares", link: "/how-it-compares" },
      { text: "Scaling out", link: "/scaling-out" },
      { text: "Statistics of customers", link: "/statistics" },
      { text: "Reference", link: "/api/" },
    ],
  },
  {
    text: "The project",
    items: [
      { text: "Map of the code", link: "/project/architecture" },
      { text: "Decisions", link: "/project/decisions/" },
      { text: "Adding a model", link: "/project/adding-a-model" },
      { text: "Benchmarks", link: "/project/benchmarks" },
      { text: "Contributing", link: "/project/contributing" },
      { text: "Changelog", link: "/project/changelog" },
      { text: "Security", link: "/project/security" },
    ],
  },
];

const chineseSide: DefaultTheme.SidebarItem[] = [
  {
    text: "开始",
    items: [
      { text: "入门", link: "/zh/first-steps" },
      { text: "用您的文件试一试", link: "/zh/try" },
      { text: "术语表", link: "/zh/glossary" },
    ],
  },
  {
    text: "英文文档",
    items: [
      { text: "按问题查找", link: "/guides/rfm" },
      { text: "函数参考", link: "/api/" },
      { text: "错误代码", link: "/errors" },
    ],
  },
];

/** The policy of a page: its own files, its own inline scripts by their hashes, no evaluation and no connections. */
function policyOf(html: string): string {
  const hashes = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .filter(([tag]) => !/type="application\//.test(tag))
    .map(([, script]) => `'sha256-${createHash("sha256").update(script!).digest("base64")}'`);
  return [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(hashes)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

type Highlight = (code: string, language: string, attributes: string) => string;

/** Code is colored once: the index of the search renders the pages again, and some programs stand on two pages. */
function coloredOnce(highlight: Highlight): Highlight {
  const known = new Map<string, string>();
  return (code, language, attributes) => {
    const key = JSON.stringify([code, language, attributes]);
    const colored = known.get(key) ?? highlight(code, language, attributes);
    known.set(key, colored);
    return colored;
  };
}

const { version } = JSON.parse(readFileSync(at("../../package.json"), "utf8")) as { readonly version: string };

export default defineConfig({
  srcDir: "content",
  outDir: "dist",
  title: "clientele",
  description: "Analytical CRM for TypeScript",
  head: [["link", { rel: "icon", href: "/icon.svg", type: "image/svg+xml" }]],
  // What examples print is wide, and so is the table of terms: no outline stands beside them.
  transformPageData: ({ relativePath, frontmatter }) => {
    if (relativePath === "glossary.md") return { frontmatter: { ...frontmatter, aside: false, pageClass: "glossary" } };
    return relativePath.startsWith("guides/") ? { frontmatter: { ...frontmatter, aside: false } } : undefined;
  },
  // The usual themes of code do not reach a contrast of 4.5 on this background.
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: ({ options }) => {
      if (options.highlight) options.highlight = coloredOnce(options.highlight);
    },
  },
  transformHtml: (html) =>
    html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`),
  locales: {
    root: {
      label: "English",
      lang: "en",
      themeConfig: {
        nav: [
          { text: "Guides", link: "/guides/rfm", activeMatch: "/guides/" },
          { text: "Try it", link: "/try" },
          { text: "Reference", link: "/api/", activeMatch: "/api/" },
          { text: `v${version}`, link: "/project/changelog" },
        ],
        sidebar: { ...referenceSides(), "/": guides },
      },
    },
    zh: {
      label: "简体中文",
      lang: "zh-CN",
      link: "/zh/",
      description: "TypeScript 分析型客户关系管理",
      themeConfig: {
        nav: [
          { text: "入门", link: "/zh/first-steps" },
          { text: "试一试", link: "/zh/try" },
          { text: "术语表", link: "/zh/glossary" },
        ],
        sidebar: { "/zh/": chineseSide },
        outline: { label: "本页内容" },
        docFooter: { prev: "上一页", next: "下一页" },
        darkModeSwitchLabel: "深色模式",
        lightModeSwitchTitle: "切换到浅色",
        darkModeSwitchTitle: "切换到深色",
        sidebarMenuLabel: "目录",
        returnToTopLabel: "回到顶部",
        langMenuLabel: "切换语言",
      },
    },
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        // The reference would outweigh everything else; its contents page is enough to find a function.
        _render: (source, env, md) =>
          /^api\/(?!index\.md)|^project\/(benchmarks|changelog)/.test(env.relativePath) ? "" : md.render(source, env),
        locales: {
          zh: {
            translations: {
              button: { buttonText: "搜索", buttonAriaLabel: "搜索" },
              modal: {
                noResultsText: "没有结果",
                resetButtonTitle: "清除",
                footer: { selectText: "选择", navigateText: "移动", closeText: "关闭" },
              },
            },
          },
        },
      },
    },
  },
  vite: {
    resolve: {
      alias: [
        { find: /^clientele$/, replacement: at("../../src/index.ts") },
        { find: /^clientele\/charts$/, replacement: at("../../src/charts/index.ts") },
        { find: /^linkedom$/, replacement: at("../try/browser-document.ts") },
      ],
    },
    build: { chunkSizeWarningLimit: 2000 },
    plugins: [
      {
        name: "pages rendered without a browser are bundled in haste",
        config: (_, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { treeshake: false } } } : undefined),
        // The program of the page that analyzes a file runs in a browser alone.
        resolveId: (id, _, { ssr }) => (ssr && id.endsWith("/try/try-page.js") ? "\0try-page" : undefined),
        load: (id) => (id === "\0try-page" ? "export const fillTryPage = () => {};" : undefined),
      },
    ],
  },
});
