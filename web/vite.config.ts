import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const server = process.env.INVESTBOT_URL ?? 'http://127.0.0.1:9090';

export default defineConfig({
  plugins: [svelte(), tailwindcss()],
  resolve: { alias: { $: fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server sends `default-src 'self'`: nothing may be inlined as a data: URL.
  build: { assetsInlineLimit: 0, target: 'es2023', chunkSizeWarningLimit: 250 },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/hub': { target: server, ws: true } },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
