import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` of the pages finds a running port: `ENTREPOT_PORT=http://127.0.0.1:8080`. */
const port = process.env['ENTREPOT_PORT'] ?? 'http://127.0.0.1:8080'
const proxied = { target: port, changeOrigin: true, headers: { origin: port } }

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/v1': proxied, '/api': proxied } },
  build: { target: 'es2024', sourcemap: false, chunkSizeWarningLimit: 1_500, assetsInlineLimit: 0 },
})
