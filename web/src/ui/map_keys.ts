// Keys that work while the map itself has the focus, and the line that tells them: seen with the focus, heard as the map's description.
import { say } from "../words/words.ts";
import { h } from "./dom.ts";

export interface MapKey {
  /** A capital letter of the Latin alphabet. */
  letter: string;
  name: string;
  run(): void;
}

/** The letter of a key, on keyboards of other scripts the one that is in its place on a Latin one. */
export function letterOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  return key.charCodeAt(0) < 128 ? key.toUpperCase() : code.replace("Key", "");
}

/** Letters alone are taken only from the map itself: in a button or a list they belong to the browser and to screen readers. */
export function mapKeys(container: HTMLElement, id: string, keys: readonly MapKey[], withTable: boolean): HTMLElement {
  const names = keys.flatMap(({ letter, name }) => [h("span", {}, h("kbd", {}, letter), ` ${name}`), " "]);
  const line = h("p", { class: "ge-map-keys", id, hidden: true }, withTable && `${say("map_table")} `, `${say("map_keys")} `, ...names);
  container.setAttribute("aria-describedby", id);
  container.addEventListener("focus", () => {
    line.hidden = !container.matches(":focus-visible");
  });
  container.addEventListener("blur", () => {
    line.hidden = true;
  });
  container.addEventListener("keydown", (event) => {
    if (event.target !== container || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") line.hidden = true;
    if (event.key === "?") line.hidden = !line.hidden;
    const letter = letterOf(event);
    const found = keys.find((key) => key.letter === letter);
    if (!found) return;
    event.preventDefault();
    found.run();
  });
  return line;
}
