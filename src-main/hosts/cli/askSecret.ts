import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { z } from 'zod'
import { CommandFailed } from './report'

/** Environment variable naming a JSON file {"account": "password"}; "*" stands for every account not named. */
export const passwordsVariable = 'LEDGER_PASSWORDS'

const passwordsSchema = z.record(z.string(), z.string())

let known: Promise<Readonly<Record<string, string>>> | undefined

async function passwordFile(): Promise<Readonly<Record<string, string>>> {
  const path = process.env[passwordsVariable]
  if (!path) return {}
  try {
    return passwordsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new CommandFailed(`${passwordsVariable} 指的文件读不出来，应是 {"账号":"密码"} 这样的 JSON 文件`)
  }
}

/**
 * The password of an account: from the file LEDGER_PASSWORDS names, else asked at the terminal without showing what is
 * typed.
 */
export async function askSecret(account: string, question: string): Promise<string> {
  const passwords = await (known ??= passwordFile())
  const password = passwords[account] ?? passwords['*']
  if (password !== undefined) return password
  if (!process.stdin.isTTY)
    throw new CommandFailed(`没有账号 ${account} 的密码：请在终端中运行，或用 ${passwordsVariable} 指定密码文件`)
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
