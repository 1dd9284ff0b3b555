// A form that the bot asked for, as a dialog.

import { button, el, freshId, icon } from "./dom.js";
import { drawText } from "./draw.js";
import { Select } from "./select.js";
import { makeUpload } from "./upload.js";

const DRAWN = { 3: makeSelect, 4: makeText, 5: makeSelect, 6: makeSelect, 7: makeSelect, 8: makeSelect, 19: makeUpload, 21: makeRadios, 22: makeChecks, 23: makeCheck };

/** Open the dialog; what is sent, cancelled or refused goes through `view`. */
export function openModal({ interaction, modal }, view) {
  const fields = modal.components.map((component) => makeField(component, view));
  const title = el("h2", { id: freshId("modal") }, modal.title);
  const alert = el("p", { class: "modal-alert", role: "alert" });
  const close = button({ class: "tool", "aria-label": "Close without sending", onclick: () => dialog.close() }, icon("close"));
  const cancel = button({ class: "button plain", onclick: () => dialog.close() }, "Cancel");
  const send = el("button", { type: "submit", class: "button primary" }, "Submit");
  const form = el("form", { novalidate: true }, fields.map((field) => field.element), alert, el("div", { class: "modal-foot" }, cancel, send));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": title.id }, el("header", { class: "modal-head" }, title, close), form);
  form.addEventListener("submit", (event) => (event.preventDefault(), submit()));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector("input, textarea, select, .select")?.focus();

  async function submit() {
    const wrong = fields.filter((field) => field.check());
    if (wrong.length) return wrong[0].focus();
    alert.textContent = "";
    send.disabled = true;
    try {
      await view.submit(interaction, modal.custom_id, fields.map((field) => field.read()));
      dialog.close();
    } catch (error) {
      alert.textContent = error.message;
    }
    send.disabled = false;
    return undefined;
  }
}

/** One entry: text to read, a label with its control, or the old row with one text input. */
function makeField(component, view) {
  if (component.type === 10) return plainText(component, view);
  const inner = component.type === 18 ? component.component : component.components[0];
  const label = component.type === 18 ? component : { label: inner.label };
  const control = (DRAWN[inner.type] ?? makeText)(inner, view, label.label);
  const error = el("p", { class: "field-error", id: freshId("error") });
  const element = frame(control, label, inner, error);
  return {
    element,
    focus: () => control.focus(),
    read: () => wrap(component, { type: inner.type, ...(inner.id !== undefined && { id: inner.id }), custom_id: inner.custom_id, ...control.read() }),
    check() {
      error.textContent = control.check() ?? "";
      control.target.setAttribute("aria-invalid", String(error.textContent !== ""));
      return error.textContent;
    },
  };
}

function frame(control, label, inner, error) {
  const required = inner.type !== 23 && inner.required !== false;
  const words = [label.label, required ? el("span", { class: "needed-mark" }, " (required)") : null];
  const hint = label.description && el("p", { class: "field-hint", id: freshId("hint") }, label.description);
  control.target.setAttribute("aria-describedby", [hint?.id, error.id].filter(Boolean).join(" "));
  if (!control.group) return el("div", { class: "field-block" }, el("label", { for: (control.target.id ||= freshId("field")) }, words), hint, control.element, error);
  return el("fieldset", { class: "field-block" }, el("legend", {}, words), hint, control.element, error);
}

function wrap(component, value) {
  const id = component.id === undefined ? {} : { id: component.id };
  return component.type === 18 ? { type: 18, ...id, component: value } : { type: 1, ...id, components: [value] };
}

function plainText(component, view) {
  const element = el("div", { class: "text modal-text" }, drawText(component.content, view));
  const id = component.id === undefined ? {} : { id: component.id };
  return { element, focus: () => {}, check: () => null, read: () => ({ type: 10, ...id }) };
}

function makeText(component) {
  const long = component.style === 2;
  const target = el(long ? "textarea" : "input", { class: "field", placeholder: component.placeholder, maxlength: component.max_length ?? 4000, rows: long ? 5 : null, type: long ? null : "text", value: component.value ?? "" });
  const check = () => {
    const length = [...target.value].length;
    if (component.required !== false && !length) return "This needs an answer.";
    return length && length < (component.min_length ?? 0) ? `This needs at least ${component.min_length} characters.` : null;
  };
  return { element: target, target, check, focus: () => target.focus(), read: () => ({ value: target.value }) };
}

function makeSelect(component, view, label) {
  const select = new Select(component, view.world, { label });
  const check = () => (component.required !== false && select.values.length < (component.min_values ?? 1) ? "Choose from the list." : null);
  return { element: select.element, target: select.trigger, check, focus: () => select.trigger.focus(), read: () => ({ values: select.values }) };
}

function makeRadios(component) {
  const { element, chosen, first } = boxes(component, "radio");
  const check = () => (component.required !== false && !chosen().length ? "Choose one." : null);
  return { element, target: element, group: true, check, focus: first, read: () => ({ value: chosen()[0] ?? null }) };
}

function makeChecks(component) {
  const { element, chosen, first } = boxes(component, "checkbox");
  const least = component.required === false ? 0 : (component.min_values ?? 1);
  const most = component.max_values ?? component.options.length;
  const check = () => {
    const count = chosen().length;
    if (count < least) return `Choose at least ${least}.`;
    return count > most ? `Choose at most ${most}.` : null;
  };
  return { element, target: element, group: true, check, focus: first, read: () => ({ values: chosen() }) };
}

function boxes(component, type) {
  const name = freshId("boxes");
  const inputs = component.options.map((option) => el("input", { type, name, value: option.value, checked: Boolean(option.default) }));
  const labels = component.options.map((option, index) =>
    el("label", { class: "box" }, inputs[index], el("span", {}, option.label, option.description && el("small", {}, option.description))),
  );
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return { element: el("div", { class: "boxes" }, labels), chosen, first: () => inputs[0].focus() };
}

function makeCheck(component) {
  const target = el("input", { type: "checkbox", checked: Boolean(component.default) });
  return { element: target, target, check: () => null, focus: () => target.focus(), read: () => ({ value: target.checked }) };
}
