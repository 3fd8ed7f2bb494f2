// The hands over the tasks of a page, wherever they lie as cards or rows ([data-task]): picking them, and opening the one editor at a field
// ([data-field]) by click or key. What a field holds and what becomes of it is the page's business; here is only where and when.

const keys = { r: "title", s: "status", a: "assignee", p: "priority", d: "due", l: "labels", m: "list", M: "project" };
const order = ["title", "status", "assignee", "priority", "due", "labels"];

export function start(menu, page) {
  if (!menu) return { stop() {} };
  const ended = new AbortController(), hub = window.taskhub;
  // A page that was left before this came, or meanwhile, has nothing to listen for.
  const on = (target, type, handle, options) => target.addEventListener(type, (event) => (menu.isConnected ? handle(event) : ended.abort()), { signal: ended.signal, ...options });
  const call = (name, ...given) => taskhub.call(page, name, ...given).catch(taskhub.tellUndone);
  let edited = null, last = null, canceled = false;

  const boxOf = (element) => element?.closest?.("[data-task]") ?? null;
  const boxes = () => [...document.querySelectorAll("[data-task]:not(.ghost)")];
  const idOf = (box) => Number(box.dataset.task);
  const find = (id) => document.querySelector(`[data-task="${id}"]:not(.ghost)`);
  const anyPicked = () => document.querySelector("[data-picked]") !== null;
  // The hand that moved last says which task is meant: the mouse by lying on it, the keyboard by its focus.
  let pointing = false;
  on(document, "pointermove", (event) => { if (event.movementX || event.movementY) pointing = true; }, { passive: true });
  on(document, "keydown", (event) => { if (/^(Tab|Arrow.*|[jk])$/.test(event.key)) pointing = false; }, { capture: true });
  const current = () => (pointing ? document.querySelector("[data-task]:hover") : null) ?? boxOf(document.activeElement) ?? document.querySelector("[data-task]:hover")
    ?? (document.querySelector(".panel") ? document.querySelector("[data-task]:is(.open, [aria-selected=true])") : null);

  // ---- the focus stays with its task: one that is drawn anew elsewhere is followed, and where one goes the next has it ----
  let held = null;
  on(document, "focusin", (event) => { const box = boxOf(event.target); held = box ? idOf(box) : null; });
  on(document, "pointerdown", () => { held = null; }, { capture: true });
  const near = (node, way) => { while (node && !(node.isConnected && node.matches?.("[data-task]"))) node = node[way]; return node; };
  const follow = new MutationObserver((changes) => {
    if (held === null || document.activeElement !== document.body) return;
    const gone = changes.find((change) => [...change.removedNodes].some((node) => node.matches?.(`[data-task="${held}"]`)));
    if (gone) (find(held) ?? near(gone.nextSibling, "nextSibling") ?? near(gone.previousSibling, "previousSibling"))?.querySelector(".title")?.focus();
  });
  follow.observe(document.body, { childList: true, subtree: true });

  // ---- the editor ----
  const spotOf = (box, field) => {
    if (field === "title") return box.querySelector(".title");
    const at = box.querySelector(`[data-field="${field}"]`);
    return at?.checkVisibility?.({ visibilityProperty: true }) ? at : box.querySelector(".title") ?? box;
  };
  const edit = async (ids, field, at) => {
    if (!await call("EditAsync", ids, field)) return;
    canceled = false;
    const text = menu.querySelector("[data-enter]");
    edited = { ids, field, began: text?.dataset.draftHeld ?? text?.value ?? "" };
    if (field === "title") menu.dataset.over = ""; else delete menu.dataset.over;
    hub.openMenu(menu, at);
  };
  const focusTask = (ids) => {
    if (document.activeElement && document.activeElement !== document.body && !menu.contains(document.activeElement)) return;
    (ids?.length === 1 ? find(ids[0])?.querySelector(".title") : null)?.focus({ preventScroll: true });
  };
  const enter = async (input) => {
    if (input.value === edited?.began) return true;
    const done = await call("EnterAsync", input.value);
    if (done) {
      edited.began = input.value;
      // The browser says on leaving that the field has changed: what it holds by now is no draft.
      if (input.dataset.draft) input.dataset.draftHeld = input.value;
    }
    return done;
  };
  on(menu, "keydown", async (event) => {
    const input = event.target.closest("[data-enter]");
    if (event.key === "Escape") { canceled = true; if (input?.dataset.draft) { input.value = input.dataset.draftHeld; hub.clearDraft(input.dataset.draft); } if (input || event.target.matches("input")) { event.preventDefault(); event.stopPropagation(); menu.hidePopover(); } return; }
    if (event.key === "Enter" && input && !event.isComposing) {
      event.preventDefault(); event.stopPropagation();
      if (await enter(input)) menu.hidePopover();
    } else if (event.key === "Tab" && edited?.ids?.length === 1) {
      // On to the next field of the same task, what is written here saved first.
      event.preventDefault(); event.stopPropagation();
      if (input && !await enter(input)) return;
      const { ids, field } = edited, next = order[order.indexOf(field) + (event.shiftKey ? -1 : 1)], box = find(ids[0]);
      menu.hidePopover();
      if (next && box) void edit(ids, next, spotOf(box, next)); else focusTask(ids);
    }
  }, { capture: true });
  // A day that is picked in the browser's calendar is one that is written, and saved at once: on a screen that is touched, where wheels may turn
  // past other days, after a pause; by the keyboard, whose arrows pass over them, with Enter.
  let pointed = false, settles = 0;
  on(menu, "click", (event) => {
    if (!event.target.closest("[data-calendar]")) return;
    pointed = event.detail > 0;
    menu.querySelector("[data-day]").showPicker();
  });
  on(menu, "change", (event) => {
    if (!event.target.matches("[data-day]")) return;
    const input = menu.querySelector("[data-enter]");
    input.value = event.target.value;
    edited.began = null;
    clearTimeout(settles);
    if (!pointed) input.focus(); else settles = setTimeout(() => { if (input.isConnected) menu.hidePopover(); }, matchMedia("(pointer: coarse)").matches ? 900 : 0);
  });
  on(menu, "toggle", async (event) => {
    if (event.newState === "open") { const input = menu.querySelector("[data-enter], .label-input"); input?.focus(); input?.select(); return; }
    if (!edited) return;
    const input = menu.querySelector("[data-enter]"), { ids } = edited;
    focusTask(ids);
    if (input && !canceled && !await enter(input)) hub.openMenu(menu, find(ids?.[0]) ?? document.body);
  });

  // ---- picking ----
  const pick = (box, range) => {
    const all = boxes(), from = range && last !== null ? all.findIndex((each) => idOf(each) === last) : -1, to = all.indexOf(box);
    const on = from >= 0 || !box.matches("[data-picked]");
    const some = from < 0 ? [box] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
    last = idOf(box);
    void call("Pick", [...new Set(some.map(idOf))], on);
  };
  on(document, "click", (event) => {
    const box = boxOf(event.target), field = event.target.closest?.("[data-field]"), picker = event.target.closest?.("[data-pick]");
    if (field && (box || field.matches("[data-all]") || menu.contains(field))) {
      event.preventDefault(); event.stopPropagation();
      if (menu.contains(field)) {
        const { ids } = edited, name = field.dataset.field, of = ids?.length === 1 ? find(ids[0]) : null;
        canceled = true; menu.hidePopover();
        void edit(ids, name, of ? spotOf(of, name) : document.querySelector(`[data-all][data-field="${name}"]`) ?? document.body);
      } else {
        void edit(field.matches("[data-all]") ? null : [idOf(box)], field.dataset.field, field);
      }
    } else if (picker && box) { event.preventDefault(); pick(box, event.shiftKey); }
    else if (box && event.shiftKey && !event.target.closest("button, input, select")) { event.preventDefault(); event.stopPropagation(); pick(box, true); }
  }, { capture: true });
  on(document, "mousedown", (event) => { if (event.shiftKey && boxOf(event.target)) event.preventDefault(); });

  // ---- more, before the end is in sight ----
  const ahead = 1600;
  on(document, "scroll", (event) => {
    const box = event.target;
    if (!box.matches?.(".cards, [data-grows]") || box.scrollHeight - box.scrollTop - box.clientHeight > ahead) return;
    const more = (box.closest("[data-list]") ?? box).querySelector("[data-more]");
    if (more && more.dataset.asked !== more.textContent) { more.dataset.asked = more.textContent; more.click(); }
  }, { capture: true, passive: true });

  // ---- keys ----
  on(document, "keydown", (event) => {
    if (event.key === "Escape" && anyPicked() && !hub.keys.busy(event)) { event.preventDefault(); event.stopPropagation(); void call("PickNone"); return; }
    if ((event.ctrlKey || event.metaKey) && event.key === "a" && boxOf(event.target) && !hub.keys.busy(event)) {
      event.preventDefault(); void call("Pick", boxes().map(idOf), true); return;
    }
    if (!hub.keys.free(event) || hub.keys.waits(event)) return;
    const box = current(), several = anyPicked();
    const act = (work) => { event.preventDefault(); event.stopPropagation(); work(); };
    if (event.key.toLowerCase() === "x" && box) act(() => pick(box, event.shiftKey));
    else if (event.key === "e" && several) act(() => void call("ToggleAsync"));
    else if (event.key === "e" && box && !document.querySelector(".panel")) act(() => box.querySelector(".done-toggle")?.click());
    else if (event.key === "Delete" && (several || box?.contains(document.activeElement))) act(() => void call("DeleteAsync", several ? null : [idOf(box)]));
    else if (keys[event.key] && (several || box)) {
      const field = keys[event.key];
      if (several && field === "title") return;
      act(() => void edit(several ? null : [idOf(box)], field, several ? document.querySelector(`[data-all][data-field="${field}"]`) ?? box : spotOf(box, field)));
    }
  }, { capture: true });

  // For the palette: the task at which the reader is.
  hub.currentTask = () => current();
  return { stop() { ended.abort(); follow.disconnect(); if (document.getElementById("task-field") === null || menu === document.getElementById("task-field")) delete hub.currentTask; } };
}
