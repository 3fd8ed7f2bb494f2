// A form that says data-passkey asks the browser for a passkey before it is sent, and carries the answer.
(() => {
  "use strict";
  const ask = async (form) => {
    const options = JSON.parse(form.dataset.options);
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) throw new Error("This browser, or this address, does not support passkeys.");
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  };

  const tell = (form, text) => {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.textContent = text;
    problem.hidden = !text;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.("form[data-passkey]");
    if (!form || form.querySelector("[name=Credential]").value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(form, "");
    try {
      const credential = await ask(form);
      form.querySelector("[name=Credential]").value = JSON.stringify(credential);
      form.submit();
    } catch (problem) {
      // The reader closed the browser's dialog, or no passkey is there: both are told the same way.
      tell(form, problem.name === "NotAllowedError" ? "No passkey was chosen." : problem.message);
    }
  }, true);
})();
