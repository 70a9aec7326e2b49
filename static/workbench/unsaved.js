// Asks before a page is left on which something is typed and not sent: by a link, another form, or a closed tab.

const isChanged = (field) => {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (!field.options) return "defaultValue" in field && field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
};

let sent = null;
addEventListener("submit", (event) => { sent = event.target; });
addEventListener("beforeunload", (event) => {
  const forms = [...document.querySelectorAll("form[method=post]")].filter((form) => form !== sent);
  sent = null; // whoever stays may send it again, or leave without
  if (forms.some((form) => [...form.elements].some(isChanged))) event.preventDefault();
});
