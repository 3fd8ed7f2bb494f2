// The hands of the board: dragging with the mouse or, after a long press, with a finger; and the same with the keyboard. It never moves
// an element that Blazor owns: a copy of the card follows the pointer, a line shows where it would land, and one call tells the page.

const slack = 5, longPress = 320, edge = 56, patience = 4000;

export function start(board, page, words, mostLines) {
  if (!board) return { stop() {} };
  const ended = new AbortController();
  // A page that was left before this came, or meanwhile, has nothing to listen for.
  const on = (target, type, handle, options) => target.addEventListener(type, (event) => (board.isConnected ? handle(event) : ended.abort()), { signal: ended.signal, ...options });
  let press = null, drag = null, lifted = null;
  const landing = new Set(); // Dropped, and not answered yet.

  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const say = (template, values) => window.taskhub?.say(fill(template, values));
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const columns = () => [...board.querySelectorAll("[data-list]")];
  const boxOf = (column) => column.querySelector(".cards");
  const cardsOf = (column, without) => [...column.querySelectorAll(".task-card")].filter((card) => card.dataset.task !== without);
  const nameOf = (column) => column.getAttribute("aria-label");
  const titleOf = (card) => card?.querySelector(".title");

  // ---- the line ----
  const line = document.createElement("div");
  line.className = "insertion floating"; line.hidden = true;
  document.body.append(line);

  const spotIn = (column, index, moving) => {
    const cards = cardsOf(column, moving);
    const at = Math.max(0, Math.min(index, cards.length));
    // Past the last card that is shown there may be others: then it goes before the first of those.
    return { column, at, count: cards.length + 1, before: cards[at]?.dataset.task ?? column.dataset.next ?? "" };
  };
  const draw = (spot, moving) => {
    const box = boxOf(spot.column), frame = box.getBoundingClientRect();
    const cards = cardsOf(spot.column, moving), next = cards[spot.at], last = cards[spot.at - 1];
    const gap = parseFloat(getComputedStyle(box).rowGap) || 8;
    const y = next ? next.getBoundingClientRect().top - gap / 2 : last ? last.getBoundingClientRect().bottom + gap / 2 : frame.top + 3;
    const pad = parseFloat(getComputedStyle(box).paddingLeft);
    line.style.top = `${Math.max(frame.top + 1, Math.min(y, frame.bottom - 2)) - 1}px`;
    line.style.left = `${frame.left + pad}px`;
    line.style.width = `${box.clientWidth - 2 * pad}px`;
    line.hidden = false;
    for (const column of columns()) column.classList.toggle("over", column === spot.column);
  };
  const wipe = () => { line.hidden = true; for (const column of columns()) column.classList.remove("over"); };
  const staysPut = (card, spot) => {
    const column = card.closest("[data-list]");
    if (column !== spot.column) return false;
    return cardsOf(column).findIndex((each) => each === card) === spot.at;
  };
  const drop = (task, spot) => taskhub.call(page, "DropAsync", Number(task), Number(spot.column.dataset.list), spot.before === "" ? null : Number(spot.before));

  // ---- pointer ----
  const begin = () => {
    const { card, x, y } = press, at = card.getBoundingClientRect(), ghost = card.cloneNode(true);
    for (const element of [ghost, ...ghost.querySelectorAll("[id], [popovertarget]")]) { element.removeAttribute("id"); element.removeAttribute("popovertarget"); }
    ghost.classList.add("ghost"); ghost.setAttribute("aria-hidden", "true"); ghost.inert = true;
    Object.assign(ghost.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px` });
    document.body.append(ghost);
    drag = { card, ghost, task: card.dataset.task, fromX: x, fromY: y, left: at.left, top: at.top, x, y, spot: null };
    press = null;
    card.classList.add("dragging");
    document.documentElement.classList.add("is-dragging");
    getSelection()?.removeAllRanges();
    requestAnimationFrame(roll);
    follow();
  };
  const follow = () => {
    const { ghost, x, y, fromX, fromY, task } = drag;
    ghost.style.transform = `translate(${x - fromX}px, ${y - fromY}px) rotate(1.2deg)`;
    const column = columns().reduce((best, each) => {
      const at = each.getBoundingClientRect(), away = Math.max(at.left - x, 0, x - at.right);
      return !best || away < best.away ? { each, away } : best;
    }, null)?.each;
    if (!column) return;
    const index = cardsOf(column, task).findIndex((card) => { const at = card.getBoundingClientRect(); return y < at.top + at.height / 2; });
    drag.spot = spotIn(column, index < 0 ? Infinity : index, task);
    draw(drag.spot, task);
  };
  // Near an edge the column or the board scrolls by itself, faster the nearer.
  const pull = (value, low, high) => (value < low + edge ? Math.max(-1, (value - low - edge) / edge) : value > high - edge ? Math.min(1, (value - high + edge) / edge) : 0);
  const roll = () => {
    if (!drag) return;
    const across = board.getBoundingClientRect(), box = drag.spot && boxOf(drag.spot.column), down = box?.getBoundingClientRect();
    const left = pull(drag.x, across.left, across.right), top = down ? pull(drag.y, down.top, down.bottom) : 0;
    if (left) board.scrollLeft += left * 16;
    if (top) box.scrollTop += top * 14;
    if (left || top) follow();
    requestAnimationFrame(roll);
  };
  const clean = (ended) => {
    ended.ghost.remove();
    ended.card.classList.remove("dragging");
    document.documentElement.classList.remove("is-dragging");
  };
  const cancel = () => {
    clearTimeout(press?.timer); press = null;
    if (drag) { clean(drag); drag = null; wipe(); }
  };
  const release = async () => {
    const ending = drag; drag = null;
    // The click that the browser makes of this release would open the card.
    const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    if (!ending.spot || !ending.card.isConnected || staysPut(ending.card, ending.spot)) { clean(ending); wipe(); return; }
    // The copy waits where the card will be, so that the eye sees it land before the hub has answered.
    if (!calm()) ending.ghost.style.transition = "transform 120ms cubic-bezier(.2, 0, .2, 1)";
    ending.ghost.style.transform = `translate(${line.getBoundingClientRect().left - ending.left}px, ${line.getBoundingClientRect().top - ending.top}px)`;
    // A line that is dead and does not know it yet answers nothing: after a while the card is back where it was.
    const land = () => { landing.delete(land); clean(ending); if (!drag && !lifted) wipe(); };
    landing.add(land);
    const late = setTimeout(land, patience);
    try { await drop(ending.task, ending.spot); } catch (cut) { notMoved(cut, ending.card); } finally { clearTimeout(late); land(); }
  };
  const notMoved = (cut, card) => void taskhub.unlessHeard(cut, () => taskhub.lost(fill(words.failed, { task: titleOf(card).textContent.trim() })));

  on(board, "pointerdown", (event) => {
    const card = event.target.closest?.(".task-card");
    if (!card || event.button !== 0 || event.shiftKey || drag || event.target.closest(".top button, input, select, textarea, .menu-list")) return;
    if (card.closest("[data-fixed]")) return;
    press = { card, x: event.clientX, y: event.clientY, pointer: event.pointerId, finger: event.pointerType === "touch" };
    if (press.finger) press.timer = setTimeout(() => { if (press) { navigator.vibrate?.(10); begin(); } }, longPress);
  });
  on(document, "pointermove", (event) => {
    if (press?.pointer === event.pointerId && Math.hypot(event.clientX - press.x, event.clientY - press.y) > slack) {
      if (press.finger) cancel(); else begin();
    }
    if (drag) { drag.x = event.clientX; drag.y = event.clientY; follow(); }
  });
  on(document, "pointerup", () => { clearTimeout(press?.timer); press = null; if (drag) void release(); });
  on(document, "pointercancel", cancel);
  on(window, "blur", cancel);
  on(board, "touchmove", (event) => { if (drag) event.preventDefault(); }, { passive: false });
  on(board, "contextmenu", (event) => { if (drag || press?.finger) event.preventDefault(); });
  on(board, "dragstart", (event) => event.preventDefault());
  on(document, "keydown", (event) => { if (event.key === "Escape" && drag) { event.preventDefault(); event.stopPropagation(); cancel(); } }, { capture: true });

  // ---- keyboard ----
  const lift = (card) => {
    const column = card.closest("[data-list]"), at = cardsOf(column).indexOf(card);
    lifted = { task: card.dataset.task, title: titleOf(card).textContent.trim(), card, spot: spotIn(column, at, card.dataset.task) };
    card.classList.add("lifted");
    draw(lifted.spot, lifted.task);
    say(words.lifted, told());
  };
  const told = () => ({ task: lifted.title, list: nameOf(lifted.spot.column), position: lifted.spot.at + 1, count: lifted.spot.count });
  const putDown = () => { lifted?.card.classList.remove("lifted"); lifted = null; wipe(); };
  const shift = (across, down) => {
    const all = columns(), from = all.indexOf(lifted.spot.column);
    const column = all[Math.max(0, Math.min(from + across, all.length - 1))];
    lifted.spot = spotIn(column, lifted.spot.at + down, lifted.task);
    const cards = cardsOf(column, lifted.task);
    (cards[lifted.spot.at] ?? cards.at(-1) ?? column).scrollIntoView({ block: "nearest", inline: "nearest" });
    draw(lifted.spot, lifted.task);
    say(words.moved, told());
  };
  const step = (card, across, down) => {
    const all = columns(), column = card.closest("[data-list]"), at = cardsOf(column).indexOf(card);
    for (let next = all.indexOf(column) + across; next >= 0 && next < all.length; next += across || all.length) {
      const cards = cardsOf(all[next]);
      if (cards.length) { titleOf(cards[Math.max(0, Math.min(at + down, cards.length - 1))])?.focus(); return; }
    }
  };
  const settle = async () => {
    const { task, spot, card } = lifted, same = staysPut(card, spot), words_ = told();
    putDown();
    if (same) { say(words.dropped, words_); return; }
    let done = false;
    try { done = await drop(task, spot); } catch (cut) { notMoved(cut, card); }
    titleOf(board.querySelector(`[data-task="${task}"]`))?.focus();
    say(done ? words.dropped : words.failed, words_);
  };
  on(board, "keydown", (event) => {
    const card = event.target.closest?.(".task-card");
    if (!card || !event.target.matches(".title") || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (event.key === " " && !card.closest("[data-fixed]")) { event.preventDefault(); if (lifted) void settle(); else lift(card); }
    else if (event.key === "Enter" && lifted) { event.preventDefault(); void settle(); }
    else if (event.key === "Escape" && lifted) { event.preventDefault(); event.stopPropagation(); const was = told(); putDown(); say(words.canceled, was); }
    else if (arrows) { event.preventDefault(); if (lifted) shift(...arrows); else step(card, ...arrows); }
  });
  on(board, "focusout", () => { if (lifted) { const was = told(); putDown(); say(words.canceled, was); } });
  on(board, "scroll", () => { if (lifted) draw(lifted.spot, lifted.task); }, { capture: true, passive: true });

  // ---- lines at the foot of a column: each becomes a task, and those that do not stand in the field again ----
  const longest = 1500; // The longest line that can be a task is shorter, and as many of these as may come at once are one message.
  const linesOf = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  // Left empty, the field closes as Esc would close it; not while there may be something to give back to it.
  const leave = (input) => {
    if (!input.adding && input !== document.activeElement && !input.value.trim()) input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  };
  const takeBack = (input, lines) => {
    const text = lines.join("\n");
    if (!input.value.startsWith(text)) return;
    input.value = input.value.slice(text.length).trimStart();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    taskhub.keepDrafts?.();
    leave(input);
  };
  const add = async (input, lines) => {
    const column = input.closest("[data-list]"), sent = lines.slice(0, mostLines);
    let left = sent.map((_, at) => at);
    input.adding = (input.adding ?? 0) + 1;
    try {
      left = await taskhub.call(page, "AddAsync", Number(column.dataset.list), sent.map((line) => line.slice(0, longest)), lines.length - sent.length);
    } catch (cut) {
      // What was entered stands in the field again, until it is known that it was heard all the same.
      void cut.act?.heard.then((heard) => { if (heard) takeBack(input, lines); });
    }
    input.adding--;
    const back = lines.filter((_, at) => at >= sent.length || left.includes(at));
    if (back.length) {
      input.value = [...back, ...linesOf(input.value)].join("\n");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // Until now a cut of the line would have brought back what was entered.
    taskhub.keepDrafts?.();
    if (left.length < sent.length) boxOf(column).scrollTop = boxOf(column).scrollHeight;
    leave(input);
    if (input.closes && !input.adding && !input.value.trim()) { input.closes = false; input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })); }
  };
  on(board, "keydown", (event) => {
    if (!event.target.matches?.("[data-quick-add]")) return;
    // It closes when it is known that nothing has to be given back.
    if (event.key === "Escape" && event.target.adding) { event.preventDefault(); event.stopPropagation(); event.target.closes = true; return; }
    event.target.closes = false;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const lines = linesOf(event.target.value);
    event.target.value = "";
    if (lines.length) void add(event.target, lines);
  });
  // Several lines at once are several tasks; their bullets and boxes go.
  on(board, "paste", (event) => {
    if (!event.target.matches?.("[data-quick-add]")) return;
    const lines = linesOf(event.clipboardData?.getData("text/plain") ?? "").map((line) => line.replace(/^(?:[-*•]|\d+[.)])?\s*(?:\[[ x]\]\s*)?/i, "").trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    void add(event.target, lines);
  });
  on(board, "focusout", (event) => { if (event.target.matches?.("[data-quick-add]")) leave(event.target); });

  board.dataset.hands = "on";
  return { stop() { ended.abort(); cancel(); putDown(); for (const land of landing) land(); line.remove(); } };
}
