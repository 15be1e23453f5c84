import {
  carrier,
  carrierStep,
  type CarrierDetail,
  type CarrierRow,
  type CarrierStepRow
} from '../../../contract/confidential/files'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { detailOf } from '../details'
import { Carrier, CarrierStanding, CarrierStep, ConfidentialFile, Leg, LegReturn } from '../entities'
import { found } from '../file/find'
import { reveal, revealed } from '../secrets'
import { mustKnow } from '../visibility'

export const carrierList = listing(carrier, 's', {
  joined: { secrecy: 'f.secrecy', kind: 'c.kind', pages: 'c.pages' },
  filters: { receivedOn: 'f.receivedOn' },
  search: [],
  order: [['s.label', 'ASC']]
})

/** The carriers a list request asks for, narrowed by its words. */
export async function carriersFor(reading: Reading, input: Pick<ListInput, 'search'>) {
  mustKnow(reading.actor, '密级文件')
  const query = reading.manager
    .createQueryBuilder(CarrierStanding, 's')
    .innerJoin(ConfidentialFile, 'f', 'f.id = s.fileId')
    .innerJoin(Carrier, 'c', 'c.id = s.id')
  if (input.search) query.andWhere(await found(reading, 's.fileId', 's.label', input.search))
  return query
}

/** One window of the carriers. */
export async function carriersPage(reading: Reading, input: ListInput): Promise<Page<CarrierRow>> {
  return pageOf(await carriersFor(reading, input), carrierList, { ...input, search: undefined }, (rows) =>
    carrierRows(reading, rows)
  )
}

/** Standings as rows. */
export async function carrierRows(
  { manager, house, actor }: Reading,
  rows: readonly CarrierStanding[]
): Promise<readonly CarrierRow[]> {
  const files = await rowsById(
    manager,
    ConfidentialFile,
    rows.map(({ fileId }) => fileId)
  )
  const carriers = await rowsById(
    manager,
    Carrier,
    rows.map(({ id }) => id)
  )
  const open = await revealed(house, actor, 'confidential_files', [...files.values()], 'code')
  return rowsOf(manager, carrier, rows, (row) => ({
    fileNumber: files.get(row.fileId)?.number ?? '',
    code: open(row.fileId, 'code'),
    secrecy: files.get(row.fileId)?.secrecy ?? 'internal',
    kind: carriers.get(row.id)?.kind ?? 'original',
    pages: carriers.get(row.id)?.pages ?? 0
  }))
}

/** One carrier with its whole chain. */
export async function carrierDetail(reading: Reading, id: string): Promise<CarrierDetail> {
  const { manager, house, actor } = reading
  mustKnow(actor, '载体')
  const standing = await manager.findOneBy(CarrierStanding, { id })
  const stored = await manager.findOneBy(Carrier, { id })
  const [row] = standing ? await carrierRows(reading, [standing]) : []
  if (!row || !standing || !stored) throw notFound('载体')
  const steps = await manager.find(CarrierStep, { where: { carrierId: id }, order: { id: 'ASC' } })
  const legs = await manager.find(Leg, { where: { carrierId: id }, order: { id: 'ASC' } })
  const returned = new Set(
    (
      await rowsWith(
        manager,
        LegReturn,
        'legId',
        legs.map((leg) => leg.id)
      )
    ).map(({ legId }) => legId)
  )
  const leg = legs.find((one) => !returned.has(one.id)) ?? null
  const inCabinet = { possible: standing.state === 'cabinet', otherwise: '不在柜' }
  const out = { possible: leg !== null, otherwise: '没有在传阅' }
  const living = ['cabinet', 'reader', 'out', 'transit', 'unsettled'].includes(standing.state)
  const detail = await detailOf(reading, row, {
    subjects: [standing.fileId, id, ...legs.map((one) => one.id)],
    acts: [
      { action: 'lend', label: '送阅', ...inCabinet },
      { action: 'takeBack', label: '收回', ...out },
      { action: 'leave', label: '申请带出', possible: living, otherwise: '已不在本局' },
      { action: 'copy', label: '申请复印', possible: living, otherwise: '已不在本局' },
      { action: 'missing', label: '登记缺失', possible: living, otherwise: '已登记缺失或已不在本局' },
      {
        action: 'pages',
        label: '登记页数短缺',
        possible: standing.state !== 'missing' && living,
        otherwise: '已登记缺失或已不在本局'
      }
    ]
  })
  return {
    ...detail,
    steps: await stepRows(reading, steps),
    legId: leg?.id ?? null,
    noNumberReason: await reveal(
      house,
      actor,
      { table: 'confidential_carriers', id },
      'noNumberReason',
      stored.noNumberReasonSealed
    )
  }
}

function stepRows({ manager }: Reading, steps: readonly CarrierStep[]): Promise<readonly CarrierStepRow[]> {
  return rowsOf(manager, carrierStep, steps, () => ({}))
}
