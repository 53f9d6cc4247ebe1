// The symbols of the places of a text: a dot for a spot, a ring near it, a square for an area; told apart without colour.

export function drawSymbol(
  ctx: CanvasRenderingContext2D, x: number, y: number, precision: string, color: string, paper: string, chosen: boolean,
): void {
  const r = chosen ? 8 : 6;
  ctx.beginPath();
  if (precision === "exact" || precision === "near") ctx.arc(x, y, r, 0, 7);
  else ctx.roundRect(x - r, y - r, 2 * r, 2 * r, 2);
  const hollow = precision !== "exact";
  ctx.fillStyle = hollow ? paper : color;
  ctx.strokeStyle = hollow ? color : paper;
  ctx.lineWidth = hollow ? (chosen ? 3.5 : 2.75) : 1.75;
  ctx.fill();
  ctx.stroke();
  if (precision !== "area" && precision !== "admin2" && precision !== "admin1") return;
  ctx.beginPath();
  ctx.moveTo(x - r + 2, y + r - 2);
  ctx.lineTo(x + r - 2, y - r + 2);
  ctx.lineWidth = 2;
  ctx.stroke();
}
