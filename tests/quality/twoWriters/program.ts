import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { bundled } from '../../support/bundled'
import { resources } from '../../support/house'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Another program that has the data folder open. */
export interface Program {
  /** Lets it post and waits for its end; gives the numbers it was given. */
  post(): Promise<readonly string[]>
}

/** Starts a program that will post `count` stock-ins to the data folder; resolves once it has opened it. */
export async function aProgram(folder: string, count: number): Promise<Program> {
  const program = await bundled(here('./writer.ts'))
  const child = spawn(process.execPath, [program, folder, resources, String(count)], {
    stdio: ['pipe', 'pipe', 'pipe']
  })
  const printed: string[] = []
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const lines = createInterface({ input: child.stdout }).on('line', (line) => printed.push(line))
  const ended = once(child, 'close') as Promise<[number | null]>
  await Promise.race([once(lines, 'line'), ended])
  if (printed[0] !== 'ready') throw new Error(complaints)
  return {
    post: async () => {
      child.stdin.end('post\n')
      const [code] = await ended
      if (code !== 0) throw new Error(complaints)
      return printed.slice(1)
    }
  }
}
