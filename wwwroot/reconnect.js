// The connection to the hub was lost: Blazor says so to the handler below, which tries until the line is back, at once when the reader comes back
// or the network does, and loads the page again when the hub was restarted. What was typed meanwhile the hub has never heard: it is told again
// when the connection is back. Everything else cannot be done meanwhile, and the banner says so to whoever tries, and what was under way and
// never answered.
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {});
  const banner = document.getElementById("components-reconnect-modal");
  if (!banner) return;
  const has = (state) => banner.classList.contains(`components-reconnect-${state}`);
  const become = (state) => {
    for (const other of ["show", "hide", "failed", "rejected"]) banner.classList.toggle(`components-reconnect-${other}`, other === state);
  };

  const isAway = () => has("show") || has("failed") || has("rejected");
  taskhub.isAway = isAway;

  // A reload loop would be worse than a pause: no second reload within five seconds of the first.
  const reload = () => {
    if (banner.classList.contains("taskhub-reloading")) return;
    banner.classList.add("taskhub-reloading");
    taskhub.keepDrafts?.();
    taskhub.keepUnsure();
    let last = 0;
    try { last = Number(sessionStorage.getItem("taskhub.reloaded")) || 0; } catch { /* then without the pause */ }
    setTimeout(() => {
      try { sessionStorage.setItem("taskhub.reloaded", String(Date.now())); } catch { /* see above */ }
      location.reload();
    }, Math.max(400, last + 5000 - Date.now()));
  };

  // One attempt at a time: of two, each would take the circuit from the other.
  const quickly = 10, patience = 5000;
  let trying = false, soon = false, wake = () => {};
  const pause = (tries) => new Promise((resolve) => {
    const late = setTimeout(resolve, document.hidden ? 6 * patience : Math.min(patience, 100 * 2 ** tries));
    wake = () => { clearTimeout(late); resolve(); };
  });
  const keepTrying = async () => {
    become("show");
    if (trying) return;
    trying = true;
    for (let tries = 1; isAway() && !has("rejected"); tries++) {
      soon = false;
      try {
        if (!await window.Blazor.reconnect()) become("rejected");
      } catch {
        if (tries >= quickly) become("failed");
        if (!soon) await pause(tries);
      }
    }
    trying = false;
  };
  const retry = () => { soon = true; wake(); };
  // Blazor's script does not start by itself, so that this is its handler; first of all, so that whoever waits for the page finds it started.
  addEventListener("DOMContentLoaded", () => window.Blazor?.start?.({
    circuit: {
      reconnectionHandler: { onConnectionDown: () => void keepTrying(), onConnectionUp: () => become("hide") },
      configureSignalR: (connection) => connection.withServerTimeout(20_000),
    },
  }), true);

  // A line can be dead for twenty seconds before the browser knows: that much is told again too, which changes nothing where it was heard.
  const unsure = 60_000, typed = new Map();
  for (const name of ["input", "change"]) {
    document.addEventListener(name, ({ isTrusted, target }) => {
      // What is chosen and what is entered acts at once: heard.js tells it again, where it was certainly not heard.
      if (!isTrusted || !target.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])") || (name === "change" && target.matches("[data-entry]"))) return;
      for (const [field, each] of typed) if (!field.isConnected || (!isAway() && Date.now() - each.at > unsure)) typed.delete(field);
      typed.set(target, { at: Date.now(), names: new Set([...(typed.get(target)?.names ?? []), name]) });
    }, true);
  }
  const tellAgain = () => {
    for (const [field, { names }] of typed) if (field.isConnected) for (const name of names) field.dispatchEvent(new Event(name, { bubbles: true }));
    typed.clear();
  };

  // ---- what cannot be done while the line is cut ----
  const told = banner.querySelector("[data-told]"), lost = [], pending = new Set(), backs = [];
  const tell = (text) => {
    if (told) told.textContent = text;
    banner.classList.remove("taskhub-refused");
    requestAnimationFrame(() => banner.classList.add("taskhub-refused"));
    taskhub.say?.(text);
  };
  // Whoever tries to do something hears at once that it does not happen.
  taskhub.refuse = () => tell(banner.dataset.refused ?? "");
  // What was done when the line was cut already, though nobody knew: the sentence stays for a while after the line is back.
  taskhub.lost = (text) => { lost.push(text); tell(lost.join(" ")); if (!isAway()) showLost(); };
  let shows;
  const showLost = () => {
    clearTimeout(shows);
    banner.classList.toggle("taskhub-lost", lost.length > 0);
    if (lost.length === 0) { if (told) told.textContent = ""; return; }
    shows = setTimeout(() => { lost.length = 0; showLost(); }, 12_000);
  };
  // A call to the page which always ends: one that was under way when the line was cut is never answered. Its error's act.heard tells, once the
  // line is back, whether it was heard all the same.
  taskhub.call = (page, name, ...given) => new Promise((resolve, reject) => {
    if (isAway()) { taskhub.refuse(); reject(new Error("The hub is away.")); return; }
    const act = taskhub.note({ kind: "call", name: taskhub.nameOf(document.activeElement?.closest("[data-task]")?.querySelector(".title")) });
    const lose = () => reject(Object.assign(new Error("The line was cut."), { act }));
    pending.add(lose);
    page.invokeMethodAsync(name, ...given).then(resolve, reject).finally(() => pending.delete(lose));
  });
  // Once the line is back, at once when it is not cut.
  taskhub.whenBack = (work) => { if (isAway()) backs.push(work); else work(); };

  const acts = "button, a[href], input[type=checkbox], input[type=radio], [role=checkbox]";
  const ownAffair = "#components-reconnect-modal, #blazor-error-ui, .skip, .upload, [popovertarget], [data-copy], [data-copy-from], [data-theme-set], [data-theme-cycle], [data-fold-toggle], [data-drawer-toggle], [data-keys-toggle]";
  taskhub.ownAffair = ownAffair;
  const stop = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
  addEventListener("click", (event) => {
    const target = isAway() ? event.target.closest?.(acts) : null;
    if (!target || target.closest(ownAffair)) return;
    if (target.matches("a") && (target.origin !== location.origin || target.target || event.ctrlKey || event.metaKey || event.shiftKey)) return;
    stop(event);
    if (!target.matches("[data-more]")) taskhub.refuse();
  }, true);
  addEventListener("submit", (event) => { if (isAway()) { stop(event); taskhub.refuse(); } }, true);
  // A line that is entered would be emptied, a text that is sent would seem to be on its way.
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !isAway() || !event.target.matches?.("input, textarea")) return;
    if (!(event.ctrlKey || event.metaKey || (!event.shiftKey && event.target.matches("[data-quick-add], [data-entry], [data-enter]")))) return;
    stop(event);
    taskhub.refuse();
  }, true);
  addEventListener("change", (event) => { if (isAway() && event.target.matches?.("[data-entry]")) event.stopImmediatePropagation(); }, true);

  let away = false;
  new MutationObserver(() => {
    if (has("rejected")) reload();
    if (isAway()) {
      if (!away) { away = true; banner.classList.remove("taskhub-lost"); for (const lose of pending) lose(); pending.clear(); }
    } else if (away && has("hide")) {
      away = false;
      banner.classList.remove("taskhub-refused");
      if (told) told.textContent = lost.join(" ");
      tellAgain();
      void taskhub.settle();
      for (const work of backs.splice(0)) work();
      showLost();
    }
  }).observe(banner, { attributes: true, attributeFilter: ["class"] });
  banner.querySelector("[data-retry]")?.addEventListener("click", retry);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retry(); });
  addEventListener("online", retry);
})();
