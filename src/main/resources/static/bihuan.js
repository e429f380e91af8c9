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

  // Each photo is uploaded as it is chosen. One that has not arrived stays a file of the form and
  // goes with it; the server knows the same bytes again, so that none is there twice.
  document.querySelectorAll("fieldset[data-upload]").forEach((field) => {
    const template = field.querySelector("template");
    const said = field.querySelector(".said");
    const token = field.form.querySelector("[name=_csrf]");
    const chosen = [];
    let line = Promise.resolve();

    // The button takes the place of the box that does the same without script.
    const removable = (shot, button, whenGone) => {
      const number = field.querySelectorAll(".shot").length;
      button.setAttribute("aria-label", button.dataset.nth.replace("{0}", number));
      button.addEventListener("click", () => {
        const next = shot.nextElementSibling;
        shot.remove();
        whenGone();
        (next.querySelector("button, input") || field).focus();
      });
    };
    field.querySelectorAll(".keep").forEach((keep) => {
      const shot = keep.closest(".shot");
      const button = template.content.querySelector(".remove").cloneNode(true);
      keep.hidden = true;
      shot.append(button);
      removable(shot, button, () => {});
    });

    // The files that are left for the form to send.
    const left = (input) => {
      const files = new DataTransfer();
      chosen.filter((one) => one.input === input && !one.settled).forEach((one) => files.items.add(one.file));
      input.files = files.files;
    };

    const upload = (one) =>
      new Promise((done) => {
        if (one.settled) {
          done();
          return;
        }
        const progress = one.shot.querySelector("progress");
        const problem = one.shot.querySelector(".problem");
        const retry = one.shot.querySelector(".retry");
        const request = new XMLHttpRequest();
        const body = new FormData();
        body.append("_csrf", token ? token.value : "");
        body.append("photos", one.file);
        progress.hidden = false;
        problem.hidden = retry.hidden = true;
        request.open("POST", field.dataset.upload);
        request.setRequestHeader("Accept", "application/json");
        request.responseType = "json";
        request.timeout = 180000;
        request.upload.addEventListener("progress", (event) => {
          progress.value = event.loaded / event.total;
        });
        request.addEventListener("loadend", () => {
          const answer = request.response;
          progress.hidden = true;
          if (request.status === 201 && answer) {
            one.settled = true;
            if (field.querySelector(`[name=evidence][value="${answer.id}"]`)) {
              one.shot.remove();
            } else {
              const id = document.createElement("input");
              id.type = "hidden";
              id.name = "evidence";
              id.value = answer.id;
              one.shot.append(id);
              said.textContent = said.dataset.sent.replace("{0}", [...field.querySelectorAll(".shot")].indexOf(one.shot) + 1);
            }
          } else if (!one.settled) {
            const refused = request.status === 413 || (answer && answer.errors);
            one.settled = Boolean(refused);
            problem.textContent = answer && answer.errors ? answer.errors[0].message : problem.dataset[refused ? "large" : "unsent"];
            problem.hidden = false;
            retry.hidden = one.settled;
          }
          left(one.input);
          done();
        });
        one.request = request;
        request.send(body);
      });

    const send = (one) => {
      line = line.then(() => upload(one));
    };

    field.querySelectorAll("input[type=file]").forEach((input) => {
      const words = input.closest(".shutter").querySelector("span");
      input.addEventListener("change", () => {
        for (const file of [...input.files]) {
          if (chosen.some((other) => same(other.file, file))) {
            continue;
          }
          const shot = template.content.querySelector(".shot").cloneNode(true);
          const one = { file, input, shot, settled: false };
          shot.querySelector("img").src = URL.createObjectURL(file);
          field.querySelector(".shutter").before(shot);
          removable(shot, shot.querySelector(".remove"), () => {
            one.settled = true;
            chosen.splice(chosen.indexOf(one), 1);
            if (one.request) {
              one.request.abort();
            }
            left(input);
          });
          shot.querySelector(".retry").addEventListener("click", () => send(one));
          chosen.push(one);
          send(one);
        }
        left(input);
        words.textContent = input.dataset.more || words.textContent;
      });
    });
  });
})();
