// Counts the lines that are pasted, before anything is sent.
const field = document.querySelector("#towns");
const count = document.querySelector("[data-count]");

const tell = () => {
  const lines = field.value.split("\n").filter((line) => line.trim()).length;
  count.textContent = lines ? `${lines} ${lines === 1 ? "line" : "lines"}` : "";
};

field.addEventListener("input", tell);
tell();
