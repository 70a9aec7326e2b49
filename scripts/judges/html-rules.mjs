// What html-validate asks of every page: all that it recommends, for documents and for accessibility.
export default {
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Boxes to tick share a name where a question may name several; elsewhere a name twice is a fault.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit"] }],
    // ARIA lets a list have a name, and the list of a visitor's choices has nothing else to be told by.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Asked of files from elsewhere, of which there are none; ours come from the host that the page comes from.
    "require-sri": ["error", { target: "crossorigin" }],
    // 70 letters are what search engines show, and tests hold their pages to it. The finder's are kept from them, and
    // their titles say what was found.
    "long-title": ["error", { maxlength: 90 }],
    // A telephone number that may not break runs out of a narrow screen when letters are set at twice their size.
    "tel-non-breaking": "off",
  },
};
