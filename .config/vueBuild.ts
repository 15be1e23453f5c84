import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import autoImport from 'unplugin-auto-import/vite'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Import names used instead of long relative paths; the same in the build and in the tests. */
export const contractAlias = [
  { find: /^@contract$/, replacement: `${root}src-main/contract/index.ts` },
  { find: /^@contract\//, replacement: `${root}src-main/contract/` }
]

/**
 * How .vue files are compiled, and Element Plus parts with their styles brought in where a template or script names
 * them.
 */
export const vuePlugins = () => [
  vue(),
  autoImport({ resolvers: [ElementPlusResolver()], dts: `${root}out/types/auto-imports.d.ts` }),
  // Types of the components come from element-plus/global, so that nothing generated is needed to check the templates.
  components({ dirs: [], resolvers: [ElementPlusResolver()], dts: false })
]
