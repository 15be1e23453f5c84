import {
  check,
  checkLine,
  type CheckDetail,
  type CheckLineRow,
  type CheckRow
} from '../../../contract/confidential/endings'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { rowsById } from '../../../platform/database/readRows'
import { CarrierStanding, Check, CheckCount, CheckLine } from '../entities'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'
import { roundWords } from '../rounds'
import { countable } from './acts'

export const checkList = listing(check, 'k', {
  joined: {},
  search: ['k.number', 'k.memberName'],
  order: [['k.number', 'DESC']]
})

export function checksFor({ manager, actor }: Reading) {
  mustKnow(actor, '核查记录')
  return manager.createQueryBuilder(Check, 'k')
}

export const checksPage = async (reading: Reading, input: ListInput): Promise<Page<CheckRow>> =>
  pageOf(checksFor(reading), checkList, input, (rows) => checkRows(reading, rows))

export async function checkRows(
  { manager, house, actor }: Reading,
  rows: readonly Check[]
): Promise<readonly CheckRow[]> {
  const open = await revealed(house, actor, 'confidential_checks', rows, 'conclusion')
  return rowsOf(manager, check, rows, ({ id, half }) => ({
    period: half ? roundWords(half) : '',
    conclusion: open(id, 'conclusion')
  }))
}

async function lineRows({ manager, house, actor }: Reading, checkId: string): Promise<readonly CheckLineRow[]> {
  const lines = await manager.find(CheckLine, { where: { checkId }, order: { label: 'ASC' } })
  const counts = await manager.findBy(CheckCount, { checkId })
  const open = await revealed(house, actor, 'confidential_check_counts', counts, 'note')
  const byCarrier = new Map(counts.map((count) => [count.carrierId, count]))
  const shown = await rowsOf(manager, checkLine, lines, ({ carrierId }) => {
    const count = byCarrier.get(carrierId)
    return { result: count?.result ?? null, method: count?.method ?? null, note: count ? open(count.id, 'note') : null }
  })
  const standings = await rowsById(
    manager,
    CarrierStanding,
    lines.map(({ carrierId }) => carrierId)
  )
  return shown.map((row, index) => {
    const carrierId = lines[index]?.carrierId ?? ''
    const state = standings.get(carrierId)?.state
    return { ...row, carrierId, possible: state ? (countable[state] ?? []) : [] }
  })
}

export async function checkDetail(reading: Reading, id: string): Promise<CheckDetail> {
  mustKnow(reading.actor, '核查单')
  const [stored] = await reading.manager.findBy(Check, { id })
  const [row] = stored ? await checkRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('核查单')
  const open = { possible: row.state === 'open', otherwise: '核查已完成' }
  const detail = await detailOf(reading, row, {
    subjects: [id],
    acts: [
      { action: 'count', label: '登记核对', ...open },
      {
        action: 'close',
        label: '完成核查',
        possible: open.possible && row.counted === row.expected,
        otherwise: open.possible ? '还有载体没有核对' : open.otherwise
      }
    ]
  })
  return { ...detail, lines: await lineRows(reading, id), memberId: stored.memberId }
}
