/* A form is sent once: its button rests until the page is shown again. Every page works without this file. */
(() => {
  "use strict";

  const rest = (form, resting) => {
    for (const button of form.querySelectorAll("button, input[type=submit]")) {
      if (button.type !== "submit") continue;
      if (resting && !button.disabled) {
        button.dataset.resting = "";
        button.disabled = true;
      } else if (!resting && "resting" in button.dataset) {
        delete button.dataset.resting;
        button.disabled = false;
      }
    }
    if (resting) form.setAttribute("aria-busy", "true");
    else form.removeAttribute("aria-busy");
  };

  // After this event the browser gathers the fields, the name and value of the pressed button with them: only then may it rest.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target === "_blank") return;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    setTimeout(() => {
      if (event.defaultPrevented) return;
      rest(form, true);
      setTimeout(() => rest(form, false), 10000); // the answer was a file to download: the page stays
    }, 0);
  });

  // Coming back with the Back button shows the page as it was left, resting buttons included.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) rest(form, false);
  });
})();
