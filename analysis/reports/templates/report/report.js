"use strict";
// Sorting and filtering of tables. Without this script every table is there in full, in the order of the report.
document.querySelectorAll("table[data-sort]").forEach((table) => {
  const body = table.tBodies[0];
  const order = [...body.rows];
  const key = (row, column) => row.cells[column].textContent.trim();
  const number = (text) => Number(text.replace(/[\u202f\u00a0 ,]/g, "").replace("\u2212", "-").replace("%", ""));
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const last = head.getAttribute("aria-sort");
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      const next = last === null ? "ascending" : last === "ascending" ? "descending" : null;
      if (next === null) { body.append(...order); return; }
      head.setAttribute("aria-sort", next);
      const numeric = head.classList.contains("n");
      const sign = next === "ascending" ? 1 : -1;
      body.append(...[...order].sort((a, b) => sign * (numeric ? number(key(a, column)) - number(key(b, column))
        : key(a, column).localeCompare(key(b, column), document.documentElement.lang, { numeric: true }))));
    });
  });
});
document.querySelectorAll(".table.long").forEach((box) => {
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  label.append("Filter", input);
  box.before(label);
  input.addEventListener("input", () => {
    const wanted = input.value.toLocaleLowerCase();
    box.querySelectorAll("tbody tr").forEach((row) => { row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted); });
  });
});
// The way back leads to the very place that one came from.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite, a.ref");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  const back = target.querySelector(".back a") ?? target.querySelector("a") ?? target.nextElementSibling?.querySelector(".back a");
  if (back) back.href = "#" + link.id;
});
