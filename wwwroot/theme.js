// Runs in the head, before the first paint: the theme and the folded sidebar are what the reader chose, without a flash.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const taskhub = (window.taskhub ??= {});

  // A browser may refuse storage (private windows, strict settings); the choice then lives as long as the page.
  const kept = new Map();
  const read = (key) => { try { return localStorage.getItem(key) ?? kept.get(key) ?? null; } catch { return kept.get(key) ?? null; } };
  const write = (key, value) => { kept.set(key, value); try { localStorage.setItem(key, value); } catch { /* kept above */ } };

  const choice = () => (["light", "dark"].includes(read("taskhub.theme")) ? read("taskhub.theme") : "system");
  const set = (name, value) => { if (root.getAttribute(name) !== value) root.setAttribute(name, value); };

  const apply = () => {
    set("data-theme", choice() === "system" ? (dark.matches ? "dark" : "light") : choice());
    set("data-theme-choice", choice());
    set("data-fold", read("taskhub.fold") === "on" ? "on" : "off");
  };

  // Buttons say their state themselves; ui.js calls this again for those that appear later.
  taskhub.markChoices = (within = document) => {
    for (const button of within.querySelectorAll("[data-theme-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeSet === choice()));
    }
    for (const button of within.querySelectorAll("[data-theme-cycle]")) {
      button.title = `${button.getAttribute("aria-label").split(":")[0]}: ${choice()}`;
      button.setAttribute("aria-label", button.title);
    }
    for (const button of within.querySelectorAll("[data-fold-toggle]")) {
      button.setAttribute("aria-pressed", String(read("taskhub.fold") === "on"));
    }
  };

  document.addEventListener("click", (event) => {
    const theme = event.target.closest?.("[data-theme-set]");
    const fold = event.target.closest?.("[data-fold-toggle]");
    const cycle = event.target.closest?.("[data-theme-cycle]");
    if (cycle) write("taskhub.theme", { system: "light", light: "dark", dark: "system" }[choice()]);
    if (theme) write("taskhub.theme", theme.dataset.themeSet);
    if (fold) write("taskhub.fold", read("taskhub.fold") === "on" ? "off" : "on");
    if (theme || cycle || fold) { apply(); taskhub.markChoices(); }
  });

  dark.addEventListener("change", apply);
  // Another tab chose; and Blazor's enhanced navigation copies the served attributes of <html> over ours.
  addEventListener("storage", () => { apply(); taskhub.markChoices(); });
  new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ["data-theme", "data-theme-choice", "data-fold"] });
  apply();
})();
