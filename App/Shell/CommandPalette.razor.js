// The palette's part in the browser: it opens on Ctrl+K, the arrows choose, Enter goes or does. What it remembers are names such as
// "task:51", never words: what they are called and who may see them the hub says each time.

const most = 12;
const single = ["e", "s", "a", "p", "d", "l", "r", "m", "M", "x", "Delete"], pages = ["n", "c", "/", "g b", "g l", "g c", "?"];

export function start(dialog, page, reader) {
  const ended = new AbortController(), hub = window.taskhub, memory = `taskhub.recent.${reader}`;
  const on = (target, type, handle, options) => target.addEventListener(type, handle, { signal: ended.signal, ...options });
  const call = (name, ...given) => taskhub.call(page, name, ...given).catch(() => null); // The line is cut: the banner says so.
  const input = dialog.querySelector("input"), list = dialog.querySelector("[role=listbox]");
  const recent = () => { try { return JSON.parse(localStorage.getItem(memory)) ?? []; } catch { return []; } };
  const options = () => [...list.querySelectorAll("[role=option]")];
  let at = 0, task = null, turn = 0;

  const choose = (index) => {
    const all = options();
    at = all.length ? (index + all.length) % all.length : 0;
    for (const [n, option] of all.entries()) {
      option.id = `palette-${n}`;
      option.setAttribute("aria-selected", String(n === at));
    }
    if (all[at]) { input.setAttribute("aria-activedescendant", all[at].id); all[at].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  // Whoever types quickly and presses Enter means what they typed, not what still stands there from before.
  let entered = false;
  const current = () => list.dataset.for === input.value.trim();
  new MutationObserver((changes) => {
    if (changes.some((change) => change.type === "childList")) choose(0);
    if (entered && current()) { entered = false; options()[at]?.click(); }
  }).observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-for"] });

  const open = async () => {
    if (dialog.open || document.querySelector("dialog[open]")) return;
    for (const menu of document.querySelectorAll(".menu-list:popover-open")) menu.hidePopover();
    task = hub.currentTask?.() ?? null;
    const several = document.querySelector("[data-picked]") !== null;
    const keys = [...pages.filter((key) => key === "?" || hub.keys.has(key)), ...(hub.currentTask && (task || several) ? single.filter((key) => !several || key !== "r") : hub.keys.has("e") ? ["e"] : [])];
    input.value = ""; entered = false;
    // It opens before it knows what it offers, or the first letters of whoever types on at once would go to the page.
    dialog.showModal();
    input.focus();
    await call("OpenAsync", ++turn, keys, recent(), task && !several ? Number(task.dataset.task) : null);
  };
  const press = (keys) => {
    const title = task?.querySelector(".title");
    if (title && single.includes(keys)) title.focus({ preventScroll: true });
    if (pages.includes(keys) && keys !== "?" || keys === "e" && !task) { hub.keys.press(keys); return; }
    hub.keys.asIf(keys);
  };

  on(document, "keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (dialog.open) dialog.close(); else void open();
  });
  on(document, "click", (event) => { if (event.target.closest?.("[data-palette]")) void open(); });
  // The browser tells of the end of one opening only after the next has begun, when somebody is quick.
  on(dialog, "close", () => { if (!dialog.open) void call("Close", turn); });
  on(input, "keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (step) { event.preventDefault(); choose(Math.abs(step) > 1 ? Math.max(0, Math.min(at + step, options().length - 1)) : at + step); }
    else if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); if (current()) options()[at]?.click(); else entered = true; }
  });
  on(list, "pointermove", (event) => { const option = event.target.closest("[role=option]"); if (option && event.movementX + event.movementY !== 0) { const n = options().indexOf(option); if (n !== at) choose(n); } });
  on(list, "click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    const { press: keys, choose: theme, take } = option.dataset;
    // A link is followed with the dialog gone, so that the page that comes can have the focus. Where nothing had it before, the line would
    // keep it although it is gone, and take each key for a letter.
    dialog.close();
    input.blur();
    if (keys) press(keys);
    else if (take) void call("TakeAsync", Number(take));
    else if (theme) {
      const button = Object.assign(document.createElement("button"), { hidden: true });
      button.dataset.themeSet = theme;
      document.body.append(button); button.click(); button.remove();
    }
  });

  return {
    note(name) { try { localStorage.setItem(memory, JSON.stringify([name, ...recent().filter((other) => other !== name)].slice(0, most))); } catch { /* then nothing is recent */ } },
    stop() { ended.abort(); },
  };
}
