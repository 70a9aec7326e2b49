// What scripts say. The sentences of other languages stand in the page (templates/base.html); English ones are written
// where they are said.

const words = JSON.parse(document.querySelector("#loc-words")?.textContent ?? "{}");
const filled = (text, blanks) => text.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);

/** A sentence in the page's language; `blanks` fill what stands between braces. */
export const say = (sentence, blanks = {}) => filled(words[sentence] ?? sentence, blanks);

/** The same for one that depends on a count. */
export function plural(one, many, count, blanks = {}) {
  const [single, several] = words[one] ?? [one, many];
  return filled(count === 1 ? single : several, { count, ...blanks });
}

/** Marks a sentence that is said elsewhere. */
export const toSay = (sentence) => sentence;
