// The control of a modal that takes files.

import { button, el, icon } from "./dom.js";
import { size } from "./pills.js";
import { upload } from "./connection.js";

export function makeUpload(component) {
  const files = [];
  const most = component.max_values ?? 1;
  const input = el("input", { type: "file", class: "field", multiple: most > 1 });
  const state = el("p", { class: "field-hint", role: "status" });
  const list = el("ul", { class: "file-list", role: "list" });
  const drop = el("div", { class: "drop" }, input, state, list);
  input.addEventListener("change", () => take([...input.files]));
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => (event.preventDefault(), take([...event.dataTransfer.files])));

  async function take(chosen) {
    state.textContent = "Uploading…";
    try {
      for (const file of chosen.slice(0, most - files.length)) files.push(await upload(file));
      state.textContent = files.length >= most ? "" : `Up to ${most} files.`;
    } catch (error) {
      state.textContent = error.message;
    }
    input.value = "";
    draw();
  }

  function draw() {
    const rows = files.map((file, index) => {
      const away = () => (files.splice(index, 1), draw());
      return el("li", {}, icon("file"), `${file.filename} (${size(file.size)})`, button({ class: "tool", "aria-label": `Remove ${file.filename}`, onclick: away }, icon("close")));
    });
    list.replaceChildren(...rows);
  }

  const least = component.required === false ? 0 : (component.min_values ?? 1);
  const check = () => (files.length < least ? `Choose ${least === 1 ? "a file" : `at least ${least} files`}.` : null);
  return { element: drop, target: input, check, focus: () => input.focus(), read: () => ({ values: files.map((file) => file.id) }) };
}
