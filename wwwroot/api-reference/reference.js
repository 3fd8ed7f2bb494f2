// Draws the reference of the API from its description. The viewer asks nobody but this hub: every part of it that would is switched off,
// and the page's policy allows no other host either.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = () => root.getAttribute("data-theme") === "dark";

  Scalar.createApiReference("#reference", {
    url: "/api/3/openapi.json",
    theme: "none",
    forceDarkModeState: dark() ? "dark" : "light",
    hideDarkModeToggle: true,
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: "never",
    hideClientButton: true,
    documentDownloadType: "none",
    persistAuth: false,
    authentication: { preferredSecurityScheme: "token" },
    defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  });

  // The hub's own button changes the theme; the viewer has its two classes on the body.
  const follow = () => {
    document.body.classList.toggle("dark-mode", dark());
    document.body.classList.toggle("light-mode", !dark());
  };
  new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  // The viewer settles its classes once more when it has drawn itself.
  new MutationObserver(() => {
    if (document.body.classList.contains("dark-mode") !== dark()) follow();
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
})();
