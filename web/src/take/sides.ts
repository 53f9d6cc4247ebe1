// The line between two compared periods on a picture, and what each side of it shows.
import type { Lettering } from "./lettering.ts";

/** Draws the line at `x`, px of a frame that begins at 0; `sides` are told by letter, period and number. */
export function drawSides(letters: Lettering, sides: readonly string[][], x: number, width: number, height: number): void {
  const { ctx } = letters;
  letters.note([], x, 0, 4, height);
  ctx.fillRect(x - 1, 0, 2, height);
  letters.font(12, 600);
  sides.forEach((told, side) => {
    const room = (side ? width - x : x) - 32;
    // Words have no room on a narrow side or a low map: the line above the map tells what a letter stands for.
    const lines = told.slice(0, room < 60 || height < 220 ? 1 : 3).flatMap((one) => letters.lines(one, room));
    const wide = Math.max(...lines.map((one) => ctx.measureText(one).width)) + 12;
    letters.note(lines, x + (side - 0.5) * (20 + wide), 10, wide, 8 + 16 * lines.length);
  });
}
