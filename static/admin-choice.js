// The first box that offers names has the focus, unless another field has it: of what stands before
// it on the page there are dozens of links. Comes after the admin's own script, which makes the box.
window.django?.jQuery(() => {
  const free = document.activeElement === document.body;
  if (free) document.querySelector(".review .select2-selection")?.focus();
});
