// Light or dark: as the page says, else as the system does, whenever it changes.

/** Sets the scheme of an element, and calls `changed` after each change: of the system, of its forced colours, for paper. */
export function followScheme(element: HTMLElement, theme: "auto" | "light" | "dark", changed: () => void): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // Paper is light, whatever the screen's colours are.
  const print = matchMedia("print");
  const set = (): void => {
    const isDark = theme === "dark" || (theme === "auto" && dark.matches && !print.matches);
    element.dataset["geScheme"] = isDark ? "dark" : "light";
  };
  set();
  for (const query of [dark, print, matchMedia("(forced-colors: active)")]) {
    query.addEventListener("change", () => {
      set();
      changed();
    });
  }
}
