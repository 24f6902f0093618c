// The review queue by keyboard: the keys press the page's own buttons, which work without it too.
(() => {
  "use strict";
  const form = document.getElementById("names");
  const boxes = [...form.querySelectorAll(".review-name > input")];
  const ticked = form.querySelector(".review-ticked");
  const none = ticked?.textContent; // what stands there while no name is ticked
  const keys = form.querySelector(".review-keys");
  const KEPT = "review-at"; // where one was in the list, for the page after a decision
  const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  const BUTTONS = { n: "new", a: "alias", l: "link", r: "refuse" };

  const rowOf = (element) => element?.closest(".review-name");
  const rowNow = () => rowOf(document.activeElement);
  const indexNow = () => boxes.findIndex((box) => rowOf(box) === rowNow());
  const typing = (element) =>
    element.matches("input:not([type=checkbox], [type=submit]), select, textarea");

  function goTo(index) {
    const box = boxes[Math.min(Math.max(index, 0), boxes.length - 1)];
    box.focus({ preventScroll: true });
    rowOf(box).scrollIntoView({ block: "nearest" });
  }

  function countTicked() {
    const number = boxes.filter((box) => box.checked).length;
    if (ticked) ticked.textContent = number ? ticked.dataset.some.replace("NNN", number) : none;
  }

  // The ticked names are meant, or the one at hand where none is; which known one, of it alone.
  function press(name) {
    const several = name !== "link" && boxes.some((box) => box.checked);
    const place = several ? form.querySelector(".review-bar") : rowNow();
    place?.querySelector(`button[name=${name}]`)?.click();
  }

  function tickAll() {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    countTicked();
  }

  function act(event) {
    const inList = rowNow() !== null && rowNow() !== undefined;
    if (event.key === "u") document.querySelector(".messagelist a")?.click();
    else if (!boxes.length) return; // all that were there are decided on
    else if (event.key === "?") keys.open = !keys.open;
    else if (event.key === "j" && !inList) goTo(0);
    else if (!inList) return;
    else if (event.key === "X") tickAll();
    else if (event.key in STEPS) goTo(indexNow() + STEPS[event.key]);
    else if (event.key === "x") boxes[indexNow()].click();
    else if (event.key in BUTTONS) press(BUTTONS[event.key]);
    else if (event.key !== "Enter" || event.target.type !== "checkbox") return;
    event.preventDefault(); // Enter on a box would press the first button of the form
  }

  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    if (plain && !typing(event.target)) act(event);
  });
  form.addEventListener("change", countTicked);
  form.addEventListener("submit", () => sessionStorage.setItem(KEPT, Math.max(indexNow(), 0)));
  countTicked();
  const before = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (before !== null && boxes.length) goTo(Number(before));
})();
