import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const fileOf = (name: string): string => new URL(name, import.meta.url).pathname

/** Two entries: the desk and the field. The contract is types and words here; its schemas stay out of both bundles. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the CSP allows no inline scripts, and small files cost nothing over HTTP/2
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { desk: fileOf('./index.html'), field: fileOf('./field.html') },
      treeshake: { moduleSideEffects: [{ test: /packages\/(contract|domain)\//, sideEffects: false }] },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
