// Words in the place of a page that cannot be shown.
import { say } from "../words/words.ts";
import { h, said } from "./dom.ts";

/** Says in the place of a map or a text why it cannot be shown. */
export function fail(container: HTMLElement, message: string): void {
  // What fails before the words have come is told by the message alone.
  const head = say("cannot_show") === "cannot_show" ? [] : [h("strong", {}, say("cannot_show"))];
  container.append(h("div", { class: "ge-fail", role: "alert" }, ...head, h("p", {}, said(message))));
}
