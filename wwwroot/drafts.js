// What a person types is never lost: a field with data-draft="key" is kept in this browser while it is typed, and comes back
// after a reload, a crash or a restart of the hub. data-draft-base goes along: what the text began from. data-draft-held says what the field holds
// when nobody has typed, where that changes; such a field is not told that it has been left when its draft comes back. The page says when it is no longer needed: taskhub.clearDraft(key).
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {});
  const prefix = "taskhub.draft.", keepFor = 14 * 24 * 60 * 60 * 1000;
  const stores = (element) => element.matches?.("input[data-draft]:not([type=password]):not([type=file]), textarea[data-draft], select[data-draft]");
  const ticks = (element) => element.type === "checkbox" || element.type === "radio";
  const valueOf = (element) => (ticks(element) ? String(element.checked) : element.value);

  const attempt = (work) => { try { return work(); } catch { return null; } };
  const read = (key) => attempt(() => JSON.parse(localStorage.getItem(prefix + key)));

  // What the field held before anyone typed: a draft that equals it is no draft.
  const began = new WeakMap();
  const keep = (element) => {
    const value = valueOf(element), key = element.dataset.draft;
    attempt(() => (value === (element.dataset.draftHeld ?? began.get(element) ?? "") ? localStorage.removeItem(prefix + key) : localStorage.setItem(prefix + key, JSON.stringify({ value, base: element.dataset.draftBase, at: Date.now() }))));
  };

  taskhub.restoreDraft = (element) => {
    if (!stores(element)) return;
    began.set(element, ticks(element) ? String(element.defaultChecked) : element.tagName === "SELECT" ? element.value : element.defaultValue || element.value);
    const draft = read(element.dataset.draft);
    if (!draft || valueOf(element) === draft.value) return;
    if (ticks(element)) element.checked = draft.value === "true"; else element.value = draft.value;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    // Where leaving saves, or enters a line, what is half typed is not ended by coming back.
    if (element.dataset.entry === undefined && element.dataset.draftHeld === undefined) element.dispatchEvent(new Event("change", { bubbles: true }));
  };
  // For a page that offers to go on with what is kept before its field is there.
  // Whoever types in that field already is not given back what they have only just begun, a letter or two behind.
  const hands = new WeakSet();
  taskhub.draftOf = (key) => {
    const fields = [...document.querySelectorAll("[data-draft]")].filter((field) => field.dataset.draft === key);
    return fields.some((field) => hands.has(field)) ? null : read(key);
  };
  taskhub.clearDraft = (key, sent) => attempt(() => { if ((sent ?? null) === null || read(key)?.value === sent) localStorage.removeItem(prefix + key); });
  taskhub.clearDrafts = () => attempt(() => { for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key); });

  // Everything in hand, at once: before a reload that nobody asked for.
  taskhub.keepDrafts = () => {
    for (const element of document.querySelectorAll("[data-draft]")) {
      // An empty line for the next thing may have been handed to a hub that never heard of it.
      if (stores(element) && began.has(element) && !(element.dataset.entry !== undefined && element.value === "")) keep(element);
    }
  };

  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => { if (event.isTrusted && stores(event.target)) { hands.add(event.target); keep(event.target); } }, true);
  }
  // Signing out leaves nothing behind on a shared machine.
  document.addEventListener("submit", (event) => { if (event.target.closest?.("[data-clears-drafts]")) taskhub.clearDrafts(); }, true);

  attempt(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && !(Date.now() - (read(key.slice(prefix.length))?.at ?? 0) < keepFor)) localStorage.removeItem(key);
    }
  });
  // Fields that were on the page before this script: those that come later are announced by ui.js.
  for (const element of document.querySelectorAll("[data-draft]")) taskhub.restoreDraft(element);
})();
