// "/" leads to the search of the staff's pages, wherever one is, unless one is writing.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("find-everything");
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
