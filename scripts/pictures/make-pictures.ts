/** `npm run pictures`: draws the pictures of both READMEs into docs/pictures/, from the example file of orders. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pictures } from "./pictures.js";

const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });
let total = 0;
for (const { name, chart } of await pictures()) {
  const svg = chart.svg();
  writeFileSync(`${folder}${name}.svg`, `${svg}\n`);
  total += svg.length;
  console.log(`${name}.svg: ${chart.title}`);
}
console.log(`${Math.round(total / 1000)} kB together`);
