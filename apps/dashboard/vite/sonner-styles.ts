import type { Plugin } from "vite";

/**
 * Sonner writes its styles into the page with a `<style>` of its own, which a strict content security policy refuses.
 * The page imports them as a stylesheet instead, and this takes the call out. A sonner that no longer has it fails the
 * build, so that nobody is surprised by a toast without styles.
 */
export function sonnerWithoutInlineStyles(): Plugin {
  const call = /^__insertCSS\(.*\);$/m;
  return {
    name: "sonner-without-inline-styles",
    enforce: "pre",
    transform: {
      filter: { id: /node_modules[\\/]sonner[\\/]dist[\\/]index\.mjs/ },
      handler(code) {
        if (!call.test(code)) this.error("sonner no longer inserts its styles in the way that this plugin knows");
        return { code: code.replace(call, ""), map: null };
      },
    },
  };
}
