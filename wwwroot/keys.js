// Single keys, for those who live on the board: an element says with data-key="c" which key presses it (a field is entered instead).
// They never fire in a text, in a dialog or a menu, nor with Ctrl, and each person can switch them off (WCAG 2.1.4).
(() => {
  "use strict";
  const name = "taskhub.keys";
  const isOn = () => { try { return localStorage.getItem(name) !== "off"; } catch { return true; } };
  const typing = (target) => target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const shown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

  // The next or the last task of what is shown: beside an open panel it opens, else it is only pointed at, and Enter opens it.
  const step = (by) => {
    const all = [...document.querySelectorAll(".task-card .title, .task-table .lead a")].filter(shown);
    const open = document.querySelector(".panel");
    const at = all.findIndex((link) => (open ? link.closest(".task-card.open, [aria-selected=true]") : link.closest(".task-card, tr")?.contains(document.activeElement)));
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (!next) return;
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (open) next.click(); else next.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isOn()) return;
    if (typing(event.target) || document.querySelector("dialog[open], :popover-open, .task-card.lifted")) return;
    if (event.key === "j" || event.key === "k") { event.preventDefault(); step(event.key === "j" ? 1 : -1); return; }
    if (event.key.length !== 1 || event.key === " ") return;
    const element = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(shown) ?? null;
    if (!element && event.key !== "?") return;
    event.preventDefault();
    if (!element) window.taskhub?.openDialog(document.getElementById("keys"));
    else if (typing(element)) { element.focus(); element.select?.(); }
    else element.click();
  });

  const mark = (box) => { box.checked = isOn(); };
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-keys-toggle]")) { try { localStorage.setItem(name, event.target.checked ? "on" : "off"); } catch { /* then they stay on */ } }
  });
  document.addEventListener("toggle", (event) => { for (const box of event.target.querySelectorAll?.("[data-keys-toggle]") ?? []) mark(box); }, true);
})();
