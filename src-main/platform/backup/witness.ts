import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { HeadStanding } from '../../contract/administration'
import { chainIds, chains, type ChainId } from '../../contract/ledgers'
import { textHash } from '../../kernel/canonical'
import type { Instant } from '../../kernel/instant'
import { AuditEntry, ChainHead } from '../database/auditEntities'
import { selectOne } from '../database/entitySql'
import type { Flaw } from '../database/provable'
import { isSignedBy, type HeadSigner } from '../secrets/headSigner'

const headSchema = z.object({ length: z.number(), hash: z.string() })
const lineSchema = z.object({
  at: z.string(),
  heads: z.record(z.string(), headSchema),
  restored: z.string().nullable(),
  before: z.string(),
  check: z.string(),
  /** Public key and signature over the check value; versions before 0.3.0 did not sign. */
  key: z.string().optional(),
  signature: z.string().optional()
})
type Line = z.infer<typeof lineSchema>

export type Heads = Readonly<Record<string, { readonly length: number; readonly hash: string }>>

/** Name of the witness in the second place of the backups. */
export const witnessName = 'witness.jsonl'

/** The witness file cannot be read or its own lines do not follow from each other; the message is Chinese. */
export class WitnessBroken extends Error {}

const beginning = '0'.repeat(64)
function checkOf({ at, heads, restored, before }: Pick<Line, 'at' | 'heads' | 'restored' | 'before'>): string {
  const ends = chainIds.map((chain) => heads[chain] ?? null)
  // A line written before the program had the last chains says nothing of them.
  while (ends.at(-1) === null) ends.pop()
  return textHash(JSON.stringify([before, at, restored, ends]))
}

/**
 * Adds to a file in a second place where the chains end now. Each line holds the check value of the one before it, so
 * that none can be taken out or changed in the middle, and is signed, so that nobody who has the second place alone can
 * write it anew; behind signed lines nothing is added without a signer. A history rewritten afterwards can no longer
 * agree with it. `restored` names the backup of a lawful restore.
 */
export async function bearWitness(
  folder: string,
  heads: Heads,
  at: Instant,
  signer: HeadSigner | undefined,
  restored: string | null = null
): Promise<void> {
  const path = join(folder, witnessName)
  const lines = await readFile(path, 'utf8').then(linesOf, (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return []
    throw fault
  })
  const line = { at, heads: { ...heads }, restored, before: lines.at(-1)?.check ?? beginning }
  if (!signer && lines.at(-1)?.key !== undefined) return
  const check = checkOf(line)
  const signed = signer ? { key: signer.key, signature: signer.sign(check) } : {}
  await appendFile(path, `${JSON.stringify({ ...line, check, ...signed })}\n`, { mode: 0o600 })
}

function linesOf(text: string): readonly Line[] {
  let last: Line | undefined
  return text
    .split('\n')
    .filter(Boolean)
    .map((each, index) => {
      const parsed = lineSchema.safeParse(jsonOf(each))
      const before = last?.check ?? beginning
      if (!parsed.success || parsed.data.before !== before || checkOf(parsed.data) !== parsed.data.check)
        throw new WitnessBroken(`见证文件第${index + 1}行被改动或缺了前面的行，不能用来核对`)
      if (!isSigned(parsed.data, last))
        throw new WitnessBroken(`见证文件第${index + 1}行的签名不对或没有签名，这一行不是本软件写的，不能用来核对`)
      if (last && parsed.data.restored === null && shrank(last.heads, parsed.data.heads))
        throw new WitnessBroken(`见证文件第${index + 1}行记载的条数比前一行少，前后不能相接，不能用来核对`)
      last = parsed.data
      return last
    })
}

/** Once a line is signed, all that follow are, by the same key. */
function isSigned({ check, key, signature }: Line, before: Line | undefined): boolean {
  if (key === undefined || signature === undefined) return before?.key === undefined && key === signature
  return (before?.key ?? key) === key && isSignedBy(key, check, signature)
}

const shrank = (before: Heads, after: Heads): boolean =>
  Object.entries(before).some(([chain, { length }]) => (after[chain]?.length ?? 0) < length)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Holds the chains against a witness file: at each line they had an entry of that number with that check value. Gives
 * the first that is not so. `own` is the public key the lines are to be signed with, where it is known; `signed` says
 * that the last line has to be.
 */
export async function flawAgainstWitness(
  manager: EntityManager,
  path: string,
  { own, signed }: { readonly own: string | undefined; readonly signed: boolean }
): Promise<Flaw | undefined> {
  const lines = linesOf(await readFile(path, 'utf8'))
  const key = lines.at(-1)?.key
  if (key === undefined && signed)
    throw new WitnessBroken('见证文件里没有签名，而本软件在这个位置写过有签名的：整个文件被换过，不能用来核对')
  if (key !== undefined && own !== undefined && key !== own)
    throw new WitnessBroken('见证文件不是用这份数据的密钥签名的：属于别的数据，或整个被重写过，不能用来核对')
  const begun = lines.findLastIndex(({ restored }) => restored !== null)
  for (const { at, heads } of lines.slice(Math.max(0, begun))) {
    const flaw = await flawAgainstHeads(manager, heads, `${at.slice(0, 10)}的见证`)
    if (flaw) return flaw
  }
  return undefined
}

/** Where a head written down once is in today's chain; `now` is how many entries that has. */
export async function standingOfHead(
  manager: EntityManager,
  chain: ChainId,
  { length, hash }: Heads[string]
): Promise<{ readonly standing: HeadStanding; readonly now: number }> {
  const head = await selectOne(manager, ChainHead, { chain })
  const now = head?.length ?? 0
  if (now < length) return { standing: 'cut', now }
  const entry = await selectOne(manager, AuditEntry, { chain, seq: length })
  if (entry?.hash !== hash) return { standing: 'rewritten', now }
  return { standing: now === length ? 'same' : 'grown', now }
}

/** The same against heads written down once, e.g. in a backup; `source` says where in Chinese. */
export async function flawAgainstHeads(
  manager: EntityManager,
  heads: Heads,
  source: string
): Promise<Flaw | undefined> {
  for (const [chain, head] of Object.entries(heads)) {
    if (head.length === 0 || !isChain(chain)) continue
    const { standing, now } = await standingOfHead(manager, chain, head)
    const number = `操作日志第${head.length}条`
    if (standing === 'cut')
      return {
        ledger: chain,
        number,
        why: `${source}记载${chains[chain]}已有${head.length}条，现在只有${now}条：后面的记录被截去，或换成了旧的数据`
      }
    if (standing === 'rewritten') return { ledger: chain, number, why: `与${source}记载的校验值不符：历史被整体改写过` }
  }
  return undefined
}

/** The same against what an exported workbook says, which names chains in words; `source` says which in Chinese. */
export async function flawAgainstNote(
  manager: EntityManager,
  heads: readonly { readonly chain: string; readonly length: number | null; readonly hash: string }[],
  source: string
): Promise<Flaw | undefined> {
  for (const { chain: words, length, hash } of heads) {
    const chain = chainIds.find((each) => chains[each] === words)
    if (!chain) continue
    if (length !== null) {
      const flaw = await flawAgainstHeads(manager, { [chain]: { length, hash } }, source)
      if (flaw) return flaw
    } else if (!(await selectOne(manager, AuditEntry, { chain, hash })))
      return {
        ledger: chain,
        number: '—',
        why: `${source}记载的末条校验值在${words}里找不到：历史被整体改写过、后面的记录被截去，或换成了旧的数据`
      }
  }
  return undefined
}

const isChain = (text: string): text is ChainId => chainIds.some((chain) => chain === text)
