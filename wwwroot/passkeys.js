// A form that says data-passkey asks the browser for a passkey before it is sent, and carries the answer.
(() => {
  "use strict";
  const ask = async (form) => {
    const options = JSON.parse(form.dataset.options);
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) throw new DOMException("", "Unsupported");
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  };

  // Our own words, not the browser's. Whoever closes its dialog and whoever has no passkey there are told the same way.
  const words = {
    NotAllowedError: "No passkey was chosen.",
    InvalidStateError: "This device has a passkey for your account already.",
    SecurityError: "This address does not allow passkeys.",
    Unsupported: "This browser, or this address, does not support passkeys.",
    NotSupportedError: "This device cannot make a passkey that this hub accepts.",
    ConstraintError: "This device cannot ask who you are: set a PIN, a finger or a face on it first.",
    other: "The browser could not do it. Try again.",
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
      tell(form, words[problem.name] ?? words.other);
    }
  }, true);
})();
