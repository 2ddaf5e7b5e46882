import { defineConfig } from "vite";

/** Where `npm run dev` finds a `detente serve`. */
const api = process.env.DETENTE_API ?? "http://127.0.0.1:4810";

export default defineConfig({
  server: { port: 4811, proxy: { "/api": { target: api, changeOrigin: true } } },
  html: { cspNonce: "__NONCE__" },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
  },
  test: { include: ["src/**/*.test.ts"] },
} as import("vite").UserConfig);
