"use strict";
// Sorting and filtering of tables. Without this script every table is there in full, in the order of the report.
document.querySelectorAll("table[data-sort]").forEach((table) => {
  const body = table.tBodies[0];
  const order = [...body.rows];
  const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();
  const number = (text) => Number(text.replace(/[\u202f\u00a0 ,]/g, "").replace("\u2212", "-").replace("%", ""));
  const compare = (a, b) => {
    const [first, second] = [number(a), number(b)];
    return Number.isFinite(first) && Number.isFinite(second) ? first - second
      : a.localeCompare(b, document.documentElement.lang, { numeric: true });
  };
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
      const sign = next === "ascending" ? 1 : -1;
      const empty = (row) => row.cells[column].querySelector(".none") !== null; // what is not stated stands last
      body.append(...[...order].sort((a, b) => empty(a) - empty(b) || sign * compare(key(a, column), key(b, column))));
    });
  });
});
document.querySelectorAll(".table.long").forEach((box) => {
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  label.append("Filter", input, told);
  // Inside the caption, so that it is seen to belong to what is below it; the name of the table is the caption alone.
  const caption = box.querySelector("caption");
  if (caption) {
    box.querySelector("table").setAttribute("aria-label", caption.textContent);
    caption.append(label);
  } else box.prepend(label);
  const rows = [...box.querySelectorAll("tbody tr")];
  input.addEventListener("input", () => {
    const wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => {
      const words = row.textContent.toLocaleLowerCase();
      row.hidden = !wanted.every((word) => words.includes(word));
    });
    told.textContent = wanted.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows` : "";
  });
});
// The way back leads to the very place that one came from.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite, a.ref, a.spot");
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  const back = target.querySelector(".back a") ?? target.querySelector("a") ?? target.nextElementSibling?.querySelector(".back a");
  if (back) back.href = "#" + link.id;
});
// The contents say which section one is reading: the last whose heading has passed the upper third of the window.
const entries = [...document.querySelectorAll("nav.toc a")];
const heads = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))));
const follow = () => {
  const at = heads.findLastIndex((head) => head.getBoundingClientRect().top < innerHeight / 3);
  entries.forEach((entry, place) => { if (place === at) entry.setAttribute("aria-current", "true"); else entry.removeAttribute("aria-current"); });
};
let asked = false;
addEventListener("scroll", () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => { asked = false; follow(); });
}, { passive: true });
follow();
// A look at the sentence without leaving the place: under the pointer, or at the figure that the keyboard has reached.
const peek = document.createElement("div");
peek.id = "peek";
peek.hidden = true;
peek.setAttribute("role", "tooltip");
document.querySelector("main").append(peek);
let wait = 0;
let shown = null;
const linkAt = (event) => event.target.closest?.("a.cite, a.ref, a.spot");
const hide = () => {
  clearTimeout(wait);
  peek.hidden = true;
  shown?.removeAttribute("aria-describedby");
  shown = null;
};
const show = (link) => {
  const target = document.getElementById(link.getAttribute("href").slice(1));
  const quote = target?.querySelector("blockquote");
  if (!quote || target.contains(link)) return;
  hide();
  const origin = target.querySelector(".origin").cloneNode(true);
  origin.querySelectorAll("a, .back").forEach((each) => each.remove());
  const drawn = target.querySelector(".drawn");
  peek.replaceChildren(quote.cloneNode(true), origin, ...(drawn ? [drawn.cloneNode(true)] : []));
  peek.hidden = false;
  const [at, size] = [link.getBoundingClientRect(), peek.getBoundingClientRect()];
  const above = at.bottom + size.height + 8 > innerHeight && at.top > size.height + 8;
  const width = document.documentElement.clientWidth;
  peek.style.left = `${scrollX + Math.max(8, Math.min(at.left, width - size.width - 8))}px`;
  peek.style.top = `${scrollY + (above ? at.top - size.height - 4 : at.bottom + 4)}px`;
  link.setAttribute("aria-describedby", "peek");
  shown = link;
};
document.addEventListener("pointerover", (event) => {
  const link = linkAt(event);
  if (event.pointerType !== "mouse" || (!link && !peek.contains(event.target))) return;
  clearTimeout(wait);
  if (link && link !== shown) wait = setTimeout(show, 150, link);
});
document.addEventListener("pointerout", (event) => {
  if (!linkAt(event) && !peek.contains(event.target)) return;
  clearTimeout(wait);
  wait = setTimeout(hide, 250); // time enough to move onto it
});
document.addEventListener("focusin", (event) => {
  const link = linkAt(event);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("click", hide);
