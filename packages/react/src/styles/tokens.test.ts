import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;

function colour(name: string, theme: (typeof themes)[number]): string {
  const value = new RegExp(`--color-${name}: (?:light-dark\\((#\\w{6}), (#\\w{6})\\)|(#\\w{6}));`).exec(css);
  const found = value?.[3] ?? value?.[theme === "light" ? 1 : 2];
  if (found === undefined) throw new Error(`No colour ${name}`);
  return found;
}

/** WCAG's relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const onCard = ["ink", "quiet", "idle", "running", "continuing", "stale", "completed", "failed", "cancelled"];
const pairs = [
  ...onCard.map((text) => [text, "card", 4.5] as const),
  ["ink", "page", 4.5],
  ["quiet", "page", 4.5],
  ["quiet", "sunk", 4.5],
  ["ink", "warning-tint", 4.5],
  ["failed", "error-tint", 4.5],
  ["ink", "info-tint", 4.5],
  ["on-primary", "primary", 4.5],
  ["on-primary", "primary-hover", 4.5],
  ["on-primary", "danger", 4.5],
  ["on-primary", "danger-hover", 4.5],
  ["edge", "card", 3],
  ["focus", "page", 3],
] as const;

it.each(themes.flatMap((theme) => pairs.map((pair) => [theme, ...pair] as const)))(
  "%s: %s on %s is at least %s:1",
  (theme, front, back, least) => {
    expect(contrast(colour(front, theme), colour(back, theme))).toBeGreaterThanOrEqual(least);
  },
);
