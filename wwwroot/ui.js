// What the pieces of App/Ui need from the browser. Everything listens on the document, so that it works on static and on
// interactive pages alike, and for parts that appear later. No inline script, no inline handler, no library.
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {});

  // ---- one word to a screen reader ----
  taskhub.say = (text) => {
    let region = document.getElementById("taskhub-say");
    if (!region) {
      region = document.createElement("div");
      region.id = "taskhub-say"; region.className = "sr"; region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = "";
    requestAnimationFrame(() => { region.textContent = text; });
  };

  // ---- the heading of a page that has just come, unless somebody types or the address leads further down ----
  taskhub.focusHeading = () => {
    if (location.hash.length > 1) return;
    if (!/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName)) document.querySelector("h1")?.focus();
  };

  // ---- where the focus goes when what had it is gone: not to nowhere, and never away from where somebody has put it ----
  taskhub.keepFocus = (element) => {
    if (!document.activeElement || document.activeElement === document.body) element?.focus({ preventScroll: true });
  };

  // ---- a double click is one act: the second of two clicks on a button that acts, and a form sent twice at once, go nowhere ----
  addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest?.("button.primary, button.danger, button[type=submit]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  const sent = new WeakMap();
  addEventListener("submit", (event) => {
    const before = sent.get(event.target) ?? -Infinity;
    if (event.timeStamp - before < 600) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      sent.set(event.target, event.timeStamp);
    }
  }, true);

  // ---- times: relative and ticking, exact on hover, in the reader's zone ----
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
  const formats = {
    date: { day: "numeric", month: "short", year: "numeric" },
    minute: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    time: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    datetime: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    short: { day: "numeric", month: "short" },
  };
  for (const name in formats) formats[name] = new Intl.DateTimeFormat("en-GB", formats[name]);

  // The same words as RelativeTime.razor, which writes them before this script has run.
  const relative = (at, now) => {
    const seconds = Math.round((now - at) / 1000), ahead = seconds < 0, s = Math.abs(seconds);
    if (s < 5) return ahead ? "in a moment" : "just now";
    const [n, unit] = s < 60 ? [s, "s"] : s < 3600 ? [Math.floor(s / 60), "min"] : s < 86400 ? [Math.floor(s / 3600), "h"] : [Math.floor(s / 86400), "d"];
    if (unit === "d" && n > 7) {
      return (new Date(at).getFullYear() === new Date(now).getFullYear() ? formats.short : formats.date).format(at);
    }
    return ahead ? `in ${n} ${unit}` : `${n} ${unit} ago`;
  };

  const writeTime = (element, now) => {
    const at = Date.parse(element.dateTime);
    if (Number.isNaN(at)) return;
    if (element.dataset.shown !== element.dateTime) { element.title = exact.format(at); element.dataset.shown = element.dateTime; }
    const text = element.dataset.relative !== undefined ? relative(at, now) : formats[element.dataset.local]?.format(at);
    // The text node stays the same one: Blazor writes its own changes into it.
    const node = element.firstChild;
    if (text && node && node.data !== text) node.data = text;
  };
  setInterval(() => {
    if (document.hidden) return;
    const now = Date.now();
    for (const time of document.querySelectorAll("time[data-relative]")) writeTime(time, now);
  }, 1000);

  // ---- points in time that are typed: the field speaks the reader's zone, the page the world's ----
  taskhub.instant = (text) => {
    const at = new Date(text ?? "");
    return Number.isNaN(at.getTime()) ? null : at.toISOString();
  };
  const writeInstant = (input) => {
    const at = new Date(input.dataset.instant);
    const two = (n) => String(n).padStart(2, "0");
    input.value = Number.isNaN(at.getTime()) ? ""
      : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
  };

  // ---- a list without an end: its button presses itself when it comes into sight ----
  const nearEnd = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      if (!target.disabled) target.click();
      // Still in sight after what it brought has come: once more.
      nearEnd.unobserve(target);
      setTimeout(() => { if (target.isConnected) nearEnd.observe(target); }, 250);
    }
  }, { rootMargin: "600px", scrollMargin: "600px" });

  // ---- a file ----
  taskhub.download = (url) => {
    const link = document.createElement("a");
    link.href = url; link.download = "";
    document.body.append(link); link.click(); link.remove();
  };

  // ---- copy ----
  const copyText = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* no clipboard without https: the old way below */ }
    const holder = document.createElement("textarea");
    holder.value = text; holder.style.position = "fixed"; holder.style.opacity = "0";
    (document.querySelector("dialog[open]") ?? document.body).append(holder);
    const before = document.activeElement;
    holder.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { /* answered by false */ }
    holder.remove(); before?.focus?.();
    return done;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy], [data-copy-from]");
    if (!button) return;
    const text = button.dataset.copy ?? document.querySelector(button.dataset.copyFrom)?.textContent ?? "";
    const done = await copyText(text);
    taskhub.say(done ? "Copied" : "Copying failed: select the text and copy it by hand");
    if (!done) return;
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1600);
  });

  // ---- dialogs: the native one; it keeps the focus inside, gives it back, and closes on Esc ----
  taskhub.openDialog = (dialog) => {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector(".body :is(input:not([type=hidden]), select, textarea):not(:disabled)");
    first?.focus();
  };
  taskhub.closeDialog = (dialog) => { if (dialog?.open) dialog.close(); };
  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-dialog-close]")?.closest("dialog")?.close();
    if (event.target.matches?.("dialog[data-light]")) event.target.close();
    const opener = event.target.closest?.("[data-dialog-open]");
    if (opener) taskhub.openDialog(document.getElementById(opener.dataset.dialogOpen));
  });

  // A field in a dialog that Esc gives up leaves the dialog open.
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target.matches?.("[data-gives-up]")) event.preventDefault(); });

  // ---- menus: a button and a popover list ----
  // Many buttons may share one list (the cards of a board do): it belongs to the one that was used last.
  const usedLast = new WeakMap();
  const buttonOf = (list) => {
    const last = usedLast.get(list);
    return last?.isConnected ? last : document.querySelector(`[popovertarget="${CSS.escape(list.id)}"]`);
  };
  for (const type of ["pointerdown", "keydown", "click"]) {
    document.addEventListener(type, (event) => {
      const button = event.target.closest?.("[popovertarget]"), list = button && document.getElementById(button.getAttribute("popovertarget"));
      if (list && !list.matches(":popover-open")) usedLast.set(list, button);
    }, true);
  }
  const items = (list) => [...list.querySelectorAll('[role^="menuitem"]:not(:disabled):not([aria-disabled="true"])')];
  const place = (list, button) => {
    const over = list.dataset.over !== undefined, at = button.getBoundingClientRect(), gap = 4, edge = 8;
    // An editor lies over what it edits, as wide as that.
    list.style.width = over ? `${Math.max(260, at.width + 16)}px` : "";
    const size = list.getBoundingClientRect();
    const end = list.dataset.align === "end";
    let left = end && size.width ? at.right - size.width : at.left;
    let top = over ? at.top - 34 : at.bottom + gap;
    if (size.height && top + size.height > innerHeight - edge && at.top - gap - size.height > edge) top = at.top - gap - size.height;
    if (size.width) left = Math.max(edge, Math.min(left, innerWidth - edge - size.width));
    if (size.height) top = Math.max(edge, Math.min(top, innerHeight - edge - size.height));
    if (over) left = at.left - 9;
    list.buttonAt = [at.left, at.top];
    list.style.left = `${left}px`; list.style.top = `${top}px`;
  };
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.(".menu-list")) return;
    const list = event.target, button = buttonOf(list), open = event.newState === "open";
    button?.setAttribute("aria-expanded", String(open));
    // Until it is in its place it is hidden, so that nobody sees it jump.
    list.classList.toggle("placed", open);
    if (!open || !button) return;
    place(list, button);
    (list.querySelector("[autofocus]") ?? list.querySelector('[aria-checked="true"]') ?? items(list)[0])?.focus({ preventScroll: true });
  }, true);
  // A list that stands for many places is opened at one of them.
  taskhub.openMenu = (list, button) => {
    usedLast.set(list, button);
    if (list.matches(":popover-open")) place(list, button); else list.showPopover();
  };
  const closeMenu = (list, refocus) => { if (list.matches(":popover-open")) list.hidePopover(); if (refocus) buttonOf(list)?.focus(); };
  document.addEventListener("click", (event) => {
    const item = event.target.closest?.('.menu-list [role^="menuitem"]');
    if (item && item.dataset.keep === undefined) closeMenu(item.closest(".menu-list"), true);
  });
  document.addEventListener("keydown", (event) => {
    const list = event.target.closest?.(".menu-list");
    if (!list) {
      const opens = event.target.closest?.('[aria-haspopup="menu"][popovertarget]');
      if (opens && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); document.getElementById(opens.getAttribute("popovertarget"))?.showPopover({ source: opens }); }
      return;
    }
    if (event.target.matches("input, textarea")) {
      if (event.key === "Escape") {
        // What was typed there is given up: a field that is left with other words than it had would save them.
        event.preventDefault(); event.stopPropagation();
        event.target.value = event.target.defaultValue;
        closeMenu(list, true);
        return;
      }
      if (event.key !== "ArrowDown") return;
    }
    const all = items(list), at = all.indexOf(document.activeElement);
    const go = (index) => { event.preventDefault(); all[(index + all.length) % all.length]?.focus(); };
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(all.length - 1);
    else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); closeMenu(list, true); }
    else if (event.key === "Tab") closeMenu(list, true);
    else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLowerCase(), order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      order.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    }
  });
  // A list that no longer stands at its button goes; one that is written in stays, and follows.
  const closeMoved = (event) => {
    for (const list of document.querySelectorAll(".menu-list:popover-open")) {
      if (list.contains(document.activeElement) && document.activeElement.matches("input, textarea")) {
        const button = buttonOf(list);
        if (button && event.type === "scroll" && !list.contains(event.target)) place(list, button);
        continue;
      }
      if (event.type === "scroll" && list.contains(event.target)) continue;
      const at = buttonOf(list)?.getBoundingClientRect(), [left, top] = list.buttonAt ?? [];
      if (!at || Math.abs(at.left - left) > 4 || Math.abs(at.top - top) > 4) closeMenu(list, false);
    }
  };
  addEventListener("scroll", closeMoved, { capture: true, passive: true });
  addEventListener("resize", closeMoved);

  // ---- the skip link: "#main" alone would lead to the base address ----
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".skip")) return;
    event.preventDefault();
    const main = document.getElementById("main");
    main?.focus();
    main?.scrollIntoView({ block: "start" });
  });

  // ---- the sidebar as a drawer, on narrow screens ----
  const frame = () => document.querySelector(".frame");
  const drawer = (open, refocus = true) => {
    const f = frame();
    if (!f || (f.dataset.drawer === "open") === open) return;
    f.dataset.drawer = open ? "open" : "closed";
    const main = f.querySelector(".frame-main");
    if (main) main.inert = open;
    const button = document.querySelector(".strip [data-drawer-toggle]");
    button?.setAttribute("aria-expanded", String(open));
    if (open) f.querySelector(".side :is(a, button)")?.focus();
    else if (refocus) button?.focus();
  };
  document.addEventListener("click", (event) => {
    const f = frame();
    if (!f) return;
    if (event.target.closest?.("[data-drawer-toggle]")) drawer(f.dataset.drawer !== "open");
    else if (f.dataset.drawer === "open" && (event.target === f || event.target.closest?.(".side a[href]"))) drawer(false, event.target === f);
  });
  addEventListener("resize", () => { if (innerWidth > 900) drawer(false, false); });

  // ---- Esc: the drawer, then the newest message, then the side panel ----
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open")) return;
    if (frame()?.dataset.drawer === "open") { drawer(false); return; }
    const toast = [...document.querySelectorAll(".toast [data-toast-close]")].at(-1);
    if (toast && !event.target.matches?.("input, textarea, select, [contenteditable]")) { toast.click(); return; }
    const panel = [...document.querySelectorAll(".panel")].at(-1);
    if (!panel) return;
    // The first Esc leaves the field in which one types, the second closes.
    if (panel.contains(event.target) && event.target.matches("input, textarea, select, [contenteditable]")) { panel.focus(); return; }
    panel.querySelector("[data-panel-close]")?.click();
  });

  // ---- a form that is refused shows where: its first wrong field, or what it says on the whole, comes into sight ----
  let refusal;
  document.addEventListener("submit", ({ target: form }) => {
    clearTimeout(refusal?.ends);
    refusal?.disconnect();
    const look = () => {
      const wrong = form.querySelector('[aria-busy="true"]') ? null : form.querySelector('[aria-invalid="true"], .banner.danger');
      if (!wrong) return;
      refusal.disconnect();
      if (wrong.matches(".banner")) wrong.scrollIntoView({ block: "nearest" });
      else { wrong.focus({ preventScroll: true }); wrong.scrollIntoView({ block: "center" }); }
    };
    // The answer changes the form; what says nothing within a quarter of a minute is no answer to this.
    refusal = new MutationObserver(() => requestAnimationFrame(look));
    refusal.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid", "aria-busy", "disabled"] });
    refusal.ends = setTimeout(() => refusal.disconnect(), 15000);
  });
  document.addEventListener("input", () => refusal?.disconnect());

  // ---- Enter in a text of one line that wraps ends it, wherever the cursor stands: the page looks for a break at the end ----
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches?.("textarea[data-one-line]")) event.target.setSelectionRange(event.target.value.length, event.target.value.length);
  });

  // ---- Ctrl+Z takes back what the newest message with Undo tells of; in a text it is the browser's ----
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) return;
    const undo = [...document.querySelectorAll(".toast [data-undo]")].at(-1);
    if (undo) { event.preventDefault(); undo.click(); }
  });

  // ---- what appears and goes ----
  const wakes = "li.comment, time[datetime], [data-instant], [data-more], [data-theme-set], [data-theme-cycle], [data-fold-toggle], [data-keys-toggle], .panel, [data-draft], .tab[aria-current]";
  // What the address points to, once it is there: the browser looks for it only while the page loads.
  let pointed = "";
  const pointTo = (element) => {
    if (!element || `#${element.id}` !== location.hash || pointed === location.href) return;
    pointed = location.href;
    for (const before of document.querySelectorAll("li.comment.pointed")) before.classList.remove("pointed");
    element.classList.add("pointed");
    requestAnimationFrame(() => { element.scrollIntoView({ block: "center" }); element.focus({ preventScroll: true }); });
  };
  addEventListener("hashchange", () => pointTo(document.getElementById(location.hash.slice(1))));
  // On a narrow screen the strip of tabs scrolls: the one that is open is in sight.
  const showTab = (tab) => {
    const [strip, at, box] = [tab.parentElement, tab.getBoundingClientRect(), tab.parentElement.getBoundingClientRect()];
    if (at.left < box.left || at.right > box.right) strip.scrollLeft += at.left - box.left - (box.width - at.width) / 2;
  };
  const wake = (element, now) => {
    if (element.matches("li.comment")) { pointTo(element); return; }
    if (element.matches("time[datetime]")) writeTime(element, now);
    else if (element.matches("[data-instant]")) writeInstant(element);
    else if (element.matches("[data-more]")) nearEnd.observe(element);
    else if (element.matches(".panel")) { element.returnTo = document.activeElement; if (!element.contains(document.activeElement)) element.focus({ preventScroll: true }); }
    else if (element.matches(".tab")) showTab(element);
    else if (element.matches("[data-keys-toggle]")) taskhub.markKeys?.(element.parentElement);
    else if (element.matches("[data-draft]")) taskhub.restoreDraft?.(element);
    else taskhub.markChoices(element.parentElement);
  };
  const arrive = (node) => {
    const now = Date.now();
    if (node.matches?.(wakes)) wake(node, now);
    for (const inner of node.querySelectorAll?.(wakes) ?? []) wake(inner, now);
  };
  new MutationObserver((changes) => {
    // Who has been elsewhere meanwhile is led there again.
    if (pointed !== location.href) pointed = "";
    for (const change of changes) {
      if (change.type === "attributes") { if (change.attributeName === "datetime") writeTime(change.target, Date.now()); else if (change.attributeName === "aria-current") { if (change.target.matches(".tab[aria-current]")) showTab(change.target); } else writeInstant(change.target); continue; }
      for (const node of change.addedNodes) arrive(node);
      for (const node of change.removedNodes) {
        if (node.matches?.(".panel") && node.returnTo?.isConnected && document.activeElement === document.body) node.returnTo.focus();
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["datetime", "data-instant", "aria-current"] });
  arrive(document);

  // A page that comes by enhanced navigation is laid over the one that stands here: where both have the same element, what was served is written
  // over what this browser knows better, and no element arrives that would be told.
  document.addEventListener("DOMContentLoaded", () => window.Blazor?.addEventListener("enhancedload", () => {
    taskhub.markChoices();
    taskhub.markKeys?.(document);
    for (const time of document.querySelectorAll("time[datetime]")) writeTime(time, Date.now());
  }));
})();
