// What the hub has heard. A line can be dead for twenty seconds before the browser knows, and what is done meanwhile reaches nobody. So each
// act has a number, which the hub is told right after it: messages keep their order, hence an act was heard if its number has arrived, and only then.
// When the line is back, what was not heard is told now where it is a choice or a line that was entered, and else said not to have been done.
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {}), banner = document.getElementById("components-reconnect-modal"), kept = "taskhub.unsure";
  if (!banner) return;
  const patience = 4000, longest = 60;
  let page = null, count = 0, acts = [];

  /** Called by LastHeard once its circuit runs. */
  taskhub.hear = (reference) => { page = reference; acts = []; };

  const settled = (act, heard) => { act.settle(heard); return false; };
  /** Gives an act its number; act.heard tells once it is known whether the hub has heard it. */
  taskhub.note = (act) => {
    if (!page) return null;
    Object.assign(act, { number: ++count, at: performance.now(), heard: new Promise((resolve) => { act.settle = resolve; }) });
    acts.push(act);
    // After whoever else listens to the event has sent it.
    if (!taskhub.isAway()) setTimeout(() => page.invokeMethodAsync("Heard", act.number).then(() => { acts = acts.filter((each) => each.number > act.number || settled(each, true)); }, () => {}));
    return act;
  };
  /** For callers with a sentence of their own, which is told unless the call that was cut was heard all the same. */
  taskhub.unlessHeard = async (cut, work) => { if (!await cut.act?.heard) work(); };
  /** For those without. */
  taskhub.tellUndone = (cut) => { if (cut.act) cut.act.kind = "click"; return null; };

  // ---- what is an act ----
  const nameOf = (element) => (element?.getAttribute("aria-label") || element?.labels?.[0]?.textContent || element?.textContent || element?.title || "").trim().replace(/\s+/g, " ").slice(0, longest);
  taskhub.nameOf = nameOf;
  const silent = "[data-more], [data-send], [data-palette], [data-toast-close], [data-field], [data-pick], [data-quick-add], .suggestions *";
  addEventListener("click", ({ target }) => {
    const act = target.closest?.("button, a[href], [role=option], [role=checkbox]");
    if (!act || taskhub.isAway() || act.closest(taskhub.ownAffair) || act.matches(silent) || act.disabled) return;
    if (!act.matches("a")) taskhub.note({ kind: "click", name: nameOf(act) });
    else if (act.origin === location.origin && !act.target && !act.hasAttribute("download")) taskhub.note({ kind: "link", name: nameOf(act), href: act.href });
  }, true);
  addEventListener("submit", (event) => { if (!taskhub.isAway()) taskhub.note({ kind: "click", name: nameOf(event.submitter) }); }, true);
  const chosen = (target) => (target.matches("select") ? target.value : target.checked);
  addEventListener("change", ({ target }) => {
    if (target.matches?.("[data-entry]")) { if (target.value) taskhub.note({ kind: "line", name: nameOf(target), target, value: target.value }); }
    else if (target.matches?.("select, input[type=checkbox], input[type=radio]") && !target.closest(taskhub.ownAffair)) taskhub.note({ kind: "choice", name: nameOf(target), target, value: chosen(target) });
  }, true);

  // ---- the line is back ----
  const change = (target) => target.dispatchEvent(new Event("change", { bubbles: true }));
  // Whether it could be told again: a field that shows something else by now was changed by somebody since.
  const again = ({ kind, target, value }) => {
    if (!target?.isConnected) return false;
    if (kind === "line") { const typed = target.value; target.value = value; change(target); target.value = typed; return true; }
    if (kind !== "choice" || chosen(target) !== value) return false;
    change(target);
    return true;
  };
  const say = (sentence, names) => taskhub.lost(sentence.replace("{acts}", [...new Set(names)].join(", ")));
  const tell = (undone) => {
    const names = undone.map((act) => act.name).filter(Boolean);
    if (names.length) say(banner.dataset.undone, names); else if (undone.length) taskhub.lost(banner.dataset.undoneLast);
  };
  taskhub.settle = async () => {
    const asked = count;
    if (!page) return;
    const { last, address } = await page.invokeMethodAsync("SoFar").catch(() => ({}));
    if (address === undefined) return;
    const known = acts.filter((act) => act.number <= asked), unheard = known.filter((act) => act.number > last);
    acts = acts.filter((act) => act.number > asked);
    for (const act of known) settled(act, act.number <= last);
    tell(unheard.filter((act) => act.kind !== "call" && act.kind !== "link" && !again(act)));
    // Where to go was not heard either, by a link or by Back.
    const here = unheard.findLast((act) => act.kind === "link")?.href ?? location.href, there = new URL(address);
    if (new URL(here).pathname + new URL(here).search !== there.pathname + there.search) window.Blazor.navigateTo(here, { replaceHistoryEntry: here === location.href });
  };

  // ---- the page loads again, since the hub was restarted: what became of the last acts nobody can say ----
  taskhub.keepUnsure = () => {
    const names = acts.filter((act) => act.kind !== "link").map((act) => act.name).filter(Boolean);
    try { if (names.length) sessionStorage.setItem(kept, JSON.stringify(names)); } catch { /* then unsaid */ }
  };
  try {
    const names = JSON.parse(sessionStorage.getItem(kept) ?? "[]");
    sessionStorage.removeItem(kept);
    if (names.length) say(banner.dataset.unsure, names);
  } catch { /* nothing to say */ }

  // ---- no answer for some seconds, though the browser believes that the line stands ----
  setInterval(() => banner.classList.toggle("taskhub-waiting", !taskhub.isAway() && acts.some((act) => performance.now() - act.at > patience)), 1000);
})();
