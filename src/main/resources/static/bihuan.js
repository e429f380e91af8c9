// Comfort only: every page works without this file.
(() => {
  "use strict";

  // A sheet of its own top layer, where the server has opened the dialog already.
  const dialog = document.querySelector("dialog.sign[open]");
  if (dialog && dialog.showModal) {
    dialog.close();
    dialog.showModal();
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      dialog.querySelector("button[value=edit]").click();
    });
  }

  const focus = document.querySelector(".error-summary") || (dialog && dialog.querySelector("[autofocus]"));
  if (focus) {
    focus.focus();
  }

  // One submit is enough; the second tap of a slow line must not sign or report again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    const button = event.submitter;
    if (button && button.dataset.busy) {
      const label = button.querySelector("span") || button;
      button.dataset.idle = label.textContent;
      // After the event: a disabled button would not send its own name and value.
      setTimeout(() => {
        label.textContent = button.dataset.busy;
        button.disabled = true;
      });
    }
  });

  // The browser's back button shows the page as it was left: make it usable again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) {
      return;
    }
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    document.querySelectorAll("button[data-idle]").forEach((button) => {
      (button.querySelector("span") || button).textContent = button.dataset.idle;
      button.disabled = false;
    });
  });

  const same = (one, other) =>
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

  // Photos are added one after another, but an input forgets its files at each choice.
  document.querySelectorAll(".shots input[type=file]").forEach((input) => {
    const shutter = input.closest(".shutter");
    const words = input.closest("fieldset").querySelector(".chosen");
    const chosen = new DataTransfer();
    input.addEventListener("change", () => {
      for (const file of input.files) {
        if ([...chosen.files].some((other) => same(other, file))) {
          continue;
        }
        chosen.items.add(file);
        const image = document.createElement("img");
        image.src = URL.createObjectURL(file);
        image.alt = input.dataset.alt;
        shutter.before(image);
      }
      input.files = chosen.files;
      shutter.querySelector("span").textContent = input.dataset.more;
      words.textContent = words.dataset.words.replace("{0}", chosen.files.length);
      words.hidden = chosen.files.length === 0;
    });
  });
})();
