import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { ANY_HOST, describeContentPolicy } from './src/shared/util/content-policy.ts';

const root = import.meta.dirname;

/**
 * The same bundle is loaded from app://spaces/ and from a host at `/` and `/spaces/CODE`, so its addresses
 * must start at the root. electron-vite insists on relative ones unless a later plugin speaks up.
 */
const rootBase: Plugin = {
  name: 'spaces:root-base',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

/** The policy travels with the page too. Not in development, where the dev server adds an inline script. */
const contentPolicy: Plugin = {
  name: 'spaces:content-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: describeContentPolicy({ connect: ANY_HOST }),
      },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  main: {
    build: {
      // better-sqlite3 is the only run-time dependency; everything else is bundled.
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: { main: resolve(root, 'src/main/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'src/preload/preload.ts') },
        // A sandboxed preload must be CommonJS, whatever package.json says about the rest.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    plugins: [react(), tailwindcss(), rootBase, contentPolicy],
    build: {
      outDir: resolve(root, 'out/renderer'),
      // Guests bring their own browser: nothing newer than what Safari 16.4 understands.
      target: 'es2022',
      cssTarget: ['chrome111', 'firefox128', 'safari16.4'],
      minify: true,
      // A module preload polyfill would be an inline script, which the policy forbids.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // The budget of the first paint is checked in gzipped bytes by `npm run check`.
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { input: { index: resolve(root, 'src/renderer/index.html') } },
    },
  },
});
