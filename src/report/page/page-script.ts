/**
 * Sorts a table by the column whose button was pressed, and switches the theme. Rows without a value stay last whatever
 * the direction; equal ones keep their order.
 */
export const pageScript = `(() => {
  "use strict";
  const valueIn = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const language = document.documentElement.lang;
  const compare = (a, b, numeric) => numeric ? Number(a) - Number(b) : a.localeCompare(b, language);
  const sort = (header) => {
    const headers = [...header.parentElement.cells];
    const column = headers.indexOf(header);
    const numeric = header.classList.contains("n");
    const first = numeric ? "descending" : "ascending";
    const second = numeric ? "ascending" : "descending";
    const direction = header.getAttribute("aria-sort") === first ? second : first;
    for (const other of headers) other.setAttribute("aria-sort", other === header ? direction : "none");
    const sign = direction === "ascending" ? 1 : -1;
    const body = header.closest("table").tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, value: valueIn(row, column) }));
    const known = rows.filter(({ value }) => value !== "");
    known.sort((a, b) => sign * compare(a.value, b.value, numeric));
    body.append(...known.map(({ row }) => row), ...rows.filter(({ value }) => value === "").map(({ row }) => row));
  };
  for (const button of document.querySelectorAll("th button")) {
    button.addEventListener("click", () => sort(button.closest("th")));
  }
  const theme = document.querySelector(".theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const preferred = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : preferred;
    root.dataset.theme = dark ? "light" : "dark";
    theme.setAttribute("aria-pressed", String(!dark));
  });
})();
`;
