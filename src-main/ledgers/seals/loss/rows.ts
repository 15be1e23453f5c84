import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import {
  blankLossStates,
  loss as lossRecord,
  type BlankLossState,
  type LossRow,
  type LossDetail
} from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { actionsFor, type ActionRule } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { Loss, Seal } from '../entities'
import { lettersOn } from '../letter/rows'
import { sealNames } from '../seal/names'
import { timelineOf } from '../timeline'
import { narrowToOwn, officePosts, readableRow } from '../visibility'

const lossList = listing(lossRecord, 'l', {
  joined: { sealName: 's.name' },
  filters: { sealId: 'l.sealId' },
  search: ['l.number', 's.searchKey', 'l.circumstances'],
  order: [['l.number', 'DESC']]
})

/** The loss reports as a query the person asking may read. */
export async function lossQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  const query = reading.manager.createQueryBuilder(Loss, 'l').leftJoin(Seal, 's', 's.id = l.sealId')
  return narrowToOwn(query, reading, { unit: 's.unitId', people: ['l.reporterId'] })
}

/** A window of the loss reports. */
export async function lossPage(reading: Reading, input: ListInput): Promise<Page<LossRow>> {
  return pageOf(await lossQuery(reading), lossList, input, (rows) => lossRows(reading.manager, rows))
}

/** Loss reports as shown and printed. */
export async function lossRows(manager: EntityManager, rows: readonly Loss[]): Promise<readonly LossRow[]> {
  const seals = await sealNames(
    manager,
    rows.map(({ sealId }) => sealId)
  )
  return rowsOf(manager, lossRecord, rows, ({ sealId }) => ({ sealId, sealName: seals.get(sealId) ?? '' }))
}

/** One loss report. */
export async function lossDetail(reading: Reading, id: string): Promise<LossDetail> {
  const { manager, actor } = reading
  const loss = await readableRow(await lossQuery(reading), id, '遗失报告')
  const [row] = await lossRows(manager, [loss])
  if (!row) throw notFound('遗失报告')
  return {
    row,
    approval: null,
    letters: await lettersOn(manager, { lossId: id }),
    actions: actionsFor([stepsAction(loss.state), letterAction('出具函告、证明')], actor),
    timeline: await timelineOf(manager, { subjects: [id] })
  }
}

/** Recording what has been done since, by the office, until the loss is declared void. */
export const stepsAction = (state: BlankLossState): ActionRule => ({
  action: 'record',
  label: '登记报告、报案、登报',
  possible: state === 'open',
  otherwise: blankLossStates[state],
  by: officePosts
})

/** Issuing a letter or certificate about what the page shows. */
export const letterAction = (label: string): ActionRule => ({ action: 'letter', label, by: officePosts })
