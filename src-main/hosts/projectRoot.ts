import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function folderOfPackage(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('package.json is not above the program')
    folder = above
  }
  return folder
}

/** The folder the program was shipped in, whether it runs from sources, from the bundle or from its chunks. */
export const projectRoot = folderOfPackage()

/** Holiday calendars, code tables and the demo bureau's data. */
export const resourcesFolder = join(projectRoot, 'resources')

/** The built window. */
export const rendererFolder = join(projectRoot, 'out', 'renderer')

/** Version of the program as in its package file. */
export const appVersion = (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string })
  .version
