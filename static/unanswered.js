// A static copy of the site has no server to answer the finder: a question comes back as this same
// empty page. Then, and only then, the page says so instead of leaving the visitor to wonder.

const note = document.querySelector("[data-unanswered]");

if (note && new URLSearchParams(location.search).get("q")) {
  note.hidden = false;
}
