import type { EntityManager } from 'typeorm'
import { headWords, type PrintedHead, type PrintedHeads } from '../../contract/administration'
import { chainIds } from '../../contract/ledgers'
import type { Actor } from '../../kernel/actor'
import { invalid } from '../../kernel/fault'
import { readHeadCode } from '../../platform/backup/headCode'
import { standingOfHead } from '../../platform/backup/witness'
import type { Flaw } from '../../platform/database/provable'
import { mayKnowOf } from '../confided'
import { Bureau } from '../entities'
import type { House } from '../house'

/** The heads of a print in today's chains. */
export type Print = Omit<PrintedHeads, 'others'>

const unreadable = '扫到的不是本软件印在“导出说明”上的二维码，或没有扫全'

/** Holds the QR of printed heads against the chains; undefined where the text is no such QR or was not read whole. */
export async function standingOfPrint(manager: EntityManager, scanned: string): Promise<Print | undefined> {
  const code = readHeadCode(scanned)
  if (!code) return undefined
  const [bureau] = await manager.find(Bureau, { take: 1 })
  if (!code.isOf(bureau?.id ?? '')) return { own: false, heads: [] }
  const heads: PrintedHead[] = []
  for (const ledger of chainIds) {
    const head = code.heads[ledger]
    if (head) heads.push({ ledger, length: head.length, ...(await standingOfHead(manager, ledger, head)) })
  }
  return { own: true, heads }
}

/** What a print proves wrong of today's chains, or why it proves nothing. */
export function flawOfPrint(print: Print | undefined): Flaw | undefined {
  if (!print) return { ledger: 'office', number: '—', why: `${unreadable}，不能用来核对` }
  if (!print.own) return { ledger: 'office', number: '—', why: '二维码是别的单位的数据印出来的，不能用来核对' }
  const gone = print.heads.find(isGone)
  return gone && { ledger: gone.ledger, number: `操作日志第${gone.length}条`, why: headWords(gone) }
}

/** The print as a person may read it: of ledgers that are not theirs to know of, only whether all is well (SEC-01). */
export async function printedHeads(
  { house, actor }: { readonly house: House; readonly actor: Actor },
  scanned: string
): Promise<PrintedHeads> {
  const print = await house.database.snapshot((manager) => standingOfPrint(manager, scanned))
  if (!print) throw invalid([{ path: 'code', message: unreadable }])
  const known = print.heads.filter(({ ledger }) => mayKnowOf(house, actor, ledger))
  const others = print.heads.filter((head) => !known.includes(head))
  return { own: print.own, heads: known, others: others.length === 0 ? null : !others.some(isGone) }
}

const isGone = ({ standing }: PrintedHead): boolean => standing === 'cut' || standing === 'rewritten'
