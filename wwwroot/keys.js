// Single keys, for those who live on the board: an element says with data-key="c" which key presses it (a field is entered instead), with
// data-key="g b" which two in a row, with data-key-too another. They never fire in a text, in a dialog or a menu, nor with Ctrl, and each person can switch them off
// (WCAG 2.1.4).
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {}), name = "taskhub.keys", patience = 1500;
  let forced = false;
  const isOn = () => { if (forced) return true; try { return localStorage.getItem(name) !== "off"; } catch { return true; } };
  const typing = (target) => target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const shown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
  const named = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"], [data-key-too="${CSS.escape(key)}"]`)].find(shown) ?? null;

  // Whether a key belongs to something else: a text, a dialog, a menu, a card that is lifted, a browser's own shortcut.
  const busy = (event) => event.defaultPrevented || event.isComposing || typing(event.target) || document.querySelector("dialog[open], :popover-open, .lifted") !== null;
  const press = (key) => {
    const element = named(key);
    if (!element) return false;
    if (typing(element)) { element.focus(); element.select?.(); return true; }
    element.click();
    return true;
  };

  // What is typed between the key, or the click, and the moment when its field is there belongs into the field, and presses no other key.
  // Over a slow line the field comes late; without one a click does nothing, and nothing is kept for it (reconnect.js).
  let ahead = null;
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-opens-text]")) ahead = { text: "", until: performance.now() + 4 * patience };
  }, true);
  document.addEventListener("pointerdown", () => { ahead = null; }, true);
  const typedAhead = (event) => {
    if (ahead === null || performance.now() > ahead.until || event.key === "Escape") { ahead = null; return false; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return false;
    if (event.key === "Backspace") ahead.text = ahead.text.slice(0, -1); else if (event.key === "Enter") ahead.text += "\n"; else if (event.key.length === 1) ahead.text += event.key;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  };
  document.addEventListener("focusin", (event) => {
    if (ahead === null || !typing(event.target)) return;
    const text = ahead.text;
    ahead = null;
    if (text.length === 0) return;
    const field = event.target, lines = text.split("\n");
    for (const [at, line] of lines.entries()) {
      field.value += line;
      if (at === lines.length - 1) break;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      // A line that could not be entered now stays a line of its own.
      if (field.value) field.value += "\n";
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  window.addEventListener("keydown", typedAhead, true);
  // What a key would do, done by other means: that works also for those who have switched the keys off.
  const asIf = (key) => {
    forced = true;
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    forced = false;
  };
  let begun = null;
  const waits = (event) => begun !== null && event.timeStamp - begun.at < patience;
  taskhub.keys = { busy, waits, free: (event) => isOn() && !event.ctrlKey && !event.metaKey && !event.altKey && !busy(event), has: (key) => named(key) !== null, press, asIf };

  // The next or the last task of what is shown: beside an open panel it opens, else it is only pointed at, and Enter opens it.
  const step = (by) => {
    const all = [...document.querySelectorAll("[data-task]:not(.ghost) .title")].filter(shown);
    const open = document.querySelector(".panel");
    const at = all.findIndex((link) => (open ? link.closest("[data-task]:is(.open, [aria-selected=true])") : link.closest("[data-task]")?.contains(document.activeElement)));
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (!next) return;
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
    // In the panel the next task takes the place of the last, also in the history: Back leads to where the panel was opened.
    if (open) Blazor.navigateTo(next.href, { replaceHistoryEntry: true }); else next.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    if (!taskhub.keys.free(event)) return;
    const first = waits(event) ? begun.key : null;
    begun = null;
    if (event.key.length !== 1 || event.key === " ") return;
    if (first) { if (press(`${first} ${event.key}`)) event.preventDefault(); return; }
    if (event.key === "j" || event.key === "k") { event.preventDefault(); step(event.key === "j" ? 1 : -1); return; }
    if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) { begun = { key: event.key, at: event.timeStamp }; return; }
    if (press(event.key)) event.preventDefault();
    else if (event.key === "?") { event.preventDefault(); taskhub.openDialog(document.getElementById("keys")); }
  });

  // The switch stands in a dialog and on the page of the account: each shows what is so when it comes into sight.
  taskhub.markKeys = (within) => { for (const box of within.querySelectorAll?.("[data-keys-toggle]") ?? []) box.checked = isOn(); };
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-keys-toggle]")) { try { localStorage.setItem(name, event.target.checked ? "on" : "off"); } catch { /* then they stay on */ } }
  });
  document.addEventListener("toggle", (event) => taskhub.markKeys(event.target), true);
  taskhub.markKeys(document);
})();
