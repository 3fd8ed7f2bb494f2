// The connection to the hub was lost: Blazor's script sets a class on #components-reconnect-modal and tries a number of times.
// This keeps trying after it gave up, tries at once when the reader comes back, and reloads when the hub was restarted. What was
// typed meanwhile the hub has never heard: it is told again when the connection is back.
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {});
  const banner = document.getElementById("components-reconnect-modal");
  if (!banner) return;
  const has = (state) => banner.classList.contains(`components-reconnect-${state}`);
  const become = (state) => {
    for (const other of ["show", "hide", "failed", "rejected"]) banner.classList.toggle(`components-reconnect-${other}`, other === state);
  };

  // A reload loop would be worse than a pause: no second reload within five seconds of the first.
  const reload = () => {
    if (banner.classList.contains("taskhub-reloading")) return;
    banner.classList.add("taskhub-reloading");
    taskhub.keepDrafts?.();
    let last = 0;
    try { last = Number(sessionStorage.getItem("taskhub.reloaded")) || 0; } catch { /* then without the pause */ }
    setTimeout(() => {
      try { sessionStorage.setItem("taskhub.reloaded", String(Date.now())); } catch { /* see above */ }
      location.reload();
    }, Math.max(400, last + 5000 - Date.now()));
  };

  let trying = false;
  const retry = async () => {
    if (trying || !(has("failed") || has("show")) || !window.Blazor?.reconnect) return;
    trying = true;
    try {
      if (await window.Blazor.reconnect()) become("hide"); else reload();
    } catch { /* the hub is still away: the timer asks again */ } finally { trying = false; }
  };

  // A line can be dead for half a minute before the browser knows: that much is told again too, which changes nothing where it was heard.
  const unsure = 60_000, typed = new Map();
  for (const name of ["input", "change"]) {
    document.addEventListener(name, ({ isTrusted, target }) => {
      if (!isTrusted || !target.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])")) return;
      for (const [field, each] of typed) if (!field.isConnected || (!has("show") && !has("failed") && Date.now() - each.at > unsure)) typed.delete(field);
      typed.set(target, { at: Date.now(), names: new Set([...(typed.get(target)?.names ?? []), name]) });
    }, true);
  }
  const tellAgain = () => {
    for (const [field, { names }] of typed) if (field.isConnected) for (const name of names) field.dispatchEvent(new Event(name, { bubbles: true }));
    typed.clear();
  };

  let away = false;
  new MutationObserver(() => {
    if (has("rejected")) reload();
    if (has("show") || has("failed")) away = true;
    else if (away && has("hide")) { away = false; tellAgain(); }
  }).observe(banner, { attributes: true, attributeFilter: ["class"] });
  banner.querySelector("[data-retry]")?.addEventListener("click", retry);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retry(); });
  addEventListener("online", retry);
  setInterval(() => { if (has("failed") && !document.hidden) retry(); }, 5000);
})();
