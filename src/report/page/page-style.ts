import { darkRules, paletteOf } from "../../presentation/index.js";

const light = /* @__PURE__ */ paletteOf("light");
const dark = /* @__PURE__ */ paletteOf("dark");

function variables(palette: ReturnType<typeof paletteOf>): string {
  const { paper, ink, muted, grid, wash, main } = palette;
  return `--paper:${paper};--ink:${ink};--muted:${muted};--grid:${grid};--wash:${wash};--main:${main}`;
}

const layout = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;
font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif}
header,main,footer{max-width:72rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.8rem;line-height:1.25;margin:.6rem 0 .2rem}
h2{font-size:1.35rem;margin:2.6rem 0 .4rem;padding-top:.8rem;border-top:2px solid var(--grid)}
h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
a{color:var(--main)}
p{margin:.5rem 0;max-width:48rem}
.meta,.how,.note{color:var(--muted);font-size:.92rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem;z-index:2}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.8rem 0;list-style:none}
.key{background:var(--wash);border-radius:.6rem;padding:.4rem 1.2rem .8rem;margin:1rem 0}
.key h2{border:0;margin-top:.4rem}
.key li,.findings li{margin:.35rem 0;max-width:52rem}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,26rem),1fr));gap:1rem;margin:1rem 0}
figure{margin:0;border:1px solid var(--grid);border-radius:.6rem;overflow:hidden}
figure svg{display:block;width:100%;height:auto}
.narrow{display:none}
@media screen and (max-width:34rem){.wide{display:none}.narrow{display:block}}
.table{overflow:auto;max-height:34rem;border:1px solid var(--grid);border-radius:.5rem;margin:.4rem 0}
.table:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--main);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.5rem .7rem}
th,td{padding:.3rem .7rem;border-bottom:1px solid var(--grid);text-align:left;white-space:nowrap}
th{position:sticky;top:0;background:var(--wash);padding:0;white-space:normal;vertical-align:bottom}
.n{text-align:right;font-variant-numeric:tabular-nums}
th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:.4rem .7rem;width:100%;
text-align:inherit;cursor:pointer}
th button::after{content:" ↕";color:var(--muted)}
th[aria-sort=ascending] button::after{content:" ↑";color:inherit}
th[aria-sort=descending] button::after{content:" ↓";color:inherit}
.theme{float:right;font:inherit;font-size:.9rem;color:var(--ink);background:var(--wash);border:1px solid var(--muted);
border-radius:.4rem;padding:.25rem .7rem;cursor:pointer}
@media print{nav,.theme,.download,.skip{display:none}.table{overflow:visible;max-height:none}
th button{display:contents}th button::after{content:""}th{position:static;padding:.3rem .7rem}
figure,tr{break-inside:avoid}h2,h3,thead{break-after:avoid}tbody tr:first-child{break-before:avoid}
body{font-size:10pt}.meta,.how,.note{font-size:9pt}table{font-size:8pt}th,td{padding:.15rem .4rem}
.charts{grid-template-columns:1fr 1fr}}
`;

/** The style of the page: one for paper and screen, dark where the screen prefers it or the reader chose it. */
export function pageStyle(): string {
  const chosen = "html[data-theme=dark]";
  const preferred = "html:not([data-theme=light])";
  const darkened = (within: string): string =>
    `${within}{color-scheme:dark;${variables(dark)}}${darkRules(`${within} .clientele-chart`)}`;
  return (
    `:root{color-scheme:light;${variables(light)}}${layout}` +
    `@media screen{${darkened(chosen)}}` +
    `@media screen and (prefers-color-scheme:dark){${darkened(preferred)}}`
  );
}
