// Offers places while somebody types one: an editable combobox whose list is chosen from by hand, after the ARIA
// Authoring Practices. What is typed stays valid whether or not anything is chosen; without this file, or without
// a server that answers, the field is a plain one.

import { plural, say } from "./words.js";

const LIMIT = 6;
const PAUSE = 120; // ms without a key before the server is asked
const HOUSE_NUMBER = /^(?!\d{5}\b)\d+\s/; // an address, which no list knows and nobody else need see

function make(name, attributes) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

class Typeahead {
  #answers = new Map(); // text -> labels
  #active = -1; // the option that the arrow keys are on; none while the text is edited
  #timer;
  #request;

  constructor(input) {
    this.input = input;
    const id = `${input.id}-places`;
    this.list = make("ul", { class: "loc-typeahead", id, role: "listbox", "aria-label": say("Places"), hidden: "" });
    this.status = make("span", { class: "loc-hidden", role: "status" });
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id };
    Object.assign(states, { "aria-expanded": "false", autocomplete: "off" }); // one list is enough
    this.plain = Object.keys(states).map((key) => [key, input.getAttribute(key)]);
    for (const [key, value] of Object.entries(states)) input.setAttribute(key, value);
    input.parentElement.classList.add("loc-typeahead-field");
    input.after(this.list, this.status);
    this.#listen();
  }

  #listen() {
    this.listening = new AbortController();
    const on = (target, type, act) => target.addEventListener(type, act, { signal: this.listening.signal });
    on(this.input, "input", () => this.#edited());
    on(this.input, "keydown", (event) => this.#pressed(event));
    on(this.input, "blur", () => this.#close());
    on(this.list, "mousedown", (event) => event.preventDefault()); // or the field would lose the focus
    on(this.list, "click", ({ target }) => target !== this.list && this.#choose(target.textContent));
  }

  // Where no server answers, the field is what it was before.
  #giveUp() {
    this.listening.abort();
    this.#close();
    this.list.remove();
    this.status.remove();
    for (const [key, value] of this.plain) {
      if (value === null) this.input.removeAttribute(key);
      else this.input.setAttribute(key, value);
    }
  }

  #edited() {
    this.#point(-1);
    this.#forget();
    const isKnown = this.#answers.has(this.input.value.trim());
    this.#timer = setTimeout(() => this.#ask(), isKnown ? 0 : PAUSE);
  }

  // What was asked for is no longer wanted.
  #forget() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  async #ask() {
    this.#forget();
    const text = this.input.value.trim();
    const isPlace = text && !HOUSE_NUMBER.test(text);
    const labels = isPlace ? (this.#answers.get(text) ?? (await this.#fetched(text))) : [];
    const isLate = text !== this.input.value.trim() || document.activeElement !== this.input;
    if (isLate || this.listening.signal.aborted) return;
    if (labels.length) this.#open(labels);
    else this.#close();
  }

  // The labels of places; none if the network fails, which is no concern of somebody who types.
  async #fetched(text) {
    const { signal } = (this.#request = new AbortController());
    try {
      const question = new URLSearchParams({ q: text, limit: LIMIT });
      const response = await fetch("/api/v1/places?" + question, { signal });
      const isOurs = response.status !== 404 && response.headers.get("content-type")?.includes("json");
      if (!isOurs) this.#giveUp(); // a static copy of the site
      if (!isOurs || !response.ok) return [];
      const { places } = await response.json();
      this.#answers.set(text, places.map(({ label }) => label));
      return this.#answers.get(text);
    } catch {
      return [];
    }
  }

  #open(labels) {
    this.#point(-1);
    this.list.replaceChildren(...labels.map((label, at) => {
      const option = make("li", { id: `${this.list.id}-${at}`, role: "option", "aria-selected": "false" });
      option.textContent = label;
      return option;
    }));
    this.#show(true);
    this.status.textContent = plural(
      "{count} place. Use up and down arrows.",
      "{count} places. Use up and down arrows.",
      labels.length,
    );
  }

  #close() {
    this.#forget();
    this.#point(-1);
    this.#show(false);
    this.status.textContent = "";
  }

  #show(isShown) {
    this.list.hidden = !isShown;
    this.input.setAttribute("aria-expanded", isShown);
  }

  // Moves to an option, or back into the text.
  #point(at) {
    this.list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = at;
    const option = this.list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  // The place stands in the field, to be searched for or changed; the form is not sent on its own.
  #choose(label) {
    this.input.value = label;
    this.#close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.status.textContent = say("{place} chosen. Press Enter to search.", { place: label });
  }

  // Only keys that the list needs are taken from the browser; any other goes back to the text.
  #pressed(event) {
    const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (event.isComposing || isModified) return; // an input method is at work, or text is being selected
    const [at, options] = [this.#active, this.list.children];
    const keys = this.list.hidden ? { ArrowDown: () => this.#ask() } : {
      ArrowDown: () => this.#point(at + 1 < options.length ? at + 1 : -1),
      ArrowUp: () => this.#point(at < 0 ? options.length - 1 : at - 1),
      Escape: () => this.#close(),
      ...(at < 0 ? {} : { Enter: () => this.#choose(options[at].textContent) }),
    };
    if (event.key in keys) event.preventDefault();
    (keys[event.key] ?? (() => this.#point(-1)))();
  }
}

for (const input of document.querySelectorAll("input[data-typeahead]")) new Typeahead(input);
