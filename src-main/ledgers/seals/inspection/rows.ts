import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { inspection as inspectionRecord, type InspectionDetail, type InspectionRow } from '../../../contract/seals'
import { formatDate } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, officePosts, readableRow } from '../visibility'
import { Inspection, InspectionSample, SealUse } from '../entities'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsWith } from '../../../platform/database/readRows'
import { timelineOf } from '../timeline'
import { useRows } from '../use/rows'

/** How the inspections are filtered and sorted; exports use the same. */
export const inspectionList = listing(inspectionRecord, 'i', {
  joined: {},
  search: ['i.number', 'i.findings'],
  searchNames: ['unitName'],
  order: [['i.number', 'DESC']]
})

/** Inspections as a query the person asking may read: units see their own. */
export async function inspectionQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  return narrowToOwn(reading.manager.createQueryBuilder(Inspection, 'i'), reading, { unit: 'i.unitId' })
}

/** A window of the inspections. */
export async function inspectionPage(reading: Reading, input: ListInput): Promise<Page<InspectionRow>> {
  return pageOf(await inspectionQuery(reading), inspectionList, input, (rows) => inspectionRows(reading.manager, rows))
}

/** Inspections as shown and printed. */
export const inspectionRows = (
  manager: EntityManager,
  rows: readonly Inspection[]
): Promise<readonly InspectionRow[]> =>
  rowsOf(manager, inspectionRecord, rows, ({ periodFrom, periodTo, sealNames }) => ({
    period: `${formatDate(periodFrom)}至${formatDate(periodTo)}`,
    sealNames: sealNames.join('、')
  }))

/** One inspection with its sample. */
export async function inspectionDetail(reading: Reading, id: string): Promise<InspectionDetail> {
  const { manager, actor } = reading
  const inspection = await readableRow(await inspectionQuery(reading), id, '检查记录')
  const [row] = await inspectionRows(manager, [inspection])
  if (!row) throw notFound('检查记录')
  const samples = await manager.find(InspectionSample, { where: { inspectionId: id }, order: { id: 'ASC' } })
  const ids = samples.map(({ useId }) => useId)
  const uses = new Map(
    (await useRows(manager, await rowsWith(manager, SealUse, 'id', ids))).map((use) => [use.id, use])
  )
  const open = inspection.state === 'open'
  const unchecked = samples.filter(({ sound }) => sound === null).length
  const by = { by: [...officePosts, 'inspector' as const] }
  return {
    row,
    approval: null,
    actions: actionsFor(
      [
        {
          action: 'record',
          label: '填写抽查结论',
          possible: open && samples.length > 0,
          otherwise: open ? '这一期间没有可抽查的用印，直接形成检查结果' : '检查已办结或在整改中',
          ...by
        },
        {
          action: 'conclude',
          label: '形成检查结果',
          possible: open && unchecked === 0,
          otherwise: open ? `还有${unchecked}笔抽查没有填写结论` : '检查已办结或在整改中',
          ...by
        },
        {
          action: 'close',
          label: '整改完成',
          possible: inspection.state === 'rectifying',
          otherwise: '只有整改中的检查需要确认整改',
          ...by
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id] }),
    samples: samples.flatMap(({ id: sampleId, useId, sound, finding }) => {
      const use = uses.get(useId)
      return use ? [{ id: sampleId, use, sound, finding }] : []
    })
  }
}
