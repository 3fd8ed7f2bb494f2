// Suggestions while one types: data-names='["Ada Lovelace"]' on a text offers people after an "@"; data-suggest='["web"]' on a field offers
// whole values, and the chosen one is entered. One list for all fields, in the top layer; the field keeps the focus.
(() => {
  "use strict";
  const taskhub = (window.taskhub ??= {});
  const most = 6;
  let list = null, field = null, found = [], at = 0, from = 0;

  const options = (name) => { try { return JSON.parse(field.dataset[name] || "[]"); } catch { return []; } };
  const begins = (name, typed) => {
    const words = name.toLowerCase();
    return words.startsWith(typed) || words.replaceAll(" ", "").startsWith(typed) || words.split(/[\s._-]+/).some((word) => word.startsWith(typed));
  };

  // What is asked for: the word after an "@" before the caret, or the whole value.
  const ask = () => {
    if (field.dataset.suggest !== undefined) {
      const typed = field.value.trim().toLowerCase();
      from = 0;
      return options("suggest").filter((name) => (typed === "" || begins(name, typed)) && name.toLowerCase() !== typed);
    }
    const before = field.value.slice(0, field.selectionStart), match = /(^|[^\p{L}\p{N}])@([\p{L}\p{N}._-]*)$/u.exec(before);
    if (!match || field.selectionStart !== field.selectionEnd) return [];
    from = before.length - match[2].length;
    return options("names").filter((name) => begins(name, match[2].toLowerCase()));
  };

  // Where the caret stands: a copy of the text area's text, laid out the same, ends there.
  const caret = () => {
    const box = field.getBoundingClientRect();
    if (field.tagName !== "TEXTAREA") return { left: box.left, top: box.top, bottom: box.bottom };
    const style = getComputedStyle(field), copy = document.createElement("div");
    for (const name of ["font", "letterSpacing", "lineHeight", "padding", "border", "width", "boxSizing", "tabSize"]) copy.style[name] = style[name];
    Object.assign(copy.style, { position: "fixed", left: "0", top: "0", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "anywhere" });
    copy.textContent = field.value.slice(0, from);
    const mark = copy.appendChild(document.createElement("span"));
    mark.textContent = "@";
    document.body.append(copy);
    const left = box.left + mark.offsetLeft, top = box.top + mark.offsetTop - field.scrollTop, height = mark.offsetHeight;
    copy.remove();
    return { left, top, bottom: top + height };
  };

  const close = () => {
    if (list?.matches(":popover-open")) list.hidePopover();
    if (field) { field.removeAttribute("aria-activedescendant"); field.removeAttribute("aria-controls"); }
    found = [];
  };
  const point = (index) => {
    at = (index + list.children.length) % list.children.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const open = () => {
    if (!list) {
      list = document.createElement("div");
      list.id = "taskhub-suggestions"; list.className = "suggestions"; list.popover = "manual";
      list.setAttribute("role", "listbox"); list.setAttribute("aria-label", "Suggestions");
      // Pressing takes no focus from the field; chosen is only with the click, which would else fall on what lies beneath.
      list.addEventListener("pointerdown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const item = event.target.closest("[role=option]");
        if (item) { at = [...list.children].indexOf(item); choose(); }
      });
      document.body.append(list);
    }
    list.replaceChildren(...found.map((name, i) => {
      const item = document.createElement("div");
      item.id = `taskhub-suggestion-${i}`; item.setAttribute("role", "option"); item.textContent = name;
      return item;
    }));
    // Below them all, a way to what cannot be chosen here: the button that follows the field.
    if (field.dataset.suggestMore) {
      const more = list.appendChild(document.createElement("div"));
      more.id = "taskhub-suggestion-more"; more.className = "more"; more.setAttribute("role", "option"); more.textContent = field.dataset.suggestMore;
    }
    if (!list.matches(":popover-open")) { list.showPopover(); taskhub.say?.(`${found.length} suggestions`); }
    const place = caret(), size = list.getBoundingClientRect();
    list.style.left = `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`;
    list.style.top = `${place.bottom + size.height + 8 > innerHeight ? Math.max(8, place.top - size.height - 4) : place.bottom + 4}px`;
    delete list.dataset.walked;
    field.setAttribute("aria-controls", list.id);
    point(0);
  };
  const look = (element) => {
    field = element;
    found = ask().slice(0, most);
    if (found.length > 0) open(); else close();
  };
  const choose = () => {
    if (at === found.length) { const button = field.parentElement.querySelector("[data-more-of-list]"); close(); button?.click(); return; }
    const name = found[at], whole = field.dataset.suggest !== undefined, end = whole ? field.value.length : field.selectionStart;
    field.setRangeText(whole ? name : `${name} `, from, end, "end");
    close();
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    taskhub.keepDrafts?.();
    if (whole) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };

  // A line for the next thing: Enter hands over what it holds and empties it, so that one can type on without waiting. Nobody binds its value.
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !event.target.matches?.("[data-entry]") || !event.target.value) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // One that is left half typed keeps what it holds where only Enter hands it over; and what is too long stays, to be made shorter.
  const tooLong = (entry) => entry.dataset?.most && entry.value.split(",").some((part) => part.trim().length > Number(entry.dataset.most));
  addEventListener("change", (event) => { if ((event.isTrusted && event.target.matches?.('[data-entry="enter"]')) || tooLong(event.target)) event.stopImmediatePropagation(); }, true);
  addEventListener("change", (event) => {
    const entry = event.target;
    if (entry.matches?.("[data-entry]")) { entry.value = ""; if (entry.closest(".menu-list:popover-open")) entry.closest(".menu-list").hidePopover(); }
  });

  // What is offered may arrive when something is typed already.
  new MutationObserver((changes) => {
    for (const change of changes) if (change.target === document.activeElement) look(change.target);
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-suggest"] });

  const asks = (element) => element.matches?.("[data-names], [data-suggest]");
  addEventListener("input", (event) => { if (event.isTrusted && asks(event.target)) look(event.target); }, true);
  addEventListener("focusin", (event) => { if (event.target.matches?.("[data-suggest]")) look(event.target); });
  addEventListener("focusout", (event) => { if (event.target === field) close(); });
  addEventListener("scroll", (event) => { if (found.length > 0 && event.target !== list) close(); }, { capture: true, passive: true });
  // Before everyone else: an Enter that chooses a name must not send the comment, an Esc that closes the list must not close the panel.
  addEventListener("keydown", (event) => {
    if (found.length === 0 || event.target !== field || !event.isTrusted) return;
    const whole = field.dataset.suggest !== undefined;
    const act = {
      ArrowDown: () => point(at + 1), ArrowUp: () => point(at - 1), Escape: close,
      Enter: event.ctrlKey || event.metaKey || (whole && !list.dataset.walked) ? null : choose, Tab: whole ? null : choose,
    }[event.key];
    if (!act) { if (event.key === "Enter") close(); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
    if (event.key.startsWith("Arrow")) list.dataset.walked = "true"; else delete list.dataset.walked;
  }, true);
})();
