import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import { loadedAtStart } from './.config/loadedAtStart.ts'
import { contractAlias, vuePlugins } from './.config/vueBuild.ts'

const from = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      // The command line and the browser host run under plain Node, older than the one inside Electron.
      target: 'node20',
      outDir: 'out/main',
      externalizeDeps: { exclude: [...loadedAtStart] },
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: from('src-main/index.ts'),
          cli: from('src-main/hosts/cli/main.ts'),
          excelWorker: from('src-main/platform/documents/excelWorker.ts'),
          importWorker: from('src-main/platform/importing/importWorker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: from('src-main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src-renderer',
    resolve: { alias: contractAlias },
    plugins: vuePlugins(),
    build: {
      outDir: 'out/renderer',
      // The browser host is also opened by the browsers of office PCs that have stayed on Windows 7.
      target: 'chrome109',
      // Nothing inline, so that the page's policy can refuse inline scripts and data addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: { index: from('src-renderer/index.html') } }
    }
  }
})
