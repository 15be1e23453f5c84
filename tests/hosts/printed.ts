import { vi } from 'vitest'
import { runCommandLine } from '@main/hosts/cli/program'

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: number
  readonly out: string
  readonly errors: string
  /** Standard output as JSON values, one a line. */
  readonly json: <T>() => T
  readonly lines: <T>() => T[]
}

/** Runs one command of the command line in this process. */
export async function run(...args: string[]): Promise<Printed> {
  let out = ''
  let errors = ''
  const keep = (take: (text: string) => void) => (text: string | Uint8Array) => {
    take(String(text))
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep((text) => (out += text))),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep((text) => (errors += text)))
  ]
  try {
    const code = await runCommandLine(args)
    const lines = <T>() =>
      out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as T)
    return { code, out, errors, lines, json: <T>() => JSON.parse(out) as T }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
