import { medium, mediumUse, type MediumDetail, type MediumRow } from '../../../contract/confidential/matters'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { Medium, MediumUse } from '../entities'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

export const mediumList = listing(medium, 'm', {
  joined: {},
  search: ['m.number', 'm.holderName', 'm.place'],
  order: [['m.number', 'DESC']]
})

export function mediaFor({ manager, actor }: Reading) {
  mustKnow(actor, '涉密介质')
  return manager.createQueryBuilder(Medium, 'm')
}

export const mediaPage = async (reading: Reading, input: ListInput): Promise<Page<MediumRow>> =>
  pageOf(mediaFor(reading), mediumList, input, (rows) => mediumRows(reading, rows))

export async function mediumRows(
  { manager, house, actor }: Reading,
  rows: readonly Medium[]
): Promise<readonly MediumRow[]> {
  const open = await revealed(house, actor, 'confidential_media', rows, 'serial')
  return rowsOf(manager, medium, rows, ({ id }) => ({ serial: open(id, 'serial') }))
}

export async function mediumDetail(reading: Reading, id: string): Promise<MediumDetail> {
  const { manager, house, actor } = reading
  mustKnow(actor, '涉密介质')
  const [row] = await mediumRows(reading, await manager.findBy(Medium, { id }))
  if (!row) throw notFound('涉密介质')
  const inUse = { possible: row.state === 'inUse', otherwise: '已停用' }
  const detail = await detailOf(reading, row, {
    subjects: [id],
    acts: [
      { action: 'use', label: '登记使用', ...inUse },
      { action: 'handOver', label: '移交', ...inUse },
      { action: 'end', label: '停用', ...inUse }
    ]
  })
  const uses = await manager.find(MediumUse, { where: { mediumId: id }, order: { id: 'DESC' } })
  const open = await revealed(house, actor, 'confidential_medium_uses', uses, 'purpose')
  return { ...detail, uses: await rowsOf(manager, mediumUse, uses, (use) => ({ purpose: open(use.id, 'purpose') })) }
}
