import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { Detail } from '../../../contract/warehouse/access'
import type { KeepingRow } from '../../../contract/warehouse/keeping'
import type { LineRow } from '../../../contract/warehouse/line'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { keepingActions } from '../actions'
import { Intake, Keeping, Standing } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { onlyAmong, rowsById, rowsWith } from '../../../platform/database/readRows'
import { mustSee, squadsVisibleTo } from '../visibility'
import { lineRows } from '../line/rows'

const keepingList: ListDefinition = {
  columns: {
    number: 'k.number',
    intakeId: 'k.intakeId',
    squadId: 'k.squadId',
    keeper: 'k.keeper',
    contact: 'k.contact',
    address: 'k.address',
    from: 'k.fromDay',
    to: 'k.toDay',
    goods: 'k.goods',
    lastInspectedOn: 'k.lastInspectedOn',
    nextInspectionOn: 'k.nextInspectionOn',
    endedOn: 'k.endedOn'
  },
  search: ['k.searchKey'],
  order: [['k.id', 'DESC']]
}

export async function keepingsPage(reading: Reading, input: ListInput): Promise<Page<KeepingRow>> {
  const query = reading.manager.createQueryBuilder(Keeping, 'k')
  onlyAmong(query, 'k.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return pageOf(query, keepingList, input, (rows) => keepingRows(reading.manager, rows))
}

async function keepingRows(manager: EntityManager, keepings: readonly Keeping[]): Promise<readonly KeepingRow[]> {
  const people = await personNames(
    manager,
    keepings.map((keeping) => keeping.responsibleId)
  )
  const ids = [...new Set(keepings.map((keeping) => keeping.intakeId))]
  const intakes = await rowsById(manager, Intake, ids)
  return keepings.map((keeping) => ({
    id: keeping.id,
    number: keeping.number,
    intakeNumber: intakes.get(keeping.intakeId)?.number ?? '',
    party: intakes.get(keeping.intakeId)?.party ?? '',
    keeper: keeping.keeper,
    contact: keeping.contact,
    address: keeping.address,
    from: keeping.fromDay,
    to: keeping.toDay,
    responsibleName: people.get(keeping.responsibleId) ?? '',
    goods: keeping.goods,
    lastInspectedOn: keeping.lastInspectedOn,
    nextInspectionOn: keeping.nextInspectionOn,
    endedOn: keeping.endedOn,
    version: keeping.version
  }))
}

export async function keepingDetail(reading: Reading, id: string): Promise<Detail<KeepingRow, LineRow>> {
  const { manager, actor } = reading
  const keeping = await manager.findOneBy(Keeping, { id })
  if (!keeping) throw notFound('委托保管')
  await mustSee(manager, actor, keeping.squadId, '委托保管')
  const [row] = await keepingRows(manager, [keeping])
  const standings = await rowsWith(manager, Standing, 'id', keeping.lineIds, { order: { tag: 'ASC' } })
  return {
    row: row as KeepingRow,
    lines: await lineRows(reading, standings),
    approval: null,
    actions: keepingActions(actor, keeping),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id] })
  }
}
