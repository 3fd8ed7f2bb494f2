// A comment that is sent leaves its box at once, so that the next can be begun without waiting; one that could not be sent stands in it again.

export function start(box, page, notSent) {
  if (!box) return { stop() {} };
  const ended = new AbortController(), hub = window.taskhub;
  const field = box.querySelector("textarea");
  const write = (text) => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
  let before = Promise.resolve();

  const post = async (id, text, uploads) => {
    // A picture that is still on its way stands in the text when it has arrived.
    for (const { mark, done } of uploads) text = text.replace(mark, await done);
    const giveBack = () => write([text, field.value].filter(Boolean).join("\n\n"));
    try {
      if (!await hub.call(page, "PostAsync", id, text)) giveBack();
    } catch {
      giveBack();
      // Perhaps only its answer was lost: then it must not be sent twice.
      hub.whenBack(async () => {
        const arrived = await hub.call(page, "HasPosted", id).catch(() => false);
        if (!arrived) hub.lost(notSent);
        else if (field.value.startsWith(text)) { write(field.value.slice(text.length).trimStart()); hub.keepDrafts(); }
      });
    }
    // Until now a reload would have brought back what was sent.
    hub.keepDrafts();
  };
  const send = () => {
    const text = field.value, uploads = [...(field.uploads ?? [])];
    if (!text.trim()) return;
    write("");
    before = before.then(() => post(crypto.getRandomValues(new Uint32Array(2)).join("-"), text, uploads));
  };
  const take = (event) => { event.preventDefault(); event.stopPropagation(); send(); };
  box.addEventListener("keydown", (event) => {
    if (event.target === field && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) take(event);
  }, { capture: true, signal: ended.signal });
  box.addEventListener("click", (event) => { if (event.target.closest("[data-send]:enabled")) take(event); }, { capture: true, signal: ended.signal });

  box.dataset.hands = "on";
  return { stop() { ended.abort(); } };
}
