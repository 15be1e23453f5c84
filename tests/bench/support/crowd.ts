import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the workstations of one process are to do. */
export interface CrowdOrder {
  readonly url: string
  readonly keeperId: string
  readonly claimantId: string
  readonly acts: number
  /** Thousandths handed out by each act. */
  readonly quantity: number
  readonly stations: readonly { readonly requestId: string; readonly lineId: string; readonly version: number }[]
}

/** What they did: the numbers given and how long each act took. */
export interface CrowdResult {
  readonly numbers: readonly string[]
  readonly actMs: readonly number[]
}

/**
 * Starts a process of workstations; resolves when all of them are connected. `post` lets them begin and waits for their
 * end.
 */
export async function someStations(order: CrowdOrder): Promise<{ post(): Promise<CrowdResult> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', here('./crowdStations.ts'), JSON.stringify(order)], {
    env: { ...process.env, TSX_TSCONFIG_PATH: here('../../../.config/tsconfig.tsx.json') },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const printed: string[] = []
  const lines = createInterface({ input: child.stdout }).on('line', (line) => printed.push(line))
  const ended = once(child, 'close') as Promise<[number | null]>
  await Promise.race([once(lines, 'line'), ended])
  if (printed[0] !== 'ready') throw new Error('workstations did not start')
  return {
    post: async () => {
      child.stdin.end('post\n')
      const [code] = await ended
      if (code !== 0) throw new Error(`workstations ended with ${code}`)
      return JSON.parse(printed[1] ?? '') as CrowdResult
    }
  }
}
