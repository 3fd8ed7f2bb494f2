// Files go to the hub beside the circuit: from a file field, by dropping them, or out of the clipboard into a text. Each shows how far it is
// and can be stopped; what is too long is refused before it is sent.
(() => {
  "use strict";
  const shelf = (element) => (element.closest(".task-sheet") ?? document).querySelector("[data-uploads]");
  const limit = (element) => (element.closest(".task-sheet") ?? document).querySelector("input[data-upload]");

  const line = (element, name) => {
    const row = document.createElement("div"), label = document.createElement("span"), bar = document.createElement("progress"), stop = document.createElement("button");
    row.className = "upload"; label.className = "clip"; label.textContent = name; bar.max = 1; bar.value = 0; bar.setAttribute("aria-label", name);
    stop.type = "button"; stop.className = "btn ghost small"; stop.textContent = "Stop";
    row.append(label, bar, stop);
    shelf(element)?.append(row);
    return { row, bar, stop, fail: (why) => { label.textContent = `${name}: ${why}`; row.classList.add("danger-text"); bar.remove(); stop.textContent = "Close"; stop.onclick = () => row.remove(); } };
  };

  const send = (url, file, element, done, failed) => {
    const name = file.name || `screenshot-${new Date().toISOString().slice(0, 19).replace(/[:T]/g, "-")}.png`;
    const at = line(element, name), most = limit(element);
    const fail = (why) => { at.fail(why); failed?.(); };
    if (most && file.size > Number(most.dataset.most)) { fail(most.dataset.mostSaid); return; }
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => { if (event.lengthComputable) at.bar.value = event.loaded / event.total; };
    request.onload = () => {
      if (request.status === 201) { at.row.remove(); done?.(JSON.parse(request.responseText)); }
      else fail(request.status === 422 ? request.responseText : "it was not accepted");
    };
    request.onerror = () => fail("the connection was lost");
    request.onabort = () => { at.row.remove(); failed?.(); };
    at.stop.onclick = () => request.abort();
    request.open("POST", url);
    request.setRequestHeader("X-File-Name", encodeURIComponent(name));
    request.send(file);
  };

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches?.("input[type=file][data-upload]")) return;
    for (const file of field.files) send(field.dataset.upload, file, field);
    field.value = "";
  });

  const zone = (event) => (event.dataTransfer?.types.includes("Files") ? event.target.closest?.(".task-sheet")?.querySelector("[data-drop]") : null);
  document.addEventListener("dragover", (event) => { const at = zone(event); if (at) { event.preventDefault(); at.classList.add("dropping"); } });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.querySelector("[data-drop].dropping")?.classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    const at = zone(event);
    if (!at) return;
    event.preventDefault();
    at.classList.remove("dropping");
    for (const file of event.dataTransfer.files) send(at.dataset.drop, file, at);
  });

  // A picture in the clipboard becomes one in the text: a mark holds its place while it is on its way. Whoever sends the text meanwhile
  // finds in its uploads what each mark becomes.
  let marks = 0;
  const put = (text, words, from, to, how) => {
    text.setRangeText(words, from, to, how);
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    window.taskhub?.keepDrafts?.();
  };
  const place = (text, file, at) => {
    const upload = { mark: `![Uploading ${(file.name || "screenshot").replace(/[[\]]/g, "")} (${++marks})…]()` };
    (text.uploads ??= new Set()).add(upload);
    upload.done = new Promise((resolve) => {
      const end = (words) => {
        text.uploads.delete(upload);
        resolve(words);
        const from = text.value.indexOf(upload.mark);
        if (from >= 0) put(text, words, from, from + upload.mark.length, "preserve");
      };
      put(text, upload.mark, text.selectionStart, text.selectionEnd, "end");
      send(at.dataset.drop, file, at, (kept) => end(`${kept.is_image ? "!" : ""}[${kept.name.replace(/[[\]]/g, "")}](${kept.href})`), () => end(""));
    });
  };
  document.addEventListener("paste", (event) => {
    const text = event.target;
    const files = [...(event.clipboardData?.files ?? [])], at = text.closest?.(".task-sheet")?.querySelector("[data-drop]");
    if (files.length === 0 || !at || !text.matches?.("textarea")) return;
    event.preventDefault();
    for (const file of files) place(text, file, at);
  });

  // An image that does not load shows no torn picture: what is behind it, or its name.
  const torn = (image) => { if (image.matches?.(".thumb > img, .md img")) image.classList.add("torn"); };
  document.addEventListener("error", (event) => torn(event.target), true);
  for (const image of document.images) if (image.complete && image.naturalWidth === 0 && image.currentSrc) torn(image);
})();
