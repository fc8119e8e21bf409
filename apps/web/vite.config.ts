import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const fileOf = (name: string): string => new URL(name, import.meta.url).pathname

type Imports = (id: string) => readonly string[]

const reached = new Map<string, ReadonlySet<string>>()
/** All modules that an entry comes to by these imports; found once, on the first question. */
const reachedFrom = (entry: string, imports: Imports): ReadonlySet<string> => {
  const known = reached.get(entry)
  if (known !== undefined) return known
  const found = new Set([entry])
  for (const id of found) for (const next of imports(id)) found.add(next)
  reached.set(entry, found)
  return found
}

const [deskEntry, fieldEntry] = [fileOf('./src/app/desk.tsx'), fileOf('./src/app/field.tsx')]

/**
 * Two entries: the desk and the field. The contract is types and words here; its schemas stay out of both bundles.
 * What the field needs at once and the desk needs too is one chunk: left alone it was sixteen small ones, which compress
 * badly (4 KB more) and are sixteen questions on a slow line.
 */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the CSP allows no inline scripts, and small files cost nothing over HTTP/2
    chunkSizeWarningLimit: 700,
    manifest: true, // read by the test of what a phone loads
    rolldownOptions: {
      input: {
        desk: fileOf('./index.html'),
        field: fileOf('./field.html'),
        home: fileOf('./home.html'),
        road: fileOf('./road.html'),
        gifts: fileOf('./gifts.html'),
        first: fileOf('./first.html'),
        report: fileOf('./report.html'),
        store: fileOf('./store.html'),
        hospital: fileOf('./hospital.html'),
      },
      treeshake: { moduleSideEffects: [{ test: /packages\/(contract|domain)\//, sideEffects: false }] },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              debugName: 'both',
              name: (id, graph) => {
                const now: Imports = (of) => graph.getModuleInfo(of)?.importedIds ?? []
                const ever: Imports = (of) => [...now(of), ...(graph.getModuleInfo(of)?.dynamicallyImportedIds ?? [])]
                return reachedFrom(fieldEntry, now).has(id) && reachedFrom(deskEntry, ever).has(id) ? 'both' : null
              },
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
