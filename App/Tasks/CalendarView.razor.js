// The hands of the calendar: a task is dragged to another day with the mouse or, after a long press, with a finger, or lifted with Space and
// moved with the arrows. As on the board, nothing that Blazor owns is moved: a copy follows the pointer, and one call tells the page.

const slack = 5, longPress = 320, edge = 48;

export function start(calendar, page, words) {
  if (!calendar) return { stop() {} };
  const ended = new AbortController();
  // A page that was left before this came, or meanwhile, has nothing to listen for.
  const on = (target, type, handle, options) => target.addEventListener(type, (event) => (calendar.isConnected ? handle(event) : ended.abort()), { signal: ended.signal, ...options });
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const say = (template, values) => window.taskhub?.say(fill(template, values));
  const days = () => [...calendar.querySelectorAll("[data-day]")];
  const titleOf = (task) => task?.querySelector(".title");
  const drop = async (task, day) => {
    try { return await taskhub.call(page, "DropAsync", Number(task.dataset.task), day.dataset.day); } catch (cut) { void taskhub.unlessHeard(cut, () => taskhub.lost(fill(words.failed, { task: titleOf(task).dataset.name }))); return false; }
  };
  const mark = (day) => { for (const each of days()) each.classList.toggle("over", each === day); };
  let press = null, drag = null, lifted = null;

  // ---- pointer ----
  // On a narrow screen the free days come into sight while one drags, and nothing moves under the finger.
  const steady = (task, change) => {
    const before = task.getBoundingClientRect().top;
    change();
    calendar.scrollTop += task.getBoundingClientRect().top - before;
  };
  const begin = () => {
    const { task, x, y } = press, at = task.getBoundingClientRect(), ghost = task.cloneNode(true);
    ghost.classList.add("ghost"); ghost.setAttribute("aria-hidden", "true"); ghost.inert = true;
    Object.assign(ghost.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px` });
    document.body.append(ghost);
    drag = { task, ghost, x, y, fromX: x, fromY: y, day: null };
    press = null;
    task.classList.add("dragging");
    steady(task, () => document.documentElement.classList.add("is-dragging"));
    requestAnimationFrame(roll);
  };
  const follow = () => {
    drag.ghost.style.transform = `translate(${drag.x - drag.fromX}px, ${drag.y - drag.fromY}px)`;
    drag.day = document.elementsFromPoint(drag.x, drag.y).map((each) => each.closest("[data-day]")).find(Boolean) ?? null;
    mark(drag.day);
  };
  const roll = () => {
    if (!drag) return;
    const box = calendar.getBoundingClientRect();
    const pull = drag.y < box.top + edge ? -1 : drag.y > box.bottom - edge ? 1 : 0;
    if (pull) { calendar.scrollTop += pull * 10; follow(); }
    requestAnimationFrame(roll);
  };
  const clean = () => {
    if (!drag) return;
    drag.ghost.remove(); drag.task.classList.remove("dragging");
    steady(drag.task, () => document.documentElement.classList.remove("is-dragging"));
    mark(null); drag = null;
  };
  const cancel = () => { clearTimeout(press?.timer); press = null; clean(); };
  on(calendar, "pointerdown", (event) => {
    const task = event.target.closest?.(".day-task");
    if (!task || event.button !== 0 || event.shiftKey || drag) return;
    press = { task, x: event.clientX, y: event.clientY, finger: event.pointerType === "touch" };
    if (press.finger) press.timer = setTimeout(() => { if (press) { navigator.vibrate?.(10); begin(); } }, longPress);
  });
  on(document, "pointermove", (event) => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > slack) { if (press.finger) cancel(); else begin(); }
    if (drag) { drag.x = event.clientX; drag.y = event.clientY; follow(); }
  });
  on(document, "pointerup", async () => {
    clearTimeout(press?.timer); press = null;
    if (!drag) return;
    const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    const { task, day } = drag;
    if (day && day !== task.closest("[data-day]")) void drop(task, day);
    clean();
  });
  on(document, "pointercancel", cancel);
  on(window, "blur", cancel);
  on(calendar, "touchmove", (event) => { if (drag) event.preventDefault(); }, { passive: false });
  on(calendar, "contextmenu", (event) => { if (drag || press?.finger) event.preventDefault(); });
  on(calendar, "dragstart", (event) => event.preventDefault());

  // ---- on a narrow screen, where the days stand below each other, a month begins with today ----
  const turn = () => {
    if (getComputedStyle(calendar).display !== "block") return;
    const today = calendar.querySelector(".day.today");
    calendar.scrollTop = today ? today.getBoundingClientRect().top - calendar.getBoundingClientRect().top + calendar.scrollTop : 0;
  };
  const turns = new MutationObserver(turn);
  turns.observe(calendar, { childList: true });
  turn();

  // ---- keyboard ----
  const told = () => ({ task: titleOf(lifted.task).dataset.name, day: lifted.day.getAttribute("aria-label") });
  const putDown = () => { lifted?.task.classList.remove("lifted"); lifted = null; mark(null); };
  on(calendar, "keydown", async (event) => {
    const task = event.target.closest?.(".day-task");
    if (!task || !event.target.matches(".title") || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (event.key === " " && !lifted) {
      event.preventDefault();
      lifted = { task, day: task.closest("[data-day]") };
      task.classList.add("lifted"); mark(lifted.day);
      say(words.lifted, told());
    } else if (lifted && by) {
      event.preventDefault();
      const all = days(), next = all[all.indexOf(lifted.day) + by];
      if (next) { lifted.day = next; next.scrollIntoView({ block: "nearest" }); mark(next); say("{day}", told()); }
    } else if (lifted && (event.key === " " || event.key === "Enter")) {
      event.preventDefault();
      const { day, task: moved } = lifted, id = moved.dataset.task, words_ = told(), same = day === lifted.task.closest("[data-day]");
      putDown();
      const done = same || await drop(moved, day);
      titleOf(calendar.querySelector(`[data-task="${id}"]`))?.focus();
      say(done ? words.dropped : words.failed, words_);
    } else if (lifted && event.key === "Escape") {
      event.preventDefault(); event.stopPropagation();
      const was = told(); putDown(); say(words.canceled, was);
    }
  });
  on(calendar, "focusout", () => { if (lifted) { const was = told(); putDown(); say(words.canceled, was); } });

  calendar.dataset.hands = "on";
  return { stop() { ended.abort(); turns.disconnect(); cancel(); putDown(); } };
}
