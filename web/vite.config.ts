import { defineConfig } from "vite";

// One script and one style sheet, which ask for nothing more: picks serve hands them out, the HTML report holds them.
export default defineConfig({
  build: {
    target: "es2022",
    outDir: "dist",
    cssCodeSplit: false,
    assetsInlineLimit: 1_000_000,
    modulePreload: false,
    lib: { entry: "src/main.tsx", formats: ["iife"], name: "picks", fileName: () => "page.js", cssFileName: "page" },
  },
  define: { "process.env.NODE_ENV": '"production"' },
});
