// What a page cannot do by itself: copy and share an address, tell the zone of the browser.
"use strict";

(() => {
  const copy = async (node) => {
    try {
      await navigator.clipboard.writeText(node.textContent.trim());
    } catch {
      getSelection().selectAllChildren(node); // where the page did not come over HTTPS
      document.execCommand("copy");
    }
  };

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const node = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      await copy(node);
      status.textContent = button.dataset.done;
    });
  }

  for (const button of document.querySelectorAll("button[data-share]")) {
    const { title, share: url } = button.dataset;
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
  }

  const select = document.querySelector("select[data-own-zone]");
  if (select) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // Some browsers call zones by the names that they had before.
    const names = (option) => [option.value, ...(option.dataset.before ?? "").split(" ")];
    const own = [...select.options].find((option) => names(option).includes(zone));
    if (own) own.selected = true;
  }
})();
